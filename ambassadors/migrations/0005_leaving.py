import uuid
from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ambassadors", "0004_signing_in")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="ExportLink",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="export_link",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("address", models.EmailField(max_length=254)),
                ("content", models.BinaryField()),
                ("expires_at", models.DateTimeField()),
                ("nonce", models.UUIDField(default=uuid.uuid4)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
            ],
        ),
        migrations.AddField(
            model_name="import",
            name="domain",
            field=models.CharField(
                default="", help_text="What most addresses of the file end with.", max_length=253
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="fixes",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="importrow",
            name="proposals",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="user",
            name="private_email",
            field=models.EmailField(
                blank=True,
                default="",
                help_text="For the time after the company: their data go there once they have left.",
                max_length=254,
            ),
        ),
        migrations.AlterField(
            model_name="importrow",
            name="state",
            field=models.CharField(
                choices=[
                    ("new", "New"),
                    ("changed", "Changed"),
                    ("unchanged", "Unchanged"),
                    ("returning", "Returning"),
                    ("undecided", "Undecided"),
                    ("faulty", "Faulty"),
                ],
                max_length=9,
            ),
        ),
        migrations.CreateModel(
            name="Leaving",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="leaving",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("last_day", models.DateField()),
                ("entered_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("left_at__isnull", True)),
                        fields=["last_day"],
                        name="leavings_to_come",
                    )
                ],
            },
        ),
    ]
