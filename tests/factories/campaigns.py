"""Campaigns of the sample programme."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import factory

from campaigns.models import Answer, Asking, Asset, Campaign, Invitation, PersonShown
from tests.factories.ambassadors import AmbassadorFactory, CoordinatorFactory, UserFactory

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=BERLIN)


class CampaignFactory(factory.django.DjangoModelFactory):
    """Published and running on 24 November 2026."""

    class Meta:
        model = Campaign

    slug = factory.Sequence(lambda n: f"werkstolz-{n}")
    language = "en"
    title = "Show what your hands can do"
    summary = "One thing you are proud of, in your own words."
    story = "For two years people have asked us what happens **behind the gates**."
    second_title = "Zeig, was deine Hände können"
    second_summary = "Ein Handgriff, auf den du stolz bist."
    second_story = "Seit zwei Jahren fragen uns Leute, was hinter den Toren passiert."
    hashtags = ["Werkstolz", "Dabei"]
    starts_on = date(2026, 11, 16)
    ends_at = datetime(2026, 12, 18, 23, 59, 59, tzinfo=BERLIN)
    contact = factory.SubFactory(CoordinatorFactory)
    published_at = datetime(2026, 11, 10, 9, 0, tzinfo=BERLIN)
    changed_at = NOW


class DraftFactory(CampaignFactory):
    published_at = None


class AssetFactory(factory.django.DjangoModelFactory):
    """A row without files on the disk."""

    class Meta:
        model = Asset

    campaign = factory.SubFactory(CampaignFactory)
    title = factory.Sequence(lambda n: f"Control room {n}")
    alt = "A colleague with a yellow helmet in front of a wall of screens"
    credit = "Nordwerk AG / K. Mensah"
    position = factory.Sequence(lambda n: n + 1)
    file = factory.Sequence(lambda n: f"{n:032x}.jpg")
    preview = factory.Sequence(lambda n: f"{n:032x}.webp")
    content_type = "image/jpeg"
    width = 1600
    height = 1067
    size = 240_000


class PersonShownFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PersonShown

    asset = factory.SubFactory(AssetFactory)
    person = factory.SubFactory(UserFactory)
    named_at = NOW


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    campaign = factory.SubFactory(CampaignFactory)
    ambassador = factory.SubFactory(AmbassadorFactory)
    invited_at = NOW


class AskingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Asking

    campaign = factory.SubFactory(CampaignFactory)
    at = NOW
    meant = 20


class AnswerFactory(factory.django.DjangoModelFactory):
    """Makes the invitation too."""

    class Meta:
        model = Answer
        skip_postgeneration_save = True

    campaign = factory.SubFactory(CampaignFactory)
    ambassador = factory.SubFactory(AmbassadorFactory)
    choice = "in"
    changed_at = NOW

    @factory.post_generation
    def invitation(answer, create, extracted, **kwargs):  # noqa: N805
        Invitation.objects.get_or_create(
            campaign=answer.campaign, ambassador=answer.ambassador, defaults={"invited_at": NOW}
        )
