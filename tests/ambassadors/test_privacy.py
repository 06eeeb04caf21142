"""What the hub knows about me."""

import pytest

from ambassadors.known import facts_about
from ambassadors.services import guidelines

pytestmark = pytest.mark.django_db
PRIVACY = "/me/privacy/"


def titles(person, now) -> list[str]:
    return [str(fact.what) for fact in facts_about(person, now)]


def test_every_fact_has_a_purpose_a_reader_and_an_end(ambassador, now):
    facts = facts_about(ambassador, now)
    assert [
        fact for fact in facts if not all((fact.content, fact.purpose, fact.seen_by, fact.kept_until))
    ] == []


def test_what_somebody_gave_stands_on_their_page(client_for, ambassador, publish, now):
    guidelines.opt_in(person=ambassador, version=publish("Text."), language="en", now=now)
    ambassador.headline = "I plan maintenance."
    ambassador.save()
    text = client_for(ambassador).get(PRIVACY).content.decode()
    for planted in (
        ambassador.name,
        ambassador.email,
        ambassador.personnel_number,
        "I plan maintenance.",
        "version 1",
    ):
        assert planted in text


def test_an_open_invitation_is_a_fact_and_an_accepted_one_is_none(invited, ambassador, now):
    assert "Invitation to the programme" in titles(invited.person, now)
    assert "Invitation to the programme" not in titles(ambassador, now)


def test_the_page_is_for_oneself_alone(client, client_for, joerdis, kwame):
    assert client.get(PRIVACY).status_code == 302
    assert joerdis.email not in client_for(kwame).get(PRIVACY).content.decode()
