"""The audit trail in sentences: what coordinators and administrators did to others.

Every app's `deeds` says its deeds in words (`say`) and knows the names of its things (`name`). A deed that nobody put
into words is told without what it was done to.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbox.models import AuditEntry

KINDS = {
    "roles": gettext_lazy("Roles"),
    "settings": gettext_lazy("Settings"),
    "people": gettext_lazy("People"),
    "guidelines": gettext_lazy("Guidelines"),
    "trainings": gettext_lazy("Trainings"),
    "campaigns": gettext_lazy("Campaigns"),
    "messages": gettext_lazy("Messages"),
}
Details = Mapping[str, Any]
Words = Callable[[Details], dict[str, Any]]
More = Callable[[Details], list[str]]


def _no_words(details: Details) -> dict[str, Any]:
    return {}


def _no_more(details: Details) -> list[str]:
    return []


@dataclass(frozen=True)
class Deed:
    """`sentence` has %(who)s and may have %(what)s and what `words` makes of the details. `more`: lines below it."""

    kind: str
    sentence: str | Promise
    words: Words = _no_words
    more: More = _no_more


@dataclass(frozen=True)
class Line:
    at: datetime
    who: str
    sentence: str
    more: list[str]


_DEEDS: dict[str, Deed] = {}
_NAMES: dict[str, Callable[[set[str]], dict[str, str]]] = {}


def say(
    name: str, kind: str, sentence: str | Promise, *, words: Words = _no_words, more: More = _no_more
) -> None:
    """Called at start-up for every deed that `outbox.services.record` is given."""
    _DEEDS[name] = Deed(kind, sentence, words, more)


def quoted(title: str) -> str:
    """In the quotation marks of the language."""
    return _("“%(words)s”") % {"words": title}


def name(things: QuerySet[Any] | type[Model], told: Callable[[Any], str]) -> None:
    """How the things of a model are called. `things` may join what `told` needs."""
    rows = things if isinstance(things, QuerySet) else things._default_manager.all()

    def names(keys: set[str]) -> dict[str, str]:
        valid = {key: pk for key in keys if (pk := _pk(rows.model, key)) is not None}
        found = rows.in_bulk(list(valid.values()))
        return {key: told(found[pk]) for key, pk in valid.items() if pk in found}

    _NAMES[rows.model._meta.label] = names


def name_by_key(label: str, told: Callable[[str], str]) -> None:
    """For subjects whose key says enough."""
    _NAMES[label] = lambda keys: {key: told(key) for key in keys}


def _pk(model: type[Model], key: str) -> Any:
    try:
        return model._meta.pk.to_python(key)
    except ValidationError:
        return None


def known_deeds() -> set[str]:
    return {*_DEEDS}


def deeds_of(kind: str) -> list[str]:
    return [name for name, deed in _DEEDS.items() if deed.kind == kind]


def lines(entries: Iterable[AuditEntry]) -> list[Line]:
    """The names of all things are read at once, a query for each model among them."""
    entries = list(entries)
    names = _names_in(entries)
    return [_line(entry, names) for entry in entries]


def _names_in(entries: list[AuditEntry]) -> dict[str, str]:
    keys: dict[str, set[str]] = {}
    for entry in entries:
        label, _colon, key = entry.subject.partition(":")
        if entry.deed in _DEEDS and label in _NAMES:
            keys.setdefault(label, set()).add(key)
    return {
        f"{label}:{key}": told
        for label, wanted in sorted(keys.items())
        for key, told in _NAMES[label](wanted).items()
    }


def _line(entry: AuditEntry, names: Mapping[str, str]) -> Line:
    who = entry.actor.name if entry.actor else _("Somebody at the server, or whose account is gone")
    deed = _DEEDS.get(entry.deed)
    if deed is None:
        words = _("%(who)s did something that has no words here yet: %(deed)s.")
        return Line(entry.at, who, words % {"who": who, "deed": entry.deed}, [])
    about = {"who": who, "what": names.get(entry.subject, _("(no longer there)"))}
    return Line(entry.at, who, deed.sentence % (about | deed.words(entry.details)), deed.more(entry.details))
