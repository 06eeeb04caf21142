"""The catalogue: search, filters, counts, groups and empty states."""

from datetime import timedelta

import pytest
from django.test import RequestFactory

from tests.factories.ambassadors import UserFactory
from tests.factories.trainings import NOW, SessionFactory, TopicFactory, TrainingFactory, people
from trainings import services
from trainings.catalogue import Filters, facets_of

pytestmark = pytest.mark.django_db


def shown(client, address=""):
    """Titles in the order of the page, by group."""
    context = client.get(f"/trainings/{address}").context
    return {label: [row.session.training.title for row in rows] for label, rows in context["groups"]}


def titles(client, address=""):
    return sorted(title for group in shown(client, address).values() for title in group)


def session(title, **facts):
    return SessionFactory(training__title=title, **facts)


def test_dates_are_grouped_by_this_week_next_week_and_month(client):
    for title, days in (("a", 1), ("b", 5), ("c", 6), ("d", 12), ("e", 13), ("f", 50)):
        session(title, starts_at=NOW + timedelta(days=days))
    assert shown(client) == {
        "This week": ["a", "b"],
        "Next week": ["c", "d"],
        "December": ["e"],
        "January 2027": ["f"],
    }


def test_only_published_dates_that_take_place_and_are_still_to_come_are_listed(client):
    session("coming")
    session("draft", published_at=None)
    session("cancelled", cancelled_at=NOW)
    session("past", starts_at=NOW - timedelta(days=1))
    assert titles(client) == ["coming"]


def test_topics_narrow_the_list_and_two_topics_widen_it_again(client):
    photo, writing = TopicFactory(slug="photo"), TopicFactory(slug="writing")
    for title, topics in (("a", [photo]), ("b", [writing]), ("c", [photo, writing]), ("d", [])):
        session(title).training.topics.set(topics)
    assert titles(client, "?topic=photo") == ["a", "c"]
    assert titles(client, "?topic=photo&topic=writing") == ["a", "b", "c"]


def test_online_is_a_place_and_hybrid_is_in_both(client):
    session("on site", location="Bremen")
    session("online", location="", training__format="online")
    session("both", location="Görlitz", training__format="hybrid")
    assert titles(client, "?place=online") == ["both", "online"]
    assert titles(client, "?place=Görlitz&place=Bremen") == ["both", "on site"]


def test_free_seats_only_leaves_out_what_nobody_can_take_now(client):
    session("free")
    session("full", capacity=1, taken=1)
    session("closed", enrolment_closes_at=NOW)
    assert titles(client, "?free=1") == ["free"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("fotografieren", ["Fotografieren mit dem Handy"]),
        ("Handys", ["Fotografieren mit dem Handy"]),
        ("foto", ["Fotografieren mit dem Handy", "Porträts"]),
        ("mensah", ["Fotografieren mit dem Handy"]),
        ("handy mensah", ["Fotografieren mit dem Handy"]),
        ("handy petersen", []),
        ("phone", ["Fotografieren mit dem Handy"]),
        ("!!!", []),
        ("\x00", ["Fotografieren mit dem Handy", "Porträts"]),
        ("a:* | 'b", []),
    ],
)
def test_the_search_knows_texts_in_both_languages_topics_and_people(client, words, found):
    summary = "Zwei Stunden."
    phone = session(
        "Fotografieren mit dem Handy",
        training__summary=summary,
        training__second_title="Photographs with your phone",
    )
    phone.trainers.add(UserFactory(first_name="Kwame", last_name="Mensah"))
    session("Porträts", training__summary=summary).training.topics.add(TopicFactory(name_de="Foto & Video"))
    response = client.get("/trainings/", {"q": words})
    assert (
        sorted(row.session.training.title for _label, rows in response.context["groups"] for row in rows)
        == found
    )


def test_each_filter_is_counted_as_if_it_were_not_set_itself():
    photo, writing = (
        TopicFactory(slug="photo", name_en="Photo"),
        TopicFactory(slug="writing", name_en="Writing"),
    )
    for topic, location in ((photo, "Bremen"), (photo, "Görlitz"), (writing, "Bremen")):
        SessionFactory(location=location).training.topics.add(topic)
    filters = Filters.read(RequestFactory().get("/?topic=photo&place=Bremen").GET)
    counted = facets_of(filters, NOW)
    topics, places = (counted.choices(name, filters.chosen) for name in ("topic", "place"))
    assert [(choice.value, choice.count) for choice in topics] == [("photo", 1), ("writing", 1)]
    assert [(choice.value, choice.count) for choice in places] == [("Bremen", 1), ("Görlitz", 1)]
    assert counted.dates(filters.chosen) == 1


