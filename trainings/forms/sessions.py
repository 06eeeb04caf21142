"""When and where a session takes place, entered by the clock of its place."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ambassadors.models import User
from trainings.models import Session
from trainings.models.sessions import LINK_HOURS
from trainings.services import Deadlines, Meeting

MOST_SEATS = 10_000
# A week.
MOST_LINK_HOURS = 168
WHEN_AND_WHERE = (
    "day",
    "starts",
    "ends",
    "timezone",
    "location",
    "place",
    "directions",
    "link",
    "link_hours",
)
YEARS = range(2000, 3000)
# Deadlines that a moved session takes along.
MOVE_ALONG = ("enrolment_closes", "cancel_by")


def zones() -> list[tuple[str, str]]:
    """The company's own first, then Europe, then the rest."""
    names = sorted(
        name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix/"))
    )
    names.sort(key=lambda name: (name != settings.TIME_ZONE, not name.startswith("Europe/")))
    return [(name, name.replace("_", " ")) for name in names]


def moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Raises ValidationError where the clocks skip that time; of two equal times it is the first.

    Also for days so far away that they would not exist on the other side of the world.
    """
    if day.year not in YEARS:
        raise forms.ValidationError(_("This day is too far away."))
    wall = datetime.combine(day, clock)
    found = wall.replace(tzinfo=zone).astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) != wall:
        raise forms.ValidationError(
            _("The clocks are put forward in that night, and this time does not exist.")
        )
    return found


class WallClockField(forms.Field):
    """A day and a time without a zone, as <input type="datetime-local"> sends them."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values or isinstance(value, datetime):
            return value or None
        try:
            return datetime.fromisoformat(str(value)).replace(tzinfo=None)
        except ValueError as error:
            raise forms.ValidationError(_("Please give a day and a time.")) from error


