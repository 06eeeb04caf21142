"""What ambassadors say about themselves on their own profile, and who sees it."""

import pytest

from ambassadors import directory
from ambassadors.audiences import LABELS
from ambassadors.known import facts_about
from ambassadors.models import Ambassador, Audience, Boundary, Topic
from tests.factories.ambassadors import AmbassadorFactory, ListedFactory, TopicFactory, UserFactory

pytestmark = pytest.mark.django_db
PROFILE = "/me/profile/"
ACCOUNT = {"headline": "Wärme", "language": "en", "timezone": "Europe/Berlin", "theme": "light"}
OWN = {
    "pronouns": "sie/ihr",
    "stands_for": "Erster Satz.\r\nZweiter.",
    "languages": "Deutsch, Turkish; français",
}


@pytest.fixture
def lena(programme) -> Ambassador:
    return AmbassadorFactory(person__language="en")


@pytest.fixture
def save(client_for, lena):
    def send(**fields):
        return client_for(lena.person).post(PROFILE, ACCOUNT | fields)

    return send


def topics(ambassador) -> list[str]:
    return sorted(ambassador.topics.values_list("name", flat=True))


def test_what_an_ambassador_saves_is_kept(save, lena):
    levels = {f"{field}_to": index % 4 for index, field in enumerate(LABELS)}
    response = save(**OWN, **levels, topics="Fernwärme, Ausbildung\nFern-Leitung")
    lena.refresh_from_db()
    kept = {name: getattr(lena, name) for name in ("pronouns", "stands_for", "languages", *levels)}
    wanted = {"pronouns": "sie/ihr", "stands_for": "Erster Satz.\nZweiter.", "languages": ["de", "tr", "fr"]}
    assert (response.status_code, kept) == (303, wanted | levels)
    assert topics(lena) == ["Ausbildung", "Fern-Leitung", "Fernwärme"]


def test_nobody_sees_anything_before_a_person_says_so(lena):
    assert {getattr(lena, f"{field}_to") for field in LABELS} == {Audience.ME}


def test_what_is_not_sent_stays(save, lena):
    save(**OWN, topics="Fernwärme", listed_to=3, photo_to=2)
    save()
    lena.refresh_from_db()
    kept = (lena.pronouns, lena.languages, lena.listed_to, lena.photo_to, topics(lena))
    assert kept == ("sie/ihr", ["de", "tr", "fr"], 3, 2, ["Fernwärme"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"languages": "Deutsch, Quenya"}, "We do not know the language “Quenya”."),
        ({"topics": ",".join(map(str, range(13)))}, "These are more than twelve topics."),
        ({"topics": "x" * 61}, "A topic has at most 60 letters."),
        ({"stands_for": "x" * 1001}, "at most 1000 characters"),
        ({"pronouns": "x" * 41}, "at most 40 characters"),
        ({"listed_to": "4"}, "Select a valid choice"),
        ({"photo_to": "everybody"}, "Select a valid choice"),
        ({"topics": "a\x00b"}, "Null characters are not allowed"),
    ],
)
def test_what_does_not_fit_is_said_and_not_kept(save, lena, change, said):
    response = save(**OWN | {"topics": "Fernwärme"} | change)
    lena.refresh_from_db()
    kept = (lena.pronouns, lena.stands_for, lena.languages, topics(lena))
    assert (response.status_code, said in response.text, kept) == (200, True, ("", "", [], []))


def test_own_words_find_the_topic_that_is_there(save, lena):
    known = TopicFactory(name="Wärmepumpen")
    save(topics="  wärmePUMPEN , Warmepumpen,\u200e Neu\u00a0hier ,, ")
    assert (topics(lena), known.ambassadors.get()) == (["Neu hier", "Wärmepumpen"], lena)


def test_own_words_of_a_merged_topic_lead_to_the_other(save, lena):
    kept = TopicFactory(name="Wärmepumpen")
    TopicFactory(name="Wärmepumpe", merged_into=kept)
    save(topics="Wärmepumpe")
    assert topics(lena) == ["Wärmepumpen"]


def test_words_that_nobody_uses_any_more_are_forgotten(save, lena):
    shared, boundary = TopicFactory(name="Fernwärme"), TopicFactory(name="Grenze")
    shared.ambassadors.add(AmbassadorFactory())
    Boundary.objects.create(ambassador=lena).topics.add(boundary)
    save(topics="Fernwärme, Geheim, Grenze")
    save(topics="")
    assert sorted(Topic.objects.values_list("name", flat=True)) == ["Fernwärme", "Grenze"]


def test_what_is_hidden_is_hinted_at_no_longer(save, lena, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        save(topics="Segeln", listed_to=3, topics_to=3)
    before = [choice.label for choice in directory.offered(Audience.EVERYBODY).topic]
    with django_capture_on_commit_callbacks(execute=True):
        save(topics_to=0)
    after = [choice.label for choice in directory.offered(Audience.EVERYBODY).topic]
    assert (before, after) == (["Segeln"], [])


def test_other_employees_have_no_such_fields(client_for, programme):
    client = client_for(UserFactory(language="en"))
    page = client.get(PROFILE).text
    assert [
        word for word in ("Who sees what", "stands_for", "listed_to", "My channels") if word in page
    ] == []
    assert client.post(PROFILE, ACCOUNT | {"stands_for": "x", "listed_to": "3"}).status_code == 303
    assert Ambassador.objects.count() == 0


def test_what_somebody_wrote_is_never_run(save, client_for, lena):
    save(
        stands_for="<script>alert(1)</script>",
        topics="<b>laut</b>",
        listed_to=3,
        stands_for_to=3,
        topics_to=3,
    )
    page = client_for(UserFactory()).get(f"/people/{lena.pk}/").text
    assert ("<script>alert" in page, "<b>laut" in page, "&lt;b&gt;laut" in page) == (False, False, True)


def test_the_privacy_page_tells_every_field_and_who_sees_it(programme, now, in_english):
    lena = ListedFactory(
        to=Audience.AMBASSADORS, pronouns="sie/ihr", languages=["tr"], person__headline="Ein Satz."
    )
    TopicFactory(name="Fernwärme").ambassadors.add(lena)
    facts = {str(fact.what): (str(fact.content), str(fact.seen_by)) for fact in facts_about(lena.person, now)}
    seen_by = "You, coordinators and everybody in the programme"
    assert {
        name: facts[name] for name in ("Pronouns", "What I stand for", "My topics", "Languages I speak")
    } == {
        "Pronouns": ("sie/ihr", seen_by),
        "What I stand for": ("Ein Satz. I explain grids at the kitchen table.", seen_by),
        "My topics": ("Fernwärme", seen_by),
        "Languages I speak": ("Turkish", seen_by),
    }
