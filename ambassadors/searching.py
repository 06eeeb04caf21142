"""What somebody typed to search by: tidied, and looked for in texts however their umlauts are written."""

from django.contrib.postgres.search import SearchQuery

from ambassadors.models.names import typings, words_of

LONGEST = 100


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
