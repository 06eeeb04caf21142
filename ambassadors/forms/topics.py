"""Merging a topic into another one."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ambassadors.models import Topic


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        label=_("The topic that stays"),
        queryset=Topic.objects.none(),
        empty_label=_("Please choose"),
        error_messages={"invalid_choice": _("This topic is gone. Please choose another one.")},
    )

    def __init__(self, *args: Any, others: QuerySet[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]
