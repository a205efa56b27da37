"""A register counts its amendments and has a digest; those that stand get theirs from what they say today."""

import hashlib
from collections import Counter

from django.db import migrations, models

AUGUST = 8


def digests(apps, schema_editor):
    amended = Counter(
        (child, on.year if on.month >= AUGUST else on.year - 1)
        for child, on in apps.get_model("school", "Amendment").objects.values_list("child", "on").iterator()
    )
    register = apps.get_model("school", "Register")
    for row in register.objects.iterator():
        row.amended = amended[row.child_id, row.year]
        row.digest = hashlib.sha256(f"{row.year} {row.amended} {row.marks}".encode()).hexdigest()
        row.save(update_fields=["amended", "digest"])


class Migration(migrations.Migration):
    dependencies = [("school", "0002_plan_parts")]

    operations = [
        migrations.AddField("register", "amended", models.IntegerField(default=0, editable=False)),
        migrations.AddField("register", "digest", models.TextField(default="", editable=False)),
        migrations.RunPython(digests, migrations.RunPython.noop),
    ]