def test_a_filter_that_is_set_can_be_taken_away_by_its_chip(client):
    SessionFactory(location="Bremen").training.topics.add(TopicFactory(slug="photo", name_en="Photo"))
    chips = client.get("/trainings/?topic=photo&place=Bremen&q=handy&free=1").context["chips"]
    assert [(chip.label, chip.without) for chip in chips] == [
        ("“handy”", "?topic=photo&place=Bremen&free=1"),
        ("Photo", "?place=Bremen&q=handy&free=1"),
        ("Bremen", "?topic=photo&q=handy&free=1"),
        ("Free seats only", "?topic=photo&place=Bremen&q=handy"),
    ]


def test_a_filter_that_does_not_exist_is_left_out_and_the_page_says_so(client):
    session("a", location="Bremen")
    response = client.get("/trainings/?topic=astrology&place=Bremen&page=900&free=perhaps")
    assert "One filter in the address does not exist here" in response.content.decode()
    assert titles(client, "?topic=astrology&place=Bremen") == ["a"]


def test_nothing_found_and_nothing_planned_say_different_things(client):
    assert "No dates yet." in client.get("/trainings/").content.decode()
    session("a")
    assert "Nothing matches these filters." in client.get("/trainings/?q=nothing").content.decode()


def test_a_fragment_brings_the_list_the_counts_and_the_address(client):
    session("a", location="Bremen")
    response = client.get("/trainings/?place=Bremen&q=", headers={"HX-Request": "true"})
    page = response.content.decode()
    assert response["HX-Push-Url"] == "/trainings/?place=Bremen"
    assert [part in page for part in ('id="results"', 'id="facets"', 'id="count"', "<html")] == [
        True,
        True,
        True,
        False,
    ]


def test_each_row_says_how_one_stands(client, person):
    booked, waiting = session("booked"), session("waiting", capacity=1)
    full, free = session("full", capacity=1), session("free", capacity=9)
    other, third = people(2)
    services.enrol(session=booked, person=person, now=NOW)
    services.enrol(session=waiting, person=other, now=NOW)
    services.enrol(session=full, person=third, now=NOW)
    services.join_waiting_list(session=waiting, person=third, now=NOW)
    services.join_waiting_list(session=waiting, person=person, now=NOW)
    groups = client.get("/trainings/").context["groups"]
    rows = {row.session.training.title: (row.state, row.place) for _label, group in groups for row in group}
    assert rows == {
        "booked": ("booked", 1),
        "waiting": ("waiting", 2),
        "full": ("full", 1),
        "free": ("open", 1),
    }
    assert free.capacity == 9


def test_a_drawn_row_is_drawn_anew_whenever_it_would_say_something_else(client, person):
    """Rows are kept under what they show: each change below was made after the row had been drawn."""
    date = session("Erster Titel", capacity=3, location="Bremen")
    date.trainers.add(trainer := UserFactory(first_name="Kwame", last_name="Mensah"))
    date.training.topics.add(topic := TopicFactory(name_en="Photography"))
    said = ["Erster Titel", "3 seats left", "Bremen", "Kwame Mensah", "Photography", "09:00"]
    assert [words for words in said if words not in page_of(client)] == []
    changes = [
        (date.training, {"title": "Zweiter Titel"}, "Zweiter Titel"),
        (date, {"capacity": 9}, "9 seats left"),
        (date, {"location": "Görlitz"}, "Görlitz"),
        (date, {"place": "Halle 3"}, "Halle 3"),
        (date, {"starts_at": date.starts_at + timedelta(hours=1)}, "10:00"),
        (trainer, {"first_name": "Kofi"}, "Kofi Mensah"),
        (topic, {"name_en": "Portraits"}, "Portraits"),
        (person, {"timezone": "Europe/Lisbon"}, "09:00"),
        (person, {"language": "de"}, "Noch 9 Plätze"),
    ]
    for thing, change, words in changes:
        vars(thing).update(change)
        thing.save()
        assert words in page_of(client)
    services.enrol(session=date, person=person, now=NOW)
    assert "Du bist angemeldet" in page_of(client)


def page_of(client):
    """Without the filters, which name topics and places as well."""
    return (
        client.get("/trainings/", headers={"HX-Request": "true"}).content.decode().partition('id="facets"')[0]
    )


@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_list_takes_the_same_queries_however_long_it_is(client, many, queries_of):
    topic = TopicFactory()
    for _n in range(many):
        each = session("a")
        each.training.topics.add(topic)
        each.trainers.add(UserFactory())
    assert queries_of(client, "/trainings/") == 9


@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_page_of_a_training_takes_the_same_queries(client, many, queries_of):
    training = TrainingFactory(slug="photos")
    SessionFactory.create_batch(many, training=training)
    assert queries_of(client, "/trainings/photos/") == 12


def test_the_page_of_a_training_without_a_published_date_does_not_exist(client):
    SessionFactory(training__slug="draft", published_at=None)
    assert client.get("/trainings/draft/").status_code == 404
