"""A version as its reader sees it: as it is, beside another version, or in Leichter Sprache. The preview is the same."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from ambassadors.differences import Change, difference
from ambassadors.markdown import to_html
from ambassadors.models import GuidelineVersion, Wording

# The level that the highest heading of a text becomes.
SENTENCE, BELOW_HEADING = 2, 3


@dataclass(frozen=True)
class Reading:
    """`language`: of the reader; the wording is in another one where there is no such text."""

    version: GuidelineVersion
    wording: Wording
    language: str
    text: SafeString
    binding: SafeString
    changes: tuple[Change, ...] = ()
    before: GuidelineVersion | None = None
    is_simple: bool = False

    @property
    def is_in_another_language(self) -> bool:
        return self.wording.language != self.language

    @property
    def minutes(self) -> int:
        return self.wording.simple_minutes if self.is_simple else self.wording.minutes

    @property
    def words_inserted(self) -> int:
        return sum(len(change.inserted.split()) for change in self.changes)

    @property
    def words_removed(self) -> int:
        return sum(len(change.removed.split()) for change in self.changes)


def as_it_is(version: GuidelineVersion, language: str) -> Reading:
    wording = version.wording(language)
    text, binding = to_html(wording.text, SENTENCE), to_html(wording.binding, BELOW_HEADING)
    return Reading(version, wording, language, text, binding)


def in_simple_words(version: GuidelineVersion, language: str) -> Reading:
    """Where there are some; else as it is."""
    wording = version.wording(language)
    if not wording.simple:
        return as_it_is(version, language)
    text = to_html(wording.simple, SENTENCE)
    return Reading(version, wording, language, text, SafeString(""), is_simple=True)


def compared(before: GuidelineVersion, after: GuidelineVersion, language: str) -> Reading:
    """What changed, in `language` where both versions have it, else in the guideline's own."""
    said = language
    if before.wording(language).language != after.wording(language).language:
        said = after.guideline.language
    old, new = before.wording(said), after.wording(said)
    text = difference(to_html(old.text, SENTENCE), to_html(new.text, SENTENCE))
    binding = difference(to_html(old.binding, BELOW_HEADING), to_html(new.binding, BELOW_HEADING))
    changes = text.changes + binding.changes
    return Reading(after, new, language, text.html, binding.html, changes, before)
