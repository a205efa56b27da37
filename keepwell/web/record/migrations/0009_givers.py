import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0008_adoption_keys'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='correction',
            name='giver',
            field=models.TextField(blank=True, default='', help_text='Who told us: see record.givers.'),
        ),
        migrations.AddField(
            model_name='historicalstep',
            name='giver',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='step',
            name='giver',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.CreateModel(
            name='Given',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('model', models.TextField()),
                ('key', models.BigIntegerField()),
                ('giver', models.TextField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='record.child')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['model', 'key'], name='given_row')],
            },
        ),
    ]
