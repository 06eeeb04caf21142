"""A new ambassador's first steps. They tick themselves, nothing expires, and the card disappears when all are done."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from ambassadors.models import Ambassador, ConsentSubject, GuidelineVersion, User
from trainings.models import Enrolment


@dataclass(frozen=True)
class Start:
    """None of these is told to anybody else. `guidelines_decided` is None while there are no guidelines."""

    has_profile: bool
    guidelines_decided: bool | None
    has_training: bool

    @property
    def steps(self) -> list[bool]:
        found = (self.has_profile, self.guidelines_decided, self.has_training)
        return [step for step in found if step is not None]

    @property
    def done(self) -> int:
        return sum(self.steps)

    @property
    def is_complete(self) -> bool:
        return all(self.steps)


def first_steps(person: User) -> tuple[bool, Start | None]:
    """Whether the person is in the programme, and their steps while there are some to show. One query."""
    published = GuidelineVersion.objects.published()
    decided = ConsentSubject.objects.filter(
        person=person, guideline=OuterRef("guideline"), answered__gte=OuterRef("number")
    )
    place = (
        Ambassador.objects.filter(person=person)
        .annotate(
            has_guidelines=Exists(published),
            undecided=Exists(published.filter(~Exists(decided))),
            has_training=Exists(Enrolment.objects.of(person).filter(Q(booked_at__isnull=False))),
        )
        .first()
    )
    if place is None:
        return False, None
    start = Start(
        has_profile=bool(person.photo or person.headline),
        guidelines_decided=not place.undecided if place.has_guidelines else None,
        has_training=place.has_training,
    )
    return True, None if place.onboarding_hidden or start.is_complete else start
