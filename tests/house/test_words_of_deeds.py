"""Every deed that is written into the journal is told in words, and the company's own word is never passed over."""

import ast
import re
from pathlib import Path

import polib
from django.conf import settings

from ambassadors import trail

APPS = ("ambassadors", "trainings", "campaigns", "outbox", "influencer_hub")
DEED = re.compile(r'\bdeed="([^"]+)"')
# Where a deed's name is made or chosen, and what it comes out as.
MADE = {
    "ambassadors/admin.py": {"account made", "account changed"},
    "ambassadors/services/deciding.py": {"application approved", "application declined"},
    "ambassadors/services/onboarding.py": {"first step switched on", "first step switched off"},
    "ambassadors/services/roles.py": {"role given", "role taken"},
    "ambassadors/services/settings.py": {"programme settings changed"},
    "ambassadors/services/topics.py": {"topic told apart", "topic no longer told apart"},
    "trainings/services/courses.py": {
        "create training",
        "change training",
        "publish training",
        "hide training",
    },
    "trainings/services/calls.py": {
        "call created",
        "call changed",
        "call date cancelled",
        "call date restored",
    },
    "trainings/services/materials.py": {"material removed", "material restored"},
}
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


def makes_a_name(source: str) -> bool:
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    journal = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "record"]
    names = [word.value for call in journal for word in call.keywords if word.arg == "deed"]
    return any(not isinstance(name, ast.Constant) for name in names)


def test_deeds_whose_name_is_made_have_words():
    root = Path(settings.BASE_DIR)
    files = [file for app in APPS for file in (root / app).rglob("*.py")]
    making = {str(file.relative_to(root)) for file in files if makes_a_name(file.read_text())}
    assert (making, set().union(*MADE.values()) - trail.known_deeds()) == (MADE.keys(), set())


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
