"""What a person limits, and until when they pause."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ambassadors import networks
from ambassadors.forms.messages import CLOCK
from ambassadors.models import Boundary, Topic, User
from ambassadors.models.boundaries import MOST_ASKS, WEEKDAYS
from ambassadors.services.boundaries import Limits


class TimesForm(forms.Form):
    """When asks may come; for everybody with an account."""

    days = forms.TypedMultipleChoiceField(
        label=_("Days on which invitations may come"),
        help_text=_(
            "On the other days they wait. A seat that is offered to you is held longer: these days do not count."
        ),
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please leave one day at least. To get no invitations at all, pause.")},
    )
    quiet_from = forms.TimeField(label=_("Quiet from"), widget=forms.TimeInput(format="%H:%M", attrs=CLOCK))
    quiet_until = forms.TimeField(
        label=_("Quiet until"),
        widget=forms.TimeInput(format="%H:%M", attrs=CLOCK),
    )

    def __init__(self, data: Any, *, person: User, limits: dict[str, Any] | None = None) -> None:
        times = {
            "days": [day for day, _name in WEEKDAYS if person.ask_days & day],
            "quiet_from": person.quiet_from,
            "quiet_until": person.quiet_until,
        }
        super().__init__(data, initial=times | (limits or {}))

    @property
    def times(self) -> dict[str, Any]:
        """As the deed takes them."""
        cleaned = self.cleaned_data
        return {
            "quiet_from": cleaned["quiet_from"],
            "quiet_until": cleaned["quiet_until"],
            "ask_days": sum(set(cleaned["days"])),
        }


class BoundariesForm(TimesForm):
    """All limits; for ambassadors."""

    asks_per_month = forms.IntegerField(
        label=_("Invitations a month, at most"),
        help_text=_("Empty means no limit, 0 means none. A reminder does not count as one more."),
        required=False,
        min_value=0,
        max_value=MOST_ASKS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label=_("Only these topics"),
        help_text=_(
            "With none ticked, any topic may come. An invitation that names no topic comes in any case."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    networks = forms.MultipleChoiceField(
        label=_("Only these networks"),
        help_text=_("With none ticked, any network. An invitation that names no network comes in any case."),
        choices=list(networks.LABELS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    no_photo = forms.BooleanField(
        label=_("No photos of me"),
        help_text=_("You are not asked to anything where those who take part are photographed."),
        required=False,
    )

    def __init__(self, data: Any, *, person: User, boundary: Boundary) -> None:
        limited = list(boundary.topics.values_list("pk", flat=True)) if boundary.pk else []
        limits = {
            "asks_per_month": boundary.asks_per_month,
            "topics": limited,
            "networks": boundary.networks,
            "no_photo": boundary.no_photo,
        }
        super().__init__(data, person=person, limits=limits)
        self.fields["topics"].queryset = _to_choose_from(person, limited)  # type: ignore[attr-defined]

    @property
    def limits(self) -> Limits:
        """As the deed takes them."""
        return Limits(
            **{name: self.cleaned_data[name] for name in ("asks_per_month", "topics", "networks", "no_photo")}
        )


def _to_choose_from(person: User, limited: list[Any]) -> QuerySet[Topic]:
    """The person's own topics, and those they limited asks to before."""
    own = Q(pk__in=Topic.objects.filter(ambassadors=person.pk).values("pk"))
    return Topic.objects.filter(own | Q(pk__in=limited)).order_by("key")


class PauseForm(forms.Form):
    until = forms.DateField(
        label=_("Back on"),
        help_text=_("Leave it empty to pause until you come back yourself."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until is not None and until <= self.today:
            raise ValidationError(_("This day is not ahead of you. Choose a later one, or leave it empty."))
        return until
