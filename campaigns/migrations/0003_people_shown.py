import uuid
from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ambassadors", "0005_leaving"), ("campaigns", "0002_boundaries")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="campaignfigures",
            name="left_in",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="campaignfigures",
            name="left_maybe",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="PersonShown",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("named_at", models.DateTimeField()),
                (
                    "kept_because",
                    models.CharField(
                        blank=True, default="", help_text="Where the consent is kept.", max_length=200
                    ),
                ),
                ("kept_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asset",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people_shown",
                        to="campaigns.asset",
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="pictures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "people shown",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("asset", "person"), name="a_person_stands_once_beside_a_picture"
                    )
                ],
            },
        ),
    ]
