"""What tests about people share."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import translation

from ambassadors.models import Guideline, GuidelineVersion, Programme
from ambassadors.services import guideline_texts, invitations
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

    def publish_version(
        text: str, *, second_text: str = "", binding: str = "", is_correction: bool = False, at=now
    ) -> GuidelineVersion:
        if not made:
            made.append(start_guideline(selma, at))
        words = GuidelineVersion(text=text, second_text=second_text, binding=binding, **titles(made[0]))
        return publish_words(made[0], words, selma, at, is_correction=is_correction)

    return publish_version


def start_guideline(by, now, **more) -> Guideline:
    new = Guideline(**{"title": "Guidelines", "second_title": "Leitplanken", "language": "en"} | more)
    return guideline_texts.start_guideline(guideline=new, by=by, now=now)


def titles(guideline) -> dict[str, str]:
    return {"title": guideline.title, "second_title": guideline.second_title}


def publish_words(guideline, words, by, now, *, is_correction=False) -> GuidelineVersion:
    saved = guideline_texts.save_draft(guideline=guideline, words=words, seen="", by=by, now=now)
    return guideline_texts.publish(
        guideline=guideline, seen=saved.draft.fingerprint, is_correction=is_correction, by=by, now=now
    )
