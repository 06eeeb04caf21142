"""Gives the ambassadors of the sample programme profiles, topics, channels, and audiences and boundaries that differ as people do."""

import random
import re
from collections.abc import Iterator, Sequence

from ambassadors.audiences import LABELS
from ambassadors.models import Ambassador, Audience, Boundary, Channel, Topic
from ambassadors.models.names import folded
from ambassadors.networks import recognise
from influencer_hub.sample.cast import BATCH, Cast
from influencer_hub.sample.texts_profiles import (
    ADDRESS_SHARES,
    ADDRESSES,
    ELSEWHERE,
    NOTES_DE,
    NOTES_EN,
    PROFILES,
    TOPICS,
    WORDS_DE,
    WORDS_EN,
    ChannelText,
    ProfileText,
)

WRITTEN = ["pronouns", "stands_for", "languages", *(f"{field}_to" for field in LABELS)]
LISTED = 0.9
# Everybody, ambassadors, coordinators, only me: most who are listed are open, some fields stay narrower.
LEVELS = (Audience.EVERYBODY, Audience.AMBASSADORS, Audience.COORDINATORS, Audience.ME)
SHARES = (78, 12, 5, 5)
DEPTH_SHARES = (20, 25, 30, 25)
LIMITED = 0.25


def present(cast: Cast) -> None:
    """Those who came into the programme without a profile get one; the same people get the same."""
    new = list(
        Ambassador.objects.filter(languages=[]).select_related("person").order_by("person__created_at", "pk")
    )
    new.sort(key=lambda each: each.person.personnel_number or "")
    dice = random.Random(f"profiles {len(cast.everybody)}")
    texts = [PROFILES.get(each.person.name) or _text(each, dice) for each in new]
    for each, text in zip(new, texts, strict=True):
        each.pronouns, each.stands_for, each.languages = text.pronouns, text.stands_for, list(text.languages)
        _open(each, dice)
    Ambassador.objects.bulk_update(new, WRITTEN, batch_size=BATCH)
    _speak(new, texts)
    Channel.objects.bulk_create(
        (channel for each, text in zip(new, texts, strict=True) for channel in _channels(each, text)),
        batch_size=BATCH,
    )
    Boundary.objects.bulk_create(
        (_boundary(each, dice) for each in new if dice.random() < LIMITED), batch_size=BATCH
    )


def _text(each: Ambassador, dice: random.Random) -> ProfileText:
    """Of somebody whom nobody knows."""
    person, german = each.person, each.person.language == "de"
    spoken = dict.fromkeys([person.language, ELSEWHERE.get(person.location, "de"), "en"])
    words = dice.choice(WORDS_DE if german else WORDS_EN) if dice.random() < 0.6 else ""
    return ProfileText(
        topics=tuple(dice.sample(TOPICS, dice.randrange(1, 4))),
        languages=tuple(spoken)[: dice.randrange(1, 4)],
        pronouns=dice.choice(("sie/ihr", "er/ihm") if german else ("she/her", "he/him"))
        if dice.random() < 0.2
        else "",
        stands_for=words,
        channels=tuple(_pasted(each, dice)),
    )


def _pasted(each: Ambassador, dice: random.Random) -> Iterator[ChannelText]:
    name = re.sub("[^a-z]+", "-", folded(each.person.name)).strip("-")
    short = f"{name.replace('-', '')[:18]}{dice.randrange(10, 99)}"
    for address in dict.fromkeys(dice.choices(ADDRESSES, ADDRESS_SHARES, k=dice.randrange(3))):
        note = (
            dice.choice(NOTES_DE if each.person.language == "de" else NOTES_EN) if dice.random() < 0.3 else ""
        )
        depth = dice.choices(Channel.Depth.values, DEPTH_SHARES)[0]
        yield ChannelText(address.format(name=f"{name}-{short[-2:]}", short=short), depth, note)


def _open(each: Ambassador, dice: random.Random) -> None:
    """Those whom everybody knows show themselves; of the others some only to a few, and some to nobody."""
    known = each.person.name in PROFILES
    for field in LABELS:
        level = Audience.EVERYBODY if known else dice.choices(LEVELS, SHARES)[0]
        setattr(each, f"{field}_to", level)
    if known:
        each.depths_to = Audience.COORDINATORS if each.person.first_name == "Jördis" else Audience.EVERYBODY
    elif dice.random() > LISTED:
        each.listed_to = Audience.ME


def _boundary(each: Ambassador, dice: random.Random) -> Boundary:
    return Boundary(
        ambassador=each,
        asks_per_month=dice.choice((None, 1, 2, 4)),
        no_photo=dice.random() < 0.4,
        is_paused=each.person.name not in PROFILES and dice.random() < 0.1,
    )


def _speak(new: Sequence[Ambassador], texts: Sequence[ProfileText]) -> None:
    known = {topic.key: topic for topic in Topic.objects.all()}
    names = {Topic.key_of(name): name for text in texts for name in text.topics}
    made = [Topic(name=name, key=key) for key, name in names.items() if key not in known]
    known |= {topic.key: topic for topic in Topic.objects.bulk_create(made)}
    between = Topic.ambassadors.through
    between.objects.bulk_create(
        (
            between(topic=known[Topic.key_of(name)], ambassador=each)
            for each, text in zip(new, texts, strict=True)
            for name in text.topics
        ),
        batch_size=BATCH,
    )


def _channels(each: Ambassador, text: ProfileText) -> Iterator[Channel]:
    for position, pasted in enumerate(text.channels):
        found = recognise(pasted.pasted, pasted.network)
        yield Channel(
            ambassador=each,
            network=found.network,
            handle=found.handle,
            address=found.address,
            depth=pasted.depth,
            note=pasted.note,
            position=position,
        )
