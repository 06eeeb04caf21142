"""Settings that concern what is kept and shown of people: how long, and about how small a group."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ambassadors import retention
from ambassadors.forms.settings import SectionForm
from ambassadors.models import Programme
from ambassadors.models.programme import SMALLEST_K

LARGEST_K = 100


class SureForm(SectionForm):
    """Some changes cannot be taken back: those want a tick, which the form shows once it is needed."""

    sure = forms.BooleanField(required=False)
    # The sentence to tick, once it is needed.
    question = ""

    @property
    def asks(self) -> str:
        """The sentence for what was sent, or nothing."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if not self.errors and self.asks and not found.get("sure"):
            self.add_error("sure", _("Please tick this if you mean it."))
        self.question = self["sure"].label = self.asks
        return found


class RetentionForm(SureForm):
    def __init__(self, data: Any = None, *, programme: Programme, **kwargs: Any) -> None:
        super().__init__(data, programme=programme, **kwargs)
        for period in retention.every():
            bounds = _("Between %(least)d and %(most)d days, %(since)s.")
            self.fields[period.name] = forms.IntegerField(
                label=str(period.what),
                min_value=period.least,
                max_value=period.most,
                help_text=bounds % {"least": period.least, "most": period.most, "since": period.since},
            )

    def present(self) -> dict[str, Any]:
        return {period.name: retention.days(period.name) for period in retention.every()}

    @property
    def shortened(self) -> list[str]:
        return [
            str(period.what)
            for period in retention.every()
            if self.cleaned_data.get(period.name, period.most) < retention.days(period.name)
        ]

    @property
    def asks(self) -> str:
        if not self.shortened:
            return ""
        said = _("What is older is deleted within the hour and does not come back: %(what)s.")
        return said % {"what": ", ".join(self.shortened)}

    @property
    def values(self) -> dict[str, Any]:
        chosen = {period.name: self.cleaned_data[period.name] for period in retention.every()}
        return {"retention": self.programme.retention | chosen}


class SmallestGroupForm(SureForm):
    k = forms.IntegerField(
        label=gettext_lazy("Smallest group that a figure may be about"),
        min_value=SMALLEST_K,
        max_value=LARGEST_K,
    )

    def present(self) -> dict[str, Any]:
        return {"k": self.programme.k}

    @property
    def asks(self) -> str:
        chosen = self.cleaned_data.get("k", 0)
        if chosen <= self.programme.k:
            return ""
        said = ngettext(
            "From now on no figure is about fewer than %(k)d person. Going back below that needs the council.",
            "From now on no figure is about fewer than %(k)d people. Going back below that needs the council.",
            chosen,
        )
        return said % {"k": chosen}
