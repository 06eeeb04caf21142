"""The coordinators' list of people: what it shows and finds of somebody keeps to their audiences."""

from datetime import datetime, timedelta

import pytest
from django.http import QueryDict

from ambassadors.columns import COLUMNS, Arrangement
from ambassadors.models import Ambassador, Audience
from tests.conftest import BERLIN
from tests.factories.ambassadors import (
    AmbassadorFactory,
    ChannelFactory,
    ListedFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PEOPLE = "/cockpit/people/"
EVERY = {"column": list(COLUMNS)}


@pytest.fixture
def lena(programme) -> Ambassador:
    ambassador = ListedFactory(
        person__first_name="Lena",
        person__last_name="Weiß",
        person__department="Netz",
        person__location="Görlitz",
        person__personnel_number="4711",
        person__email="lena@nordwerk.example",
        languages=["de", "tr"],
        joined_at=datetime(2026, 11, 3, 0, 30, tzinfo=BERLIN),
    )
    TopicFactory(name="Fernwärme").ambassadors.add(ambassador)
    ChannelFactory(
        ambassador=ambassador, network="x", address="https://x.com/lena", depth="share", position=1
    )
    ChannelFactory(ambassador=ambassador, network="linkedin", depth="read")
    return ambassador


def row_of(client, name: str, query=None) -> list[str]:
    rows = client.get(PEOPLE, EVERY | (query or {})).context["rows"]
    return next([cell.text for cell in cells] for person, cells in rows if person.last_name == name)


def names(client, **query) -> list[str]:
    return [person.last_name for person in client.get(PEOPLE, query).context["page"]]


def test_every_column_tells_what_coordinators_may_see(client_for, selma, lena):
    assert row_of(client_for(selma), "Weiß") == [
        "In the programme",
        "Netz",
        "Görlitz",
        "Fernwärme",
        "German, Turkish",
        "LinkedIn, X",
        "Share",
        "03/11/2026",
        "4711",
        "lena@nordwerk.example",
    ]


def test_what_somebody_keeps_to_themselves_is_private_whether_there_is_something_or_not(
    client_for, selma, lena
):
    Ambassador.objects.update(**{f"{field}_to": Audience.ME for field in ("department", "topics", "depths")})
    AmbassadorFactory(person__last_name="Leer")
    shown, empty = (row_of(client_for(selma), name) for name in ("Weiß", "Leer"))
    assert [shown[at] for at in (1, 2, 3, 5, 6)] == [
        "private",
        "Görlitz",
        "private",
        "LinkedIn, X",
        "private",
    ]
    assert empty[1:7] == ["private"] * 6


def test_who_is_outside_the_programme_has_no_audiences(client_for, selma):
    UserFactory(last_name="Adler", department="Netz", personnel_number=None, email=None)
    assert row_of(client_for(selma), "Adler") == ["Not invited", "Netz", *[""] * 8]


FOUND = [
    ("location", "Görlitz", "location"),
    ("department", "Netz", "department"),
    ("topic", "fernwarme", "topics"),
    ("language", "tr", "languages"),
    ("network", "x", "channels"),
]


@pytest.mark.parametrize(("name", "value", "field"), FOUND)
@pytest.mark.parametrize("audience", Audience.values)
def test_a_filter_finds_nobody_by_what_they_hide(client_for, selma, lena, name, value, field, audience):
    """Neither the rows nor what is offered to choose from."""
    setattr(lena, f"{field}_to", audience)
    lena.save()
    client = client_for(selma)
    response = client.get(PEOPLE, {name: value})
    offered = [each for each, _label in response.context["filter"].filters[name].extra["choices"]]
    seen = audience >= Audience.COORDINATORS
    expected = (["Weiß"], False) if seen else (["Öztürk", "Weiß"], True)
    assert (names(client, **{name: value}), response.context["ignored"]) == expected
    assert (value in offered) == seen


@pytest.mark.parametrize(("name", "value", "field"), FOUND[:2])
def test_a_value_that_others_show_still_does_not_find_who_hides_it(
    client_for, selma, lena, name, value, field
):
    UserFactory(last_name="Adler", **{name: value})
    setattr(lena, f"{field}_to", Audience.ME)
    lena.save()
    assert names(client_for(selma), **{name: value}) == ["Adler"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"joined_from": "2026-11-03"}, ["Weiß"]),
        ({"joined_from": "2026-11-04"}, []),
        ({"joined_until": "2026-11-03"}, ["Weiß"]),
        ({"joined_until": "2026-11-02"}, []),
        ({"joined_from": "0001-01-01", "joined_until": "9999-12-31"}, ["Weiß"]),
    ],
)
def test_days_of_joining_are_those_of_the_readers_clock(client_for, selma, lena, query, found):
    assert names(client_for(selma), **query) == found


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("name", ["Adler", "Öztürk", "Weiß", "Zorn"]),
        ("-name", ["Zorn", "Weiß", "Öztürk", "Adler"]),
        ("joined", ["Weiß", "Zorn", "Adler", "Öztürk"]),
        ("-joined", ["Zorn", "Weiß", "Adler", "Öztürk"]),
        ("number", ["Öztürk", "Zorn", "Weiß", "Adler"]),
    ],
)
def test_the_list_is_ordered_as_somebody_wants(client_for, selma, lena, order, found):
    UserFactory(last_name="Adler", personnel_number=None)
    AmbassadorFactory(
        person__last_name="Zorn", person__personnel_number="2", joined_at=lena.joined_at + timedelta(days=1)
    )
    assert names(client_for(selma), sort=order) == found


def test_the_address_says_how_the_list_is_shown():
    query = QueryDict("sort=-joined&size=50&column=email&column=topics")
    assert Arrangement.read(query) == Arrangement("-joined", ("topics", "email"), 50)


@pytest.mark.parametrize(
    "query", ["sort=location", "size=7", "column=answers", "column=topics&column=paused"]
)
def test_what_nobody_knows_is_left_out_and_said(client_for, selma, kwame, query):
    assert "was left out" in client_for(selma).get(f"{PEOPLE}?{query}").text


def test_a_page_holds_as_many_as_somebody_wants(client_for, selma):
    UserFactory.create_batch(60)
    assert len(names(client_for(selma), size=50)) == 50


@pytest.mark.parametrize("order", ["name", "-joined"])
def test_all_columns_take_the_same_queries(client_for, selma, order, django_assert_num_queries):
    client = client_for(selma)
    client.get(PEOPLE)
    for count in (1, 2, 57):
        for _ in range(count):
            ambassador = ListedFactory(languages=["tr"])
            TopicFactory().ambassadors.add(ambassador)
            ChannelFactory(ambassador=ambassador)
        with django_assert_num_queries(8):
            client.get(PEOPLE, EVERY | {"sort": order, "size": 100})


def test_filters_can_be_taken_off_one_by_one(client_for, selma, lena):
    chips = client_for(selma).get(PEOPLE, {"location": "Görlitz", "q": "lena", "page": "2", "sort": "-name"})
    assert [(chip.label, chip.without) for chip in chips.context["chips"]] == [
        ("“lena”", "?location=G%C3%B6rlitz&sort=-name"),
        ("Görlitz", "?q=lena&sort=-name"),
    ]
