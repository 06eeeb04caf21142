"""Inviting people to the programme, and accepting."""

import dataclasses
import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from ambassadors.letters import ProgrammeLetter, code_for
from ambassadors.models import Ambassador, Programme, ProgrammeInvitation, User
from ambassadors.services import invitations
from ambassadors.services.invitations import (
    InvitationClosed,
    accept,
    find,
    invite,
    invite_many,
    write_letter_back,
)
from outbox.models import AddressFault, AuditEntry, Message
from outbox.tokens import hash_of
from tests.ambassadors.importing import bring_in, table
from tests.factories.ambassadors import (
    PASSWORD,
    AdministratorFactory,
    AmbassadorFactory,
    CoordinatorFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_an_invitation_by_mail_is_a_message_that_is_due(invited, joerdis, now):
    message = Message.objects.get()
    assert (message.kind, message.recipient, message.object_id, message.due_at, message.useful_until) == (
        "programme_invitation",
        joerdis,
        str(invited.batch),
        now,
        now + timedelta(days=30),
    )


def test_in_quiet_hours_the_mail_waits_for_their_end(joerdis, selma, now):
    invite(person=joerdis, way="mail", by=selma, now=now.replace(hour=22))
    assert Message.objects.get().due_at == now.replace(day=25, hour=7)


def test_a_letter_sends_nothing(letter):
    assert (letter.way, Message.objects.count()) == ("letter", 0)


def test_the_database_knows_neither_token_nor_code(letter):
    row = ProgrammeInvitation.objects.filter(pk=letter.pk).values_list()[0]
    stored = " ".join(map(str, row))
    code = ProgrammeLetter(letter).code.replace("-", "")
    assert (letter.token in stored, code in stored, hash_of(code) in stored) == (False, False, False)
    assert letter.token_hash == hash_of(letter.token)


def test_inviting_again_replaces_the_earlier_link(invited, joerdis, selma, now):
    again = invite(person=joerdis, way="mail", by=selma, now=now + timedelta(hours=1))
    assert find(token=again.token, signed_in=None, now=now + timedelta(hours=1)) == again
    with pytest.raises(InvitationClosed):
        find(token=invited.token, signed_in=None, now=now + timedelta(hours=1))


@pytest.mark.parametrize("way", ["mail", "letter"])
def test_nobody_in_the_programme_is_invited(ambassador, selma, now, way):
    with pytest.raises(PermissionDenied):
        invite(person=ambassador, way=way, by=selma, now=now)


def test_nobody_is_invited_by_somebody_who_is_no_coordinator(joerdis, kwame, now):
    with pytest.raises(PermissionDenied):
        invite(person=joerdis, way="mail", by=kwame, now=now)
    with pytest.raises(PermissionDenied):
        invite_many(people=User.objects.all(), by=kwame, now=now)


@pytest.mark.parametrize("factory", [CoordinatorFactory, AdministratorFactory])
def test_no_letter_signs_its_reader_in_to_an_office(factory, selma, now):
    person = factory(email=None)
    with pytest.raises(PermissionDenied):
        invite(person=person, way="letter", by=selma, now=now)
    assert invite_many(people=User.objects.filter(pk=person.pk), by=selma, now=now).letters == 0


def test_many_are_invited_in_one_go(joerdis, kwame, ambassador, selma, now):
    UserFactory(is_active=False)
    done = invite_many(people=User.objects.exclude(pk=selma.pk), by=selma, now=now)
    assert (done.mails, done.letters) == (1, 1)
    assert set(ProgrammeInvitation.objects.values_list("person", "way", "batch")) == {
        (joerdis.pk, "mail", done.batch),
        (kwame.pk, "letter", done.batch),
    }


def test_inviting_many_takes_the_same_queries_for_three_and_for_thirty(selma, now, django_assert_num_queries):
    Programme.current()
    for count in (3, 30):
        UserFactory.create_batch(count)
        UserFactory.create_batch(count, email=None)
        with django_assert_num_queries(8):
            invite_many(people=User.objects.exclude(pk=selma.pk), by=selma, now=now)


def test_the_journal_holds_counts_and_nobody_who_was_asked(joerdis, kwame, selma, now):
    invite_many(people=User.objects.exclude(pk=selma.pk), by=selma, now=now)
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.deed, entry.subject, entry.details) == (
        selma,
        "invited to the programme",
        "ambassadors.Programme:1",
        {"mails": 1, "letters": 1},
    )


def test_accepting_takes_a_place_and_uses_the_invitation_up(invited, joerdis, now):
    assert accept(token=invited.token, signed_in=None, now=now) == joerdis
    assert (Ambassador.objects.get().joined_at, ProgrammeInvitation.objects.count()) == (now, 0)
    with pytest.raises(InvitationClosed):
        accept(token=invited.token, signed_in=None, now=now)


