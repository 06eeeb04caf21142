"""What tests about people share."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import translation

from ambassadors.models import GuidelineVersion, Programme
from ambassadors.services import guidelines, invitations
from tests.factories.ambassadors import AmbassadorFactory, CoordinatorFactory, UserFactory

FILES = Path(__file__).parent / "files"


@pytest.fixture(autouse=True)
def empty_cache():
    """Rate limits and the programme are remembered there."""
    cache.clear()


@pytest.fixture
def in_english():
    """For sentences that no page says."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def portrait() -> bytes:
    return (FILES / "portrait-rotated-with-gps.jpg").read_bytes()


@pytest.fixture
def programme(db) -> Programme:
    programme = Programme(name="Nordwerk Werkstimmen", company="Nordwerk AG")
    programme.save()
    return programme


@pytest.fixture
def selma(programme):
    return CoordinatorFactory(last_name="Öztürk", personnel_number="100001", email="selma@nordwerk.example")


@pytest.fixture
def joerdis(programme):
    return UserFactory(last_name="Brüggemann", personnel_number="200006", email="joerdis@nordwerk.example")


@pytest.fixture
def kwame(programme):
    """Works in a plant, without a mailbox."""
    return UserFactory(first_name="Kwame", last_name="Mensah", personnel_number="200007", email=None)


@pytest.fixture
def ambassador(programme):
    return AmbassadorFactory(person__first_name="Lena", person__last_name="Weiß").person


@pytest.fixture
def invited(joerdis, selma, now):
    """Jördis' open invitation by mail."""
    return invitations.invite(person=joerdis, way="mail", by=selma, now=now)


@pytest.fixture
def letter(kwame, selma, now):
    """Kwame's open invitation by letter."""
    return invitations.invite(person=kwame, way="letter", by=selma, now=now)


@pytest.fixture
def publish(selma, now):
    """Publishes the next version of the guideline, made by its first call."""
    made = []

    def publish_version(text: str, *, second_text: str = "", at=now) -> GuidelineVersion:
        if not made:
            new = guidelines.Guideline(title="Guidelines", second_title="Leitplanken", language="en")
            made.append(guidelines.start_guideline(guideline=new, by=selma, now=at))
        draft = GuidelineVersion(text=text, second_text=second_text)
        guidelines.save_draft(guideline=made[0], draft=draft, titles=[], by=selma, now=at)
        return guidelines.publish(guideline=made[0], seen=draft.fingerprint, by=selma, now=at)

    return publish_version
