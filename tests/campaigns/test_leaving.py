"""Somebody has left the company: their answers go, no total tells which they were, and pictures of them are named."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ambassadors.known import facts_about
from ambassadors.models import Programme
from ambassadors.services import departing
from campaigns import figures
from campaigns.models import Answer, CampaignFigures, Invitation, PersonShown
from campaigns.services import assets, people_shown
from outbox.models import AuditEntry
from tests.factories.ambassadors import CoordinatorFactory, LeavingFactory, UserFactory
from tests.factories.campaigns import (
    NOW,
    AnswerFactory,
    AskingFactory,
    AssetFactory,
    CampaignFactory,
    PersonShownFactory,
)

pytestmark = pytest.mark.django_db
NEXT_DAY = NOW + timedelta(days=1)


@pytest.fixture
def selma():
    return CoordinatorFactory()


@pytest.fixture
def client(selma, client_for):
    return client_for(selma)


def leaves(person, now=NOW):
    LeavingFactory(person=person, last_day=(now - timedelta(days=1)).date())
    assert departing.part_with_leavers(now=now) == 1
    person.refresh_from_db()


def text(response) -> str:
    return " ".join(response.content.decode().split())


# Answers


@pytest.fixture
def answered():
    """Seven are in, six perhaps, seven not; counted and published."""
    Programme(k=5).save()
    campaign = CampaignFactory(invited_at=NOW)
    AskingFactory(campaign=campaign, at=NOW, meant=20)
    for choice in ["in"] * 7 + ["maybe"] * 6 + ["not_this_time"] * 7:
        AnswerFactory(campaign=campaign, choice=choice)
    figures.recount(NEXT_DAY)
    return campaign


def totals() -> tuple:
    return CampaignFigures.objects.values_list("said_in", "said_maybe").get()


@pytest.mark.parametrize("choice", ["in", "maybe", "not_this_time"])
def test_no_total_tells_what_a_leaver_had_answered(answered, choice):
    answer = Answer.objects.filter(choice=choice).first()
    leaves(answer.ambassador.person, now=NEXT_DAY)

    figures.recount(NEXT_DAY + timedelta(days=1))

    assert totals() == (7, 6)
    assert (Answer.objects.count(), Invitation.objects.count()) == (19, 19)


# Who is in a picture


def test_a_person_is_named_once_and_sees_it(selma):
    asset, person = AssetFactory(title="At the coffee machine"), UserFactory()
    for _ in range(2):
        people_shown.name_person(asset=asset, person=person, by=selma, now=NOW)

    fact = next(fact for fact in facts_about(person, NOW) if fact.what == "Pictures that show you")
    assert "At the coffee machine" in fact.content
    assert [entry.deed for entry in AuditEntry.objects.all()] == ["person named in picture"]


def test_only_coordinators_name_people():
    with pytest.raises(PermissionDenied):
        people_shown.name_person(asset=AssetFactory(), person=UserFactory(), by=UserFactory(), now=NOW)


def test_somebody_is_looked_for_by_name_and_added(client):
    asset = AssetFactory()
    person = UserFactory(first_name="Zofia", last_name="Wójcik", email="zofia@nordwerk.example")
    address = reverse("campaigns:people_shown", args=[asset.pk])
    assert "Nobody is named" in text(client.get(address))

    found = text(client.get(address, {"q": "wojc"}))
    assert "Zofia Wójcik" in found
    response = client.post(reverse("campaigns:name_person", args=[asset.pk, person.pk]), follow=True)

    assert "Zofia Wójcik is named." in text(response)
    assert "Nobody found, or named already." in text(client.get(address, {"q": "wojc"}))
    part = text(client.get(address, {"q": "wojc"}, headers={"HX-Request": "true"}))
    assert "<title>" not in part


def test_a_name_is_taken_out(client):
    shown = PersonShownFactory()

    client.post(reverse("campaigns:take_name_out", args=[shown.asset_id, shown.pk]))

    assert PersonShown.objects.count() == 0


def test_the_picture_of_a_leaver_is_named_on_campaign_and_lists(client):
    shown = PersonShownFactory(asset__title="At the coffee machine")
    campaign = reverse("campaigns:cockpit_campaign", args=[shown.asset.campaign_id])
    assert "The kit shows somebody who left." not in text(client.get(campaign))

    leaves(shown.person)

    assert "The kit shows somebody who left." in text(client.get(campaign))
    assert "1 picture waits for your word" in text(client.get(reverse("campaigns:cockpit_campaigns")))
    listed = text(client.get(reverse("campaigns:of_leavers")))
    assert ("At the coffee machine" in listed, shown.person.name in listed) == (True, True)


def test_a_picture_is_kept_with_consent_or_taken_out(client, selma):
    kept, out = PersonShownFactory(), PersonShownFactory()
    for shown in (kept, out):
        leaves(shown.person)
    address = reverse("campaigns:keep_with_consent", args=[kept.asset_id, kept.pk])
    assert "This field is required." in text(client.post(address, {"because": " "}))

    client.post(address, {"because": "in writing, with the press office"})
    assets.remove(asset=out.asset, by=selma, now=NOW)

    assert PersonShown.objects.of_leavers().count() == 0
    page = text(client.get(reverse("campaigns:people_shown", args=[kept.asset_id])))
    assert "in writing, with the press office" in page
    assert AuditEntry.objects.filter(deed="picture kept with consent", actor=selma).count() == 1


def test_who_comes_back_is_no_longer_named_as_a_leaver():
    shown = PersonShownFactory()
    leaves(shown.person)
    shown.person.leaving.delete()

    assert PersonShown.objects.of_leavers().count() == 0


def test_a_foreign_name_is_not_found(client):
    shown, other = PersonShownFactory(), PersonShownFactory()

    address = reverse("campaigns:take_name_out", args=[other.asset_id, shown.pk])
    assert client.post(address).status_code == 404


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_costs_the_same_queries(client, number, django_assert_num_queries):
    for shown in PersonShownFactory.create_batch(number):
        LeavingFactory(person=shown.person, left_at=NOW)
    client.get(reverse("campaigns:of_leavers"))

    with django_assert_num_queries(4):
        client.get(reverse("campaigns:of_leavers"))
