"""The proof of one's own consent: complete, the same every time, and for oneself alone."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from ambassadors import paper, proof, proof_pdf
from ambassadors.models import ConsentSubject
from ambassadors.services import guidelines
from tests.factories.ambassadors import AmbassadorFactory

pytestmark = pytest.mark.django_db
ADDRESSES = ["/guidelines/proof.json", "/guidelines/proof.pdf"]


@pytest.fixture
def decided(ambassador, publish, now):
    """Opted in, carried on through a correction, withdrawn."""
    first = publish("Mark advertisement.", binding="Geschäftsgeheimnisse.", at=now)
    guidelines.opt_in(person=ambassador, version=first, language="en", now=now + timedelta(hours=1))
    publish("Mark advertising.", is_correction=True, at=now + timedelta(hours=2))
    guidelines.withdraw(person=ambassador, guideline=first.guideline, now=now + timedelta(hours=3))
    return ambassador


def test_every_event_stands_there_with_its_text_and_time(client_for, decided):
    found = json.loads(client_for(decided).get(ADDRESSES[0]).content)
    told = [(each["deed"], each["version"], each["language"], each["at"]) for each in found["events"]]
    assert told == [
        ("opted_in", 1, "en", "2026-11-24T10:00:00+01:00"),
        ("carried_on", 2, "en", "2026-11-24T11:00:00+01:00"),
        ("withdrawn", 1, "en", "2026-11-24T12:00:00+01:00"),
    ]
    texts = [(each["version"], each["text"], each["binding"]) for each in found["texts"]]
    assert texts == [(1, "Mark advertisement.", "Geschäftsgeheimnisse."), (2, "Mark advertising.", "")]


def test_each_hash_is_that_of_its_text(client_for, decided):
    found = json.loads(client_for(decided).get(ADDRESSES[0]).content)
    hashes = {
        each["version"]: hashlib.sha256(f"{each['text']}\0{each['binding']}".encode()).hexdigest()
        for each in found["texts"]
    }
    assert [each["text_sha256"] for each in found["events"]] == [hashes[n] for n in (1, 2, 1)]


def test_the_command_in_the_file_proves_it(client_for, decided, tmp_path):
    content = client_for(decided).get(ADDRESSES[0]).content
    (tmp_path / "proof.json").write_bytes(content)
    (tmp_path / "python3").symlink_to(sys.executable)
    command = json.loads(content)["how_to_verify"].partition("\n\n")[2]
    path = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    done = subprocess.run(
        [shutil.which("bash") or "bash", "-c", command],
        check=True,
        cwd=tmp_path,
        env=path,
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("True\nTrue\n", "")


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_same_events_give_the_same_file(client_for, decided, time_machine, now, address):
    files = []
    for days in (1, 40):
        time_machine.move_to(now + timedelta(days=days))
        files.append(client_for(decided).get(address).content)
    assert files[0] == files[1]


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_for_oneself_alone(client, client_for, decided, joerdis, selma, address):
    foreign = [
        client_for(person).get(address).status_code for person in (joerdis, selma, AmbassadorFactory().person)
    ]
    assert (foreign, client.get(address).status_code) == ([404] * 3, 302)


def test_it_holds_nothing_of_anybody_else(client_for, decided, publish, now):
    other = AmbassadorFactory(person__first_name="Aylin", person__last_name="Secret").person
    guidelines.opt_in(person=other, version=publish("Three."), language="en", now=now + timedelta(days=1))
    content = client_for(decided).get(ADDRESSES[0]).text
    key = ConsentSubject.objects.get(person=other).key
    assert [word for word in ("Secret", str(key), other.personnel_number, "Three.") if word in content] == []


def test_it_can_be_downloaded_and_is_kept_by_no_cache(client_for, decided):
    for address, kind in zip(ADDRESSES, ("application/json", "application/pdf"), strict=True):
        response = client_for(decided).get(address)
        assert (response["Content-Type"], response["Cache-Control"]) == (kind, "no-store")
        assert response["Content-Disposition"].startswith("attachment")


def letters_of(pdf: bytes) -> str:
    """Everything that the embedded fonts say a reader may copy: their letters, in no order."""
    codes = re.findall(rb"<[0-9A-F]{4}> <([0-9A-F]{4})>", pdf)
    return "".join(chr(int(code, 16)) for code in codes)


def test_names_and_texts_of_any_latin_script_are_set_in_a_font_of_the_hub(decided, publish, now):
    decided.first_name, decided.last_name = "Łucja", "Şahin-Weiß"
    guidelines.opt_in(
        person=decided, version=publish("Ein Ölgemälde, ğ, İ, ế"), language="en", now=now + timedelta(days=1)
    )
    with translation.override("de"), timezone.override("Europe/Berlin"):
        pdf = proof_pdf.as_pdf(proof.proof_of(decided))
    assert [letter for letter in "ŁŞßÖäğİế" if letter not in letters_of(pdf)] == []


def test_a_letter_that_the_font_does_not_have_is_named_by_its_number(now):
    sheet = paper.Sheet("A sheet", at=now)
    sheet.set_font(paper.FAMILY)
    assert sheet.printable("Γ → x\r\n\ty") == "[U+0393] [U+2192] x\n    y"
    sheet.output()  # which closes the files of its fonts


def test_the_history_offers_it_once_there_is_something_to_prove(client_for, ambassador, publish, now):
    page = "/guidelines/guidelines/"
    version = publish("One.")
    before = client_for(ambassador).get(page).text
    guidelines.opt_in(person=ambassador, version=version, language="en", now=now)
    after = client_for(ambassador).get(page).text
    assert [ADDRESSES[1] in text for text in (before, after)] == [False, True]


def test_nothing_of_it_stands_in_the_log(decided, caplog):
    with translation.override("en"), timezone.override("Europe/Berlin"):
        proof_pdf.as_pdf(proof.proof_of(decided))
    assert caplog.records == []
