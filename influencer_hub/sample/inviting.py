"""Makes invitations to the programme: some sent days ago, a few due now, and letters that wait to be printed."""

from datetime import timedelta

from django.db.models import F

from ambassadors.models import User
from ambassadors.services import invitations
from influencer_hub.sample.cast import Cast
from outbox.models import Message

# Of those outside the programme; the company asks step by step.
EARLIER_SHARE = 0.2
EARLIER, NOW, LETTERS = 400, 5, 8


def invite(cast: Cast) -> None:
    # Whoever signs in as an employee shall find the programme as a stranger does.
    outside = [person for person in cast.others if not person.has_usable_password()]
    by_mail = [person.pk for person in outside if person.email]
    by_letter = [person.pk for person in outside if not person.email]
    earlier = by_mail[: min(EARLIER, round(len(by_mail) * EARLIER_SHARE))]
    some_days_ago = cast.now - timedelta(days=4, hours=2)
    sent = invitations.invite_many(
        people=User.objects.filter(pk__in=earlier), by=cast.coordinator, now=some_days_ago
    )
    Message.objects.filter(object_id=str(sent.batch)).update(
        state=Message.State.SENT, done_at=F("due_at") + timedelta(seconds=3), tried_at=F("due_at"), attempts=1
    )
    now = [*by_mail[len(earlier) : len(earlier) + NOW], *by_letter[:LETTERS]]
    invitations.invite_many(people=User.objects.filter(pk__in=now), by=cast.coordinator, now=cast.now)
