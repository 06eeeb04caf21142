"""What somebody writes to everybody with a seat."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ambassadors.forms.presenting import LongText
from trainings.models.announcements import LONGEST


class AnnouncementForm(forms.Form):
    text = LongText(
        label=_("Your message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("It goes out under your name. Addresses of web pages become links."),
    )
    # One for each time that the form is opened: what is pressed twice is sent once.
    go = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("go", uuid.uuid4())
