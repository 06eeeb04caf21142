"""The checklist of first steps. Whoever is in the programme already is not reminded of them."""

from typing import ClassVar

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import ambassadors.models.onboarding

LET_BE = "UPDATE ambassadors_ambassador SET onboarding_reminded = true"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ambassadors", "0008_several_guidelines")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="OnboardingStep",
            fields=[
                (
                    "key",
                    models.SlugField(
                        default=ambassadors.models.onboarding.random_key,
                        max_length=32,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("title_de", models.CharField(blank=True, default="", max_length=80)),
                ("title_en", models.CharField(blank=True, default="", max_length=80)),
                ("text_de", models.CharField(blank=True, default="", max_length=200)),
                ("text_en", models.CharField(blank=True, default="", max_length=200)),
                ("link", models.CharField(blank=True, default="", max_length=500)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("is_on", models.BooleanField(default=True)),
            ],
        ),
        migrations.AddField(
            model_name="ambassador",
            name="onboarding_reminded",
            field=models.BooleanField(
                default=False,
                help_text="The one reminder of the first steps was sent or let be: it never comes again.",
            ),
        ),
        migrations.CreateModel(
            name="Onboarding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "remind_after_days",
                    models.PositiveSmallIntegerField(
                        default=14,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(120),
                        ],
                    ),
                ),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_onboarding")],
            },
        ),
        migrations.CreateModel(
            name="OnboardingTick",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ambassador",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ticks",
                        to="ambassadors.ambassador",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ticks",
                        to="ambassadors.onboardingstep",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("ambassador", "step"), name="ticked_once")],
            },
        ),
        migrations.RunSQL(LET_BE, migrations.RunSQL.noop),
    ]
