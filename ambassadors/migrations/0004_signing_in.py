from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ambassadors", "0003_profiles_and_boundaries")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="user",
            name="pin",
            field=models.CharField(
                blank=True, default="", editable=False, help_text="As a hash.", max_length=128
            ),
        ),
        migrations.CreateModel(
            name="PinTries",
            fields=[
                (
                    "key",
                    models.CharField(editable=False, max_length=64, primary_key=True, serialize=False),
                ),
                ("wrong", models.PositiveIntegerField(default=0)),
                ("rests_until", models.DateTimeField(null=True)),
                ("last_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "PIN tries",
                "indexes": [models.Index(fields=["last_at"], name="pin_tries_by_time")],
            },
        ),
    ]
