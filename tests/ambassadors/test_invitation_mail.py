"""The mail that invites to the programme."""

import pytest

from ambassadors.services.invitations import accept, invite
from outbox import kinds, letterhead, letters
from outbox.models import Message
from tests.factories.ambassadors import UserFactory

pytestmark = pytest.mark.django_db
KIND = kinds.get("programme_invitation")


def test_it_says_who_invites_and_carries_the_link_in_text_and_html(invited, now):
    letter = letters.write(Message.objects.get(), now=now, paper=letterhead.current())
    assert letter.subject == "Selma Öztürk invites you to Nordwerk Werkstimmen"
    assert (invited.address in letter.text, invited.address in letter.html) == (True, True)
    assert letter.reply_to == "selma@nordwerk.example"


def test_a_german_reader_gets_german(selma, programme, now):
    person = UserFactory(language="de")
    invite(person=person, way="mail", by=selma, now=now)
    letter = letters.write(Message.objects.get(), now=now, paper=letterhead.current())
    assert letter.subject == "Selma Öztürk lädt dich zu Nordwerk Werkstimmen ein"
    assert "Den Link zu öffnen entscheidet nichts" in letter.text


def test_it_is_true_while_the_invitation_is_open(invited, now):
    message = Message.objects.get()
    assert KIND.untrue(message, now) == ""
    assert KIND.untrue(message, invited.expires_at) == "the invitation is no longer open"
    accept(token=invited.token, signed_in=None, now=now)
    assert KIND.untrue(message, now) == "the invitation is no longer open"


def test_the_mail_of_an_earlier_invitation_is_not_sent(invited, joerdis, selma, now):
    earlier = Message.objects.get()
    invite(person=joerdis, way="mail", by=selma, now=now)
    assert KIND.untrue(earlier, now) == "the invitation is no longer open"


def test_the_stored_message_holds_no_token(invited):
    assert (KIND.secret, Message.objects.get().context) == (True, {})


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_preview_has_invented_data_and_opens_nothing(db, now, language):
    sample = letters.write_sample(KIND, language=language, now=now)
    assert ("Selma Öztürk" in sample.subject, "/join/sample/" in sample.text) == (True, True)
