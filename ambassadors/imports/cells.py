"""One cell: what it says, or why it says nothing that can be kept."""

import dataclasses
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email


@dataclass(frozen=True)
class Remark:
    """A fault or a note about one field of a row; `facts` fill its sentence (`sentences`)."""

    field: str
    code: str
    facts: dict[str, Any] = dataclasses.field(default_factory=dict)

    def kept(self) -> list[Any]:
        """As JSON."""
        return [self.field, self.code, self.facts]


class CellFault(Exception):
    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


# Written where there is nothing. Signs alone in names, since people are called Null, No and Na.
SIGNS = {"-", "--", "---", "–", "—", "/", ".", "?", "n/a", "#n/a", "#nv"}
PLACEHOLDERS = SIGNS | {
    *(
        "x",
        "na",
        "n.a.",
        "n. a.",
        "k.a.",
        "k. a.",
        "nil",
        "null",
        "none",
        "no",
        "nein",
        "kein",
        "keine",
        "keiner",
    ),
    *(
        "keines",
        "ohne",
        "unbekannt",
        "unknown",
        "leer",
        "empty",
        "nicht vorhanden",
        "entfällt",
        "nichts",
        "0",
    ),
    *("not available", "not applicable", "tbd"),
}
NONE_AT_ALL = re.compile(r"(kein|keine|keinen|no|ohne|without)\s+[\w\s.\-]+", re.IGNORECASE)
SHEET_ERROR = re.compile(
    r"#(REF|BEZUG|NAME|VALUE|WERT|DIV/0|NUM|ZAHL|NULL|SPILL|ÜBERLAUF|CALC|FIELD)[!?]|#+", re.IGNORECASE
)
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
FORMULA_STARTS = ("=", "+", "-", "@")


def tidy(cell: str) -> str:
    """One line, composed letters, no spaces around and no invisible signs. Raises CellFault for control characters."""
    text = cell.removeprefix("'") if cell[1:2] in FORMULA_STARTS or cell[1:].isdigit() else cell
    if CONTROL.search(text):
        raise CellFault("control_character")
    text = " ".join(INVISIBLE.sub("", text).split())
    if SHEET_ERROR.fullmatch(text):
        raise CellFault("sheet_error", value=text)
    return unicodedata.normalize("NFC", text)


def is_placeholder(text: str) -> bool:
    return not text.strip() or text.strip().casefold() in PLACEHOLDERS


def says_none(text: str) -> bool:
    """ "kein Postfach", "no mailbox"."""
    return is_placeholder(text) or bool(NONE_AT_ALL.fullmatch(text))


def begins_like_formula(text: str) -> bool:
    return text.startswith(FORMULA_STARTS) and not is_placeholder(text)


# Personnel numbers


def personnel_number(text: str) -> str:
    """100002.0 is 100002; leading zeros stay."""
    if re.fullmatch(r"\d+[.,]0+", text):
        return re.split("[.,]", text)[0]
    if re.fullmatch(r"\d([.,]\d+)?E\+?\d+", text, re.IGNORECASE):
        raise CellFault("shortened_number", value=text)
    return text


# Addresses

ANGLES = re.compile(r"[^<>]*<([^<>]+)>")
SPELLED_AT = re.compile(r"\s*[(\[{]\s*(at|ät|@)\s*[)\]}]\s*|\s+(at|ät)\s+", re.IGNORECASE)


def email(text: str) -> str:
    """Lower case, without "mailto:" and a name before it. Raises CellFault saying what is wrong."""
    address = text.removeprefix("mailto:").removeprefix("MAILTO:").strip()
    if found := ANGLES.fullmatch(address):
        address = found[1].strip()
    address = address.lower()
    if code := _address_fault(address):
        raise CellFault(code, value=text)
    try:
        validate_email(address)
    except ValidationError as error:
        raise CellFault("address_not_valid", value=text) from error
    return address


def is_address(text: str) -> bool:
    try:
        return bool(email(text))
    except CellFault:
        return False


def _address_fault(address: str) -> str:
    """The first thing that is wrong, in the order in which people would say it."""
    local, _at, domain = address.partition("@")
    several = re.search(r"@.*[;,/\s]\s*[^@\s]+@", address)
    faults = [
        (several, "several_addresses"),
        (SPELLED_AT.search(address), "at_spelled_out"),
        ("@" not in address, "no_at"),
        (address.count("@") > 1, "several_at"),
        ("," in address, "comma_in_address"),
        (re.search(r"\s", address), "blank_in_address"),
        (not local, "nothing_before_at"),
        (not domain, "nothing_after_at"),
        (not local.isascii(), "umlaut_in_address"),
        (domain and "." not in domain, "no_dot_in_domain"),
        (".." in address or local.startswith(".") or local.endswith("."), "stray_dot_in_address"),
    ]
    return next((code for is_wrong, code in faults if is_wrong), "")


# Languages

LANGUAGES = {
    "de": "de deu ger german deutsch d deutsche allemand niemiecki de-de de_de de-at de_at de-ch de_ch deutschland",
    "en": "en eng english englisch e gb uk en-gb en_gb en-us en_us en-ie en_ie anglais angielski",
}
LANGUAGE_OF = {word: code for code, words in LANGUAGES.items() for word in words.split()}


def language(text: str) -> str:
    """ "de" or "en". Raises CellFault for every other."""
    word = text.casefold()
    code = LANGUAGE_OF.get(word) or LANGUAGE_OF.get(re.split(r"[\s(/]", word)[0])
    if code is None:
        raise CellFault("unknown_language", value=text)
    return code


def is_language(text: str) -> bool:
    return text.strip().casefold() in LANGUAGE_OF
