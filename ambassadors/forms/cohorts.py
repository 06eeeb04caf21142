"""A cohort: when its window is open, places, and a few questions."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ambassadors.forms.profile import timezones_with
from ambassadors.models import Cohort, CohortQuestion
from ambassadors.models.cohorts import MOST_QUESTIONS
from ambassadors.services.cohorts import Plan

MOST_PLACES = 10_000
YEARS = range(2000, 3000)


def day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


class WithDays(forms.Form):
    """Days so far away that they would not exist on the other side of the world are faults."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, date) and value.year not in YEARS:
                self.add_error(name, _("This day is too far away."))
        return cleaned


class CohortForm(WithDays):
    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Everybody reads it: “Spring 2027”."))
    opens_on = day_field(_("Applications from"))
    last_day = day_field(_("Until"), help_text=_("This day included."))
    timezone = forms.ChoiceField(label=_("Time zone"))
    places = forms.IntegerField(
        label=pgettext_lazy("of a cohort", "Places"),
        min_value=1,
        max_value=MOST_PLACES,
        help_text=_("Never more are approved than there are places."),
    )
    kicks_off_on = day_field(
        _("Kick-off"),
        required=False,
        help_text=_("The day on which they start together. It can be left open."),
    )

    def __init__(
        self, data: Any, *, cohort: Cohort | None = None, copies: Cohort | None = None, zone: str = ""
    ) -> None:
        """`cohort` is changed; `copies` lends all but its days."""
        shown = cohort or copies
        initial: dict[str, Any] = {"timezone": zone}
        if shown is not None:
            initial = {"name": shown.name, "timezone": shown.timezone, "places": shown.places}
        if cohort is not None:
            initial |= {
                "opens_on": cohort.opens_on,
                "last_day": cohort.last_day,
                "kicks_off_on": cohort.kicks_off_on,
            }
        super().__init__(data, initial=initial)
        self.fields["timezone"].choices = timezones_with(initial["timezone"])  # type: ignore[attr-defined]
        self.cohort = cohort

    def clean_places(self) -> int:
        places: int = self.cleaned_data["places"]
        if self.cohort is not None and places < self.cohort.approved:
            fault = _("%(count)d places are given already, so there cannot be fewer.")
            raise forms.ValidationError(fault, params={"count": self.cohort.approved})
        return places

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        opens_on, last_day, start = (cleaned.get(name) for name in ("opens_on", "last_day", "kicks_off_on"))
        if opens_on and last_day and last_day < opens_on:
            self.add_error("last_day", _("The last day cannot be before the first."))
        elif start and last_day and start <= last_day:
            self.add_error("kicks_off_on", _("They start after the last day of applications."))
        return cleaned

    @property
    def plan(self) -> Plan:
        """As the deed takes it."""
        given = self.cleaned_data
        names = ("name", "opens_on", "last_day", "places", "kicks_off_on")
        return Plan(zone=ZoneInfo(given["timezone"]), **{name: given[name] for name in names})


class LastDayForm(WithDays):
    last_day = day_field(_("Applications until"), help_text=_("This day included."))

    def __init__(self, data: Any, *, cohort: Cohort, today: date) -> None:
        super().__init__(data)
        self.cohort, self.today = cohort, today

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if day <= self.cohort.last_day or day < self.today:
            raise forms.ValidationError(_("To extend a round, choose a day that is later than now."))
        if self.cohort.kicks_off_on and day >= self.cohort.kicks_off_on:
            raise forms.ValidationError(_("They start after the last day of applications."))
        return day


class QuestionForm(forms.Form):
    text_de = forms.CharField(label=_("In German"), max_length=200, required=False)
    text_en = forms.CharField(label=_("In English"), max_length=200, required=False)
    is_long = forms.BooleanField(label=_("A longer answer"), required=False)
    is_required = forms.BooleanField(label=_("Must be answered"), required=False)


Questions = forms.formset_factory(
    QuestionForm,
    extra=MOST_QUESTIONS,
    max_num=MOST_QUESTIONS,
    absolute_max=MOST_QUESTIONS,
    validate_max=True,
)


def questions_of(cohort: Cohort | None) -> list[dict[str, Any]]:
    """What the form starts with."""
    names = ("text_de", "text_en", "is_long", "is_required")
    return list(cohort.questions.values(*names)) if cohort is not None else []


def questions_in(forms: Any) -> list[CohortQuestion]:
    """Those that say something."""
    given = [form.cleaned_data for form in forms]
    return [CohortQuestion(**each) for each in given if each.get("text_de") or each.get("text_en")]
