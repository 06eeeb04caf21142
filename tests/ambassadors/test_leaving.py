"""People who leave: a last day is entered, taken back, and acted on once it has passed."""

import io
import json
import re
import threading
import zipfile
from datetime import date, time, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session as SignIn
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from ambassadors import leavers
from ambassadors.models import (
    Ambassador,
    Application,
    ConsentSubject,
    ExportLink,
    Leaving,
    NextRound,
    SavedView,
    Topic,
    User,
)
from ambassadors.services import departing, exporting, guidelines, leaving
from ambassadors.services.forgetting import forget_expired
from ambassadors.services.leaving import LooksWrong, NothingToTakeBack
from ambassadors.services.topics import choose_topics
from outbox.models import AuditEntry, Message
from tests.ambassadors.importing import bring_in, check, states, table, write
from tests.ambassadors.test_import_pages import page, text
from tests.factories.ambassadors import (
    AdministratorFactory,
    AmbassadorFactory,
    BoundaryFactory,
    CoordinatorFactory,
    LeavingFactory,
    SavedViewFactory,
    TopicFactory,
    UserFactory,
)
from tests.factories.joining import ApplicationFactory, CohortFactory, NextRoundFactory
from tests.factories.trainings import SessionFactory
from trainings.models import Enrolment

LAST_DAY = date(2026, 11, 30)
HEADINGS = "Personalnummer;Nachname;Vorname;E-Mail;Abteilung"


@pytest.fixture
def client(selma, client_for):
    return client_for(selma)


@pytest.fixture
def after(now):
    """0:30 in Berlin on the day after the last one; in London it is still the last."""
    return now.replace(day=1, month=12, hour=0, minute=30)


@pytest.fixture
def many(programme):
    """Thirty colleagues, so that one or two are no tenth."""
    return UserFactory.create_batch(30)


@pytest.fixture
def checked(selma, many, joerdis, now):
    """A file that names everybody but Jördis, the last three of the thirty, and the coordinator."""
    rows = [f"{one.personnel_number};{one.last_name};{one.first_name};{one.email};" for one in many[:-3]]
    return check(table(*rows, headings=HEADINGS), by=selma, now=now)


def enter(people, by, now, said=None):
    return leaving.enter_last_day(people=people, last_day=LAST_DAY, said=said, by=by, now=now)


def only(*people):
    return User.objects.filter(pk__in=[one.pk for one in people])


def gone(person, at, **facts):
    """Somebody who has left."""
    for name, value in facts.items():
        setattr(person, name, value)
    person.save()
    LeavingFactory(person=person, last_day=at.date() - timedelta(days=1))
    assert departing.part_with_leavers(now=at) == 1
    person.refresh_from_db()
    return person


# The last day


def test_a_last_day_is_entered_and_changes_nothing_else(selma, joerdis, many, now):
    assert enter(only(joerdis), selma, now) == 1

    joerdis.refresh_from_db()
    assert (joerdis.is_active, joerdis.leaving.last_day, joerdis.has_left) == (True, LAST_DAY, False)
    entry = AuditEntry.objects.get()
    assert (entry.deed, entry.actor, entry.details) == ("last day entered", selma, {})


def test_more_than_a_tenth_needs_the_number(selma, many, now):
    with pytest.raises(LooksWrong):
        enter(only(*many[:4]), selma, now)
    with pytest.raises(LooksWrong):
        enter(only(*many[:4]), selma, now, said=3)
    assert Leaving.objects.count() == 0
    assert enter(only(*many[:4]), selma, now, said=4) == 4


def test_small_portions_add_up(selma, many, now):
    assert enter(only(*many[:3]), selma, now) == 3
    with pytest.raises(LooksWrong):
        enter(only(many[3]), selma, now)


