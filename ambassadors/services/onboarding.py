"""Coordinators edit the list of first steps; a person ticks what the hub cannot know, for themselves alone."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors import policies
from ambassadors.models import Ambassador, Onboarding, OnboardingStep, OnboardingTick, User
from ambassadors.onboarding import every_step, kind_of
from outbox.services import record

MOST_STEPS = 20
WORDS = ["title_de", "title_en", "text_de", "text_en", "link"]


class TooManySteps(Exception):
    """There are `MOST_STEPS` on the list."""


def put_start_away(*, person: User) -> None:
    Ambassador.objects.filter(person=person).update(onboarding_hidden=True)


def take_start_out(*, person: User) -> None:
    Ambassador.objects.filter(person=person).update(onboarding_hidden=False)


def tick(*, person: User, step: OnboardingStep) -> None:
    """Raises PermissionDenied for what ticks itself, and for people outside the programme."""
    _check_own(person, step)
    OnboardingTick.objects.get_or_create(ambassador_id=person.pk, step=step)


def untick(*, person: User, step: OnboardingStep) -> None:
    """Raises PermissionDenied as `tick`."""
    _check_own(person, step)
    OnboardingTick.objects.filter(ambassador_id=person.pk, step=step).delete()


def _check_own(person: User, step: OnboardingStep) -> None:
    if kind_of(step) is not None or not policies.may_tick_steps.test(person):
        raise PermissionDenied


@transaction.atomic
def add_step(*, step: OnboardingStep, by: User, now: datetime) -> OnboardingStep:
    """As the last. Raises TooManySteps."""
    steps = _edit(by)
    if len(steps) >= MOST_STEPS:
        raise TooManySteps
    step.position = steps[-1].position + 1 if steps else 0
    step.save(force_insert=True)
    record(actor=by, deed="first step added", subject=step, now=now)
    return step


@transaction.atomic
def change_step(*, step: OnboardingStep, by: User, now: datetime) -> None:
    """Write the words and the link."""
    _edit(by)
    OnboardingStep.objects.filter(pk=step.pk).update(**{name: getattr(step, name) for name in WORDS})
    record(actor=by, deed="first step changed", subject=step, now=now)


@transaction.atomic
def switch_step(*, step: OnboardingStep, is_on: bool, by: User, now: datetime) -> None:
    """Ticks of a step that is off are kept, for when it is on again."""
    _edit(by)
    OnboardingStep.objects.filter(pk=step.pk).update(is_on=is_on)
    deed = "first step switched on" if is_on else "first step switched off"
    record(actor=by, deed=deed, subject=step, now=now)


@transaction.atomic
def move_step(*, step: OnboardingStep, places: int, by: User, now: datetime) -> None:
    """Towards the front (negative) or the end; it stops at either."""
    order = _edit(by)
    place = next(i for i, one in enumerate(order) if one.pk == step.pk)
    order.insert(min(max(place + places, 0), len(order) - 1), order.pop(place))
    for position, one in enumerate(order):
        one.position = position
    OnboardingStep.objects.bulk_update(order, ["position"])
    record(actor=by, deed="first step moved", subject=step, now=now)


@transaction.atomic
def set_reminder(*, after_days: int | None, by: User, now: datetime) -> None:
    """None: no reminder."""
    _edit(by)
    Onboarding.objects.filter(pk=1).update(remind_after_days=after_days)
    record(actor=by, deed="reminder of first steps set", subject=Onboarding(pk=1), now=now, days=after_days)


def _edit(by: User) -> list[OnboardingStep]:
    """Every step in order, all of them written, with the list locked for this coordinator."""
    if not policies.may_edit_onboarding.test(by):
        raise PermissionDenied
    Onboarding.objects.get_or_create(pk=1)
    Onboarding.objects.select_for_update().get(pk=1)
    steps = every_step()
    OnboardingStep.objects.bulk_create([step for step in steps if step._state.adding])
    return steps
