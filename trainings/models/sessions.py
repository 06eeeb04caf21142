"""A date of a training: when, where, and how many seats."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import make_aware

from ambassadors.models import User
from trainings.models.trainings import MOST_WORDS, Training

# A place among the others for whoever looks for a date.
ONLINE = "online"
# From so long before the start the link is shown, unless somebody chooses otherwise.
LINK_HOURS = 24
JOINED_ONLINE = (Training.Format.ONLINE, Training.Format.HYBRID)


def _opened(now: datetime) -> Q:
    return Q(opens_at__isnull=True) | Q(opens_at__lte=now)


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, user: User) -> Self:
        """What exists for a person: what is published, and what they run or lead."""
        if user.is_coordinator:
            return self
        return self.filter(Q(published_at__isnull=False) | self._led_by(user))

    def with_roster_for(self, user: User) -> Self:
        """Coordinators see every roster, trainers those of their own sessions."""
        return self if user.is_coordinator else self.filter(self._led_by(user))

    def with_training(self) -> Self:
        """The training's texts come along, without what only the search needs."""
        return self.select_related("training").defer("training__search")

    def with_trainers(self) -> Self:
        """By name."""
        return self.prefetch_related(
            models.Prefetch("trainers", User.objects.by_name().select_related("ambassador"))
        )

    def for_a_list(self) -> Self:
        """With what each row says, in three queries however many there are."""
        names = User.objects.by_name().only("first_name", "last_name", "sort_key")
        trainers = models.Prefetch("trainers", names)
        return self.with_training().prefetch_related(trainers, "training__topics")

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def taking_place(self) -> Self:
        """Published and not cancelled."""
        return self.published().filter(cancelled_at__isnull=True)

    def drafts(self, now: datetime) -> Self:
        """What can still be published."""
        return self.coming(now).filter(published_at__isnull=True, cancelled_at__isnull=True)

    def coming(self, now: datetime) -> Self:
        return self.filter(starts_at__gt=now)

    def within(self, first: date | None, last: date | None) -> Self:
        """Beginning on these days, both included, by the clock of the reader."""
        found = self
        if first:
            found = found.filter(starts_at__gte=make_aware(datetime.combine(first, time.min)))
        if last:
            found = found.filter(
                starts_at__lt=make_aware(datetime.combine(last + timedelta(days=1), time.min))
            )
        return found

    def going_on(self, now: datetime, before: timedelta) -> Self:
        """Between so long before the start and the end."""
        return self.taking_place().filter(starts_at__lte=now + before, ends_at__gt=now)

    def ended_before(self, moment: datetime) -> Self:
        return self.filter(ends_at__lte=moment)

    def by_date(self) -> Self:
        return self.order_by("starts_at", "id")

    def at_places(self, places: list[str]) -> Self:
        """At one of the locations; `ONLINE` stands for everything that can be joined online."""
        wanted = Q(location__in=[place for place in places if place != ONLINE])
        if ONLINE in places:
            wanted |= Q(training__format__in=JOINED_ONLINE)
        return self.filter(wanted)

    def with_idle_seats(self) -> Self:
        """Seats that nobody has, is offered, or was told of."""
        return self.filter(taken__lt=F("capacity"), first_come_since__isnull=True)

    def with_free_seats(self, now: datetime) -> Self:
        """Whoever presses now gets a seat."""
        return self.with_idle_seats().filter(_opened(now), enrolment_closes_at__gt=now)

    def matching(self, text: str) -> Self:
        """Each word in the training's texts, in the name of a topic or of a trainer."""
        found = self
        for word in text.split()[:MOST_WORDS]:
            about = Training.objects.with_word(word).values("pk")
            people = User.objects.filter(Q(last_name__icontains=word) | Q(first_name__icontains=word))
            led = Session.trainers.through.objects.filter(user__in=people.values("pk")).values("session")
            found = found.filter(Q(training__in=about) | Q(pk__in=led))
        return found

    @staticmethod
    def _led_by(user: User) -> models.Exists:
        return models.Exists(
            Session.trainers.through.objects.filter(session=models.OuterRef("pk"), user=user)
        )


