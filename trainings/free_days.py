"""Public holidays of a German state, of Austria, or of Switzerland or one of its cantons, by name."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

Choices = list[tuple[object, object]]


@lru_cache(maxsize=4)
def _divisions(country: str) -> tuple[tuple[str, str], ...]:
    """Code and name; a canton with several languages has a name in each. Towns with days of their own are left out."""
    names: dict[str, list[str]] = {}
    for name, code in holidays.country_holidays(country).subdivisions_aliases.items():
        if len(code) == 2:
            names.setdefault(code, []).append(name)
    found = ((f"{country}-{code}", " / ".join(each)) for code, each in names.items())
    return tuple(sorted(found, key=lambda division: division[1]))


def regions() -> Choices:
    """For a list to choose from; the first one skips nothing."""
    return [
        ("", _("No, plan on holidays too")),
        (_("Germany"), list(_divisions("DE"))),
        (_("Austria"), [("AT", pgettext_lazy("holidays", "All of Austria"))]),
        (_("Switzerland"), [("CH", pgettext_lazy("holidays", "All of Switzerland")), *_divisions("CH")]),
    ]


def free_days(region: str, first: date, last: date) -> Mapping[date, str]:
    """Their names in the reader's language. Empty for no region."""
    if not region:
        return {}
    german = (get_language() or "de").startswith("de")
    return _named(region, "de" if german else "en_US", tuple(range(first.year, last.year + 1)))


@lru_cache(maxsize=64)
def _named(region: str, language: str, years: tuple[int, ...]) -> Mapping[date, str]:
    country, _dash, division = region.partition("-")
    return dict(holidays.country_holidays(country, division or None, years=years, language=language))
