"""Two guidelines, a new version, the difference, a new decision, a correction, and the proof of all of it."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from tests.browser import post
from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import AmbassadorFactory, CoordinatorFactory

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "light", 1440), Look("en", "dark", 390)]
FIRST = "# Du sprichst für dich.\n\nEin Hinweis genügt."
SECOND = "# Du sprichst für dich.\n\nEin Hinweis genügt. Kennzeichne Werbung."
CORRECTED = "# Du sprichst für dich.\n\nEin Hinweis genügt. Kennzeichne Werbung deutlich."


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_from_the_first_draft_to_the_proof(visit: Callable[..., Visitor], look: Look, tmp_path: Path) -> None:
    selma = visit(CoordinatorFactory(), look=look)
    lena = visit(AmbassadorFactory(person__first_name="Łucja").person, look=look)
    write_two_guidelines(selma)
    decide_about_one(lena)
    publish_another_version(selma, SECOND, "The meaning: whoever opted in before is asked once")
    decide_anew(lena)
    publish_another_version(
        selma, CORRECTED, "Only the wording: consent carries on, and that stands in everybody's history"
    )
    consent_carries_on(lena)
    the_proof_holds(lena, tmp_path)


def write_two_guidelines(selma: Visitor) -> None:
    for title, kind in (
        ("Leitplanken", "Voluntary: people may opt in"),
        ("Recht", "Binds anyway: law and confidentiality, without a button"),
    ):
        selma.open(reverse("ambassadors:cockpit_guideline_new"))
        selma.write(title, "Title")
        selma.page.get_by_label(selma.words(kind)).check()
        selma.press("Continue to the text")
        selma.page.locator("#id_text").fill(FIRST if title == "Leitplanken" else "Geheimes bleibt geheim.")
        selma.press("Save the draft")
        selma.follow("Preview and publish")
        selma.press("Publish version %(number)s", number=1)
    assert " ".join(selma.said) == " ".join(selma.words("Version %(number)s is published.", number=1).split())


def decide_about_one(lena: Visitor) -> None:
    lena.open(reverse("ambassadors:guidelines"))
    assert lena.page.locator("main h3").all_inner_texts() == ["Leitplanken", "Recht"]
    lena.follow("Recht")
    assert (lena.sees("Holds anyway"), lena.page.locator("main form").count()) == (True, 0)
    lena.follow("Guidelines")
    lena.follow(lena.page.locator("main h3 a", has_text="Leitplanken"))
    lena.press("Opt in to version %(number)s", number=1)
    assert lena.sees("You opted in to version %(number)s", number=1)


def publish_another_version(selma: Visitor, text: str, change: str) -> None:
    selma.open(reverse("ambassadors:cockpit_guideline", args=["leitplanken"]))
    selma.page.locator("#id_text").fill(text)
    selma.press("Save the draft")
    selma.follow("Preview and publish")
    publish = selma.page.locator("main form button.is-primary")
    selma.press(publish)
    assert selma.sees("Please say whether people need to decide anew.")
    selma.page.get_by_label(selma.words(change)).check()
    selma.press(publish)


def decide_anew(lena: Visitor) -> None:
    post.deliver()
    lena.open("/")
    lena.follow("See what has changed")
    assert lena.page.locator("ins").all_inner_texts() == ["Kennzeichne Werbung."]
    lena.page.locator("summary", has_text=lena.words("The changes as a list")).click()
    assert lena.page.locator(".guideline-changes li").count() == 1
    lena.press("Opt in to version %(number)s", number=2)
    lena.open("/")
    assert not lena.sees("New since your last consent")


def consent_carries_on(lena: Visitor) -> None:
    lena.open("/")
    assert not lena.sees("New since your last consent")
    lena.open(reverse("ambassadors:guideline", args=["leitplanken"]))
    assert lena.sees("Version %(number)s only corrects the wording, so your consent carries on.", number=3)
    assert lena.sees("A correction of the wording. Your consent to version %(number)s carries on.", number=2)


def the_proof_holds(lena: Visitor, folder: Path) -> None:
    proof = json.loads(download(lena, "as JSON", folder).read_text())
    assert [(each["deed"], each["version"]) for each in proof["events"]] == [
        ("opted_in", 1),
        ("opted_in", 2),
        ("carried_on", 3),
    ]
    assert [text["text"] for text in proof["texts"]] == [FIRST, SECOND, CORRECTED]
    hashes = [hash_of(text) for text in proof["texts"]]
    assert hashes == [each["text_sha256"] for each in proof["events"]]
    assert download(lena, "as PDF", folder).read_bytes().startswith(b"%PDF-")


def hash_of(text: dict[str, Any]) -> str:
    return hashlib.sha256(f"{text['text']}\0{text['binding']}".encode()).hexdigest()


def download(lena: Visitor, link: str, folder: Path) -> Path:
    with lena.page.expect_download() as started:
        lena.page.get_by_role("link", name=lena.words(link), exact=True).click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path
