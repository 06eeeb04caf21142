"""The help page: who answers what, whether somebody is there now, and from when."""

import pytest
from django.core.cache import cache

from ambassadors.models import Programme
from tests.factories.ambassadors import CoordinatorFactory

pytestmark = pytest.mark.django_db
OFFICE = [[540, 720], [780, 1020]]
WEEK = [OFFICE, OFFICE, OFFICE, OFFICE, [[540, 720]], [], []]


@pytest.fixture(autouse=True)
def programme() -> Programme:
    cache.clear()
    programme = Programme(name="Werkstimmen", company="Nordwerk AG", hours=WEEK)
    programme.save()
    return programme


def help_page(client, language: str = "en") -> str:
    return " ".join(client.get("/help/", headers={"Accept-Language": language}).content.decode().split())


@pytest.mark.parametrize(
    ("day", "clock", "english", "german"),
    [
        (24, "10:00", "Now, until 12:00", "Jetzt, bis 12:00 Uhr"),
        (24, "12:30", "Next: today, 13:00", "Wieder heute, 13:00 Uhr"),
        (27, "18:00", "Next: Monday, 09:00", "Wieder am Montag, 09:00 Uhr"),
    ],
)
def test_it_says_whether_somebody_is_there(client, now, time_machine, day, clock, english, german):
    hour, minute = map(int, clock.split(":"))
    time_machine.move_to(now.replace(day=day, hour=hour, minute=minute), tick=False)
    assert (english in help_page(client), german in help_page(client, "de")) == (True, True)


def test_without_hours_nothing_is_promised(client, programme):
    programme.hours = []
    programme.save()
    assert "When somebody is there" not in help_page(client)


def test_without_contacts_it_says_whom_to_ask(client):
    assert "No contact has been entered yet." in help_page(client)


def test_coordinators_find_the_way_to_the_contacts(client_for, client):
    to = 'href="/cockpit/settings/contacts/"'
    assert (to in help_page(client_for(CoordinatorFactory())), to in help_page(client)) == (True, False)