def test_what_a_person_accepts_is_in_no_journal(invited, now):
    before = AuditEntry.objects.count()
    accept(token=invited.token, signed_in=None, now=now)
    assert AuditEntry.objects.count() == before


def test_an_invitation_expires_after_thirty_days(invited, now):
    last = now + timedelta(days=30) - timedelta(seconds=1)
    assert find(token=invited.token, signed_in=None, now=last) == invited
    with pytest.raises(InvitationClosed):
        find(token=invited.token, signed_in=None, now=now + timedelta(days=30))


def test_nobody_accepts_for_somebody_else(invited, kwame, now):
    with pytest.raises(InvitationClosed):
        accept(token=invited.token, signed_in=kwame, now=now)


def test_nobody_accepts_with_an_account_that_is_closed(invited, joerdis, now):
    User.objects.filter(pk=joerdis.pk).update(is_active=False)
    with pytest.raises(InvitationClosed):
        accept(token=invited.token, signed_in=None, now=now)


def test_whoever_left_out_stays_out_of_the_numbers(selma, now):
    AmbassadorFactory.create_batch(2)
    assert dataclasses.astuple(invite_many(people=User.objects.ambassadors(), by=selma, now=now))[1:] == (
        0,
        0,
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_at_the_same_time_one_gets_in(invited, now):
    together, outcomes = threading.Barrier(2), []

    def press() -> None:
        together.wait()
        try:
            outcomes.append(accept(token=invited.token, signed_in=None, now=now).name)
        except InvitationClosed:
            outcomes.append("closed")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["Jördis Brüggemann", "closed"]
    assert Ambassador.objects.count() == 1


def test_a_letter_is_for_whoever_gets_no_mail(joerdis, selma, now):
    with pytest.raises(PermissionDenied):
        invite(person=joerdis, way="letter", by=selma, now=now)
    AddressFault.objects.create(person=joerdis, address=joerdis.email, since=now.date(), reason="550")
    assert invite(person=User.objects.get(pk=joerdis.pk), way="letter", by=selma, now=now).way == "letter"


def test_whoever_lost_the_password_and_gets_no_mail_comes_back_by_letter(letter, kwame, selma, now):
    accept(token=letter.token, signed_in=None, now=now)
    kwame.set_password(PASSWORD)
    kwame.save()
    again = write_letter_back(person=User.objects.get(pk=kwame.pk), by=selma, now=now + timedelta(days=100))
    person = accept(token=again.token, signed_in=None, now=now + timedelta(days=101))
    assert (person, person.has_usable_password(), person.ambassador.joined_at) == (kwame, False, now)
    entry = AuditEntry.objects.latest("at")
    assert (entry.deed, entry.subject) == ("letter to sign in made", f"ambassadors.User:{kwame.pk}")


def test_nobody_who_gets_mail_or_stands_outside_gets_a_letter_to_sign_in(ambassador, kwame, selma, now):
    for person in (ambassador, kwame):
        with pytest.raises(PermissionDenied):
            write_letter_back(person=person, by=selma, now=now)


def test_what_was_mailed_ends_when_an_import_changes_the_address(invited, joerdis, letter, kwame, selma, now):
    """Somebody else may have the old mailbox by now. What lies on paper goes on."""
    rows = [
        f"{p.personnel_number};{p.last_name};{p.first_name};{p.pk}@nordwerk.example" for p in (joerdis, kwame)
    ]
    bring_in(table(*rows, headings="Personalnummer;Nachname;Vorname;E-Mail"), by=selma, now=now)
    with pytest.raises(InvitationClosed):
        find(token=invited.token, signed_in=None, now=now)
    assert find(token=letter.token, signed_in=None, now=now).person == kwame
    again = User.objects.get(pk=joerdis.pk)
    assert (again.email, again.programme_state) == (f"{joerdis.pk}@nordwerk.example", "account")


def test_an_import_that_leaves_the_address_alone_leaves_the_invitation(invited, joerdis, selma, now):
    row = f"{joerdis.personnel_number};{joerdis.last_name};{joerdis.first_name};{joerdis.email};Labor"
    bring_in(table(row, headings="Personalnummer;Nachname;Vorname;E-Mail;Abteilung"), by=selma, now=now)
    assert find(token=invited.token, signed_in=None, now=now).person.department == "Labor"


def test_codes_are_looked_up_only_among_open_letters(letter, now):
    code = code_for(letter.person_id, letter.nonce)
    assert invitations.find_by_code(code=code, signed_in=None, now=now) == letter
    for wrong, moment in ((code[:-1], now), ("", now), (code, now + timedelta(days=30))):
        with pytest.raises(InvitationClosed):
            invitations.find_by_code(code=wrong, signed_in=None, now=moment)
