"""Letters to print."""

import pytest
from django.urls import reverse

from ambassadors.letters import ALPHABET, ProgrammeLetter, as_typed, code_for, qr_code
from ambassadors.services.invitations import invite, invite_many
from tests.factories.ambassadors import UserFactory

pytestmark = pytest.mark.django_db


def test_a_code_has_sixty_bits_and_nothing_that_looks_alike():
    assert (len(ALPHABET), len(set(ALPHABET)), set("01IO") & set(ALPHABET)) == (32, 32, set())
    codes = {code_for(number, "nonce") for number in range(1000)}
    assert (len(codes), {len(code) for code in codes}) == (1000, {12})
    assert set("".join(codes)) == set(ALPHABET)


@pytest.mark.parametrize("text", ["abcd efgh jklm", "ABCD-EFGH-JKLM", " abcd–efgh—jklm\n"])
def test_a_code_may_be_typed_as_one_likes(text):
    assert as_typed(text) == "ABCDEFGHJKLM"


def test_the_square_is_drawn_without_any_inline_style():
    drawn = qr_code("https://hub.example/join/abc/")
    assert (drawn.startswith("<svg"), "style=" in drawn, "<script" in drawn) == (True, False, False)


def test_printing_again_gives_the_same_letter_and_changes_nothing(client_for, selma, letter, kwame):
    address = reverse("ambassadors:cockpit_letters")
    pages = [client_for(selma).get(address, {"person": kwame.pk}).content.decode() for _ in range(2)]
    assert [ProgrammeLetter(letter).code in page for page in pages] == [True, True]
    letter.refresh_from_db()
    assert ProgrammeLetter(letter).code in pages[0]


def test_everybody_gets_a_sheet_in_their_own_language(client_for, selma, now):
    anna = UserFactory(first_name="Anna", last_name="Adler", email=None, language="de")
    zoe = UserFactory(first_name="Zoë", last_name="Zorn", email=None, language="en")
    done = invite_many(people=type(anna).objects.filter(pk__in=[anna.pk, zoe.pk]), by=selma, now=now)
    page = client_for(selma).get(reverse("ambassadors:cockpit_letters"), {"batch": done.batch})
    letters = page.context["letters"]
    assert [letter.invitation.person for letter in letters] == [anna, zoe]
    text = page.content.decode()
    assert text.index('class="letter" lang="de"') < text.index('class="letter" lang="en"')


def test_a_mail_has_no_letter(client_for, selma, invited, joerdis):
    page = client_for(selma).get(reverse("ambassadors:cockpit_letters"), {"person": joerdis.pk})
    assert page.context["letters"] == []


def test_letters_are_for_coordinators_and_for_no_cache(client_for, kwame, selma, letter):
    address = reverse("ambassadors:cockpit_letters")
    assert client_for(kwame).get(address, {"person": kwame.pk}).status_code == 403
    assert "no-store" in client_for(selma).get(address)["Cache-Control"]


def test_printing_takes_the_same_queries_for_one_and_for_thirty(
    client_for, selma, now, django_assert_num_queries
):
    client, address = client_for(selma), reverse("ambassadors:cockpit_letters")
    client.get(f"{address}?all=1")
    for count in (1, 3, 30):
        for person in UserFactory.create_batch(count, email=None):
            invite(person=person, way="letter", by=selma, now=now)
        with django_assert_num_queries(5):
            client.get(address, {"all": 1})
