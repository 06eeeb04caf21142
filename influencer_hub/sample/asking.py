"""Makes campaigns with their kits, who was invited, and what people answered."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import time, timedelta

from ambassadors.models import User
from campaigns import figures, images, policies
from campaigns.models import Answer, Asking, Asset, Campaign, Invitation
from influencer_hub.sample import names, people, pictures, studio
from influencer_hub.sample.cast import BATCH, Cast, days_ago
from influencer_hub.sample.texts_campaigns import (
    CAMPAIGNS,
    OCCASION_STORY,
    OCCASION_SUMMARY,
    OCCASIONS,
    AssetText,
    CampaignText,
)

Painted = Mapping[studio.Order, dict[str, bytes]]
CHOICES = (*Answer.Choice.values, "")
SHARES = (40, 15, 12, 33)
SHOWS_NAME = 0.5


def texts_of(count: int) -> list[CampaignText]:
    """The written campaigns that are not there yet."""
    there = set(Campaign.objects.values_list("slug", flat=True))
    return [text for text in CAMPAIGNS[:count] if text.slug not in there]


def orders_of(texts: Sequence[CampaignText]) -> list[studio.Order]:
    """The pictures that they need."""
    headers = [(text.header, pictures.WIDE) for text in texts]
    return headers + [_order(asset) for text in texts for asset in text.assets]


def campaign(cast: Cast, texts: Sequence[CampaignText], painted: Painted, more: int) -> list[Invitation]:
    """The written campaigns and so many more. Returns the new invitations."""
    drawn = {order: _picture(order, files) for order, files in painted.items()}
    made = [_campaign(cast, text) for text in texts]
    for each, text in zip(made, texts, strict=True):
        each.header = images.keep_header(drawn[text.header, pictures.WIDE])
    first = Campaign.objects.count()
    others = [_occasion(cast, first + index) for index in range(more)]
    Campaign.objects.bulk_create([*made, *others], batch_size=BATCH)
    Asset.objects.bulk_create(
        _asset(each, text, asset, position, drawn)
        for each, text in zip(made, texts, strict=True)
        for position, asset in enumerate(text.assets, start=1)
    )
    invitations = [
        invitation
        for each, text in zip(made, texts, strict=True)
        if text.invited_days_ago is not None
        for invitation in _invite(cast, each)
    ]
    Invitation.objects.bulk_create(invitations, batch_size=BATCH)
    Asking.objects.bulk_create(_askings(invitations))
    Answer.objects.bulk_create(_answers(cast, invitations), batch_size=BATCH)
    figures.recount(cast.now)
    return invitations


def _order(asset: AssetText) -> studio.Order:
    return asset.scene, pictures.SQUARE if asset.square else pictures.WIDE


def _picture(order: studio.Order, files: dict[str, bytes]) -> images.Picture:
    wide, high = order[1]
    return images.Picture(**files, content_type="image/jpeg", extension="jpg", width=wide, height=high)


def _campaign(cast: Cast, text: CampaignText) -> Campaign:
    first, second = (0, 1) if text.language == "de" else (1, 0)
    published = days_ago(cast.now, 5 - min(text.starts, -1), time(10, 20))
    ends_at = days_ago(cast.now, -text.ends, time(23, 59))
    invited_at = (
        None if text.invited_days_ago is None else days_ago(cast.now, text.invited_days_ago, time(9, 30))
    )
    return Campaign(
        slug=text.slug,
        language=text.language,
        title=text.title[first],
        summary=text.summary[first],
        story=text.story[first],
        second_title=text.title[second],
        second_summary=text.summary[second],
        second_story=text.story[second],
        hashtags=list(text.hashtags),
        starts_on=days_ago(cast.now, -text.starts, time(0)).date(),
        ends_at=ends_at,
        contact=cast.named(text.contact),
        published_at=published,
        changed_at=published,
        invited_at=invited_at,
        remind_at=policies.reminder_moment(ends_at=ends_at, asked_at=invited_at) if invited_at else None,
        reminders_queued_at=ends_at - timedelta(days=5) if ends_at < cast.now else None,
    )


def _occasion(cast: Cast, index: int) -> Campaign:
    """One of any number of campaigns, some over, some running, some coming, some drafts."""
    german, english, hashtag, _scene = OCCASIONS[index % len(OCCASIONS)]
    place = names.PLACES[index // len(OCCASIONS) % len(names.PLACES)][0]
    starts = cast.dice.randrange(-300, 90)
    published = None if index % 25 == 0 else days_ago(cast.now, 10 - min(starts, -1), time(11))
    return Campaign(
        slug=f"{hashtag.casefold().replace('ü', 'ue')}-{index + 1}",
        title=f"{german.format(place=place)} {index + 1}",
        summary=OCCASION_SUMMARY[0],
        story=OCCASION_STORY[0],
        second_title=f"{english.format(place=place)} {index + 1}",
        second_summary=OCCASION_SUMMARY[1],
        second_story=OCCASION_STORY[1],
        hashtags=[hashtag],
        starts_on=days_ago(cast.now, -starts, time(0)).date(),
        ends_at=days_ago(cast.now, -starts - cast.dice.randrange(10, 60), time(23, 59)),
        contact=cast.coordinator,
        published_at=published,
        changed_at=published or cast.now,
    )


def _asset(
    each: Campaign,
    text: CampaignText,
    asset: AssetText,
    position: int,
    drawn: dict[studio.Order, images.Picture],
) -> Asset:
    blank = Asset(
        campaign=each,
        title=asset.title,
        alt=asset.alt,
        credit=text.credit,
        licence="Für eigene Kanäle" if text.language == "de" else "For your own channels",
        good_until=(each.ends_at + timedelta(days=194)).date(),
        position=position,
    )
    return images.keep_asset(drawn[_order(asset)], blank)


def _invite(cast: Cast, each: Campaign) -> Iterable[Invitation]:
    """Everybody who was in the programme by then."""
    assert each.invited_at is not None
    for person in cast.ambassadors:
        if cast.joined[person.pk] < each.invited_at:
            yield Invitation(campaign=each, ambassador_id=person.pk, invited_at=each.invited_at)


def _askings(invitations: Sequence[Invitation]) -> Iterable[Asking]:
    meant = Counter((invitation.campaign, invitation.invited_at) for invitation in invitations)
    return [Asking(campaign=campaign, at=at, meant=count) for (campaign, at), count in meant.items()]


def _answers(cast: Cast, invitations: Sequence[Invitation]) -> Iterable[Answer]:
    """About a third has said nothing; the person on the pictures is undecided about the festival alone."""
    me: uuid.UUID = cast.named(people.AMBASSADOR.name).pk
    for invitation in invitations:
        choice = cast.dice.choices(CHOICES, SHARES)[0]
        if invitation.ambassador_id == me:
            choice = {"werkstolz": "", "lichterfest": "maybe"}.get(invitation.campaign.slug, "in")
        if choice:
            until = min(cast.now, invitation.campaign.ends_at)
            yield Answer(
                campaign=invitation.campaign,
                ambassador_id=invitation.ambassador_id,
                choice=choice,
                show_name=choice == Answer.Choice.IN and cast.dice.random() < SHOWS_NAME,
                changed_at=invitation.invited_at
                + (until - invitation.invited_at) * cast.dice.uniform(0.01, 0.9),
            )


def invited(cast: Cast, invitations: Sequence[Invitation]) -> list[tuple[User, Invitation]]:
    by_id = {person.pk: person for person in cast.everybody}
    return [(by_id[invitation.ambassador_id], invitation) for invitation in invitations]
