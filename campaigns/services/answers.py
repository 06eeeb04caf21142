"""What a person decides about themselves: nothing of it is written into the journal."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors.models import User
from campaigns import policies
from campaigns.models import Answer, Campaign


class AnswersClosed(Exception):
    """The campaign is over."""


@transaction.atomic
def answer(*, campaign: Campaign, person: User, choice: str, show_name: bool, now: datetime) -> Answer:
    """Say or change one's answer. The name is shown only with "in", and only while the person says so.

    Raises PermissionDenied for whoever was not invited, AnswersClosed after the end.
    """
    if not policies.may_answer(person, campaign):
        raise PermissionDenied
    if not campaign.is_open(now):
        raise AnswersClosed
    choice = Answer.Choice(choice)
    said, _created = Answer.objects.update_or_create(
        campaign=campaign,
        ambassador_id=person.pk,
        defaults={"choice": choice, "show_name": show_name and choice == Answer.Choice.IN, "changed_at": now},
    )
    return said
