"""Who takes part: search, filters, the order of the day, and that no filter tells what a field hides."""

from datetime import date

import pytest
from django.core.cache import cache

from ambassadors import directory
from ambassadors.directory import Filters
from ambassadors.models import Ambassador, Audience, Topic, User
from ambassadors.services.topics import merge_topics
from tests.factories.ambassadors import (
    AmbassadorFactory,
    ChannelFactory,
    ListedFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PEOPLE = "/people/"
DAY = date(2026, 11, 24)


def listed(first: str, last: str, **more) -> Ambassador:
    return ListedFactory(person__first_name=first, person__last_name=last, **more)


@pytest.fixture
def three(programme) -> list[Ambassador]:
    """One who shows everything to everybody, one to ambassadors, one whose name alone is listed."""
    people = [
        listed(
            "Jördis",
            "Brüggemann",
            person__personnel_number="300117",
            person__email="kontakt@nordwerk.example",
        ),
        listed("Kwame", "Mensah", to=Audience.AMBASSADORS, listed_to=Audience.EVERYBODY),
        listed("Lena", "Weiß", to=Audience.ME, listed_to=Audience.EVERYBODY),
    ]
    topic = TopicFactory(name="Fernwärme")
    for each in people:
        each.languages = ["tr"]
        each.save()
        each.person.location = "Görlitz"
        each.person.save()
        topic.ambassadors.add(each)
        ChannelFactory(ambassador=each)
    return people


def names(response) -> list[str]:
    return sorted(each.name for each in response.context["people"])


@pytest.fixture
def colleague(client_for, three):
    return client_for(UserFactory(language="en"))


@pytest.fixture
def other_ambassador(client_for, three):
    return client_for(AmbassadorFactory(person__language="en").person)


BROAD = ["topic=fernwarme", "language=tr", "network=linkedin", "place=G%C3%B6rlitz"]


@pytest.mark.parametrize("query", BROAD)
def test_each_filter_finds_only_those_who_show_that_field(colleague, other_ambassador, query):
    assert names(colleague.get(f"{PEOPLE}?{query}")) == ["Jördis Brüggemann"]
    assert names(other_ambassador.get(f"{PEOPLE}?{query}")) == ["Jördis Brüggemann", "Kwame Mensah"]


@pytest.mark.parametrize("query", BROAD)
def test_what_nobody_shows_is_not_offered_and_left_out(colleague, query):
    Ambassador.objects.update(topics_to=0, languages_to=0, channels_to=0, location_to=0)
    response = colleague.get(f"{PEOPLE}?{query}")
    offer = response.context["offer"]
    assert (offer.topic, offer.language, offer.network, offer.place) == ([], [], [], [])
    assert (len(names(response)), "One of the filters is not known here" in response.text) == (3, True)


def test_a_person_does_not_find_themselves_by_what_they_hide(client_for, three):
    lena = three[2].person
    assert names(client_for(lena).get(f"{PEOPLE}?topic=fernwarme")) == ["Jördis Brüggemann", "Kwame Mensah"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("jör", ["Jördis Brüggemann"]),
        ("Joer", ["Jördis Brüggemann"]),
        ("jor", ["Jördis Brüggemann"]),
        ("brueg jo", ["Jördis Brüggemann"]),
        ("weiss", ["Lena Weiß"]),
        ("WEIß", ["Lena Weiß"]),
        ("mens", ["Kwame Mensah"]),
        ("ensah", []),
        ("300117", []),
        ("kontakt", []),
        ("nordwerk", []),
        ("!!", ["Jördis Brüggemann", "Kwame Mensah", "Lena Weiß"]),
        ("%00", ["Jördis Brüggemann", "Kwame Mensah", "Lena Weiß"]),
    ],
)
def test_a_search_looks_at_names_alone(colleague, text, found):
    assert names(colleague.get(f"{PEOPLE}?q={text}")) == found


def test_a_name_without_its_dots_is_found_by_those_who_type_them(colleague):
    listed("Imke", "Mueller")
    assert names(colleague.get(PEOPLE, {"q": "Müller"})) == ["Imke Mueller"]
    assert names(colleague.get(PEOPLE, {"q": "Muller"})) == ["Imke Mueller"]