def test_small_portions_add_up_also_where_their_day_has_passed(selma, many, after):
    assert enter(only(*many[:3]), selma, after) == 3
    assert departing.part_with_leavers(now=after) == 3
    with pytest.raises(LooksWrong):
        enter(only(many[3]), selma, after + timedelta(hours=1))
    assert enter(only(many[3]), selma, after + timedelta(days=2)) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("first", "second", "outcomes"),
    [(slice(3), slice(3), ["0", "3"]), (slice(3), slice(3, 6), ["3", "looks wrong"])],
    ids=["the same people", "others"],
)
def test_two_who_enter_at_once_wait_for_each_other(programme, now, first, second, outcomes):
    selma, many = CoordinatorFactory(), UserFactory.create_batch(30)
    entered, start = [], threading.Barrier(2)

    def press(people):
        try:
            start.wait()
            entered.append(str(enter(only(*people), selma, now)))
        except LooksWrong:
            entered.append("looks wrong")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[many[part]]) for part in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(entered), Leaving.objects.count()) == (outcomes, 3)


def test_office_holders_give_their_office_back_first(selma, many, now):
    assert enter(only(selma, CoordinatorFactory()), selma, now) == 0


def test_others_enter_no_last_day(joerdis, many, now):
    with pytest.raises(PermissionDenied):
        enter(only(many[0]), joerdis, now)
    with pytest.raises(PermissionDenied):
        leaving.take_back(leaving=LeavingFactory(), by=joerdis, now=now)


def test_a_last_day_is_taken_back_until_it_has_passed(selma, joerdis, after):
    row = LeavingFactory(person=joerdis)
    leaving.take_back(leaving=row, by=selma, now=after)
    assert departing.part_with_leavers(now=after) == 0

    person = gone(joerdis, after)
    with pytest.raises(NothingToTakeBack):
        leaving.take_back(leaving=person.leaving, by=selma, now=after)


# When it has passed


def test_nobody_goes_on_the_last_day_itself(joerdis, now):
    LeavingFactory(person=joerdis)

    assert departing.part_with_leavers(now=now.replace(day=30, hour=23, minute=59)) == 0
    assert departing.part_with_leavers(now=now.replace(day=1, month=12, hour=0)) == 1
    assert departing.part_with_leavers(now=now.replace(day=1, month=12, hour=0)) == 0


def test_the_account_closes_and_keeps_name_and_number_alone(joerdis, client_for, after):
    signed_in = client_for(joerdis)
    person = gone(joerdis, after, headline="I plan.", department="Grid", location="Bremen")

    assert (person.name, person.personnel_number) == (joerdis.name, "200006")
    assert (person.is_active, person.email, person.headline, person.department, person.location) == (
        False,
        None,
        "",
        "",
        "",
    )
    assert (SignIn.objects.count(), person.has_usable_password()) == (0, False)
    assert signed_in.get("/me/privacy/").status_code == 302


def test_of_the_account_nothing_stays_but_what_a_later_file_finds_it_by(joerdis, after):
    """Quiet hours, weekdays and a look of their own, and what they had kept under a name."""
    SavedViewFactory(owner=joerdis)
    own = {"quiet_from": time(18), "quiet_until": time(9), "ask_days": 1, "timezone": "Asia/Tokyo"}
    person = gone(joerdis, after, **own, theme="dark", was_welcomed=True, language="en")
    stays = ("id", "password", "created_at", "sort_key", "search_words")
    stays += ("personnel_number", "first_name", "last_name", "language", "is_active")
    names = [field.name for field in User._meta.concrete_fields if field.name not in stays]
    assert {name: getattr(person, name) for name in names} == {name: getattr(User(), name) for name in names}
    assert not SavedView.objects.exists()


def test_other_sessions_stay(joerdis, kwame, client_for, after):
    client_for(kwame)
    gone(joerdis, after)

    assert SignIn.objects.count() == 1


def test_what_the_programme_kept_goes(ambassador, publish, after, now):
    BoundaryFactory(ambassador=ambassador.ambassador, is_paused=True)
    guidelines.opt_in(person=ambassador, version=publish("Text."), language="en", now=now)

    gone(ambassador, after)

    assert (Ambassador.objects.count(), ConsentSubject.objects.count()) == (0, 0)


