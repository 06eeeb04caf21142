"""A community call: its texts, its dates, and the notes of one of them."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trainings.forms.series import RhythmForm
from trainings.forms.sessions import MeetingForm
from trainings.models import Call, CallDate


class CallForm(forms.ModelForm):
    link = forms.URLField(
        label=_("Link to the online room"),
        max_length=500,
        assume_scheme="https",
        help_text=_("Everybody with an account sees it, and it stands in their calendars."),
    )

    class Meta:
        model = Call
        fields = ["language", "title", "summary", "link", "second_title", "second_summary"]
        labels = {
            "language": _("Language of the texts"),
            "title": _("Title"),
            "summary": _("In one or two sentences"),
            "second_title": _("Title"),
            "second_summary": _("In one or two sentences"),
        }
        widgets = {
            "language": forms.RadioSelect,
            "summary": forms.Textarea(attrs={"rows": 3}),
            "second_summary": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("second_summary") and not cleaned.get("second_title"):
            self.add_error("second_title", _("Texts in a second language need a title there."))
        if cleaned.get("second_title") and not cleaned.get("second_summary"):
            self.add_error("second_summary", _("Please say it in the second language as well."))
        return cleaned


class CallDatesForm(RhythmForm):
    """When alone: a call has no seats, no trainers and nothing that closes."""

    location = place = directions = link = link_hours = None  # type: ignore[assignment]
    capacity = trainers = opens = enrolment_closes = cancel_by = None  # type: ignore[assignment]

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].help_text = ""
        self.call = call

    def starts_there(self) -> set[datetime]:
        dates = CallDate.objects.filter(call=self.call, cancelled_at=None).coming(self.now)
        return set(dates.values_list("starts_at", flat=True))


class CallMoveForm(MeetingForm):
    """Another time for one date of a call."""

    location = place = directions = link = link_hours = None  # type: ignore[assignment]
    opens = enrolment_closes = cancel_by = None  # type: ignore[assignment]

    def __init__(self, *args: Any, date: CallDate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        start, end = date.starts_at.astimezone(date.zone), date.ends_at.astimezone(date.zone)
        self.initial = {
            "day": start.date(),
            "starts": start.time(),
            "ends": end.time(),
            "timezone": date.timezone,
        }
        self.date = date

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            others = CallDate.objects.not_cancelled().filter(call=self.date.call_id).exclude(pk=self.date.pk)
            if others.filter(starts_at=cleaned["meeting"].starts_at).exists():
                self.add_error("starts", _("This call has a date at that time already."))
        return cleaned


class NotesForm(forms.Form):
    notes = forms.CharField(
        label=_("Notes"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Markdown. What was talked about; nobody’s name, unless they like it."),
    )