@pytest.mark.parametrize(
    "change",
    [{"listed_to": Audience.COORDINATORS}, {"listed_to": Audience.ME}, {"person__is_active": False}],
)
def test_who_is_not_listed_is_nowhere_in_the_directory(colleague, client_for, change):
    hidden = listed("Onno", "Oltmanns", languages=["fi"], person__location="Lyon", **change)
    TopicFactory(name="Segeln").ambassadors.add(hidden)
    ChannelFactory(ambassador=hidden, network="tiktok")
    page = colleague.get(PEOPLE)
    assert [word for word in ("Oltmanns", "Finnish", "Lyon", "Segeln", "TikTok") if word in page.text] == []
    assert (page.context["offer"].total, names(colleague.get(PEOPLE, {"q": "oltm"}))) == (3, [])


def test_the_order_is_another_one_each_day_and_the_same_all_day(programme):
    ListedFactory.create_batch(20)
    orders = [
        list(directory.found(Filters(), Audience.EVERYBODY, day).values_list("pk", flat=True))
        for day in (DAY, DAY, date(2026, 11, 25))
    ]
    assert (orders[0] == orders[1], orders[0] == orders[2]) == (True, False)
    assert sorted(orders[0]) == sorted(orders[2])


def test_twelve_stand_on_a_page_and_everybody_on_one_of_them(client_for, programme):
    ListedFactory.create_batch(30)
    client = client_for(UserFactory(language="en"))
    pages = [client.get(PEOPLE, {"page": number}) for number in (1, 2, 3)]
    assert [len(page.context["people"]) for page in pages] == [12, 12, 6]
    assert len({each.pk for page in pages for each in page.context["people"]}) == 30
    assert "13\xa0–\xa024 of 30" in pages[1].text or "13 – 24 of 30" in pages[1].text


@pytest.mark.parametrize(
    ("query", "queries"),
    [("", 10), ("?q=person&topic=fernwarme&language=tr&network=linkedin&place=Bremen", 10)],
)
def test_the_list_takes_the_same_queries_for_one_three_and_sixty(
    client_for, programme, query, queries, django_assert_num_queries
):
    client = client_for(UserFactory())
    topic = TopicFactory(name="Fernwärme")
    client.get(PEOPLE)
    for count in (1, 2, 57):
        cache.delete(f"directory-{Audience.EVERYBODY}")
        for each in ListedFactory.create_batch(
            count, person__first_name="Person", person__location="Bremen", languages=["tr"]
        ):
            topic.ambassadors.add(each)
            ChannelFactory(ambassador=each)
        with django_assert_num_queries(queries):
            client.get(f"{PEOPLE}{query}")


@pytest.mark.parametrize("count", [0, 1, 3, 12])
def test_a_persons_page_takes_the_same_queries(client_for, programme, count, django_assert_num_queries):
    ambassador = ListedFactory()
    for number in range(count):
        TopicFactory().ambassadors.add(ambassador)
        ChannelFactory(ambassador=ambassador, address=f"https://x.com/{number}", network="x")
    client = client_for(UserFactory())
    client.get(f"{PEOPLE}{ambassador.pk}/")
    with django_assert_num_queries(6):
        client.get(f"{PEOPLE}{ambassador.pk}/")


def test_nobody_is_listed_yet(client_for, programme):
    ambassador = AmbassadorFactory(person__language="en").person
    pages = [client_for(reader).get(PEOPLE).text for reader in (ambassador, UserFactory(language="en"))]
    assert ["Nobody is listed yet" in page for page in pages] == [True, True]
    assert ["Choose who sees me" in page for page in pages] == [True, False]


def test_no_hits_say_how_to_find_more(colleague):
    assert "Nobody fits" in colleague.get(PEOPLE, {"q": "zzz"}).text


def test_a_fragment_holds_the_results_alone(colleague):
    response = colleague.get(PEOPLE, {"q": "lena"}, headers={"HX-Request": "true"})
    assert ("<html" in response.text, "Lena Weiß" in response.text, "1 person found" in response.text) == (
        False,
        True,
        True,
    )
    assert (response["HX-Push-Url"], response["Vary"].count("HX-Request")) == ("/people/?q=lena", 1)


def test_an_address_with_a_merged_topic_leads_to_the_other(colleague, selma, now, three):
    double = TopicFactory(name="Fern-Wärme")
    double.ambassadors.add(three[0])
    merge_topics(topic=double, into=Topic.objects.get(key="fernwarme"), by=selma, now=now)
    assert names(colleague.get(PEOPLE, {"topic": double.key})) == ["Jördis Brüggemann"]


def test_the_directory_is_for_whoever_is_signed_in(client, three):
    assert [client.get(path).status_code for path in (PEOPLE, f"{PEOPLE}{three[0].pk}/")] == [302, 302]
    assert User.objects.count() == 3