class Session(models.Model):
    """A date with seats.

    `taken` counts booked and offered seats and what became of them, `over_by` by how many they exceed a capacity that was cut; only
    the deeds in `trainings.services` change them. `asked` numbers the enrolments in the order of asking.
    `first_come_since`: a whole offer no longer fits, so whoever waits and presses first gets a free seat.
    `sequence` and `uid` identify the entry in people's calendars (RFC 5545).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="sessions", db_index=False)
    series = models.ForeignKey("Series", models.SET_NULL, null=True, blank=True, related_name="sessions")
    trainers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="led_sessions", blank=True)

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    timezone = models.CharField("time zone", max_length=50, default="Europe/Berlin")
    location = models.CharField(max_length=100, blank=True, default="", help_text="Town or site; a filter.")
    place = models.CharField(max_length=200, blank=True, default="", help_text="Room and meeting point.")
    directions = models.URLField(blank=True, default="", help_text="How to get there.")
    link = models.URLField(blank=True, default="", max_length=500, help_text="Shown to booked people only.")
    link_hours = models.PositiveSmallIntegerField(default=LINK_HOURS, help_text="So long before the start.")

    capacity = models.PositiveIntegerField("seats")
    taken = models.PositiveIntegerField(default=0)
    over_by = models.PositiveIntegerField(default=0)
    asked = models.BigIntegerField(default=0)
    first_come_since = models.DateTimeField(null=True, blank=True)

    opens_at = models.DateTimeField(null=True, blank=True, help_text="Enrolment; empty: once published.")
    enrolment_closes_at = models.DateTimeField()
    cancel_by = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True, default="")
    sequence = models.PositiveIntegerField(default=0)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken__gte=0, taken__lte=F("capacity") + F("over_by")),
                name="never_more_taken_than_seats",
            ),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="session_has_a_seat"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"),
            models.CheckConstraint(
                condition=Q(enrolment_closes_at__lte=F("starts_at"), cancel_by__lte=F("starts_at")),
                name="session_closes_before_start",
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(opens_at__lt=F("enrolment_closes_at")),
                name="session_opens_before_it_closes",
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at", "id"], name="sessions_by_start"),
            models.Index(fields=["training", "starts_at"], name="sessions_of_training"),
        ]

    def __str__(self) -> str:
        return f"{self.training} ({self.starts_at:%Y-%m-%d})"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def free(self) -> int:
        """Seats that nobody has and nobody is offered."""
        return max(0, self.capacity - self.taken)

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def where(self) -> str:
        """Bremen, Halle 3"""
        return ", ".join(part for part in (self.location, self.place) if part)

    def has_started(self, now: datetime) -> bool:
        return now >= self.starts_at

    def has_had_its_day(self, now: datetime) -> bool:
        """From the midnight after it on, by the clock of its place."""
        return now.astimezone(self.zone).date() > self.ends_at.astimezone(self.zone).date()

    def is_open(self, now: datetime) -> bool:
        """Whether somebody may ask for a seat or a place on the waiting list."""
        coming = self.is_published and not self.is_cancelled and now < self.enrolment_closes_at
        return coming and not self.opens_later(now)

    def opens_later(self, now: datetime) -> bool:
        return self.opens_at is not None and now < self.opens_at

    @property
    def link_from(self) -> datetime:
        """From then on people who have a seat see the link."""
        return self.starts_at - timedelta(hours=self.link_hours)

    def link_at(self, now: datetime) -> str:
        """The link for those who have a seat; empty before its hour and after the end."""
        return self.link if self.link_from <= now < self.ends_at else ""

    def can_be_decided(self, now: datetime) -> bool:
        """Whether seats still change hands."""
        return self.is_published and not self.is_cancelled and not self.has_started(now)

    def save_seats(self, *more: Any) -> None:
        self.save(update_fields=["taken", "over_by", "asked", "first_come_since", *more])
