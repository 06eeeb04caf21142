"""Giving roles and taking them back."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from ambassadors.models import ProgrammeInvitation, Role, User
from ambassadors.services.roles import LastOne, give_role, show_as_helper, take_role
from outbox import letters
from outbox.models import AuditEntry, Message
from tests.factories.ambassadors import (
    AdministratorFactory,
    AmbassadorFactory,
    CoordinatorFactory,
    CouncilFactory,
    LeavingFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ROLES = "/cockpit/settings/roles/"


def page_of(person: User, role: Role) -> str:
    return reverse("ambassadors:role", args=[person.pk, role.value])


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HELPER, Role.COUNCIL])
def test_a_coordinator_gives_a_role_and_takes_it_back(selma, joerdis, now, role):
    assert (give_role(person=joerdis, role=role, by=selma, now=now), joerdis.roles) == (True, [role])
    assert (take_role(person=joerdis, role=role, by=selma, now=now), joerdis.roles) == (True, [])
    entries = AuditEntry.objects.filter(subject=f"ambassadors.User:{joerdis.pk}")
    assert sorted((entry.deed, entry.details["role"]) for entry in entries) == [
        ("role given", role),
        ("role taken", role),
    ]


def test_giving_twice_is_giving_once(selma, joerdis, now):
    give_role(person=joerdis, role=Role.HELPER, by=selma, now=now)
    assert give_role(person=joerdis, role=Role.HELPER, by=selma, now=now) is False
    assert (AuditEntry.objects.count(), Message.objects.count()) == (1, 1)


def test_nobody_gives_themselves_a_role(selma, now):
    with pytest.raises(PermissionDenied):
        give_role(person=selma, role=Role.COUNCIL, by=selma, now=now)


def test_who_leaves_the_company_gets_no_office_any_more(client_for, selma, joerdis, now):
    LeavingFactory(person=joerdis)
    with pytest.raises(PermissionDenied):
        give_role(person=joerdis, role=Role.COORDINATOR, by=selma, now=now)
    assert give_role(person=joerdis, role=Role.HELPER, by=selma, now=now)
    page = client_for(selma).get(page_of(joerdis, Role.COORDINATOR), headers={"accept-language": "en"}).text
    assert "The last day of Jördis Brüggemann is 30 November 2026." in page


def test_only_administrators_make_administrators(selma, joerdis, now):
    with pytest.raises(PermissionDenied):
        give_role(person=joerdis, role=Role.ADMINISTRATOR, by=selma, now=now)
    assert give_role(person=joerdis, role=Role.ADMINISTRATOR, by=AdministratorFactory(), now=now)


@pytest.mark.parametrize("by", [UserFactory, CouncilFactory, AmbassadorFactory])
def test_nobody_else_gives_or_takes_anything(selma, joerdis, now, by):
    somebody = by()
    somebody = getattr(somebody, "person", somebody)
    for deed, person in ((give_role, joerdis), (take_role, selma)):
        with pytest.raises(PermissionDenied):
            deed(person=person, role=Role.COORDINATOR, by=somebody, now=now)


def test_the_last_coordinator_stays(selma, now):
    with pytest.raises(LastOne):
        take_role(person=selma, role=Role.COORDINATOR, by=selma, now=now)
    other = CoordinatorFactory()
    CoordinatorFactory(is_active=False)
    assert take_role(person=other, role=Role.COORDINATOR, by=selma, now=now)
    with pytest.raises(LastOne):
        take_role(person=selma, role=Role.COORDINATOR, by=AdministratorFactory(), now=now)


@pytest.mark.django_db(transaction=True)
def test_two_who_take_each_others_role_leave_one_coordinator(programme, now):
    one, other = CoordinatorFactory(), CoordinatorFactory()
    outcomes, start = [], threading.Barrier(2)

    def take(person: User, by: User) -> None:
        try:
            own, others = User.objects.get(pk=by.pk), User.objects.get(pk=person.pk)
            start.wait()
            outcomes.append(take_role(person=others, role=Role.COORDINATOR, by=own, now=now))
        except LastOne:
            outcomes.append("last one")
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(map(str, outcomes)), User.objects.coordinators().count()) == (["True", "last one"], 1)


def test_powers_end_with_the_next_request(client_for, selma, now):
    other = CoordinatorFactory()
    client = client_for(other)
    assert client.get("/cockpit/").status_code == 200
    take_role(person=other, role=Role.COORDINATOR, by=selma, now=now)
    assert client.get("/cockpit/").status_code == 403


def test_the_person_is_told_in_their_language(selma, joerdis, now):
    give_role(person=joerdis, role=Role.HELPER, by=selma, now=now)
    message = Message.objects.get()
    text = letters.read_again(message, now=now)
    assert (
        message.kind,
        "You have a role now: Helper." in text or "you have a role now: Helper." in text,
    ) == (
        "role_changed",
        True,
    )
    assert ("Selma Öztürk gave you this role." in text, "/me/profile/#helper" in text) == (True, True)


def test_who_gets_an_office_keeps_no_letter_that_signs_in(selma, letter, now):
    give_role(person=letter.person, role=Role.COUNCIL, by=selma, now=now)
    assert ProgrammeInvitation.objects.count() == 0


def test_nobody_is_on_duty_unasked(client_for, selma, kwame, now):
    give_role(person=kwame, role=Role.HELPER, by=selma, now=now)
    reader = client_for(UserFactory())
    assert kwame.name not in reader.get("/help/").content.decode()
    client_for(kwame).post(reverse("ambassadors:show_as_helper"), {"shows": "on"})
    assert kwame.name in reader.get("/help/").content.decode()
    assert AuditEntry.objects.count() == 1


def test_whoever_is_not_signed_in_reads_no_names_of_helpers(client, selma, joerdis, now):
    give_role(person=joerdis, role=Role.HELPER, by=selma, now=now)
    show_as_helper(person=joerdis, shows=True)
    assert joerdis.name not in client.get("/help/").content.decode()


def test_a_helper_who_comes_back_is_asked_again(selma, joerdis, now):
    give_role(person=joerdis, role=Role.HELPER, by=selma, now=now)
    show_as_helper(person=joerdis, shows=True)
    take_role(person=joerdis, role=Role.HELPER, by=selma, now=now)
    give_role(person=joerdis, role=Role.HELPER, by=selma, now=now)
    joerdis.refresh_from_db()
    assert joerdis.shows_as_helper is False


def test_who_is_no_helper_does_not_become_one_by_ticking(client_for, joerdis):
    client_for(joerdis).post(reverse("ambassadors:show_as_helper"), {"shows": "on"})
    joerdis.refresh_from_db()
    assert joerdis.shows_as_helper is False


def test_the_page_asks_first_and_then_does_it(client_for, selma, joerdis):
    client, page = client_for(selma), page_of(joerdis, Role.HELPER)
    assert "Give the role “Helper” to" in client.get(page).content.decode()
    said = client.post(page, {"deed": "give"}, follow=True)
    assert [str(m) for m in said.context["messages"]] == [
        f"{joerdis.name} has the role “Helper” now and is told so."
    ]
    client.post(page, {"deed": "give"})
    joerdis.refresh_from_db()
    assert joerdis.is_helper is True


def test_the_page_says_why_the_last_one_stays(client_for, selma):
    said = client_for(selma).post(page_of(selma, Role.COORDINATOR), {"deed": "take"}, follow=True)
    assert [str(m) for m in said.context["messages"]] == [
        "Selma Öztürk is the last one with the role “Coordinator”. Give it to somebody else first."
    ]


def test_who_gives_up_their_own_role_lands_where_they_may_be(client_for, selma):
    CoordinatorFactory()
    response = client_for(selma).post(page_of(selma, Role.COORDINATOR), {"deed": "take"})
    assert (response.status_code, response["Location"]) == (303, "/")


@pytest.mark.parametrize("role", ["superuser", "Helper", "is_staff"])
def test_there_are_no_other_roles(client_for, selma, joerdis, role):
    page = reverse("ambassadors:role", args=[joerdis.pk, role])
    assert client_for(selma).post(page, {"deed": "give"}).status_code == 404


def test_somebody_is_found_and_offered_what_they_lack(client_for, selma, joerdis):
    page = client_for(selma).get(ROLES, {"q": "brueggemann"}).content.decode()
    offered = [role for role in Role if page_of(joerdis, role) in page]
    assert offered == [Role.COORDINATOR, Role.HELPER, Role.COUNCIL]


@pytest.mark.parametrize("q", ["%00", "x" * 5000, "🦄", "'; --"])
def test_a_search_for_nobody_says_so(client_for, selma, q):
    assert "Nobody is called that." in client_for(selma).get(f"{ROLES}?q={q}").content.decode()


def test_the_page_takes_the_same_queries_for_one_three_and_many(client_for, selma, django_assert_num_queries):
    client = client_for(selma)
    client.get(ROLES)
    for count in (1, 2, 27):
        for person in CouncilFactory.create_batch(count):
            AuditEntry.objects.create(
                actor=selma, deed="role given", subject=f"ambassadors.User:{person.pk}", at=person.created_at
            )
        with django_assert_num_queries(6):
            client.get(f"{ROLES}?q=lindqvist")
