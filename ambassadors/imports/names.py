"""Names: one cell into first and last name, and whether letters were lost on the way."""

import re

from ambassadors.imports.cells import CellFault

TITLES = re.compile(
    r"(?:(?:(?:herrn?|frau|mr|mrs|ms|dr|prof|professor)\b[.\-]*|(?:dipl|ing|med|phil|rer|nat|jur|h\.?c|mag|habil)\.-?)\s*)+"
    r"(?=\S)",
    re.IGNORECASE,
)
# Written small, they belong to the last name: "Anna von der Heide".
PARTICLES = {
    *(
        "von",
        "vom",
        "van",
        "de",
        "den",
        "der",
        "des",
        "del",
        "della",
        "di",
        "da",
        "das",
        "do",
        "dos",
        "du",
        "la",
        "le",
    ),
    *(
        "zu",
        "zum",
        "zur",
        "ter",
        "ten",
        "te",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "af",
        "av",
        "y",
        "auf",
        "am",
        "im",
        "und",
    ),
}
# UTF-8 read as Windows-1252, and letters of Eastern Europe read so: a sign inside a word.
GARBLED = re.compile(
    "[ÃÅÄ][\u0080-\u00bf\u0152\u0153\u0178\u2013-\u2122]|\ufffd|"
    r"[^\W\d_][³¹£¿¾¼¥¢¤¦±×÷?][^\W\d_]|[£¿¹³¼][^\W\d_]"
)


def refuse_garbled(text: str) -> None:
    """Raises CellFault where a wrong encoding has damaged letters: "MÃ¼ller", "Wroc³aw", "M?ller"."""
    if GARBLED.search(text):
        raise CellFault("broken_letters", value=text)


def refuse_number(text: str) -> None:
    if not any(c.isalpha() for c in text):
        raise CellFault("not_a_name", value=text)


def split(text: str, *, last_first: bool) -> tuple[str, str]:
    """First and last name. A comma always puts the last name first, capitals mark it. Raises CellFault for one word."""
    if "," in text:
        last, _comma, first = (part.strip() for part in text.partition(","))
        first, last = _without_titles(first), _without_titles(last)
    else:
        words = _without_titles(text).split()
        at = _end_of_last_name(words) if last_first else _start_of_last_name(words)
        first, last = " ".join(words[:at]), " ".join(words[at:])
        if last_first:
            first, last = last, first
        elif capitals := _capitals(words):
            first, last = " ".join(w for w in words if w not in capitals), " ".join(capitals)
    if not first or not last:
        raise CellFault("one_name_only", value=text)
    return first, last


def _without_titles(text: str) -> str:
    return TITLES.sub("", text, count=1) if TITLES.match(text) else text


def _start_of_last_name(words: list[str]) -> int:
    """The last word, with the small words before it."""
    particle = next((i for i, word in enumerate(words[1:-1], 1) if word in PARTICLES), None)
    return particle if particle is not None else max(len(words) - 1, 0)


def _end_of_last_name(words: list[str]) -> int:
    """The small words at the start and the word after them."""
    at = next((i for i, word in enumerate(words) if word.casefold() not in PARTICLES), 0)
    return min(at + 1, len(words))


def _capitals(words: list[str]) -> list[str]:
    """ "MÜLLER Anna": the words in capitals, if some are and some are not."""
    loud = [word for word in words if len(word) > 1 and word.isupper() and not word.endswith(".")]
    return loud if loud and len(loud) < len(words) else []
