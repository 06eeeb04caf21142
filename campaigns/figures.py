"""How many. Totals of answers are counted once a day and stored; no page counts them.

Two totals are published, "I'm in" and "Maybe", each from k people on, and only while those left over are
k people as well: whoever knows the size of the audience could otherwise subtract. Sizes are those of who was meant,
before anybody's boundaries: no number here changes with whom a boundary left out.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet, Sum

from ambassadors.counting import last_counting_time
from ambassadors.models import Programme
from campaigns.models import Answer, Asking, Campaign, CampaignFigures, Invitation
from campaigns.models.askings import everybody, newcomers


def asked(campaign: Campaign) -> int:
    """How many people were meant when ambassadors were asked to it, before anybody's boundaries."""
    return _meant(campaign.askings.all())


def audience() -> int:
    """Everybody whom "all ambassadors" means, before anybody's boundaries."""
    return everybody().count()


def not_yet_asked(campaign: Campaign) -> int:
    """How many ambassadors joined since the last asking, before anybody's boundaries; all of them before the first."""
    return newcomers(campaign).count()


def _meant(askings: QuerySet[Asking]) -> int:
    meant: int = askings.aggregate(meant=Sum("meant", default=0))["meant"]
    return meant


@dataclass(frozen=True)
class Totals:
    """None: may not be shown."""

    said_in: int | None
    said_maybe: int | None


def publishable(*, asked: int, said_in: int, said_maybe: int, k: int) -> Totals:
    """The totals that may be shown. Who is left over after these is never a group smaller than k."""
    shown_in = said_in if said_in >= k and asked - said_in >= k else None
    left_over = asked - (shown_in or 0)
    shown_maybe = said_maybe if said_maybe >= k and left_over - said_maybe >= k else None
    return Totals(shown_in, shown_maybe)


def totals_of(campaign: Campaign) -> Totals | None:
    """The published totals as today's k lets them be shown: it may have been raised since they were counted."""
    counted = getattr(campaign, "figures", None)
    if counted is None:
        return None
    through = counted.counted_through
    numbers = {"said_in": counted.said_in or 0, "said_maybe": counted.said_maybe or 0}
    asked_then = _meant(campaign.askings.filter(at__lte=through)) if through else 0
    return publishable(asked=asked_then, **numbers, k=Programme.current().k)


def recount(now: datetime) -> int:
    """Count each campaign whose figures are older than the last counting time; returns how many."""
    counting_time = last_counting_time(now)
    due = (
        Campaign.objects.published()
        .filter(invited_at__lt=counting_time)
        .filter(Q(figures__isnull=True) | Q(figures__counted_at__lt=counting_time))
        .exclude(figures__counted_at__gte=F("ends_at"))
    )
    for campaign in due:
        _count(campaign, now)
    return len(due)


@transaction.atomic
def _count(campaign: Campaign, now: datetime) -> None:
    k = Programme.current().k
    known = CampaignFigures.objects.select_for_update().filter(campaign=campaign).first()
    through = _counted_through(campaign, known.counted_through if known else None, k)
    numbers = {"asked": 0, "said_in": 0, "said_maybe": 0}
    if through is not None:
        people = Invitation.objects.filter(campaign=campaign, invited_at__lte=through).values("ambassador_id")
        numbers = Answer.objects.filter(campaign=campaign, ambassador_id__in=people).aggregate(
            said_in=Count("id", filter=Q(choice=Answer.Choice.IN)),
            said_maybe=Count("id", filter=Q(choice=Answer.Choice.MAYBE)),
        ) | {"asked": _meant(campaign.askings.filter(at__lte=through))}
    if known:
        numbers["said_in"] += known.left_in
        numbers["said_maybe"] += known.left_maybe
    totals = publishable(**numbers, k=k)
    CampaignFigures.objects.update_or_create(
        campaign=campaign,
        defaults={
            "counted_at": now,
            "counted_through": through,
            "said_in": totals.said_in,
            "said_maybe": totals.said_maybe,
        },
    )


def _counted_through(campaign: Campaign, before: datetime | None, k: int) -> datetime | None:
    """Invitations sent later are not counted yet.

    A handful who are asked afterwards would be told by the difference of two days, so they count
    from the day on which they are k people.
    """
    later = campaign.askings.filter(at__gt=before) if before else campaign.askings.all()
    last = later.order_by("at").last()
    return last.at if last and _meant(later) >= k else before
