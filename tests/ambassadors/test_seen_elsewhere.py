"""Pictures and words of ambassadors on pages that are about something else keep to their audiences too."""

import pytest
from django.urls import reverse

from ambassadors.models import Ambassador, Audience
from ambassadors.services.invitations import write_letter_back
from ambassadors.services.profile import change_photo
from tests.ambassadors.importing import check, table
from tests.factories.ambassadors import AmbassadorFactory, CoordinatorFactory, ListedFactory, UserFactory
from tests.factories.campaigns import AssetFactory, CampaignFactory
from tests.factories.trainings import SessionFactory
from trainings.services import enrol

pytestmark = pytest.mark.django_db
PHOTO, WORDS = "f" * 32, "Vereinbarkeit ist kein Frauenthema."


@pytest.fixture
def frauke(programme) -> Ambassador:
    return ListedFactory(person__photo=PHOTO, person__headline=WORDS, person__department="Personal")


def seen(client, path: str) -> tuple[bool, bool, bool]:
    page = client.get(path).text.partition("<main")[2]
    return PHOTO in page, WORDS in page, "Personal" in page


@pytest.mark.parametrize("audience", Audience.values)
def test_of_a_trainer(client_for, frauke, audience):
    Ambassador.objects.update(photo_to=audience, stands_for_to=audience)
    session = SessionFactory()
    session.trainers.add(frauke.person)
    readers = [frauke.person, CoordinatorFactory(), AmbassadorFactory().person, UserFactory()]
    found = [seen(client_for(reader), f"/trainings/sessions/{session.pk}/")[:2] for reader in readers]
    assert found == [(level <= audience,) * 2 for level in range(4)]


def test_of_the_contact_of_a_campaign(client_for, frauke):
    path = f"/campaigns/{CampaignFactory(contact=frauke.person).slug}/"
    before = seen(client_for(UserFactory()), path)[0]
    Ambassador.objects.update(photo_to=Audience.AMBASSADORS)
    assert (before, seen(client_for(UserFactory()), path)[0]) == (True, False)


@pytest.mark.parametrize("audience", Audience.values)
def test_in_the_cockpit(client_for, selma, frauke, audience):
    Ambassador.objects.update(photo_to=audience, stands_for_to=audience, department_to=audience)
    paths = ["/cockpit/people/?state=programme", f"/cockpit/people/{frauke.pk}/"]
    found = [seen(client_for(selma), path) for path in paths]
    shows = audience >= Audience.COORDINATORS
    assert found == [(shows, False, shows), (shows, shows, shows)]


@pytest.fixture
def at_work(frauke, audience):
    """Frauke, whose department and place are told to `audience`."""
    frauke.person.email, frauke.person.location = None, "Dorsten"
    frauke.person.save()
    Ambassador.objects.update(department_to=audience, location_to=audience)
    return frauke.person


def told(client, path: str) -> tuple[bool, bool]:
    response = client.get(path)
    content = b"".join(response.streaming_content).decode() if response.streaming else response.text
    assert "Brüggemann" in content
    return "Personal<" in content or ";Personal;" in content, "Dorsten" in content


@pytest.mark.parametrize("audience", Audience.values)
def test_department_and_place_among_those_missing_from_a_file(client_for, selma, at_work, audience, now):
    of_import = check(table("300001;Kade;Robin;;;;;"), by=selma, now=now)
    found = told(client_for(selma), reverse("ambassadors:import_missing", args=[of_import.pk]))
    assert found == (audience >= Audience.COORDINATORS,) * 2


@pytest.mark.parametrize("audience", Audience.values)
def test_the_department_where_roles_are_given(client_for, selma, at_work, audience):
    found = told(client_for(selma), reverse("ambassadors:roles") + f"?q={at_work.personnel_number}")
    assert found == (audience >= Audience.COORDINATORS, False)


@pytest.mark.parametrize("audience", Audience.values)
def test_department_and_place_on_a_letter(client_for, selma, at_work, audience, now):
    write_letter_back(person=at_work, by=selma, now=now)
    found = told(client_for(selma), reverse("ambassadors:cockpit_letters") + f"?person={at_work.pk}")
    assert found == (audience >= Audience.COORDINATORS,) * 2


@pytest.mark.parametrize("audience", Audience.values)
@pytest.mark.parametrize("name", ["cockpit_session", "cockpit_roster_file"])
def test_department_and_place_on_a_roster(client_for, selma, at_work, audience, name, now):
    session = SessionFactory()
    enrol(session=session, person=at_work, now=now)
    readers = [selma, AmbassadorFactory().person, UserFactory()]
    session.trainers.add(*readers[1:])
    path = reverse(f"trainings:{name}", args=[session.pk])
    found = [told(client_for(reader), path) for reader in readers]
    assert found == [(level <= audience,) * 2 for level in (1, 2, 3)]


def test_who_is_outside_the_programme_is_shown_as_ever(client_for, selma):
    person = UserFactory(photo=PHOTO, headline=WORDS, department="Personal")
    assert seen(client_for(selma), f"/cockpit/people/{person.pk}/") == (True, True, True)


@pytest.mark.parametrize("audience", Audience.values)
def test_the_file_itself(client_for, selma, portrait, programme, audience):
    person = AmbassadorFactory(photo_to=audience).person
    name = change_photo(person=person, raw=portrait)
    readers = [person, selma, AmbassadorFactory().person, UserFactory()]
    responses = [client_for(reader).get(f"/media/private/photos/{name}/88") for reader in readers]
    found = [response.status_code for response in responses]
    for response in responses:
        response.close()
    assert found == [200 if level <= audience else 404 for level in range(4)]


@pytest.mark.parametrize("audience", Audience.values)
def test_in_the_search_for_people_in_a_picture(client_for, selma, at_work, audience):
    asset = AssetFactory()
    page = client_for(selma).get(f"/cockpit/assets/{asset.pk}/people/", {"q": at_work.last_name}).text
    shows = audience >= Audience.COORDINATORS
    assert (at_work.name in page, "Personal" in page, "Dorsten" in page) == (True, shows, False)


@pytest.mark.parametrize("audience", Audience.values)
def test_on_the_site_of_administrators(client_for, at_work, audience):
    """They are colleagues like all others."""
    administrator = client_for(UserFactory(is_staff=True))
    page, list_ = (
        administrator.get(f"/admin/ambassadors/user/{rest}").text for rest in (f"{at_work.pk}/change/", "")
    )
    shows = audience >= Audience.EVERYBODY
    assert ("Personal" in page, "Dorsten" in page, "Dorsten" in list_) == (shows, shows, False)
