"""What somebody needs to take part."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ambassadors.forms.presenting import LongText
from trainings.models.needs import LONGEST


class NeedForm(forms.Form):
    """Empty takes it back."""

    need = LongText(
        label=_("What do you need to take part well?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
