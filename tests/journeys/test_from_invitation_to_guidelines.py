"""Somebody is invited by mail, joins, and decides about the guidelines; the coordinator sees no more than the joining."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ambassadors.models import ConsentEvent, Guideline, GuidelineVersion, Programme, User
from outbox import letterhead, letters
from outbox.models import Message
from tests.factories.ambassadors import CoordinatorFactory

pytestmark = pytest.mark.django_db
JOERDIS = {
    "first_name": "Jördis",
    "last_name": "Brüggemann",
    "email": "joerdis@nordwerk.example",
    "personnel_number": "200006",
    "language": "en",
}


@pytest.fixture
def guideline() -> Guideline:
    Programme(name="Nordwerk Werkstimmen", company="Nordwerk AG").save()
    now = timezone.now()
    guideline = Guideline.objects.create(slug="guidelines", title="Guidelines", language="en", created_at=now)
    GuidelineVersion.objects.create(
        guideline=guideline, number=1, text="# Speak for yourself.", valid_from=now
    )
    return guideline


def link_in_the_mail() -> str:
    """The path of the link, as the recipient reads it."""
    letter = letters.write(Message.objects.get(), now=timezone.now(), paper=letterhead.current())
    return re.search(r"https?://[^/]+(/join/\S+/)", letter.text)[1]


def test_from_the_form_to_the_first_decision(guideline, client_for):
    selma = client_for(CoordinatorFactory(language="en"))
    page = selma.post(reverse("ambassadors:cockpit_person_new"), JOERDIS).url
    assert "Invited" in selma.get(page).content.decode()

    reader, path = Client(), link_in_the_mail()
    assert "Selma Öztürk" in reader.get(path).content.decode()
    assert reader.post(path).url == reverse("ambassadors:choose_password")
    assert "In the programme" in selma.get(page).content.decode()
    before = selma.get(page).content

    reader.post("/guidelines/guidelines/opt-in/", {"version": 1, "language": "en"})
    assert ConsentEvent.objects.get().deed == "opted_in"
    knows = reader.get(reverse("ambassadors:privacy")).content.decode()
    assert (
        "“Guidelines”, version 1, 1 event in your history" in knows,
        "joerdis@nordwerk.example" in knows,
    ) == (
        True,
        True,
    )
    after = selma.get(page).content
    assert len(after) == len(before)
    assert User.objects.get(personnel_number="200006").is_ambassador
