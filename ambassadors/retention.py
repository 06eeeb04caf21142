"""How long the hub keeps what: the periods that a programme may set, each within bounds. `services.forgetting` obeys them,
and the privacy pages tell them.

Another app adds a period of its own with `register`.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ambassadors.models import Programme

INVITATIONS, MESSAGES, JOURNAL = "invitations", "messages", "journal"


@dataclass(frozen=True)
class Period:
    """In days. `since`: from when they count, as in "after they have expired"."""

    name: str
    what: str | Promise
    since: str | Promise
    usual: int
    least: int
    most: int


_PERIODS: dict[str, Period] = {}


def register(period: Period) -> Period:
    _PERIODS[period.name] = period
    return period


def every() -> list[Period]:
    return list(_PERIODS.values())


def days(name: str) -> int:
    """What the programme has set, or what is usual. Raises KeyError for a period that nobody registered."""
    period = _PERIODS[name]
    chosen: int = Programme.current().retention.get(name, period.usual)
    return min(max(chosen, period.least), period.most)


def kept_for(name: str) -> timedelta:
    return timedelta(days=days(name))


def in_words(name: str) -> str:
    count = days(name)
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def told(sentence: str | Promise, name: str) -> Promise:
    """A lazy `sentence` with %(days)s, for lists that are written once and read later."""

    def tell() -> str:
        return str(sentence) % {"days": in_words(name)}

    return cast(Promise, lazy(tell, str)())


register(
    Period(
        INVITATIONS,
        _("Invitations to the programme"),
        _("after they have expired"),
        usual=150,
        least=30,
        most=365,
    )
)
register(
    Period(
        MESSAGES, _("Messages to people"), _("after they were sent or dropped"), usual=180, least=30, most=365
    )
)
register(
    Period(
        JOURNAL,
        _("Journal of what coordinators and administrators did"),
        _("after the deed"),
        usual=1095,
        least=365,
        most=3650,
    )
)
