"""Names in lists and searches."""

import pytest

from ambassadors.models import User
from ambassadors.models.names import prefix_query, search_words, sort_key
from tests.factories.ambassadors import UserFactory


def test_a_list_sorts_letters_with_marks_beside_those_without():
    names = ["Özturk", "adler", "Zorn", "Łukasz", "Ångström", "Straße", "Strasser", "Nguyễn"]
    assert sorted(names, key=sort_key) == [
        "adler",
        "Ångström",
        "Łukasz",
        "Nguyễn",
        "Özturk",
        "Straße",
        "Strasser",
        "Zorn",
    ]


def test_a_name_is_kept_in_every_way_it_may_be_typed():
    assert search_words("Jördis", "Brüggemann", None) == "brueggemann bruggemann joerdis jordis"


def test_letters_in_two_parts_are_the_same_as_in_one():
    assert search_words("Bru\u0308ggemann") == search_words("Br\u00fcggemann")


@pytest.mark.parametrize("text", ["", "  ", "&|!", "'", "\u0308", "(:*"])
def test_a_search_without_a_letter_asks_for_nothing(text):
    assert prefix_query(text) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "Brüggemann",
        "brueggemann",
        "BRUGGEM",
        "jör brü",
        "Joerdis",
        "200006",
        "2000",
        "joerdis.b@nord",
        "Brüggemann, Jördis",
        "Müller Jö",
        "wuestenhagen",
    ],
)
def test_a_person_is_found_by_name_number_and_address(text):
    UserFactory(
        last_name="Brüggemann Müller-Wüstenhagen",
        personnel_number="200006",
        email="joerdis.b@nordwerk.example",
    )
    UserFactory(first_name="Kwame", last_name="Mensah", personnel_number="300007", email="kwame@nw.example")
    assert [person.personnel_number for person in User.objects.found_by(text)] == ["200006"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["Brüggemann", "Bruggemann", "Brueggemann"])
def test_who_writes_the_dots_out_is_found_with_them_too(text):
    UserFactory(last_name="Brueggemann")
    assert User.objects.found_by(text).count() == 1


@pytest.mark.django_db
def test_every_word_must_fit():
    UserFactory(first_name="Jördis", last_name="Brüggemann")
    assert not User.objects.found_by("Jördis Mensah").exists()


@pytest.mark.django_db
def test_writing_in_bulk_derives_the_same_keys_as_saving():
    one, other = UserFactory(last_name="Weiß"), UserFactory.build(last_name="Weiß", first_name="Lena")
    User.objects.bulk_create([other])
    one.first_name = "Lena"
    User.objects.bulk_update([one], ["first_name"])
    for person in (one, other):
        person.refresh_from_db()
    assert [one.sort_key, other.sort_key] == ["weiss lena", "weiss lena"]
    assert {"lena", "weiss"} <= set(one.search_words.split()) & set(other.search_words.split())
