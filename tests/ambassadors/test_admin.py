"""The administrators' site."""

import pytest
from django.contrib import admin

from ambassadors.models import Programme, ProgrammeInvitation, User
from ambassadors.services import guidelines
from outbox.models import AuditEntry
from tests.factories.ambassadors import AdministratorFactory, CoordinatorFactory, UserFactory

pytestmark = pytest.mark.django_db
PERSON = "/admin/ambassadors/user/{}/change/"


@pytest.fixture
def piotr(client_for):
    return client_for(AdministratorFactory(is_superuser=False))


def test_it_holds_people_the_programme_and_the_journal_and_nothing_private():
    registered = {model._meta.label for model in admin.site._registry}
    ours = ("account.", "ambassadors.", "auth.", "outbox.", "sessions.")
    assert {label for label in registered if label.startswith(ours)} == {
        "ambassadors.Ambassador",
        "ambassadors.Programme",
        "ambassadors.User",
        "outbox.AuditEntry",
    }


def test_it_has_the_same_sign_in_as_everything_else(client, client_for, selma):
    page = client.get("/admin/", follow=True)
    assert page.redirect_chain[-1][0].startswith("/accounts/login/")
    assert client_for(selma).get("/admin/", follow=True).status_code == 403


@pytest.mark.parametrize(
    "model", ["ambassadors/user", "ambassadors/ambassador", "ambassadors/programme", "outbox/auditentry"]
)
def test_every_list_opens_and_nothing_can_be_deleted(piotr, ambassador, selma, model):
    page = piotr.get(f"/admin/{model}/")
    assert (page.status_code, "delete_selected" in page.content.decode()) == (200, False)
    obj = {"user": selma, "ambassador": ambassador.ambassador, "programme": Programme.current()}.get(
        model.split("/")[1]
    )
    pk = obj.pk if obj else AuditEntry.objects.create(deed="x", subject="y", at=selma.created_at).pk
    assert piotr.get(f"/admin/{model}/{pk}/change/").status_code == 200
    assert piotr.get(f"/admin/{model}/{pk}/delete/").status_code == 403


def test_a_persons_page_does_not_tell_whether_they_were_invited(piotr, client, joerdis, invited):
    page = piotr.get(PERSON.format(joerdis.pk)).content.decode()
    invited.delete()
    assert len(piotr.get(PERSON.format(joerdis.pk)).content.decode()) == len(page)


def test_people_are_found_as_in_the_coordinators_list(piotr, joerdis, kwame):
    text = piotr.get("/admin/ambassadors/user/", {"q": "brueggem"}).content.decode()
    assert ("Jördis Brüggemann" in text, "Kwame Mensah" in text) == (True, False)


def test_a_change_is_written_into_the_journal_without_its_words(piotr, joerdis):
    fields = {
        "first_name": "Jördis",
        "last_name": "Neumann",
        "language": "en",
        "is_active": "on",
        "is_coordinator": "on",
    }
    piotr.post(PERSON.format(joerdis.pk), fields | {"personnel_number": joerdis.personnel_number})
    entries = AuditEntry.objects.filter(subject=f"ambassadors.User:{joerdis.pk}").order_by("deed")
    assert [(entry.deed, entry.details) for entry in entries] == [
        ("account changed", {"fields": ["email", "last_name"]}),
        ("role given", {"role": "coordinator"}),
    ]
    joerdis.refresh_from_db()
    assert (joerdis.is_coordinator, joerdis.sort_key) == (True, "neumann jordis")


def test_a_new_address_ends_what_was_mailed_and_an_office_what_lies_on_paper(piotr, invited, letter):
    """A letter signs its reader in, and no letter may open an office."""
    for person, fields in (
        (invited.person, {"email": "new@nordwerk.example"}),
        (letter.person, {"is_coordinator": "on"}),
    ):
        sent = {
            name: getattr(person, name) or ""
            for name in ("first_name", "last_name", "personnel_number", "language")
        }
        piotr.post(PERSON.format(person.pk), sent | {"is_active": "on"} | fields)
        person.refresh_from_db()
    assert (invited.person.email, letter.person.is_coordinator) == ("new@nordwerk.example", True)
    assert ProgrammeInvitation.objects.count() == 0


@pytest.mark.parametrize("model", ["ambassador", "../outbox/auditentry"])
def test_places_in_the_programme_and_the_journal_are_read_alone(piotr, model):
    assert piotr.get(f"/admin/ambassadors/{model}/add/").status_code in (403, 404)


def test_a_person_without_the_office_sees_nothing(client_for):
    assert client_for(UserFactory(is_superuser=True)).get("/admin/ambassadors/user/").status_code == 302


def test_what_somebody_decided_is_nowhere_in_it(piotr, ambassador, publish, now):
    paths = [
        "/admin/",
        PERSON.format(ambassador.pk),
        f"/admin/ambassadors/ambassador/{ambassador.pk}/change/",
        "/admin/outbox/auditentry/",
    ]
    version = publish("Text.")
    before = [piotr.get(path).content.decode().count("<td") for path in paths]
    guidelines.opt_in(person=ambassador, version=version, language="en", now=now)
    assert [piotr.get(path).content.decode().count("<td") for path in paths] == before


def test_roles_follow_the_same_rules_as_on_the_coordinators_page(piotr, selma):
    """Nobody gives themselves one, and the last one stays."""
    boss = User.objects.get(first_name="Piotr")
    for person, fields, fault in (
        (boss, {"is_staff": "on", "is_council": "on"}, "Nobody gives a role to themselves,"),
        (selma, {}, "This is the last one."),
    ):
        sent = {name: getattr(person, name) for name in ("first_name", "last_name", "language")}
        page = piotr.post(PERSON.format(person.pk), sent | {"is_active": "on"} | fields)
        assert (page.status_code, fault in page.content.decode()) == (200, True)
    assert [person.roles for person in (boss, selma)] == [["administrator"], ["coordinator"]]


def test_the_last_coordinator_is_not_switched_off_either(piotr, selma):
    sent = {name: getattr(selma, name) for name in ("first_name", "last_name", "language")}
    kept = sent | {"is_coordinator": "on"}
    page = piotr.post(PERSON.format(selma.pk), kept)
    selma.refresh_from_db()
    assert (page.status_code, "This is the last one with the role" in page.text) == (200, True)
    assert selma.is_active
    CoordinatorFactory()
    assert piotr.post(PERSON.format(selma.pk), kept).status_code == 302
    selma.refresh_from_db()
    assert not selma.is_active


def test_nobody_changes_the_programme_past_its_settings(piotr, programme):
    """A lower k would need nobody of the council here."""
    assert piotr.post("/admin/ambassadors/programme/1/change/", {"k": "5"}).status_code == 403
