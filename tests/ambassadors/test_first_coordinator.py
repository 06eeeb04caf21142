"""manage.py first_coordinator"""

import io

import pytest
from django.core.management import CommandError, call_command

from ambassadors.models import User
from outbox.models import Message
from tests.factories.ambassadors import UserFactory

pytestmark = pytest.mark.django_db
SELMA = {"email": "selma@nordwerk.example", "first_name": "Selma", "last_name": "Öztürk"}


def run(**options) -> str:
    out = io.StringIO()
    call_command("first_coordinator", **{**SELMA, **options}, stdout=out)
    return out.getvalue()


def test_the_link_opens_once_and_signs_the_first_coordinator_in(client, settings):
    link = run().split()[-1]
    assert link.startswith(f"{settings.BASE_URL}/join/")
    path = link.removeprefix(settings.BASE_URL)
    assert [client.get(path).status_code, client.post(path).status_code] == [200, 303]
    person = User.objects.get()
    assert (person.name, person.is_coordinator, client.session["_auth_user_id"]) == (
        "Selma Öztürk",
        True,
        str(person.pk),
    )
    assert client.post(path).status_code == 404


def test_nothing_is_mailed():
    run()
    assert Message.objects.count() == 0


def test_a_second_one_needs_a_word():
    run()
    with pytest.raises(CommandError, match="Add --another"):
        run(email="piotr@nordwerk.example")
    run(email="piotr@nordwerk.example", another=True)
    assert User.objects.coordinators().count() == 2


def test_somebody_known_gets_the_office_and_is_not_doubled():
    person = UserFactory(email="selma@nordwerk.example")
    run(email="Selma@Nordwerk.example")
    person.refresh_from_db()
    assert (person.is_coordinator, User.objects.count()) == (True, 1)


def test_the_first_administrator_comes_the_same_way(client, settings):
    path = run(administrator=True).split()[-1].removeprefix(settings.BASE_URL)
    client.post(path)
    person = User.objects.get()
    assert (person.is_coordinator, person.is_administrator, client.get("/admin/").status_code) == (
        True,
        True,
        200,
    )


def test_a_faulty_address_is_one_clear_sentence():
    with pytest.raises(CommandError, match="Enter a valid email address"):
        run(email="selma(at)nordwerk.example")
    assert User.objects.count() == 0
