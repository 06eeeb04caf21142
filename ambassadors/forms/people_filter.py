"""Finding people in the coordinators' list. What somebody keeps to themselves finds nobody."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import django_filters
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ambassadors.audiences import telling
from ambassadors.columns import LEVEL, STATES, Arrangement
from ambassadors.directory import Filters
from ambassadors.filtering import choices
from ambassadors.lists import Chip
from ambassadors.models import Ambassador, Import, User
from ambassadors.models.people import UserQuerySet

MAILBOXES = [("yes", _("With e-mail")), ("no", _("Without e-mail")), ("fault", _("Address fails"))]
MAIN = ("state", "location", "topic", "mailbox")
MORE = ("department", "language", "network", "joined_from", "joined_until")
# What a saved view does not keep: what was searched for could name somebody, and an import is soon past.
PASSING = ("q", "imported")


class PeopleFilter(django_filters.FilterSet):
    """Unknown values are ignored; the page says so."""

    q = django_filters.CharFilter(method="find", label=_("Name, personnel number or e-mail"))
    state = django_filters.ChoiceFilter(
        choices=list(STATES.items()), method="stand", label=_("State"), empty_label=_("State: any")
    )
    location = django_filters.ChoiceFilter(
        method="of_account", label=_("Location"), empty_label=_("Location: any")
    )
    topic = django_filters.ChoiceFilter(
        method="of_profile", label=pgettext_lazy("of an ambassador", "Topic"), empty_label=_("Topic: any")
    )
    mailbox = django_filters.ChoiceFilter(
        choices=MAILBOXES, method="reach", label=_("E-mail"), empty_label=_("E-mail: any")
    )
    department = django_filters.ChoiceFilter(
        method="of_account", label=_("Department"), empty_label=_("Department: any")
    )
    language = django_filters.ChoiceFilter(
        method="of_profile", label=_("Language"), empty_label=_("Language: any")
    )
    network = django_filters.ChoiceFilter(
        method="of_profile", label=_("Network"), empty_label=_("Network: any")
    )
    joined_from = django_filters.DateFilter(method="join_from", label=_("In the programme from"))
    joined_until = django_filters.DateFilter(method="join_until", label=_("In the programme until"))

    imported = django_filters.UUIDFilter(method="come_by_import")

    class Meta:
        model = User
        fields: Iterable[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in choices().items():
            self.filters[name].extra["choices"] = offered

    def find(self, people: UserQuerySet, name: str, text: str) -> UserQuerySet:
        return people.found_by(text)

    def stand(self, people: UserQuerySet, name: str, state: str) -> UserQuerySet:
        return people.in_state(state)

    def of_account(self, people: UserQuerySet, name: str, value: str) -> UserQuerySet:
        return people.filter(telling(name, LEVEL), **{name: value})

    def of_profile(self, people: UserQuerySet, name: str, value: str) -> UserQuerySet:
        """As the directory finds, but among those too who are not listed there."""
        looked_for: dict[str, Any] = {name: value}
        found = Filters(**looked_for).apply(Ambassador.objects.all(), LEVEL)
        return people.filter(pk__in=found.values("pk"))

    def reach(self, people: UserQuerySet, name: str, mailbox: str) -> UserQuerySet:
        if mailbox == "fault":
            return people.with_address_fault()
        return people.with_mailbox() if mailbox == "yes" else people.without_mailbox()

    def join_from(self, people: UserQuerySet, name: str, day: date) -> UserQuerySet:
        return people.filter(ambassador__joined_at__date__gte=day)

    def join_until(self, people: UserQuerySet, name: str, day: date) -> UserQuerySet:
        return people.filter(ambassador__joined_at__date__lte=day)

    def come_by_import(self, people: UserQuerySet, name: str, import_id: uuid.UUID) -> UserQuerySet:
        return people.filter(created_at__in=Import.objects.filter(pk=import_id).values("done_at"))

    @cached_property
    def values(self) -> dict[str, Any]:
        """What is filtered by, without what nobody knows."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def is_on(self) -> bool:
        return bool(self.values)

    @property
    def address(self) -> str:
        """The query string without what is empty, usual or unknown, always in the same order."""
        return self._written(set(self.values))

    @property
    def kept(self) -> str:
        """The part of the address that a saved view keeps."""
        return self._written(set(self.values) - set(PASSING))

    @cached_property
    def _arrangement(self) -> Arrangement:
        return Arrangement.read(self.data)

    def _written(self, names: set[str]) -> str:
        query = QueryDict(mutable=True)
        for name in self.base_filters:
            if name in names:
                query[name] = self.data[name]
        arrangement, usual = self._arrangement, Arrangement()
        if arrangement.order != usual.order:
            query["sort"] = arrangement.order
        if arrangement.names != usual.names:
            query.setlist("column", list(arrangement.names))
        if arrangement.size != usual.size:
            query["size"] = str(arrangement.size)
        return query.urlencode()

    @property
    def main_fields(self) -> list[BoundField]:
        return [self.form[name] for name in MAIN]

    @property
    def more_fields(self) -> list[BoundField]:
        return [self.form[name] for name in MORE]

    @property
    def more_is_on(self) -> bool:
        return bool(set(MORE) & set(self.values))

    @property
    def chips(self) -> Iterator[Chip]:
        """Each filter that is set, and the address without it."""
        for name, value in self.values.items():
            yield Chip(self._said(name, value), f"?{self._written(set(self.values) - {name})}")

    def _said(self, name: str, value: Any) -> str:
        if name == "q":
            return gettext("“%s”") % value
        if name == "imported":
            return gettext("New by one import")
        if isinstance(value, date):
            return f"{self.form[name].label}: {date_format(value, 'SHORT_DATE_FORMAT')}"
        return str(dict(self.form.fields[name].choices).get(value, value))