class TrainersField(forms.CharField):
    """People by e-mail address or personnel number, one per line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(person.email or person.personnel_number or "" for person in value)
        return value

    def clean(self, value: Any) -> list[User]:
        words = re.split(r"[\s,;]+", super().clean(value) or "")
        return [self._person(word) for word in dict.fromkeys(filter(None, words))][:20]

    def _person(self, word: str) -> User:
        named = User.objects.active().filter(Q(email__iexact=word) | Q(personnel_number=word)).first()
        if named is None:
            raise forms.ValidationError(_("Nobody here is known by “%(word)s”."), params={"word": word})
        return named


class DeadlinesForm(forms.Form):
    """`zone` and `starts_at` are known when the three times are cleaned."""

    opens = WallClockField(
        label=_("Enrolment opens"), required=False, help_text=_("Left empty: as soon as it is published.")
    )
    enrolment_closes = WallClockField(
        label=_("Enrolment closes"), required=False, help_text=_("Left empty: at the start.")
    )
    cancel_by = WallClockField(
        label=_("Please cancel by"),
        required=False,
        help_text=_("Later is possible too, without consequences. Left empty: at the start."),
    )

    def deadlines(self, zone: ZoneInfo, starts_at: datetime) -> Deadlines:
        closes_at = self._until("enrolment_closes", zone, starts_at)
        return Deadlines(
            enrolment_closes_at=closes_at,
            cancel_by=self._until("cancel_by", zone, starts_at),
            opens_at=self._opening(zone, closes_at),
        )

    def _opening(self, zone: ZoneInfo, closes_at: datetime) -> datetime | None:
        wall: datetime | None = self.cleaned_data.get("opens")
        if wall is None:
            return None
        try:
            opens_at = moment(wall.date(), wall.time(), zone)
        except forms.ValidationError as error:
            self.add_error("opens", error)
            return None
        if opens_at >= closes_at:
            self.add_error("opens", _("Enrolment has to open before it closes."))
        return opens_at

    def _until(self, name: str, zone: ZoneInfo, starts_at: datetime) -> datetime:
        wall: datetime | None = self.cleaned_data.get(name)
        if wall is None:
            return starts_at
        try:
            until = moment(wall.date(), wall.time(), zone)
        except forms.ValidationError as error:
            self.add_error(name, error)
            return starts_at
        if until > starts_at:
            self.add_error(name, _("This cannot be later than the start."))
        return min(until, starts_at)


class MeetingForm(DeadlinesForm):
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    starts = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(
        label=_("Until"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("A time before the start means the next day."),
    )
    timezone = forms.ChoiceField(label=_("Time zone"), choices=zones)
    location = forms.CharField(
        label=_("Town or site"), max_length=100, required=False, help_text=_("Can be filtered for.")
    )
    place = forms.CharField(label=_("Room and meeting point"), max_length=200, required=False)
    directions = forms.URLField(
        label=_("How to get there"),
        max_length=200,
        required=False,
        assume_scheme="https",
        help_text=_("A link."),
    )
    link = forms.URLField(
        label=_("Link to the online room"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Shown to people who have a seat, and at any time to trainers and coordinators."),
    )
    link_hours = forms.IntegerField(
        label=_("Show the link from how many hours before the start?"),
        required=False,
        min_value=1,
        max_value=MOST_LINK_HOURS,
        initial=LINK_HOURS,
        help_text=_("On the page, in mails and in calendar entries. Before that they say from when."),
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not {"day", "starts", "ends", "timezone"} <= cleaned.keys():
            return cleaned
        zone = ZoneInfo(cleaned["timezone"])
        try:
            starts_at, ends_at = self._times(zone)
        except forms.ValidationError as error:
            self.add_error("starts", error)
            return cleaned
        if starts_at <= self.now:
            self.add_error("day", _("This is in the past."))
        names = ("timezone", "location", "place", "directions", "link")
        where = {name: cleaned.get(name, "") for name in names}
        link_hours = cleaned.get("link_hours") or LINK_HOURS
        cleaned["meeting"] = Meeting(starts_at=starts_at, ends_at=ends_at, link_hours=link_hours, **where)
        cleaned["deadlines"] = self.deadlines(zone, starts_at)
        return cleaned

    def _times(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        day, starts, ends = (self.cleaned_data[name] for name in ("day", "starts", "ends"))
        if starts == ends:
            raise forms.ValidationError(_("A session needs some time."))
        starts_at = moment(day, starts, zone)
        last_day = day if ends > starts else day + timedelta(days=1)
        return starts_at, moment(last_day, ends, zone)


class SessionForm(MeetingForm):
    capacity = forms.IntegerField(label=_("Seats"), min_value=1, max_value=MOST_SEATS, initial=12)
    trainers = TrainersField(
        label=_("Trainers"),
        required=False,
        help_text=_(
            "E-mail addresses or personnel numbers, one per line. Trainers see the roster of this date."
        ),
    )

    field_order: tuple[str, ...] = (*WHEN_AND_WHERE, "capacity")


class MoveForm(MeetingForm):
    """The same questions without seats and trainers, filled with what is planned now.

    Deadlines that nobody touches move along with the start.
    """

    field_order = WHEN_AND_WHERE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in MOVE_ALONG:
            self.fields[name].help_text = _("Left as it is, it moves along with the start.")

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if {"day", "starts"} <= given.keys() and given["day"].year in YEARS:
            was = datetime.combine(self.initial["day"], self.initial["starts"])
            by = datetime.combine(given["day"], given["starts"]) - was
            for name in MOVE_ALONG:
                if given.get(name) and name not in self.changed_data:
                    given[name] += by
        return super().clean()

    @staticmethod
    def of(session: Session) -> dict[str, Any]:
        start, end = session.starts_at.astimezone(session.zone), session.ends_at.astimezone(session.zone)
        names = ("timezone", "location", "place", "directions", "link", "link_hours")
        planned = {name: getattr(session, name) for name in names}
        return (
            ChangeForm.of(session)
            | planned
            | {"day": start.date(), "starts": start.time(), "ends": end.time()}
        )


class ChangeForm(DeadlinesForm):
    """What can change without telling anybody."""

    trainers = TrainersField(
        label=_("Trainers"), required=False, help_text=SessionForm.base_fields["trainers"].help_text
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = self.of(session)
        self.session = session

    @staticmethod
    def of(session: Session) -> dict[str, Any]:
        def wall(at: datetime) -> datetime:
            return at.astimezone(session.zone).replace(tzinfo=None)

        return {
            "opens": wall(session.opens_at) if session.opens_at else None,
            "enrolment_closes": wall(session.enrolment_closes_at),
            "cancel_by": wall(session.cancel_by),
            "trainers": list(session.trainers.all()),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["deadlines"] = self.deadlines(self.session.zone, self.session.starts_at)
        return cleaned


class CapacityForm(forms.Form):
    capacity = forms.IntegerField(label=_("Seats"), min_value=1, max_value=MOST_SEATS)


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the message and on the page. One kind sentence is enough."),
    )
