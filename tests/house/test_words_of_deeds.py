"""Every deed that is written into the journal is told in words, and the company's own word is never passed over."""

import re
from pathlib import Path

import polib
from django.conf import settings

from ambassadors import trail

APPS = ("ambassadors", "trainings", "campaigns", "outbox", "influencer_hub")
DEED = re.compile(r'\bdeed="([^"]+)"')
CATALOGUE = Path(settings.BASE_DIR) / "locale/de/LC_MESSAGES/django.po"
# The words themselves, and the page where a company chooses its own.
OURS = {"ambassador", "ambassadors"}
ABOUT_THE_WORD = "Without a word of your own"


def sources() -> list[str]:
    root = Path(settings.BASE_DIR)
    return [file.read_text() for app in APPS for file in (root / app).rglob("*.py")]


def test_every_deed_has_words():
    written = {name for source in sources() for name in DEED.findall(source)}
    assert ("role given" in written, written - trail.known_deeds()) == (True, set())


def test_texts_that_name_the_role_use_the_companys_word():
    stray = [
        entry.msgid
        for entry in polib.pofile(CATALOGUE)
        if re.search(r"\bambassadors?\b(?!\))", entry.msgid.replace("%(ambassadors)s", ""), re.IGNORECASE)
        and entry.msgid not in OURS
        and ABOUT_THE_WORD not in entry.msgid
    ]
    assert stray == []


def test_german_puts_no_dative_before_the_companys_word():
    """A plural looks the same in every case but the dative, which takes an n that a word of the company may not have."""
    wrong = [
        entry.msgstr
        for entry in polib.pofile(CATALOGUE)
        if re.search(r"\b(mit|von|bei|zu|aus|nach|den|unseren|allen) %\(ambassadors\)s", entry.msgstr)
    ]
    assert wrong == []
