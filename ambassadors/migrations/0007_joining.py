import uuid
from typing import ClassVar

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ambassadors.models.people


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ambassadors", "0006_programme_settings")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="GoOn",
            fields=[
                (
                    "ambassador",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="go_on",
                        serialize=False,
                        to="ambassadors.ambassador",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(default=0)),
                ("pauses_on", models.DateField(db_index=True, null=True)),
                ("asks_no_more", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="NextRound",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="next_round",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="programmeinvitation",
            name="reminder_queued_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="was_welcomed",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="Cohort",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=80)),
                ("opens_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                (
                    "timezone",
                    models.CharField(
                        default="Europe/Berlin",
                        max_length=50,
                        validators=[ambassadors.models.people.validate_timezone],
                    ),
                ),
                (
                    "places",
                    models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)]),
                ),
                ("approved", models.PositiveIntegerField(default=0)),
                ("kicks_off_on", models.DateField(blank=True, null=True)),
                ("told_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="a_window_has_a_length",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approved__lte", models.F("places"))),
                        name="never_more_approved_than_places",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("opens_at"),
                                    models.F("closes_at"),
                                    function="TSTZRANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            )
                        ],
                        name="one_round_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("words", models.TextField(max_length=1000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("asked", "asked something"),
                            ("approved", "Approved"),
                            ("declined", "Declined"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("applied_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision", models.UUIDField(db_index=True, null=True)),
                ("reply", models.TextField(blank=True, default="", max_length=2000)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="application",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="ambassadors.cohort",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CohortQuestion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("text_de", models.CharField(blank=True, default="", max_length=200)),
                ("text_en", models.CharField(blank=True, default="", max_length=200)),
                ("is_long", models.BooleanField(default=False)),
                ("is_required", models.BooleanField(default=False)),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="ambassadors.cohort",
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
            },
        ),
        migrations.CreateModel(
            name="ApplicationAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=1000)),
                (
                    "application",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="ambassadors.application",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="ambassadors.cohortquestion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AskBack",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("question", models.TextField(max_length=1000)),
                ("asked_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, default="", max_length=1000)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asks_back",
                        to="ambassadors.application",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("application",),
                        name="one_open_question",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["state", "applied_at", "id"], name="applications_in_order"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("state__in", ["waiting", "asked"])),
                    models.Q(("decided_at__isnull", False), ("state__in", ["approved", "declined"])),
                    _connector="OR",
                ),
                name="decided_means_approved_or_declined",
            ),
        ),
        migrations.AddConstraint(
            model_name="cohortquestion",
            constraint=models.UniqueConstraint(fields=("cohort", "place"), name="one_question_per_place"),
        ),
        migrations.AddConstraint(
            model_name="cohortquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("text_de", ""), ("text_en", ""), _negated=True),
                name="a_question_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationanswer",
            constraint=models.UniqueConstraint(
                fields=("application", "question"), name="one_answer_per_question"
            ),
        ),
    ]
