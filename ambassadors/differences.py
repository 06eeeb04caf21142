"""What changed between two texts, word by word, in the HTML of the newer one."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from django.utils.safestring import SafeString, mark_safe

# A tag or a word, with the blanks behind it.
TOKEN = re.compile(r"(<[^>]*>|[^<\s]+)(\s*)")
TAG_NAME = re.compile(r"</?(\w+)")
EMPTY_TAGS = {"br", "hr"}
LISTS = {"ul", "ol"}
Token = tuple[str, str]
T = TypeVar("T")


@dataclass(frozen=True)
class Change:
    """Words that went and words that came in one place; either may be empty."""

    removed: str
    inserted: str


@dataclass(frozen=True)
class Difference:
    """`html`: the newer text, with new words in <ins> and the missing ones of the older in <del>."""

    html: SafeString
    changes: tuple[Change, ...]


def difference(before: str, after: str) -> Difference:
    """Both come from `ambassadors.markdown`. Every tag of `after` stays and those of `before` go, so that the result
    is well formed. Lines are compared first, since the parser writes a line for every paragraph and list item.
    """
    page = _Page()
    for deed, old, new in _changes(before.splitlines(keepends=True), after.splitlines(keepends=True)):
        tokens = TOKEN.findall("".join(old)), TOKEN.findall("".join(new))
        if deed == "equal":
            page.keep(tokens[1])
        else:
            page.change(*tokens)
    html = mark_safe("".join(page.parts))  # noqa: S308 (words and tags of clean HTML)
    return Difference(html, tuple(page.changes))


def _changes(
    old: list[T], new: list[T], key: Callable[[T], str] = str
) -> Iterator[tuple[str, list[T], list[T]]]:
    matcher = SequenceMatcher(None, [key(one) for one in old], [key(one) for one in new], autojunk=False)
    for deed, i1, i2, j1, j2 in matcher.get_opcodes():
        yield deed, old[i1:i2], new[j1:j2]


def _is_tag(token: Token) -> bool:
    return token[0].startswith("<")


def _words(tokens: Iterable[Token]) -> str:
    return unescape(" ".join(token[0] for token in tokens if not _is_tag(token)))


class _Page:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.inside: list[str] = []
        self.changes: list[Change] = []

    def change(self, old: list[Token], new: list[Token]) -> None:
        """Word by word; blanks do not count."""
        for deed, gone, come in _changes(old, new, key=itemgetter(0)):
            if deed == "equal":
                self.keep(come)
            else:
                self.mark("del", [token for token in gone if not _is_tag(token)])
                self.insert(come)
                self._remember(Change(_words(gone), _words(come)))

    def keep(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            if _is_tag(token):
                self._enter_or_leave(token[0])
            self.parts += token

    def insert(self, tokens: list[Token]) -> None:
        """Tags as they are, and the words between them marked together."""
        for are_tags, some in groupby(tokens, _is_tag):
            if are_tags:
                self.keep(some)
            else:
                self.mark("ins", list(some))

    def mark(self, tag: str, tokens: list[Token]) -> None:
        if not tokens:
            return
        words = "".join(text + (blanks or " ") for text, blanks in tokens[:-1]) + tokens[-1][0]
        mark = f"<{tag}>{words}</{tag}>"
        if not self.inside:
            mark = f"<p>{mark}</p>"
        elif self.inside[-1] in LISTS:
            mark = f"<li>{mark}</li>"
        self.parts += mark, " " if tag == "del" else tokens[-1][1]

    def _remember(self, change: Change) -> None:
        if change.removed or change.inserted:
            self.changes.append(change)

    def _enter_or_leave(self, tag: str) -> None:
        name = TAG_NAME.match(tag)
        if name is None or name[1] in EMPTY_TAGS:
            return
        if tag.startswith("</"):
            self.inside.pop()
        else:
            self.inside.append(name[1])
