"""Several dates at once: a rhythm, the holidays it skips, and the dates that come of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from trainings import policies
from trainings.forms.sessions import WHEN_AND_WHERE, SessionForm, moment
from trainings.free_days import free_days, regions
from trainings.models import Series, Session, Training
from trainings.services import Deadlines, Meeting

MOST_DATES = 60
HOUR, DAY = 60, 24 * 60
RHYTHMS = [
    (1, _("Every week")),
    (2, _("Every second week")),
    (3, _("Every third week")),
    (4, _("Every fourth week")),
]


@dataclass(frozen=True)
class PlannedDate:
    """`holiday`: its name, where the day is one. `fault`: why no session can begin there. `is_there`: one does already."""

    day: date
    meeting: Meeting
    deadlines: Deadlines
    holiday: str = ""
    fault: str = ""
    is_there: bool = False

    @property
    def as_shown(self) -> str:
        """What somebody has looked at. A second press finds the dates of the first, and has to be looked at again."""
        return f"{self.day:%Y-%m-%d}" + (" is there" if self.is_there else "")

    @property
    def suits(self) -> bool:
        """Whether it is ticked unless somebody decides otherwise."""
        return not (self.holiday or self.fault or self.is_there)


class RhythmForm(SessionForm):
    """From a first to a last day every so many weeks. `planned` are the dates after cleaning."""

    until = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    weeks = forms.TypedChoiceField(label=_("How often?"), choices=RHYTHMS, coerce=int, initial=1)
    region = forms.ChoiceField(
        label=_("Skip public holidays?"),
        choices=regions,
        required=False,
        help_text=_("Remembered for the next series."),
    )

    field_order = ("day", "until", "weeks", "region", *WHEN_AND_WHERE[1:], "capacity", "trainers")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.planned: list[PlannedDate] = []

    def starts_there(self) -> set[datetime]:
        """When something of this begins already."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            self._check_length(cleaned["day"], cleaned["until"], cleaned["weeks"])
        if not self.errors:
            self.planned = self._plan(cleaned["meeting"])
        return cleaned

    def _check_length(self, first: date, last: date, weeks: int) -> None:
        if last < first:
            self.add_error("until", _("This is before the first day."))
        elif (last - first).days // (7 * weeks) >= MOST_DATES:
            text = _("A series has %(most)d dates at most. Please choose an earlier day.")
            self.add_error("until", text % {"most": MOST_DATES})

    def _plan(self, first: Meeting) -> list[PlannedDate]:
        given = self.cleaned_data
        named = free_days(given["region"], given["day"], given["until"])
        there = self.starts_there()
        count = (given["until"] - given["day"]).days // (7 * given["weeks"]) + 1
        days = [given["day"] + timedelta(weeks=given["weeks"] * each) for each in range(count)]
        return [self._on(day, first, named.get(day, ""), there) for day in days]

    def _on(self, day: date, first: Meeting, holiday: str, there: set[datetime]) -> PlannedDate:
        zone = ZoneInfo(first.timezone)
        starts, ends = self.cleaned_data["starts"], self.cleaned_data["ends"]
        try:
            starts_at = moment(day, starts, zone)
            ends_at = moment(day if ends > starts else day + timedelta(days=1), ends, zone)
        except forms.ValidationError as error:
            return PlannedDate(day, first, self.deadlines(zone, first.starts_at), holiday, str(error.message))
        meeting = replace(first, starts_at=starts_at, ends_at=ends_at)
        deadlines = self.deadlines(zone, starts_at)
        return PlannedDate(day, meeting, deadlines, holiday, is_there=starts_at in there)


class SeriesForm(RhythmForm):
    """Dates of a training. Deadlines are said as hours before each start."""

    opens = enrolment_closes = cancel_by = None  # type: ignore[assignment]
    opens_days = forms.IntegerField(
        label=_("Enrolment opens, days before"),
        required=False,
        min_value=1,
        max_value=365,
        help_text=_("Left empty: as soon as it is published."),
    )
    closes_hours = forms.IntegerField(
        label=_("Enrolment closes, hours before"), required=False, min_value=0, max_value=720, initial=24
    )
    cancel_hours = forms.IntegerField(
        label=_("Please cancel by, hours before"), required=False, min_value=0, max_value=720, initial=1
    )

    def __init__(self, *args: Any, training: Training, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.training = training

    def starts_there(self) -> set[datetime]:
        dates = Session.objects.filter(training=self.training, cancelled_at=None).coming(self.now)
        return set(dates.values_list("starts_at", flat=True))

    @staticmethod
    def like(training: Training, region: str) -> dict[str, Any]:
        """What a series begins with: as the last date of a training was planned, as far as there is one."""
        found: dict[str, Any] = {"region": region}
        last = Session.objects.filter(training=training).select_related("series").by_date().last()
        if last is None:
            return found
        names = ("timezone", "location", "place", "directions", "link", "link_hours", "capacity")
        found |= {name: getattr(last, name) for name in names}
        start, end = last.starts_at.astimezone(last.zone), last.ends_at.astimezone(last.zone)
        hours = {
            "closes_hours": last.starts_at - last.enrolment_closes_at,
            "cancel_hours": last.starts_at - last.cancel_by,
        }
        found |= {name: round(time / timedelta(hours=1)) for name, time in hours.items()}
        if last.opens_at is not None:
            found["opens_days"] = max(1, (last.starts_at - last.opens_at).days)
        if last.series is not None:
            found |= {"weeks": last.series.weeks, "region": last.series.region}
        return found | {"starts": start.time(), "ends": end.time(), "trainers": list(last.trainers.all())}

    def deadlines(self, zone: ZoneInfo, starts_at: datetime) -> Deadlines:
        given = self.cleaned_data
        opens = given.get("opens_days")
        return Deadlines(
            enrolment_closes_at=starts_at - timedelta(hours=given.get("closes_hours") or 0),
            cancel_by=starts_at - timedelta(hours=given.get("cancel_hours") or 0),
            opens_at=policies.before_start(starts_at, opens * DAY, zone) if opens else None,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        opens, closes = cleaned.get("opens_days"), cleaned.get("closes_hours") or 0
        # A day may have 23 hours.
        if opens and opens * DAY - HOUR <= closes * HOUR:
            self.add_error("opens_days", _("Enrolment has to open before it closes."))
        return cleaned


def remembered_region() -> str:
    """Whose holidays the last series skipped."""
    return Series.objects.order_by("-made_at").values_list("region", flat=True).first() or ""
