"""The one reminder that a person sets for a training at their own pace."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ambassadors.models import User
from ambassadors.templatetags.hub import plain_day
from trainings import policies


class NudgeForm(forms.Form):
    day = forms.DateField(
        label=_("Remind me on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Please choose a day."), "invalid": _("Please choose a day.")},
    )

    def __init__(self, *args: Any, person: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.last = policies.nudge_days(person, now)
        self.fields["day"].widget.attrs.update(min=self.first.isoformat(), max=self.last.isoformat())

    def clean_day(self) -> date:
        chosen: date = self.cleaned_data["day"]
        if not self.first <= chosen <= self.last:
            text = _("Please choose a day from %(first)s to %(last)s.")
            days = {"first": plain_day(self.first), "last": plain_day(self.last)}
            raise forms.ValidationError(text, params=days)
        return chosen
