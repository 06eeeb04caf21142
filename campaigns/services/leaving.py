"""Somebody has left the company: their answers go, and no total falls by one to tell what theirs was."""

from datetime import datetime

from django.db.models import F

from ambassadors.leavers import when_somebody_leaves
from ambassadors.models import User
from campaigns.models import Answer, CampaignFigures, Invitation

COUNTED = {Answer.Choice.IN: "left_in", Answer.Choice.MAYBE: "left_maybe"}


@when_somebody_leaves
def forget_answers(*, person: User, now: datetime) -> None:
    """Erase invitations and answers. What a published total counts goes on counting, without a person."""
    for answer in Answer.objects.for_person(person).filter(choice__in=COUNTED):
        asked = Invitation.objects.for_person(person).filter(campaign=answer.campaign_id)
        column = COUNTED[Answer.Choice(answer.choice)]
        figures = CampaignFigures.objects.filter(
            campaign=answer.campaign_id, counted_through__gte=asked.values("invited_at")[:1]
        )
        figures.update(**{column: F(column) + 1})
    Answer.objects.for_person(person).delete()
    Invitation.objects.for_person(person).delete()
