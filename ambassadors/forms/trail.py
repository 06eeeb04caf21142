"""Finding deeds in the audit trail."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ambassadors import trail
from ambassadors.models import User
from outbox.models import AuditEntry

DAY = {"type": "date"}


def _actors(request: Any) -> QuerySet[User]:
    return User.objects.filter(pk__in=AuditEntry.objects.values("actor")).by_name()


class TrailFilter(django_filters.FilterSet):
    """Unknown values are ignored; the page says so."""

    q = django_filters.CharFilter(
        method="find", label=_("Name"), widget=forms.TextInput(attrs={"type": "search"})
    )
    by = django_filters.ModelChoiceFilter(
        field_name="actor", queryset=_actors, label=_("Done by"), empty_label=_("Anybody")
    )
    kind = django_filters.ChoiceFilter(
        choices=list(trail.KINDS.items()), method="be_of", label=_("About"), empty_label=_("Anything")
    )
    since = django_filters.DateFilter(
        method="begin", label=_("From"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    until = django_filters.DateFilter(
        method="end", label=_("Until"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )

    class Meta:
        model = AuditEntry
        fields: Iterable[str] = []

    def find(self, entries: QuerySet[AuditEntry], name: str, text: str) -> QuerySet[AuditEntry]:
        """Somebody whose name begins so did it, or it was done to them."""
        people = User.objects.order_by().called(text)
        label = Value(f"{User._meta.label}:")
        subjects = people.annotate(subject=Concat(label, Cast("pk", CharField()))).values("subject")
        return entries.filter(Q(actor__in=people.values("pk")) | Q(subject__in=subjects))

    def be_of(self, entries: QuerySet[AuditEntry], name: str, kind: str) -> QuerySet[AuditEntry]:
        return entries.filter(deed__in=trail.deeds_of(kind))

    def begin(self, entries: QuerySet[AuditEntry], name: str, day: date) -> QuerySet[AuditEntry]:
        return entries.filter(at__gte=_midnight(day))

    def end(self, entries: QuerySet[AuditEntry], name: str, day: date) -> QuerySet[AuditEntry]:
        return entries.filter(at__lt=_midnight(day + timedelta(days=1))) if day < date.max else entries

    @property
    def is_on(self) -> bool:
        return any(self.form.cleaned_data.values()) if self.form.is_valid() else True


def _midnight(day: date) -> datetime:
    """The beginning of a day in the reader's time zone."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())
