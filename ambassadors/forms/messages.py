"""When messages may come."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ambassadors.forms.profile import timezones_with
from ambassadors.models import User

CLOCK = {"type": "time", "step": 60}


class QuietHoursForm(forms.ModelForm):
    timezone = forms.ChoiceField(label=_("Time zone"))

    class Meta:
        model = User
        fields = ["quiet_from", "quiet_until", "timezone"]
        labels = {"quiet_from": _("Quiet from"), "quiet_until": _("Quiet until")}
        help_texts = {"quiet_until": _("The same time twice means: no quiet hours.")}
        widgets = {
            "quiet_from": forms.TimeInput(format="%H:%M", attrs=CLOCK),
            "quiet_until": forms.TimeInput(format="%H:%M", attrs=CLOCK),
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["timezone"].choices = timezones_with(self.instance.timezone)  # type: ignore[attr-defined]
