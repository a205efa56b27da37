"""From here on the database refuses to change or remove what the log holds. Entries from before are marked first."""

from django.db import connection as default
from django.db import migrations

from keepwell.web.access import keys, marks, stored, triggers


def mark(apps, schema_editor):
    if schema_editor.connection.alias != default.alias:
        return
    with default.cursor() as cursor:
        for rows in stored.everything():
            key = keys.key(lambda: False)
            # Those that have one keep it: seals hold it too, when somebody went back a migration and forward again.
            marked = [(marks.mark(key, row.told), row.key) for row in rows if row.mark is None]
            if marked:
                cursor.executemany("UPDATE access_entry SET mark = %s WHERE id = %s", marked)


def guard(apps, schema_editor):
    triggers.guard(schema_editor.connection)


def unguard(apps, schema_editor):
    triggers.unguard(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("access", "0003_seals")]

    operations = [
        migrations.RunPython(mark, migrations.RunPython.noop),
        migrations.RunPython(guard, unguard),
    ]
