"""allauth's mails go through the outbox, at once and in secret; nobody learns whether an address has an account."""

import re

import pytest
from django.core import mail

from outbox.models import Message
from outbox.sender import Sender
from tests.factories.ambassadors import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def ask_for_a_code(client, address):
    return client.post("/accounts/login/code/", {"email": address})


def test_a_code_is_queued_and_not_sent_in_the_request(client, now):
    person = UserFactory(email="joerdis@nordwerk.example")
    ask_for_a_code(client, "Joerdis@nordwerk.example")
    message = Message.objects.get()
    assert (message.kind, message.recipient, message.lane) == ("sign_in_code", person, 0)
    assert (message.useful_until - message.created_at).total_seconds() == 180
    assert mail.outbox == []


def test_the_code_in_the_mail_signs_in_and_is_wiped(client, send, sink):
    person = UserFactory()
    ask_for_a_code(client, person.email)
    message = Message.objects.get()
    assert send(message.created_at) == 1
    code = re.search(r"Subject: Your sign-in code: (\S+)", sink.last())[1]
    client.post("/accounts/login/code/confirm/", {"code": code})
    message.refresh_from_db()
    assert (client.session.get("_auth_user_id"), message.context) == (str(person.pk), {})


def test_an_unknown_address_gets_nothing_and_the_same_answer(client, django_assert_num_queries):
    UserFactory(email="known@nordwerk.example")
    known = ask_for_a_code(client, "known@nordwerk.example")
    client.session.flush()
    unknown = ask_for_a_code(client, "unknown@nordwerk.example")
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert Message.objects.count() == 1


@pytest.mark.parametrize("path", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_the_outbox_does_the_same_work_for_somebody_and_for_nobody(
    client, django_assert_max_num_queries, path
):
    UserFactory(email="known@nordwerk.example")
    writes = []
    for address in ("known@nordwerk.example", "unknown@nordwerk.example"):
        client.cookies.clear()
        with django_assert_max_num_queries(99) as queries:
            client.post(path, {"email": address})
        writes.append([query["sql"].split()[0] for query in queries if "outbox_message" in query["sql"]])
    assert writes[0] == writes[1] == ["INSERT", "SELECT"]


def test_a_password_is_reset_by_the_link_in_the_mail(client, send, sink):
    person = UserFactory()
    client.post("/accounts/password/reset/", {"email": person.email})
    message = Message.objects.get()
    assert (message.kind, message.context) == ("sign_in_password_reset", {})
    assert send(message.created_at) == 1
    body = sink.last().replace("=\r\n", "").replace("=3D", "=")
    link = re.search(r"http://127.0.0.1:8000(/accounts/password/reset/key/\S+)", body)[1]
    page = client.get(link, follow=True)
    client.post(
        page.request["PATH_INFO"], {"password1": "nachtschicht-77-tor", "password2": "nachtschicht-77-tor"}
    )
    person.refresh_from_db()
    assert person.check_password("nachtschicht-77-tor")
    assert Message.objects.exclude(pk=message.pk).get().kind == "sign_in_password_changed"


def test_a_changed_password_is_told_and_listed(client_for, send):
    person = UserFactory(email=None)
    person.set_password(PASSWORD)
    person.save()
    client = client_for(person)
    new = "nachtschicht-77-tor"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    message = Message.objects.get()
    send(message.created_at)
    message.refresh_from_db()
    assert (message.kind, message.state) == ("sign_in_password_changed", "in_hub")


def test_a_mail_server_is_never_asked_within_a_request(client, monkeypatch):
    person = UserFactory()
    monkeypatch.setattr(Sender, "run", None)
    assert ask_for_a_code(client, person.email).status_code == 302
