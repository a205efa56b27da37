import django.db.models.deletion
from django.db import migrations, models


def mark(apps, schema_editor):
    """Versions of forms that speak of an adoption. The answers are sealed anew afterwards: keys are not for migrations."""
    versions = apps.get_model("record", "FormVersion").objects
    for version in versions.all():
        if version.words.get("area") == "adoption" or {"adoption", "placed-for-adoption"} & set(_asked(version.words)):
            versions.filter(pk=version.pk).update(apart=True)


def _asked(words):
    yield words.get("category")
    for question in words.get("questions", ()):
        yield from _asked(question)


class Migration(migrations.Migration):
    dependencies = [("record", "0007_life_story")]

    operations = [
        migrations.AddField("formversion", "apart", models.BooleanField(default=False)),
        migrations.CreateModel(
            name="AdoptionKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wrapped", models.BinaryField()),
                (
                    "child",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="adoption_key", to="record.child"
                    ),
                ),
            ],
        ),
        migrations.RunPython(mark, migrations.RunPython.noop, elidable=True),
    ]
