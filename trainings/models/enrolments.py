"""A person's place in the queue of a session."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from ambassadors.models import User
from trainings.models.sessions import Session

WAITING, OFFERED, BOOKED, ATTENDED, NO_SHOW = "waiting", "offered", "booked", "attended", "no_show"
# One of these at a time per person and session.
LIVE = [WAITING, OFFERED, BOOKED, ATTENDED, NO_SHOW]
# These hold a seat.
SEATED = [OFFERED, BOOKED, ATTENDED, NO_SHOW]
# These have or had a seat when the session began, whether they have come or not.
ON_THE_LIST = [BOOKED, ATTENDED, NO_SHOW]
PAST_IN_FEED, CALLED_OFF_IN_FEED = timedelta(days=90), timedelta(days=30)
# The columns of a link.
LINK = ["offer_nonce", "offer_token_hash"]


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def of_interest(self, now: datetime) -> Self:
        """What a person wants to see of coming sessions: live, ended by the organizer, or an offer that ran out and can
        still be asked for again."""
        ran_out = Q(state="offer_expired", session__enrolment_closes_at__gt=now)
        return self.filter(Q(state__in=[*LIVE, "cancelled_by_organizer"]) | ran_out)

    def seated(self) -> Self:
        return self.filter(state__in=SEATED)

    def waiting(self) -> Self:
        return self.filter(state=WAITING)

    def offered(self) -> Self:
        return self.filter(state=OFFERED)

    def booked(self) -> Self:
        return self.filter(state=BOOKED)

    def with_session(self) -> Self:
        return self.select_related("session__training").defer("session__training__search")

    def for_session(self, session: Session) -> Self:
        return self.filter(session=session)

    def of(self, person: User) -> Self:
        return self.filter(person=person)

    def on_the_list(self) -> Self:
        """Who has or had a seat when the session began, whether they have come or not."""
        return self.filter(state__in=ON_THE_LIST)

    def missed(self) -> Self:
        return self.filter(state=NO_SHOW)

    def there(self) -> Self:
        return self.filter(state=ATTENDED)

    def lapsed(self, now: datetime) -> Self:
        """Offers whose time is over."""
        return self.offered().filter(offer_expires_at__lte=now)

    def in_line(self) -> Self:
        """Who may be offered a seat, in the order of asking."""
        return self.waiting().filter(person__is_active=True).order_by("number")

    def with_place(self) -> Self:
        """`place`: 1 for the next in line; of use for those who wait."""
        ahead = Enrolment.objects.in_line().filter(
            session=models.OuterRef("session"), number__lt=models.OuterRef("number")
        )
        counted = ahead.order_by().values("session").annotate(n=models.Count("pk")).values("n")
        return self.annotate(place=Coalesce(models.Subquery(counted), 0) + 1)

    def newest_offers_first(self) -> Self:
        return self.offered().order_by("-offered_at", "-number")

    def coming(self, now: datetime) -> Self:
        return self.filter(session__ends_at__gt=now)

    def in_feed(self, now: datetime) -> Self:
        """What a subscribed calendar shows: seats of coming sessions and of the last 90 days, whether people came or
        not; those that were called off for 30 days after that."""
        had = Q(state__in=[BOOKED, ATTENDED, NO_SHOW])
        called_off = Q(state="cancelled_by_organizer", booked_at__isnull=False)
        recently = Q(session__cancelled_at__gt=now - CALLED_OFF_IN_FEED)
        return self.filter(had | (called_off & recently), session__ends_at__gt=now - PAST_IN_FEED)

    def holding(self, now: datetime) -> Self:
        """Who has a seat, or an offer that lasts, in a session that takes place."""
        lasting = Q(state=OFFERED, offer_expires_at__gt=now)
        return self.filter(Q(state__in=[BOOKED, ATTENDED]) | lasting, session__cancelled_at=None)

    def behind_link(self, token_hash: str, now: datetime) -> Self:
        """The offer that a link answers, while it lasts and its person may answer."""
        lasting = self.offered().filter(offer_expires_at__gt=now, person__is_active=True)
        return lasting.filter(offer_token_hash=token_hash)


class Enrolment(models.Model):
    """One asking for a seat, and what became of it. Asking again makes a new row.

    `number` is the order of asking within the session; a withdrawn offer goes back to the place it had.
    `reminder_minutes` are the times that were shown before signing up, so a later change of the training
    does not move them; `muted_reminders` are those of them that the person switched off.
    `offer_token_hash`: the link in the offer's mail (`trainings.links`), while the offer is open.
    `walked_in`: came without a seat; `taken` does not count them.
    `recorded_at` and `recorded_by` are the last word about attendance: who said it and when, until no-shows are forgotten.
    """

    class State(models.TextChoices):
        WAITING = WAITING, "waiting"
        OFFERED = OFFERED, "offered"
        BOOKED = BOOKED, "booked"
        ATTENDED = ATTENDED, "attended"
        NO_SHOW = NO_SHOW, "no show"
        OFFER_EXPIRED = "offer_expired", "offer expired"
        OFFER_DECLINED = "offer_declined", "offer declined"
        CANCELLED_IN_TIME = "cancelled_in_time", "cancelled in time"
        CANCELLED_LATE = "cancelled_late", "cancelled late"
        CANCELLED_BY_ORGANIZER = "cancelled_by_organizer", "cancelled by the organizer"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="enrolments", db_index=False)
    # A person is erased through `services.people.forget`, which gives their seats back first.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments", db_index=False
    )
    state = models.CharField(max_length=22, choices=State)
    number = models.BigIntegerField()
    asked_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True)
    offer_expires_at = models.DateTimeField(null=True)
    booked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reminder_minutes = ArrayField(models.PositiveIntegerField(), default=list)
    muted_reminders = ArrayField(models.PositiveIntegerField(), default=list)
    offer_nonce = models.UUIDField(null=True, editable=False)
    offer_token_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)
    walked_in = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(null=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    place: int  # after `with_place()`

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], condition=Q(state__in=LIVE), name="one_live_enrolment"
            ),
            models.UniqueConstraint(fields=["session", "number"], name="one_enrolment_per_number"),
            models.CheckConstraint(
                condition=~Q(state=OFFERED) | Q(offered_at__isnull=False, offer_expires_at__isnull=False),
                name="offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(state=OFFERED) | Q(offer_nonce=None, offer_token_hash=None),
                name="link_only_while_offered",
            ),
        ]
        indexes = [
            models.Index(fields=["session", "state", "number"], name="enrolments_in_line"),
            models.Index(fields=["person", "state"], name="enrolments_of_person"),
            models.Index(
                fields=["offer_expires_at"], condition=Q(state=OFFERED), name="enrolments_offers_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state}, number {self.number}"

    @property
    def is_booked(self) -> bool:
        return self.state == BOOKED

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def moved_up(self) -> bool:
        """Whether the seat came by way of the waiting list."""
        return self.booked_at is not None and self.booked_at > self.asked_at

    def close_link(self) -> None:
        """The link of its offer answers nothing any more; not saved."""
        self.offer_nonce = self.offer_token_hash = None
