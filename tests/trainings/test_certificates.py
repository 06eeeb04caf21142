"""Certificates: made by the person, with every letter of their name; the public page names them only if they let it."""

import io
import re
import zlib
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone, translation
from django.utils.translation import gettext
from PIL import Image

from ambassadors import leavers, logos
from ambassadors.models import Programme
from outbox.models import AuditEntry
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, CertificateFactory, SessionFactory, TrainingFactory, attended
from trainings import services
from trainings.certificate_pdf import certificate_pdf
from trainings.models import Certificate, Enrolment, Progress
from trainings.models.certificates import LETTERS, new_code, tidy_code

pytestmark = pytest.mark.django_db
State = Enrolment.State
STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.DOTALL)


@pytest.fixture(autouse=True)
def fresh():
    """Neither the programme nor the wrong numbers of another test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def session():
    """Yesterday, from seven to half past nine in the morning."""
    Programme(name="Werkstimmen", company="Łódź Stahl AG", accent="#A03A12").save()
    training = TrainingFactory(title="Gegenwind für Anfänger", second_title="Headwind, gently")
    starts_at = NOW - timedelta(hours=26)
    session = SessionFactory(
        training=training, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=150)
    )
    session.trainers.set([UserFactory(first_name="Işık", last_name="Ğüven")])
    return session


@pytest.fixture
def mine(client, session, person):
    """Made by one press."""
    person.first_name, person.last_name = "Łucja", "Şahin-Weiß İnönü"
    person.save()
    attended(session, person)
    client.post(f"/trainings/sessions/{session.pk}/certificate/")
    return Certificate.objects.get()


def text_of(pdf: bytes) -> str:
    """What a reader copies out of a PDF of fpdf2: the codes of its pages, through what each font says they mean."""
    streams = [zlib.decompress(found) if found[:1] == b"x" else found for found in STREAM.findall(pdf)]
    fonts = [
        dict(re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]{4})>", each))
        for each in streams
        if b"beginbfchar" in each
    ]
    pages = [each for each in streams if b" Tf" in each]
    return "\n".join(_words(page, fonts) for page in pages)


def _words(page: bytes, fonts: list[dict[bytes, bytes]]) -> str:
    """The fonts of a sheet are numbered in the order in which they were added."""
    said, font = [], fonts[0]
    for number, shown in re.findall(rb"/F(\d) [\d.]+ Tf|\((.*?[^\\])\) Tj", page, re.DOTALL):
        if number:
            font = fonts[int(number) - 1]
            continue
        raw = re.sub(
            rb"\\(.)", lambda found: {b"n": b"\n", b"r": b"\r"}.get(found[1], found[1]), shown, flags=re.S
        )
        codes = [raw[place : place + 2].hex().upper().encode() for place in range(0, len(raw), 2)]
        said.append("".join(chr(int(font[code], 16)) for code in codes))
    return "\n".join(said)


def check(client, code):
    return client.get(f"/certificates/{code}/", headers={"Accept-Language": "en"})


# On paper ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "Łódź Stahl AG",
                "Certificate of attendance",
                "Łucja Şahin-Weiß İnönü",
                "has taken part in the training",
                "Headwind, gently",
                "Date",
                "23 November 2026",
                "Duration",
                "2 hours 30 minutes",
                "Led by",
                "Işık Ğüven",
                "Held by",
                "Łódź Stahl AG, Werkstimmen",
                "Number",
            ],
        ),
        ("de", ["Łódź Stahl AG", "Gegenwind für Anfänger", "23. November 2026", "Łucja Şahin-Weiß İnönü"]),
    ],
)
def test_it_says_who_what_when_and_how_long_in_every_letter(mine, language, said):
    with translation.override(language), timezone.override("Europe/Berlin"):
        pdf = certificate_pdf(Certificate.objects.with_what_it_says().get())
        said = [*said, gettext("Certificate of attendance"), gettext("has taken part in the training")]
    lines = text_of(pdf).split("\n")
    assert [line for line in said if line not in lines] == []
    assert [line.count(mine.code) for line in lines if mine.code in line] == [1, 1]  # with the public page
    streams = [zlib.decompress(each) for each in STREAM.findall(pdf) if each[:1] == b"x"]
    assert any(b"0.6275 0.2275 0.0706 rg" in each for each in streams)
    assert (pdf.count(b"/Type /Page\n"), b"/Subtype /Image" in pdf) == (1, True)


def test_the_logo_of_the_company_takes_the_place_of_its_name(mine, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = io.BytesIO()
    Image.new("RGBA", (320, 80), "#A03A12").save(picture, "PNG")
    programme = Programme.current()
    programme.logo_wide = logos.keep([picture.getvalue()] * 2)
    programme.save()
    pdf = certificate_pdf(Certificate.objects.with_what_it_says().get())
    said = "Łódź Stahl AG" in text_of(pdf).split("\n")
    assert (said, pdf.count(b"/Subtype /Image")) == (False, 2)  # and the code


def test_one_at_ones_own_pace_says_so(person):
    own = CertificateFactory(person=person)
    with translation.override("en"), timezone.override("Europe/Berlin"):
        lines = text_of(certificate_pdf(own)).split("\n")
    said = ["Certificate", "has finished this training at their own pace", "23 November 2026", "20 minutes"]
    assert [line for line in [*said, own.code] if line not in lines] == []


def test_it_is_downloaded_by_its_owner_and_by_nobody_else(at_nine, client, client_for, mine):
    address = f"/me/certificates/{mine.pk}.pdf"
    response = client.get(address)
    assert (response["Content-Type"], response["Content-Disposition"], response["Cache-Control"]) == (
        "application/pdf",
        f'attachment; filename="certificate-{mine.training.slug}-2026-11-23.pdf"',
        "private, no-store",
    )
    trainer = mine.session.trainers.get()
    others = [client_for(who) for who in (trainer, CoordinatorFactory(), UserFactory())]
    deeds = ("show-name", "hide-name", "delete")
    assert {other.get(address).status_code for other in others} == {404}
    pressed = [other.post(f"/me/certificates/{mine.pk}/{deed}/") for other in others for deed in deeds]
    assert {response.status_code for response in pressed} == {404}
    assert Certificate.objects.get().names_person is False


# Earned ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["booked", "no_show", "offered", "cancelled_in_time"])
def test_who_was_not_there_has_none(client, session, person, state):
    attended(session, person)
    Enrolment.objects.update(state=state, offered_at=NOW, offer_expires_at=NOW)
    found = client.post(f"/trainings/sessions/{session.pk}/certificate/").status_code
    assert (found, Certificate.objects.count()) == (404, 0)


def test_pressing_twice_makes_one_and_says_nothing_in_the_journal(client, mine):
    client.post(f"/trainings/sessions/{mine.session_id}/certificate/")
    assert (Certificate.objects.get(), AuditEntry.objects.count()) == (mine, 0)


def test_corrected_attendance_withdraws_it_and_another_correction_brings_it_back(
    client, mine, session, person
):
    seen, selma = [], CoordinatorFactory()
    for state in (State.NO_SHOW, State.BOOKED, State.ATTENDED):
        services.record_attendance(session=session, person=person, state=state, by=selma, now=NOW)
        found = [check(client, mine.code), client.get(f"/me/certificates/{mine.pk}.pdf")]
        seen.append([response.status_code for response in found])
    assert seen == [[404, 404], [404, 404], [200, 200]]


def test_one_at_ones_own_pace_lasts_as_long_as_it_is_ticked_off(client):
    own = CertificateFactory()
    seen = [check(client, own.code).status_code]
    Progress.objects.update(done_at=None)
    assert [*seen, check(client, own.code).status_code] == [200, 404]


# In public ---------------------------------------------------------------------------------------------


def test_the_public_page_names_the_person_only_as_long_as_they_let_it(client, mine, person):
    pages = []
    for deed in ("", "show-name", "hide-name"):
        if deed:
            client.post(f"/me/certificates/{mine.pk}/{deed}/")
        client.logout()
        pages.append(check(client, mine.code))
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    said = [(mine.code, "Headwind, gently", "23 November 2026"), ("Łucja", "İnönü")]
    assert [[all(word in page.text for word in words) for words in said] for page in pages] == [
        [True, False],
        [True, True],
        [True, False],
    ]
    assert [any(word in page.text for word in said[1]) for page in pages] == [False, True, False]
    assert {page["X-Robots-Tag"] for page in pages} == {"noindex"}
    assert 'name="robots" content="noindex"' in pages[0].text


def test_a_renamed_training_does_not_change_what_is_on_paper(client, mine):
    type(mine.training).objects.update(title="Sturm", second_title="Storm")
    assert ("Headwind" in check(client, mine.code).text, "Storm" in check(client, mine.code).text) == (
        True,
        False,
    )


def test_wrong_unknown_and_withdrawn_numbers_get_the_same_answer(client, mine):
    Enrolment.objects.update(state="no_show")
    client.logout()
    answers = []
    for code in (mine.code, new_code(), "AAAA-AAAA-AAAA", "x", "<b>"):
        response = check(client, code)
        answers.append((response.status_code, re.sub(r'value=".*?"', "", response.text)))
    typed = client.get("/certificates/", {"number": "x"}, headers={"Accept-Language": "en"})
    answers.append((typed.status_code, re.sub(r'value=".*?"', "", typed.text)))
    assert {status for status, _page in answers} == {404}
    pages = {re.sub(r"next=[^&\"]*|/certificates/[^\"]*|<b>", "", page) for _status, page in answers}
    assert len(pages) == 1


def test_the_number_is_typed_as_it_comes(client, mine):
    client.logout()
    small = mine.code.lower().replace("-", " ")
    response = client.get("/certificates/", {"number": f" {small} "}, follow=True)
    assert (response.redirect_chain[-1][0], response.status_code) == (f"/certificates/{mine.code}/", 200)
    assert tidy_code(mine.code.replace("-", "")) == mine.code


def test_guessing_is_slowed_down_and_a_genuine_number_is_not(at_nine, client, mine):
    client.logout()
    genuine = {check(client, mine.code).status_code for _time in range(31)}
    guessed = [check(client, new_code()).status_code for _time in range(31)]
    assert (genuine, guessed, check(client, mine.code).status_code) == ({200}, [404] * 30 + [429], 429)


def test_numbers_are_random_and_none_is_mistaken_for_another():
    codes = {new_code() for _time in range(2_000)}
    assert (len(codes), {tidy_code(code) for code in codes}) == (2_000, codes)
    assert set(LETTERS) & set("01ILO") == set()


# Leaving and erasing -----------------------------------------------------------------------------------


def test_it_ends_with_what_the_person_gave_and_is_nameless_once_they_cannot_take_it_back(
    client, mine, person
):
    services.show_name(certificate=mine, now=NOW)
    leavers.say_goodbye(person=person, now=NOW)
    after_leaving = (check(client, mine.code).status_code, Certificate.objects.get().names_person)
    leavers.erase(person=person, now=NOW)
    assert (after_leaving, Certificate.objects.count(), check(client, mine.code).status_code) == (
        (200, False),
        0,
        404,
    )


def test_its_owner_deletes_it_and_makes_another_with_another_number(client, mine):
    client.post(f"/me/certificates/{mine.pk}/delete/")
    gone = check(client, mine.code).status_code
    client.post(f"/trainings/sessions/{mine.session_id}/certificate/")
    assert (gone, Certificate.objects.get().code != mine.code) == (404, True)
