import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

# Until now nobody had boundaries: whoever was meant was invited.
ASKINGS = """
    INSERT INTO campaigns_asking (id, campaign_id, at, meant)
    SELECT gen_random_uuid(), campaign_id, invited_at, count(*)
    FROM campaigns_invitation GROUP BY campaign_id, invited_at
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ambassadors", "0003_profiles_and_boundaries"),
        ("campaigns", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="campaign",
            name="topics",
            field=models.ManyToManyField(blank=True, related_name="campaigns", to="ambassadors.topic"),
        ),
        migrations.AddField(
            model_name="campaign",
            name="networks",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("linkedin", "LinkedIn"),
                        ("x", "X"),
                        ("bluesky", "Bluesky"),
                        ("instagram", "Instagram"),
                        ("youtube", "YouTube"),
                        ("tiktok", "TikTok"),
                        ("xing", "XING"),
                        ("facebook", "Facebook"),
                        ("mastodon", "Mastodon"),
                        ("blog", "Blog"),
                        ("podcast", "Podcast"),
                    ],
                    max_length=12,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="campaign",
            name="photographs",
            field=models.BooleanField(default=False, help_text="Those who take part are photographed."),
        ),
        migrations.CreateModel(
            name="Asking",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("at", models.DateTimeField()),
                ("meant", models.PositiveIntegerField()),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="askings",
                        to="campaigns.campaign",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "at"), name="one_asking_at_a_time")
                ],
            },
        ),
        migrations.RunSQL(ASKINGS, migrations.RunSQL.noop),
    ]