def test_own_words_that_nobody_else_uses_go(programme, after):
    one, other = AmbassadorFactory(), AmbassadorFactory()
    choose_topics(ambassador=one, words=["Fernwärme", "Mein Schrebergarten"])
    choose_topics(ambassador=other, words=["Fernwärme"])
    boundary = BoundaryFactory(ambassador=one, topics=[TopicFactory(name="Nur gefragt")])
    assert boundary.topics.count() == 1
    gone(one.person, after)
    assert list(Topic.objects.values_list("name", flat=True)) == ["Fernwärme"]


def test_no_way_in_stays_open(joerdis, after):
    Authenticator.objects.create(user=joerdis, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"})
    SocialAccount.objects.create(user=joerdis, provider="company", uid="f3a1")

    person = gone(joerdis, after, pin="a hash")

    assert (Authenticator.objects.count(), SocialAccount.objects.count(), person.pin) == (0, 0, "")


def test_an_application_goes_and_gives_its_place_back(joerdis, after):
    cohort = CohortFactory(places=5, approved=1)
    ApplicationFactory(person=joerdis, cohort=cohort, state=Application.State.APPROVED, decided_at=after)
    NextRoundFactory(person=joerdis)

    gone(joerdis, after)

    cohort.refresh_from_db()
    assert (Application.objects.count(), NextRound.objects.count(), cohort.approved) == (0, 0, 0)


def test_messages_on_their_way_are_dropped(invited, after):
    gone(invited.person, after)

    message = Message.objects.get()
    assert (message.state, message.reason) == ("dropped", "the person has left the company")


def test_one_who_cannot_go_does_not_keep_the_others(joerdis, kwame, after, monkeypatch):
    for person in (joerdis, kwame):
        LeavingFactory(person=person)

    def fails(*, person, now):
        if person == kwame:
            raise RuntimeError

    monkeypatch.setattr(leavers, "_LEAVING", [*leavers._LEAVING, fails])

    assert departing.part_with_leavers(now=after) == 1
    kwame.refresh_from_db()
    assert (kwame.is_active, kwame.has_left) == (True, False)


def test_a_year_later_nothing_is_left(joerdis, after):
    session = SessionFactory(taken=1, asked=1)
    Enrolment.objects.create(session=session, person=joerdis, state="attended", number=1, asked_at=after)
    gone(joerdis, after)
    year = after + timedelta(days=365)

    assert forget_expired(now=year)["former people"] == 0
    assert forget_expired(now=year + timedelta(seconds=1))["former people"] == 1
    assert (User.objects.filter(pk=joerdis.pk).exists(), Enrolment.objects.count()) == (False, 0)


def test_who_came_back_is_not_erased(joerdis, after):
    gone(joerdis, after).leaving.delete()

    assert forget_expired(now=after + timedelta(days=800))["former people"] == 0


# The file they take along


def unzipped(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def test_whoever_gave_a_private_address_gets_a_link(joerdis, after):
    gone(joerdis, after, private_email="joerdis@home.example", headline="I plan maintenance.")

    link = ExportLink.objects.get()
    message = Message.objects.get(kind=departing.KIND)
    assert (link.address, message.recipient, message.state) == ("joerdis@home.example", joerdis, "due")
    told = json.loads(unzipped(bytes(link.content)).read("about-me.json"))
    assert told["records"]["account"][0]["headline"] == "I plan maintenance."
    joerdis.refresh_from_db()
    assert joerdis.private_email == ""


def test_without_a_private_address_there_is_no_link(joerdis, after):
    gone(joerdis, after)

    assert (ExportLink.objects.count(), Message.objects.count()) == (0, 0)


def test_the_link_shows_by_get_and_gives_once_by_post(client, joerdis, after, db, time_machine):
    gone(joerdis, after, private_email="joerdis@home.example")
    time_machine.move_to(after)
    address = reverse("ambassadors:export_link", args=[ExportLink.objects.get().token])

    assert "Get my data" in text(client.get(address))
    response = client.post(address)
    assert (response["Content-Type"], unzipped(response.content).namelist()) == (
        "application/zip",
        ["about-me.html", "about-me.json"],
    )
    assert (client.post(address).status_code, client.get(address).status_code) == (404, 404)
    assert ExportLink.objects.count() == 0


def test_the_link_expires(joerdis, after):
    gone(joerdis, after, private_email="joerdis@home.example")
    token = ExportLink.objects.get().token
    late = after + timedelta(days=30)

    exporting.find(token=token, now=late - timedelta(seconds=1))
    with pytest.raises(exporting.LinkClosed):
        exporting.find(token=token, now=late)
    assert forget_expired(now=late + timedelta(seconds=1))["export links"] == 1


# Pages


def test_the_list_of_the_missing_names_who_may_leave(client, checked, joerdis):
    shown = text(client.get(page(checked, "import_missing")))

    assert f'value="{joerdis.pk}"' in shown
    assert "Holds an office" in shown
    assert "All 4 of the list leave" in shown


def test_the_page_before_names_the_number_and_writes_the_day(client, checked, joerdis):
    address = page(checked, "import_leave") + f"?person={joerdis.pk}"
    assert "1 person leaves the company?" in text(client.get(address))

    response = client.post(address, {"last_day": "2026-11-30"}, follow=True)

    assert "Last day 30 November 2026 for 1 person." in text(response)
    assert Leaving.objects.get().person == joerdis


def test_more_than_a_tenth_is_asked_for_the_number(client, checked):
    address = page(checked, "import_leave") + "?all=yes"
    assert "These are 4 of 32 people: 12 %." in text(client.get(address))

    assert "look" in text(client.post(address, {"last_day": "2026-11-30"}))
    wrong = client.post(address, {"last_day": "2026-11-30", "number": "3"})
    assert "This is not the number that stands above." in text(wrong)
    assert Leaving.objects.count() == 0
    client.post(address, {"last_day": "2026-11-30", "number": "4"})
    assert Leaving.objects.count() == 4


@pytest.mark.parametrize("day", ["", "bald", "0001-01-01", "9999-12-31", "31.02.2026", "\x00"])
def test_a_day_that_is_none_says_so(client, checked, joerdis, day):
    response = client.post(page(checked, "import_leave") + f"?person={joerdis.pk}", {"last_day": day})

    assert (response.status_code, Leaving.objects.count()) == (200, 0)
    assert "<title>Error:" in text(response)


def test_nobody_ticked_says_so(client, checked):
    assert "Nobody was ticked" in text(client.get(page(checked, "import_leave")))
    assert client.post(page(checked, "import_leave"), {"last_day": "2026-11-30"}).status_code == 200


def test_last_days_are_listed_found_and_taken_back(client, joerdis, kwame, after):
    gone(kwame, after)
    LeavingFactory(person=joerdis)

    shown = text(client.get("/cockpit/people/import/leaving/"))
    assert shown.index(joerdis.name) < shown.index(kwame.name)
    assert kwame.name not in text(client.get("/cockpit/people/import/leaving/", {"q": "Brüg"}))
    address = reverse("ambassadors:leaving_take_back", args=[joerdis.pk])
    assert "stays: the last day is taken back." in text(client.post(address, follow=True))
    gone_address = reverse("ambassadors:leaving_take_back", args=[kwame.pk])
    assert "The day has passed." in text(client.post(gone_address, follow=True))


def test_an_empty_list_says_so(client):
    assert "Nobody leaves" in text(client.get("/cockpit/people/import/leaving/"))


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_costs_the_same_queries(client, number, django_assert_num_queries):
    LeavingFactory.create_batch(number)
    client.get("/cockpit/people/import/leaving/")

    with django_assert_num_queries(4):
        client.get("/cockpit/people/import/leaving/")


def test_the_private_address_is_ones_own(client_for, joerdis):
    client = client_for(joerdis)
    address = "/me/privacy/private-address/"

    assert "looks like a work address" in text(client.post(address, {"private_email": "a@nordwerk.example"}))
    assert "Enter a valid email" in text(client.post(address, {"private_email": "x"}))
    response = client.post(address, {"private_email": "joerdis@home.example"}, follow=True)
    assert "Your private address is saved." in text(response)
    assert text(response).count("joerdis@home.example") == 2
    joerdis.refresh_from_db()
    assert joerdis.private_email == "joerdis@home.example"


def test_the_last_day_stands_on_ones_own_page(client_for, joerdis):
    LeavingFactory(person=joerdis)

    assert "30 November 2026" in text(client_for(joerdis).get("/me/privacy/"))


# Coming back


def test_who_comes_back_is_shown_as_such_and_is_the_same_person(selma, joerdis, after):
    person = gone(joerdis, after)
    back = check(
        table(f"200006;{joerdis.last_name};Jördis;j.new@nordwerk.example;Grid", headings=HEADINGS),
        by=selma,
        now=after,
    )
    assert (states(back), back.counts["returning"]) == ({2: "returning"}, 1)

    write(back, by=selma, now=after)

    person = User.objects.get(personnel_number="200006")
    assert (person.pk, person.is_active, person.email, person.department) == (
        joerdis.pk,
        True,
        "j.new@nordwerk.example",
        "Grid",
    )
    assert (person.has_left, person.is_ambassador, Leaving.objects.count()) == (False, False, 0)


def test_who_comes_back_has_none_of_their_roles(selma, joerdis, after):
    person = gone(joerdis, after, is_helper=True, shows_as_helper=True)
    bring_in(table(f"200006;{joerdis.last_name};Jördis;;", headings=HEADINGS), by=selma, now=after)
    person.refresh_from_db()
    assert (person.is_active, person.roles, person.shows_as_helper) == (True, [], False)


def test_who_was_let_in_again_by_an_administrator_is_here_like_anybody(client_for, selma, joerdis, after):
    person = gone(joerdis, after)
    names = ("first_name", "last_name", "personnel_number", "language")
    form = {name: getattr(person, name) for name in names} | {"is_active": "on"}
    client_for(AdministratorFactory()).post(f"/admin/ambassadors/user/{person.pk}/change/", form)
    forget_expired(now=after + timedelta(days=400))
    found = User.objects.get(pk=person.pk)
    assert (found.is_active, found.has_left, leaving.may_leave(only(found)).count()) == (True, False, 1)


def test_a_row_of_somebody_who_comes_back_says_so(client, selma, joerdis, after):
    gone(joerdis, after)
    back = check(table(f"200006;{joerdis.last_name};Jördis;;", headings=HEADINGS), by=selma, now=after)

    shown = text(client.get(page(back), {"show": "all"}))
    assert "Comes back" in shown
    assert "Their last day was 30 November 2026." in shown
    assert "1 person comes back." in shown


def test_whoever_was_closed_in_another_way_is_not_opened(selma, joerdis, now):
    joerdis.is_active = False
    joerdis.save()

    back = check(table(f"200006;{joerdis.last_name};Jördis;;", headings=HEADINGS), by=selma, now=now)

    assert back.counts["returning"] == 0


def test_no_secret_is_in_the_file(ambassador, publish, client_for, now):
    ambassador.set_password("fernwaerme-412-km")
    ambassador.save()
    content = client_for(ambassador).get("/me/privacy/export.zip").content
    whole = unzipped(content).read("about-me.json").decode()

    assert ambassador.password not in whole
    assert re.search(r'"(password|token_hash|nonce)"', whole) is None


def test_everything_can_be_exported_at_once(client_for, programme):
    ambassador = AmbassadorFactory(stands_for="Grids at the kitchen table.").person
    client = client_for(ambassador)
    assert 'href="/me/privacy/export.zip"' in text(client.get("/me/privacy/"))

    response = client.get("/me/privacy/export.zip")

    archive = unzipped(response.content)
    assert response["Content-Disposition"] == 'attachment; filename="influencer-hub.zip"'
    assert "Grids at the kitchen table." in archive.read("about-me.html").decode()
    assert json.loads(archive.read("about-me.json"))["records"]["programme"][0]["stands_for"] == (
        "Grids at the kitchen table."
    )
