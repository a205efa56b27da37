from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("staff", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="leaves_on",
            field=models.DateField(blank=True, null=True, verbose_name="last day here"),
        ),
        migrations.CreateModel(
            name="Count",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("ends_at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
