"""Every text has German, and what is compiled is what is written."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

BASE_DIR = Path(__file__).resolve().parents[2]
CATALOGUE = BASE_DIR / "locale/de/LC_MESSAGES/django.po"
# "Sie" within a sentence is the formal address; at its start it may be "they".
FORMAL = re.compile(r"\b(Ihnen|[a-zäöüß]+ Sie)\b")
LEFT_OUT = shutil.ignore_patterns(".*", "tests", "benchmarks", "docs", "node_modules", "__pycache__", "fonts")


def entries(path: Path) -> dict[tuple[str, str], str | tuple[str, ...]]:
    """What each text is in German; plural forms as a tuple."""
    source = polib.mofile(path) if path.suffix == ".mo" else polib.pofile(path)
    return {
        (entry.msgctxt or "", entry.msgid): tuple(entry.msgstr_plural.values()) or entry.msgstr
        for entry in source
    }


def test_every_text_has_german():
    without = [
        entry.msgid
        for entry in polib.pofile(CATALOGUE)
        if entry.fuzzy or not (all(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr)
    ]
    assert without == []


def test_the_compiled_catalogue_is_the_written_one():
    assert entries(CATALOGUE.with_suffix(".mo")) == entries(CATALOGUE)


def test_german_says_du_and_shouts_nowhere():
    formal = [
        entry.msgstr
        for entry in polib.pofile(CATALOGUE)
        if FORMAL.search(entry.msgstr) or "!" in entry.msgstr
    ]
    assert formal == []


@pytest.mark.skipif(
    shutil.which("xgettext") is None and os.environ.get("CI") != "true", reason="GNU gettext is not installed"
)
def test_no_text_is_missing_from_the_catalogue(tmp_path: Path):
    copy = tmp_path / "hub"
    shutil.copytree(BASE_DIR, copy, ignore=LEFT_OUT)
    command = [
        sys.executable,
        "manage.py",
        "makemessages",
        "-l",
        "de",
        "--no-location",
        "--no-obsolete",
        "-v",
        "0",
    ]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "influencer_hub.settings"}
    subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True)
    found = set(entries(copy / CATALOGUE.relative_to(BASE_DIR)))
    assert found == set(entries(CATALOGUE))
