"""Asking and answering. A "no" leaves no trace: these rows stand on no page but the person's own.

Both hang on the person's place in the programme: who leaves it takes them along.
"""

import uuid
from datetime import datetime
from typing import Self

from django.db import connection, models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ambassadors import asking
from ambassadors.models import Ambassador, User
from campaigns.models.askings import newcomers
from campaigns.models.campaigns import Campaign

INVITE = """
    INSERT INTO campaigns_invitation (id, campaign_id, ambassador_id, invited_at)
    SELECT gen_random_uuid(), %s, person, %s FROM unnest(%s::uuid[]) AS person
    ON CONFLICT (campaign_id, ambassador_id) DO NOTHING
"""


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def ask_everybody(self, *, campaign: Campaign, now: datetime) -> int:
        """Invite those whom no asking has meant yet and who may be asked now, set by set; returns how many.

        Two at once on the same campaign: the caller holds its row.
        """
        people = newcomers(campaign).filter(
            ~Exists(self.filter(campaign=campaign, ambassador=OuterRef("pk")))
        )
        asked = asking.ask(people, campaign.about, now=now)
        with connection.cursor() as cursor:
            cursor.execute(INVITE, [campaign.pk, now, asked])
            return cursor.rowcount

    def for_person(self, person: User) -> Self:
        return self.filter(ambassador_id=person.pk)


class Invitation(models.Model):
    """An optional ask to take part. It ends with its campaign."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="invitations", db_index=False
    )
    ambassador = models.ForeignKey(Ambassador, on_delete=models.CASCADE, related_name="campaign_invitations")
    invited_at = models.DateTimeField()

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "ambassador"], name="one_invitation_per_campaign"),
        ]
        indexes = [models.Index(fields=["campaign", "invited_at"], name="invitations_by_time")]

    def __str__(self) -> str:
        return f"invitation to {self.campaign}"


class AnswerQuerySet(models.QuerySet["Answer"]):
    def for_person(self, person: User) -> Self:
        return self.filter(ambassador_id=person.pk)

    def names_shown(self, campaign: Campaign) -> Self:
        """Those who are in and want the coordinator to see their name, by name."""
        shown = self.filter(campaign=campaign, choice=Answer.Choice.IN, show_name=True)
        return shown.select_related("ambassador__person").order_by("ambassador__person__sort_key", "id")


class Answer(models.Model):
    """What one person said to one campaign; only they may read it.

    Read in two other places alone: the totals counted once a day, and the names of those who want it.
    """

    class Choice(models.TextChoices):
        IN = "in", _("I'm in")
        MAYBE = "maybe", _("Maybe")
        NOT_THIS_TIME = "not_this_time", _("Not this time")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="answers", db_index=False)
    ambassador = models.ForeignKey(Ambassador, on_delete=models.CASCADE, related_name="campaign_answers")
    choice = models.CharField(max_length=13, choices=Choice)
    show_name = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "ambassador"], name="one_answer_per_campaign"),
            models.CheckConstraint(
                condition=Q(show_name=False) | Q(choice="in"), name="a_name_is_shown_only_with_a_yes"
            ),
        ]
        indexes = [models.Index(fields=["campaign", "choice"], name="answers_of_a_campaign")]

    def __str__(self) -> str:
        return f"answer to {self.campaign}"


class CampaignFigures(models.Model):
    """The published totals of a campaign: fixed until the next day's count (see `campaigns.figures`).

    A total that may not be shown is not stored. `counted_through`: invitations after this moment are too few
    to be counted yet.
    """

    campaign = models.OneToOneField(
        Campaign, primary_key=True, on_delete=models.CASCADE, related_name="figures"
    )
    counted_at = models.DateTimeField()
    counted_through = models.DateTimeField(null=True)
    said_in = models.PositiveIntegerField(null=True)
    said_maybe = models.PositiveIntegerField(null=True)
    # Of people who have left since; their answers are gone. Without these a total would fall by one and tell theirs.
    left_in = models.PositiveIntegerField(default=0)
    left_maybe = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "campaign figures"

    def __str__(self) -> str:
        return f"figures of {self.campaign}"
