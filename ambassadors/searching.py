"""What somebody typed to search by: tidied, and looked for in texts however their umlauts are written."""

import re
from collections.abc import Iterator

from django.contrib.postgres.search import SearchQuery
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ambassadors.models.names import found_letters, typings, words_of

LONGEST = 100
BETWEEN_WORDS = re.compile(r"([\W_]+)")


def tidy(text: str) -> str:
    """Without what no text of the database holds, and no longer than anybody types."""
    return text.replace("\x00", "").strip()[:LONGEST]


def word_query(word: str) -> SearchQuery:
    """A word that stands in a text in German, in English, or begins one of its words in any spelling."""
    beginnings = " | ".join(f"'{spelling}':*" for spelling in sorted(typings(word)))
    query = SearchQuery(beginnings, config="simple", search_type="raw")
    for config in ("german", "english"):
        query = query | SearchQuery(word, config=config)
    return query


def text_query(text: str) -> SearchQuery | None:
    """Every word of `text`; None where there is no word."""
    found: SearchQuery | None = None
    for word in words_of(text):
        query = word_query(word)
        found = query if found is None else found & query
    return found


def marked(text: str, searched: str) -> SafeString:
    """`text` with what was searched for marked, where it begins a word."""
    return format_html_join("", "{}", ((part,) for part in _marked(text, words_of(searched))))


def _marked(text: str, searched: list[str]) -> Iterator[str]:
    """What is marked, and in one piece each what stands between."""
    plain: list[str] = []
    for place, word in enumerate(BETWEEN_WORDS.split(text)):
        end = 0 if place % 2 else max((found_letters(word, each) for each in searched), default=0)
        if not end:
            plain.append(word)
            continue
        yield "".join(plain)
        yield format_html("<mark>{}</mark>", word[:end])
        plain = [word[end:]]
    yield "".join(plain)
