"""Pictures and words of ambassadors on pages that are about something else keep to their audiences too."""

import pytest

from ambassadors.models import Ambassador, Audience
from ambassadors.services.profile import change_photo
from tests.factories.ambassadors import AmbassadorFactory, CoordinatorFactory, ListedFactory, UserFactory
from tests.factories.campaigns import CampaignFactory
from tests.factories.trainings import SessionFactory

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
