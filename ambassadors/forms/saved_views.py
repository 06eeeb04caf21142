"""The name of a saved view."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ambassadors.models import SavedView


class SavedViewForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the view"),
        max_length=SavedView._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
