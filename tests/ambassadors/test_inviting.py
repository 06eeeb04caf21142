"""The coordinator's pages that invite."""

import pytest
from django.urls import reverse

from ambassadors.models import ProgrammeInvitation, User
from outbox.models import AuditEntry, Message
from tests.factories.ambassadors import AmbassadorFactory, UserFactory

pytestmark = pytest.mark.django_db
INVITE = "/cockpit/people/invite/"


def invited_people() -> set[User]:
    return {invitation.person for invitation in ProgrammeInvitation.objects.select_related("person")}


def test_the_page_names_the_numbers_and_invites_nobody(client_for, selma, joerdis, kwame, ambassador):
    query = {"person": [joerdis.pk, kwame.pk, ambassador.pk]}
    context = client_for(selma).get(INVITE, query).context
    shown = {name: context[name] for name in ("chosen", "invited", "mails", "letters", "left_out")}
    assert shown == {"chosen": 3, "invited": 2, "mails": 1, "letters": 1, "left_out": 1}
    assert invited_people() == set()


def test_those_who_were_ticked_are_invited(client_for, selma, joerdis, kwame):
    UserFactory()
    client = client_for(selma)
    response = client.post(f"{INVITE}?person={joerdis.pk}&person={kwame.pk}", {"invited": 2})
    assert response.status_code == 303
    assert response.url.startswith(reverse("ambassadors:cockpit_letters") + "?batch=")
    assert invited_people() == {joerdis, kwame}


def test_all_of_a_filter_are_invited(client_for, selma):
    there = UserFactory.create_batch(3, location="Görlitz")
    UserFactory.create_batch(2, location="Bremen")
    response = client_for(selma).post(f"{INVITE}?all=1&location=Görlitz", {"invited": 3})
    assert (response.status_code, response.url) == (303, reverse("ambassadors:cockpit_people"))
    assert invited_people() == set(there)


def test_if_the_number_changed_in_between_the_page_asks_again(client_for, selma):
    UserFactory.create_batch(3, location="Görlitz")
    response = client_for(selma).post(f"{INVITE}?all=1&location=Görlitz", {"invited": 2})
    assert (response.status_code, response.context["changed"]) == (200, True)
    assert invited_people() == set()


@pytest.mark.parametrize(
    "query", ["", "?person=", "?person=abc&person=%00", "?batch=abc", "?all=1&location=Nowhere%00"]
)
def test_a_query_without_sense_invites_nobody_by_itself(client_for, selma, query):
    AmbassadorFactory()
    client = client_for(selma)
    assert client.get(INVITE + query).status_code == 200
    assert client.post(INVITE + query, {"invited": ""}).status_code == 200
    assert invited_people() == set()


def test_one_person_is_invited_from_their_page(client_for, selma, joerdis):
    address = reverse("ambassadors:cockpit_invite_one", args=[joerdis.pk])
    response = client_for(selma).post(address, {"way": "mail"})
    assert response.url == reverse("ambassadors:cockpit_person", args=[joerdis.pk])
    assert invited_people() == {joerdis}


def test_pressing_twice_invites_once(client_for, selma, joerdis, kwame):
    """A second mail would come, and the link in the first would open no more."""
    client = client_for(selma)
    many = f"{INVITE}?person={joerdis.pk}&person={kwame.pk}"
    sent = {"invited": 2, "go": client.get(many).context["go"]}
    pressed = [client.post(many, sent).url for _ in range(2)]
    assert (len(set(pressed)), Message.objects.count(), AuditEntry.objects.count()) == (1, 1, 1)
    page = reverse("ambassadors:cockpit_person", args=[joerdis.pk])
    again = {"way": "mail", "go": client.get(page).context["go"]}
    tokens = {client.post(f"{page}invite/", again) and token_of(joerdis) for _ in range(2)}
    assert (len(tokens), Message.objects.count()) == (1, 2)


def token_of(person: User) -> str:
    return ProgrammeInvitation.objects.get(person=person).token


def test_whoever_is_in_the_programme_cannot_be_invited(client_for, selma, ambassador):
    address = reverse("ambassadors:cockpit_invite_one", args=[ambassador.pk])
    assert client_for(selma).post(address, {"way": "mail"}).status_code == 403


@pytest.mark.parametrize(
    "path", [INVITE, "/cockpit/people/new/", "/cockpit/people/letters/", "/cockpit/people/"]
)
def test_employees_and_guests_stay_out(client, client_for, ambassador, path):
    assert client.get(path).status_code == 302
    assert client_for(ambassador).get(path).status_code == 403


NEW = "/cockpit/people/new/"
KWAME = {
    "first_name": "Kwame",
    "last_name": "Mensah",
    "email": "",
    "personnel_number": "200007",
    "language": "en",
}


def test_somebody_new_gets_an_account_and_an_invitation(client_for, selma):
    response = client_for(selma).post(NEW, KWAME | {"email": "kwame@nordwerk.example"})
    person = User.objects.get(personnel_number="200007")
    assert response.url == reverse("ambassadors:cockpit_person", args=[person.pk])
    assert (person.name, person.programme_invitation.way, person.has_usable_password()) == (
        "Kwame Mensah",
        "mail",
        False,
    )


def test_somebody_known_by_address_is_invited_and_not_doubled(client_for, selma, joerdis):
    sent = KWAME | {"first_name": joerdis.first_name, "last_name": "Brüggemann", "personnel_number": ""}
    assert client_for(selma).post(NEW, sent | {"email": "Joerdis@nordwerk.example"}).status_code == 303
    assert (invited_people(), User.objects.count()) == ({joerdis}, 2)


def test_entering_somebody_twice_invites_once(client_for, selma):
    client = client_for(selma)
    sent = KWAME | {"email": "kwame@nordwerk.example", "go": client.get(NEW).context["go"]}
    assert [client.post(NEW, sent).status_code for _ in range(2)] == [303, 303]
    assert (User.objects.count(), Message.objects.count()) == (2, 1)


def test_somebody_without_an_address_gets_a_letter(client_for, selma):
    client_for(selma).post(NEW, KWAME)
    assert ProgrammeInvitation.objects.get().way == "letter"


def test_somebody_known_is_invited_and_not_doubled(client_for, selma, kwame):
    client_for(selma).post(NEW, KWAME | {"last_name": "MENSAH"})
    assert invited_people() == {kwame}
    assert User.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"personnel_number": ""}, "Give a work e-mail or a personnel number"),
        ({"email": "kwame(at)nordwerk.example"}, "Enter a valid email address."),
        ({"last_name": "Somebody"}, "This belongs to Kwame Mensah."),
        ({"email": "joerdis@nordwerk.example"}, "This belongs to Jördis Brüggemann."),
        ({"first_name": ""}, "This field is required."),
        ({"language": "fr"}, "Select a valid choice."),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_written(client_for, selma, kwame, joerdis, changes, fault):
    response = client_for(selma).post(NEW, KWAME | changes)
    assert (response.status_code, fault in response.content.decode()) == (200, True)
    assert (invited_people(), User.objects.count()) == (set(), 3)


def test_a_filter_that_nobody_knows_invites_nobody(client_for, selma, joerdis):
    """Left out, it would invite everybody."""
    response = client_for(selma).get(f"{INVITE}?all=1&location=Nowhere")
    assert response.context["chosen"] == 0
