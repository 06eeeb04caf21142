"""The coordinator's list of people and one person's page."""

from datetime import date

import pytest
from django.urls import reverse

from ambassadors.services.invitations import invite
from outbox.models import AddressFault
from tests.factories.ambassadors import AmbassadorFactory, UserFactory

pytestmark = pytest.mark.django_db
PEOPLE = "/cockpit/people/"


def names(response) -> list[str]:
    return [person.name for person in response.context["page"]]


def test_before_the_first_import_the_page_says_what_to_do(client_for, selma):
    assert "Nobody is here yet" in client_for(selma).get(PEOPLE).content.decode()


def test_people_stand_by_name_twenty_five_to_a_page(client_for, selma):
    UserFactory.create_batch(30)
    first, second = (client_for(selma).get(PEOPLE, {"page": number}) for number in (1, 2))
    assert (len(names(first)), len(names(second))) == (25, 6)
    keys = [person.sort_key for response in (first, second) for person in response.context["page"]]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "mensah"}, ["Kwame Mensah"]),
        ({"q": "brueg"}, ["Jördis Brüggemann"]),
        ({"state": "account"}, ["Kwame Mensah", "Selma Öztürk"]),
        ({"state": "invited"}, ["Jördis Brüggemann"]),
        ({"state": "programme"}, ["Lena Weiß"]),
        ({"mailbox": "no"}, ["Kwame Mensah"]),
        ({"mailbox": "fault"}, ["Jördis Brüggemann"]),
        ({"location": "Bremen"}, ["Kwame Mensah"]),
        ({"department": "Netz", "location": "Bremen"}, ["Kwame Mensah"]),
        ({"department": "Netz", "state": "programme"}, []),
        ({"state": "invited", "q": "kwame"}, []),
    ],
)
def test_filters_in_the_address_narrow_the_list(client_for, selma, invited, kwame, ambassador, query, found):
    kwame.location, kwame.department = "Bremen", "Netz"
    kwame.save()
    UserFactory(department="Netz", location="Görlitz", is_active=False)
    UserFactory(department="Netz", location="Görlitz", first_name="Aylin", last_name="Yıldırım").delete()
    AddressFault.objects.create(
        person=invited.person, address=invited.person.email, since=date(2026, 11, 12), reason="550"
    )
    assert names(client_for(selma).get(PEOPLE, query)) == found


@pytest.mark.parametrize(
    "query", ["state=gone", "location=Nowhere", "q=%00", "page=abc", "page=999", "mailbox=1&x=y"]
)
def test_a_filter_that_nobody_knows_is_left_out(client_for, selma, kwame, query):
    assert names(client_for(selma).get(f"{PEOPLE}?{query}")) == ["Kwame Mensah", "Selma Öztürk"]


@pytest.mark.parametrize(
    ("path", "queries"), [(PEOPLE, 7), (f"{PEOPLE}?q=brueggemann&state=account&mailbox=yes", 6)]
)
def test_the_list_takes_the_same_queries_for_one_three_and_sixty(
    client_for, selma, path, queries, django_assert_num_queries
):
    client = client_for(selma)
    client.get(PEOPLE)
    for count in (1, 2, 57):
        for person in UserFactory.create_batch(count, location=f"Ort {count}"):
            AmbassadorFactory(person=UserFactory())
            AddressFault.objects.create(
                person=person, address=person.email, since=date(2026, 1, 1), reason="550"
            )
        with django_assert_num_queries(queries):
            client.get(path)


def test_a_partial_holds_the_rows_alone(client_for, selma, kwame):
    response = client_for(selma).get(PEOPLE, {"q": "kwame"}, headers={"HX-Request": "true"})
    text = response.content.decode()
    assert ("<html" in text, "Kwame Mensah" in text, "1 person found" in text) == (False, True, True)
    assert "HX-Request" in response["Vary"]


def person_page(client, person) -> str:
    return client.get(reverse("ambassadors:cockpit_person", args=[person.pk])).content.decode()


def test_an_address_that_fails_is_shown_without_the_occasion(client_for, selma, joerdis):
    fault = AddressFault.objects.create(
        person=joerdis, address=joerdis.email, since=date(2026, 11, 12), reason="550 no such mailbox"
    )
    assert "550 no such mailbox" in person_page(client_for(selma), joerdis)
    AddressFault.objects.filter(pk=fault.pk).update(address="earlier@nordwerk.example")
    assert "550 no such mailbox" not in person_page(client_for(selma), joerdis)


def test_who_was_invited_looks_the_same_whatever_they_did_with_it(client_for, client, selma, now):
    ignored, opened = (
        UserFactory(first_name="Aylin", last_name="Yıldırım", personnel_number=None) for _ in range(2)
    )
    pages = []
    for person in (ignored, opened):
        person.email = "aylin@nordwerk.example"
        person.save()
        invitation = invite(person=person, way="mail", by=selma, now=now)
        if person == opened:
            client.get(reverse("ambassadors:invitation", args=[invitation.token]))
        text = person_page(client_for(selma), person)
        pages.append(
            text.replace(str(person.pk), "").partition("<main")[2].partition("csrfmiddlewaretoken")[0]
        )
        person.email = None
        person.save()
    assert pages[0] == pages[1]


def test_nobody_but_coordinators_sees_a_persons_page(client_for, joerdis, kwame):
    address = reverse("ambassadors:cockpit_person", args=[joerdis.pk])
    assert client_for(kwame).get(address).status_code == 403


def test_a_person_who_is_gone_is_not_found(client_for, selma):
    gone = UserFactory(is_active=False)
    address = reverse("ambassadors:cockpit_person", args=[gone.pk])
    assert client_for(selma).get(address).status_code == 404
