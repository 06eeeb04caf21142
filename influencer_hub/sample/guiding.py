"""Makes the guidelines, one of them in three versions and what people decided about it, and the list of first steps."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from ambassadors.models import (
    ConsentEvent,
    ConsentSubject,
    Guideline,
    GuidelineVersion,
    OnboardingStep,
    User,
)
from ambassadors.services import onboarding
from influencer_hub.sample import people
from influencer_hub.sample import texts_guidelines as texts
from influencer_hub.sample.cast import BATCH, Cast, days_ago

SLUG = "leitplanken"
# Days ago on which the versions became valid.
VALID_SINCE = (440, 262, 22)
MORNING = time(9)
OPTED_IN, WITHDRAWN = ConsentEvent.Deed.OPTED_IN, ConsentEvent.Deed.WITHDRAWN
# Days ago, time, version, deed: the person on the pictures has not decided about the third version yet.
ONE_HISTORY = (
    (431, time(9, 12), 1, OPTED_IN),
    (320, time(16, 40), 1, WITHDRAWN),
    (255, time(11, 5), 2, OPTED_IN),
)
Step = tuple[datetime, int, str]


def write_guidelines(cast: Cast) -> None:
    """Does nothing where the guideline is there already."""
    if Guideline.objects.filter(slug=SLUG).exists():
        return
    guideline = _guideline(cast, SLUG, texts.TITLE, 0)
    versions = [
        _version(
            cast,
            guideline,
            since,
            number=text.number,
            text=text.german,
            second_text=text.english,
            binding=texts.BINDING_DE,
            second_binding=texts.BINDING_EN,
        )
        for text, since in zip(texts.VERSIONS, VALID_SINCE, strict=True)
    ]
    versions[-1].simple_text, versions[-1].second_simple_text = texts.SIMPLE_DE, texts.SIMPLE_EN
    versions = GuidelineVersion.objects.bulk_create(versions)
    _decide(cast, guideline, versions)
    pictures = _guideline(cast, "bilder", texts.PICTURES, 1)
    _version(cast, pictures, VALID_SINCE[1], text=texts.PICTURES_DE, second_text=texts.PICTURES_EN).save()
    law = _guideline(cast, "gesetz", texts.LAW, 2, is_binding=True)
    _version(cast, law, VALID_SINCE[0], text=texts.BINDING_DE, second_text=texts.BINDING_EN).save()
    onboarding.add_step(step=OnboardingStep(**texts.OWN_STEP), by=cast.coordinator, now=cast.now)


def _guideline(
    cast: Cast, slug: str, titles: tuple[str, str], position: int, *, is_binding: bool = False
) -> Guideline:
    return Guideline.objects.create(
        slug=slug,
        language="de",
        title=titles[0],
        second_title=titles[1],
        position=position,
        is_binding=is_binding,
        created_at=cast.now - timedelta(days=VALID_SINCE[0] + 10),
    )


def _version(
    cast: Cast, guideline: Guideline, since: int, *, number: int = 1, **words: str
) -> GuidelineVersion:
    return GuidelineVersion(
        guideline=guideline,
        number=number,
        title=guideline.title,
        second_title=guideline.second_title,
        valid_from=days_ago(cast.now, since, MORNING),
        published_by=cast.coordinator,
        **words,
    )


def _decide(cast: Cast, guideline: Guideline, versions: list[GuidelineVersion]) -> None:
    subjects, events = [], []
    hashes = {(v.number, code): v.wording(code).hash for v in versions for code, _name in User.LANGUAGES}
    for person in cast.ambassadors:
        steps = list(_steps(cast, person))
        if not steps:
            continue
        subject = ConsentSubject(
            person=person, guideline=guideline, answered=max(number for _at, number, _deed in steps)
        )
        subjects.append(subject)
        events += [
            ConsentEvent(
                subject=subject.key,
                version=versions[number - 1],
                text_hash=hashes[number, person.language],
                language=person.language,
                deed=deed,
                at=at,
            )
            for at, number, deed in steps
        ]
    ConsentSubject.objects.bulk_create(subjects, batch_size=BATCH)
    ConsentEvent.objects.bulk_create(events, batch_size=BATCH)


def _steps(cast: Cast, person: User) -> Iterator[Step]:
    """Most opt in soon after they joined, some to each new version, a few withdraw; many leave it open."""
    now, dice = cast.now, cast.dice
    if person.name == people.AMBASSADOR.name:
        yield from ((days_ago(now, days, at), number, deed) for days, at, number, deed in ONE_HISTORY)
        return
    joined, chance = cast.joined[person.pk], 0.72
    for number, since in enumerate(VALID_SINCE, start=1):
        valid = days_ago(now, since, MORNING)
        until = days_ago(now, VALID_SINCE[number], MORNING) if number < len(VALID_SINCE) else now
        if until <= joined or dice.random() > chance:
            continue
        begin = max(valid, joined)
        at = begin + (until - begin) * dice.uniform(0.02, 0.5)
        yield at, number, OPTED_IN
        if dice.random() < 0.04:
            yield at + (until - at) * dice.uniform(0.2, 0.9), number, WITHDRAWN
