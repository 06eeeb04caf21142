"""Languages that people speak: what they are called, and what is understood when somebody types them."""

import re
from functools import lru_cache

from django.conf.locale import LANG_INFO
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ambassadors.models.names import folded

# Beside those that Django has names for.
MORE = {
    "ku": _("Kurdish"),
    "zh": _("Chinese"),
    "gsg": _("German Sign Language"),
    "ase": _("American Sign Language"),
}
LONGEST_CODE = 3
BETWEEN = re.compile(r"[,;\n]+")


class UnknownLanguage(ValueError):
    """`name` is what nobody understood."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def name_of(code: str) -> str:
    """In the reader's language."""
    if code in MORE:
        return str(MORE[code])
    known = LANG_INFO.get(code, {})
    return gettext(known["name"]) if "name" in known else code


def named(codes: list[str] | tuple[str, ...]) -> str:
    """German, English, Turkish"""
    return ", ".join(name_of(code) for code in codes)


def understood(text: str) -> list[str]:
    """The codes of the languages in `text`, each once, in its order. Raises UnknownLanguage."""
    codes: dict[str, None] = {}
    for part in BETWEEN.split(text):
        name = " ".join(part.split())
        if name:
            code = _names().get(folded(name))
            if code is None:
                raise UnknownLanguage(name)
            codes[code] = None
    return list(codes)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Every name of every language, in English, German and itself, folded."""
    codes = [code for code, known in LANG_INFO.items() if len(code) <= LONGEST_CODE and "name" in known]
    found = {folded(LANG_INFO[code]["name_local"]): code for code in codes}
    for language in ("en", "de"):
        with translation.override(language):
            found |= {folded(name_of(code)): code for code in [*codes, *MORE]}
    return found
