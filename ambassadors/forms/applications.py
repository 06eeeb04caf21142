"""Finding applications, asking back, and the words of a decision."""

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from ambassadors.models import Application, Cohort
from ambassadors.models.applications import REPLY_LENGTH, WORDS_LENGTH, ApplicationQuerySet

VIEWS = ("waiting", "asked", "decided")


class ApplicationFilter(django_filters.FilterSet):
    """Unknown values are ignored; without a word about it, those that wait are shown."""

    q = django_filters.CharFilter(
        method="find",
        label=_("Name, personnel number or e-mail"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, number or e-mail")}),
    )
    cohort = django_filters.ModelChoiceFilter(
        queryset=Cohort.objects.latest_first(), label=_("Cohort"), empty_label=_("Cohort: any")
    )

    class Meta:
        model = Application
        fields: list[str] = []

    def find(self, found: ApplicationQuerySet, name: str, text: str) -> ApplicationQuerySet:
        return found.found_by(text)

    @property
    def is_on(self) -> bool:
        return any(self.form.cleaned_data.values()) if self.form.is_valid() else True


class AskBackForm(forms.Form):
    question = forms.CharField(
        label=_("Your question"),
        help_text=_("The person reads it in the hub and by mail, with your name, and answers in the hub."),
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReplyForm(forms.Form):
    """What the person reads, in their language."""

    text = forms.CharField(max_length=REPLY_LENGTH, widget=forms.Textarea(attrs={"rows": 7}))

    def __init__(self, *args: Any, label: str, hint: str, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.label, field.help_text = label, hint
        field.widget.attrs["lang"] = language
