"""Who sees what of an ambassador: one level at a time, on every page alike."""

import pytest
from django.core.cache import cache

from ambassadors import audiences
from ambassadors.audiences import LABELS, Shown, ShownChannel
from ambassadors.models import Ambassador, Audience
from ambassadors.models.profiles import FIELDS
from tests.factories.ambassadors import (
    AmbassadorFactory,
    ChannelFactory,
    CoordinatorFactory,
    ListedFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
# What stands on the page of somebody who shows everything, by field.
PLANTED = {
    "pronouns": "sie/ihr",
    "stands_for": "Ich erkläre Netze.",
    "topics": "Fernwärme",
    "languages": "Turkish",
    "location": "Görlitz",
    "department": "Betrieb",
    "channels": "lena-weiss",
    "depths": "Nur donnerstags.",
    "photo": "f" * 32,
}


@pytest.fixture
def lena(programme) -> Ambassador:
    lena = ListedFactory(
        to=Audience.EVERYBODY,
        person__first_name="Lena",
        person__last_name="Weiß",
        person__headline="Ein Satz unter dem Bild.",
        person__location="Görlitz",
        person__department="Betrieb",
        person__photo="f" * 32,
        pronouns="sie/ihr",
        stands_for="Ich erkläre Netze.",
        languages=["de", "tr"],
    )
    TopicFactory(name="Fernwärme").ambassadors.add(lena)
    address = "https://www.linkedin.com/in/lena-weiss/"
    ChannelFactory(ambassador=lena, handle="lena-weiss", address=address, note="Nur donnerstags.")
    return lena


def seen(ambassador: Ambassador, level: int) -> Shown:
    return audiences.shown(audiences.whole(Ambassador.objects.all()).get(pk=ambassador.pk), level)


def test_every_field_with_an_audience_is_on_the_list():
    assert tuple(LABELS) == ("listed", *FIELDS)


@pytest.mark.parametrize(
    ("make", "level"),
    [
        (UserFactory, Audience.EVERYBODY),
        (lambda: AmbassadorFactory().person, Audience.AMBASSADORS),
        (CoordinatorFactory, Audience.COORDINATORS),
        (lambda: AmbassadorFactory(person__is_coordinator=True).person, Audience.COORDINATORS),
        (lambda: UserFactory(is_staff=True, is_superuser=True), Audience.EVERYBODY),
    ],
)
def test_the_level_of_a_reader(lena, make, level):
    assert audiences.level_towards(make(), lena) == level
    assert audiences.level_towards(lena.person, lena) == Audience.ME


def test_who_shows_everything_is_shown_with_everything(lena, in_english):
    channel = ShownChannel(
        "LinkedIn",
        "briefcase-business",
        "lena-weiss",
        "https://www.linkedin.com/in/lena-weiss/",
        "Tell",
        "Nur donnerstags.",
        takes_a_word=True,
    )
    assert seen(lena, Audience.EVERYBODY) == Shown(
        pk=lena.pk,
        name="Lena Weiß",
        first_name="Lena",
        initials="LW",
        photo="f" * 32,
        pronouns="sie/ihr",
        headline="Ein Satz unter dem Bild.",
        stands_for="Ich erkläre Netze.",
        topics=tuple(lena.topics.all()),
        languages=("de", "tr"),
        location="Görlitz",
        department="Betrieb",
        channels=(channel,),
    )


def test_who_hides_everything_is_a_name(lena):
    Ambassador.objects.update(**{f"{field}_to": 0 for field in FIELDS})
    assert seen(lena, Audience.COORDINATORS) == Shown(lena.pk, "Lena Weiß", "Lena", "LW")


@pytest.mark.parametrize("audience", Audience.values)
@pytest.mark.parametrize("field", FIELDS)
def test_each_field_is_on_the_page_of_just_those_who_may_see_it(client_for, lena, field, audience):
    Ambassador.objects.update(**{f"{field}_to": audience})
    readers = [
        lena.person,
        CoordinatorFactory(),
        AmbassadorFactory(person__language="en").person,
        UserFactory(),
    ]
    pages = [client_for(reader).get(f"/people/{lena.pk}/").text.partition("<main")[2] for reader in readers]
    assert [PLANTED[field] in page for page in pages] == [level <= audience for level in range(4)]


@pytest.mark.parametrize("field", ["photo", "stands_for", "topics", "location", "department"])
def test_a_hidden_field_is_not_in_the_directory(client_for, lena, field):
    hidden = PLANTED[field] if field != "stands_for" else "Ein Satz unter dem Bild."
    client = client_for(UserFactory(language="en"))
    before = client.get("/people/").text
    Ambassador.objects.update(**{f"{field}_to": Audience.AMBASSADORS})
    cache.clear()
    after = client.get("/people/").text
    assert (hidden in before, hidden in after, "Lena Weiß" in after) == (True, False, True)


@pytest.mark.parametrize("listed_to", Audience.values)
def test_who_is_not_listed_for_a_reader_does_not_exist(client_for, lena, listed_to):
    Ambassador.objects.filter(pk=lena.pk).update(listed_to=listed_to)
    readers = [lena.person, CoordinatorFactory(), AmbassadorFactory().person, UserFactory()]
    found = [client_for(reader).get(f"/people/{lena.pk}/").status_code for reader in readers]
    assert found == [200 if level <= listed_to else 404 for level in range(4)]


def test_hidden_and_nobody_are_answered_alike(client_for, lena):
    client = client_for(UserFactory())
    nobody = client.get("/people/00000000-0000-4000-8000-000000000000/")
    Ambassador.objects.update(listed_to=0)
    hidden = client.get(f"/people/{lena.pk}/")
    employee = client.get(f"/people/{UserFactory().pk}/")
    ambassador = Ambassador.objects.get(pk=lena.pk)
    ambassador.person.is_active = False
    ambassador.person.save()
    gone = client.get(f"/people/{lena.pk}/")
    assert {each.status_code for each in (nobody, hidden, employee, gone)} == {404}
    assert (
        len({each.text.partition("<main")[2].partition("</main")[0] for each in (nobody, hidden, gone)}) == 1
    )


@pytest.mark.parametrize(
    ("who", "sees"),
    [("colleague", False), ("ambassador", False), ("coordinator", True)],
)
def test_view_as_is_what_they_see(client_for, lena, who, sees):
    Ambassador.objects.update(pronouns_to=Audience.COORDINATORS)
    page = client_for(lena.person).get(f"/me/profile/as/{who}/").text
    assert ("sie/ihr" in page, "Fernwärme" in page) == (sees, True)


def test_view_as_says_where_others_find_nothing(client_for, lena):
    Ambassador.objects.update(listed_to=Audience.AMBASSADORS)
    client = client_for(lena.person)
    pages = [client.get(f"/me/profile/as/{who}/").text for who in audiences.OTHERS]
    assert ["They do not find you here" in page for page in pages] == [True, False, False]
    assert client.get("/me/profile/as/manager/").status_code == 404
