import uuid

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ambassadors", "0005_leaving"),
    ]

    operations = [
        migrations.AddField(
            model_name="programme",
            name="contacts",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="programme",
            name="hours",
            field=models.JSONField(blank=True, default=list, help_text="See ambassadors.staffed."),
        ),
        migrations.AddField(
            model_name="programme",
            name="imprint",
            field=models.TextField(blank=True, default="", help_text="Markdown.", max_length=5000),
        ),
        migrations.AddField(
            model_name="programme",
            name="logo_square",
            field=models.CharField(blank=True, default="", help_text="Name of our own file.", max_length=80),
        ),
        migrations.AddField(
            model_name="programme",
            name="logo_wide",
            field=models.CharField(blank=True, default="", help_text="Name of our own file.", max_length=80),
        ),
        migrations.AddField(
            model_name="programme",
            name="retention",
            field=models.JSONField(blank=True, default=dict, help_text="Days; see ambassadors.retention."),
        ),
        migrations.AddField(
            model_name="programme",
            name="word_de",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
        migrations.AddField(
            model_name="programme",
            name="word_en",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
        migrations.AddField(
            model_name="programme",
            name="words_de",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
        migrations.AddField(
            model_name="programme",
            name="words_en",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
        migrations.AddField(
            model_name="user",
            name="is_council",
            field=models.BooleanField(default=False, verbose_name="council member"),
        ),
        migrations.AddField(
            model_name="user",
            name="is_helper",
            field=models.BooleanField(default=False, verbose_name="helper"),
        ),
        migrations.AddField(
            model_name="user",
            name="shows_as_helper",
            field=models.BooleanField(default=False, help_text="The person's own tick."),
        ),
        migrations.CreateModel(
            name="SettingChange",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("name", "Name and words"),
                            ("accent", "Colour"),
                            ("logo", "Logo"),
                            ("contacts", "Contacts"),
                            ("hours", "Staffed hours"),
                            ("imprint", "Imprint"),
                            ("retention", "How long data are kept"),
                            ("k", "Smallest group"),
                        ],
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("before", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KLowering",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "k",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(5)]
                    ),
                ),
                ("k_before", models.PositiveSmallIntegerField()),
                ("asked_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("agreed", "agreed"), ("refused", "not agreed"), ("withdrawn", "withdrawn")],
                        default="",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "")), fields=("outcome",), name="one_lower_k_waits"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("k__gte", 5), ("k__lt", models.F("k_before"))),
                        name="a_lower_k_is_lower",
                    ),
                ],
            },
        ),
    ]
