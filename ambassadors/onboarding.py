"""A new ambassador's first steps: which there are, and how far somebody is. For that person's own pages alone.

Every app registers at start-up what the hub can know by itself; this one knows nothing of trainings.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ambassadors.models import (
    Ambassador,
    Channel,
    ConsentSubject,
    Guideline,
    OnboardingStep,
    OnboardingTick,
    User,
)

START_REMINDER = "onboarding_reminder"
Condition = Q | Exists


def _nothing() -> None:
    return None


@dataclass(frozen=True)
class Kind:
    """A step that ticks itself.

    `done`: a condition on ambassadors. `needs`: what has to exist before there is anything to do; None: nothing.
    `to`: the name of the address where it is done. `title` and `text` are the hub's own words.
    """

    key: str
    place: int
    title: Promise
    text: Promise
    to: str
    done: Callable[[], Condition]
    needs: Callable[[], QuerySet | None] = _nothing


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _KINDS[kind.key] = kind


def kind_of(step: OnboardingStep) -> Kind | None:
    """None: an own step of the programme, which people tick themselves."""
    return _KINDS.get(step.key)


def every_step() -> list[OnboardingStep]:
    """In order, also those that are off. Before a coordinator changes anything: all that tick themselves, and on."""
    kept = list(OnboardingStep.objects.in_order())
    known = {step.key for step in kept}
    kinds = sorted(_KINDS.values(), key=lambda kind: kind.place)
    missing = [kind.key for kind in kinds if kind.key not in known]
    first = len(kept)
    new = [OnboardingStep(key=key, position=first + n, is_on=not kept) for n, key in enumerate(missing)]
    return kept + new


@dataclass(frozen=True)
class Step:
    """One line of somebody's list, in the active language."""

    key: str
    title: str
    text: str
    to: str
    is_done: bool
    is_own: bool


@dataclass(frozen=True)
class Checklist:
    """None of it is told to anybody else."""

    steps: list[Step]
    is_hidden: bool

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def is_complete(self) -> bool:
        return all(step.is_done for step in self.steps)

    @property
    def is_shown(self) -> bool:
        return not self.is_hidden and not self.is_complete

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if not step.is_done), None)


def checklist_of(person: User) -> Checklist | None:
    """None for somebody outside the programme. Two queries."""
    steps = [step for step in every_step() if step.is_on]
    place = _looked_at(steps).filter(pk=person.pk).first()
    if place is None:
        return None
    there = [step for step in steps if getattr(place, f"is_there_{step.key}", True)]
    lines = [_line(step, getattr(place, f"done_{step.key}", step.key in place.ticked)) for step in there]
    return Checklist(lines, place.onboarding_hidden)


def sample_checklist() -> Checklist:
    """The list as a newcomer sees it, for the preview."""
    steps = [step for step in every_step() if step.is_on and _is_there(step)]
    return Checklist([_line(step, False) for step in steps], False)


def _is_there(step: OnboardingStep) -> bool:
    kind = kind_of(step)
    needed = kind.needs() if kind else None
    return needed is None or needed.exists()


def in_words(step: OnboardingStep) -> Step:
    """As the coordinators' list names it."""
    return _line(step, False)


def unfinished() -> QuerySet[Ambassador]:
    """Those who show their list and have something left on it."""
    steps = [step for step in every_step() if step.is_on]
    left: Any = Q(pk__in=[])
    for step in steps:
        kind = kind_of(step)
        if kind is None:
            ticks = OnboardingTick.objects.filter(ambassador=OuterRef("pk"), step=step.key)
            left |= ~Exists(ticks)
        else:
            needed = kind.needs()
            left |= ~kind.done() if needed is None else Exists(needed) & ~kind.done()
    return Ambassador.objects.filter(left, onboarding_hidden=False)


def _looked_at(steps: list[OnboardingStep]) -> QuerySet[Ambassador]:
    """With `done_<key>` and `is_there_<key>` of what ticks itself, and `ticked`: the own steps that somebody ticked."""
    looks: dict[str, Any] = {}
    for kind in filter(None, map(kind_of, steps)):
        looks[f"done_{kind.key}"] = ExpressionWrapper(kind.done(), output_field=BooleanField())
        if (needed := kind.needs()) is not None:
            looks[f"is_there_{kind.key}"] = Exists(needed)
    ticks = OnboardingTick.objects.filter(ambassador=OuterRef("pk")).values("step")
    return Ambassador.objects.annotate(ticked=ArraySubquery(ticks), **looks)


def _line(step: OnboardingStep, is_done: bool) -> Step:
    """The programme's words where there are some, in the reader's language or the other one; else the hub's own."""
    kind = kind_of(step)
    title, text = _said(step.title_de, step.title_en), _said(step.text_de, step.text_en)
    if kind is None:
        return Step(step.key, title, text, step.link, is_done, is_own=True)
    words = (title or str(kind.title), text or ("" if title else str(kind.text)))
    return Step(step.key, *words, reverse(kind.to), is_done, is_own=False)


def _said(german: str, english: str) -> str:
    return german or english if (get_language() or "de").startswith("de") else english or german


def _has_profile() -> Condition:
    return Q(person__photo__gt="") | Q(person__headline__gt="")


def _has_channel() -> Condition:
    return Exists(Channel.objects.filter(ambassador=OuterRef("pk")))


def _has_decided() -> Condition:
    """Either way, about any of them: a later version or guideline asks by itself."""
    return Exists(ConsentSubject.objects.filter(person=OuterRef("pk"), answered__gt=0))


def _guidelines() -> QuerySet[Guideline]:
    return Guideline.objects.current().voluntary().published()


register(
    Kind(
        key="profile",
        place=10,
        title=_("Photo or a line about you"),
        text=_("Initials are fine as well."),
        to="ambassadors:profile",
        done=_has_profile,
    )
)
register(
    Kind(
        key="channel",
        place=20,
        title=_("Name a channel"),
        text=_("You have a voice without one, too."),
        to="ambassadors:channels",
        done=_has_channel,
    )
)
register(
    Kind(
        key="guidelines",
        place=30,
        title=_("Read the guidelines"),
        text=_("Opting in is your choice, now or later."),
        to="ambassadors:guidelines",
        done=_has_decided,
        needs=_guidelines,
    )
)
