"""Names as lists and searches see them: ä stands beside a, and "Müller" is found as "Mueller"."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from django.db.models import Expression, F, Func, TextField, Value
from django.db.models.functions import Concat, Lower, Replace

LETTERS_WITHOUT_PARTS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
WRITTEN_OUT_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss"}
WRITTEN_OUT = str.maketrans(WRITTEN_OUT_LETTERS)
DOTTED = {"ae": "ä", "oe": "ö", "ue": "ü", "ss": "ß"}
WORD = re.compile(r"[^\W_]+")
LONGEST_WORD = 60
WORDS_OF_A_SEARCH = 8


def folded(text: str) -> str:
    """ä → a, ß → ss, Ł → l, lower case."""
    text = text.casefold().translate(LETTERS_WITHOUT_PARTS)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def sort_key(*parts: str) -> str:
    """What alphabetical lists are ordered by: the embedded PostgreSQL has no ICU."""
    return folded(" ".join(part for part in parts if part))[:200]


def _written(text: str) -> set[str]:
    """The words of `text` without dots on the letters, and with them written out (ä → ae)."""
    composed = unicodedata.normalize("NFC", text).casefold()
    spellings = folded(composed), folded(composed.translate(WRITTEN_OUT))
    return {word[:LONGEST_WORD] for spelling in spellings for word in WORD.findall(spelling)}


def search_words(*parts: str | None) -> str:
    """Every word of `parts` in every way it may be typed, in alphabetical order with a space between.

    "Brueggemann" is kept as "bruggemann" too, for those who type "Brüggemann" or "Bruggemann".
    """
    words = _written(" ".join(part for part in parts if part))
    words |= {re.sub("([aou])e", r"\1", word) for word in words}
    return " ".join(sorted(words))


def words_of(text: str) -> list[str]:
    """The words of a search."""
    return WORD.findall(unicodedata.normalize("NFC", text))[:WORDS_OF_A_SEARCH]


def typings(word: str) -> set[str]:
    """`word` in every way it may stand in a text that is kept as it was typed: "waerme" and "warme" find "Wärme"."""
    plain = dotted = word.lower()
    for letters, letter in DOTTED.items():
        dotted = dotted.replace(letters, letter)
    dots = {letters[0]: letter for letters, letter in DOTTED.items() if letter != "ß"}
    one_dotted = (
        plain[:place] + dots[letter] + plain[place + 1 :]
        for place, letter in enumerate(plain)
        if letter in dots
    )
    return {spelling[:LONGEST_WORD] for spelling in (plain, dotted, *one_dotted)} | _written(word)


def found_letters(word: str, searched: str) -> int:
    """How many letters at the beginning of `word` are `searched`, in one spelling or the other."""
    if _first_letter(word[:1]) != _first_letter(searched[:1]):
        return 0
    wanted = _written(searched)
    return next((end for end in range(1, len(word) + 1) if _written(word[:end]) & wanted), 0)


@lru_cache(maxsize=1_000)
def _first_letter(letter: str) -> str:
    return folded(letter)[:1]


def prefix_query(text: str) -> str:
    """`text` for to_tsquery: each word begins a word of the row, in one spelling or the other. May be empty."""
    return " & ".join(
        "(" + " | ".join(f"'{spelling}':*" for spelling in sorted(_written(word))) + ")"
        for word in words_of(text)
        if _written(word)
    )


def name_patterns(text: str) -> list[str]:
    """The words of `text` as regular expressions of PostgreSQL: each begins a word, in one spelling or the other."""
    return [rf"\m({'|'.join(sorted(_written(word)))})" for word in words_of(text) if _written(word)]


class NameAsTyped(Func):
    """A name in every way it may be typed: without dots, with them written out, and "Brueggemann" without its e."""

    function = "CONCAT_WS"
    output_field = TextField()


def _written_out() -> Expression:
    text: Any = Lower(Concat("first_name", Value(" "), "last_name"))
    for letter, letters in WRITTEN_OUT_LETTERS.items():
        text = Replace(text, Value(letter), Value(letters))
    return text


NAME_AS_TYPED = NameAsTyped(
    Value(" "),
    F("sort_key"),
    _written_out(),
    Func(F("sort_key"), Value("([aou])e"), Value(r"\1"), Value("g"), function="REGEXP_REPLACE"),
)
