"""What somebody says about a training afterwards."""

from django import forms
from django.utils.translation import gettext_lazy as _

from trainings.models.feedback import LONGEST, Recommends, Useful

_WRITE = {"rows": 3}


class FeedbackForm(forms.Form):
    """Nothing is chosen beforehand."""

    useful = forms.TypedChoiceField(
        label=_("How useful was it for you?"),
        choices=Useful.choices,
        coerce=lambda value: Useful(int(value)),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the five.")},
    )
    recommends = forms.TypedChoiceField(
        label=_("Would you recommend it to a colleague?"),
        choices=Recommends.choices,
        coerce=Recommends,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the three.")},
    )
    helped = forms.CharField(
        label=_("What helped you?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs=_WRITE),
    )
    change = forms.CharField(
        label=_("What would you change?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs=_WRITE),
    )
