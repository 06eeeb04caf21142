"""Coordinators ask back, approve and decline. A decision settles after some minutes; until then it can be taken back."""

import uuid
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from ambassadors import policies
from ambassadors.models import Application, AskBack, Cohort, User
from ambassadors.models.applications import DECLINED_KEPT, ApplicationQuerySet
from ambassadors.services.admission import admit
from outbox.services import queue, record

QUESTION = "application_question"
WELCOME = "application_approved"
DECLINED = "application_declined"
State = Application.State


class AlreadyDecided(Exception):
    """Somebody else was faster, or the person has taken the application back."""


class NoPlaceLeft(Exception):
    """More were to be approved than the cohort has places left. The argument is the cohort."""


class TooLate(Exception):
    """The decision was told, or taken back already."""


def suggested_welcome() -> str:
    """In the language that is active, as a start for words of one's own."""
    return _("Good to have you with us. You can look around at once; begin with whatever you like.")


def suggested_decline() -> str:
    """The same for a "not this time"."""
    return _(
        "Thank you for your application, and for what you wrote. We cannot offer you a place this time. That says nothing about you or your work: there were more applications than we can look after well. You can apply again whenever you like, and trainings and kits stay open to you."
    )


@transaction.atomic
def ask_back(*, application: Application, question: str, by: User, now: datetime) -> AskBack:
    """Raises AlreadyDecided, also while an earlier question is open, and PermissionDenied."""
    _only_coordinators(by)
    held = _held([application.pk])
    if not held or held[0].state != State.WAITING:
        raise AlreadyDecided
    asked = AskBack.objects.create(application=held[0], question=question, asked_by=by, asked_at=now)
    held[0].state = State.ASKED
    held[0].save(update_fields=["state"])
    queue(
        kind=QUESTION,
        recipient=held[0].person,
        now=now,
        useful_until=now + DECLINED_KEPT,
        object_id=held[0].pk,
        occurrence=str(asked.pk),
        context={"question": question, "by": by.name},
    )
    record(actor=by, deed="applicant asked back", subject=held[0], now=now)
    return asked


def approve(
    *, application: Application, text: str, by: User, now: datetime, go: uuid.UUID | None = None
) -> None:
    """`text`: what the welcome says in the coordinator's own words. Raises as `approve_many`."""
    approve_many(applications=Application.objects.filter(pk=application.pk), by=by, now=now, go=go, text=text)


@transaction.atomic
def approve_many(
    *,
    applications: ApplicationQuerySet,
    by: User,
    now: datetime,
    go: uuid.UUID | None = None,
    text: str = "",
) -> int:
    """Everybody or nobody. `go`: what the pressed button names, so that pressing it twice approves once.

    Each has their place in the programme, and the welcome, when `settle` finds them. Returns how many these are.
    Raises NoPlaceLeft, AlreadyDecided and PermissionDenied.
    """
    _only_coordinators(by)
    if go is not None and (known := Application.objects.filter(decision=go).count()):
        return known
    wanted = dict(applications.values_list("pk", "cohort"))
    cohorts = _locked_cohorts(wanted.values())
    held = _held(wanted)
    if not held or len(held) < len(wanted):
        raise AlreadyDecided
    for key, count in Counter(one.cohort_id for one in held if one.cohort_id).items():
        if cohorts[key].free < count:
            raise NoPlaceLeft(cohorts[key])
        cohorts[key].approved += count
        cohorts[key].save(update_fields=["approved"])
    _decide(held, State.APPROVED, text=text, by=by, now=now, go=go)
    return len(held)


@transaction.atomic
def decline(
    *, application: Application, text: str, by: User, now: datetime, go: uuid.UUID | None = None
) -> None:
    """`text` is what the person reads. Raises AlreadyDecided and PermissionDenied."""
    _only_coordinators(by)
    if go is not None and Application.objects.filter(decision=go).exists():
        return
    held = _held([application.pk])
    if not held:
        raise AlreadyDecided
    _decide(held, State.DECLINED, text=text, by=by, now=now, go=go)


@transaction.atomic
def undo(*, decision: uuid.UUID, by: User, now: datetime) -> int:
    """As if nothing had been decided: the person has not heard of it. Returns how many. Raises TooLate."""
    _only_coordinators(by)
    wanted = dict(Application.objects.filter(decision=decision).values_list("pk", "cohort"))
    cohorts = _locked_cohorts(wanted.values())
    rows = Application.objects.select_for_update(of=("self",)).filter(decision=decision)
    held = [one for one in rows.order_by("pk") if one.can_be_undone(now)]
    if not held:
        raise TooLate
    for one in held:
        if one.cohort_id and one.state == State.APPROVED:
            cohorts[one.cohort_id].approved -= 1
            cohorts[one.cohort_id].save(update_fields=["approved"])
        is_asked = one.asks_back.filter(answered_at__isnull=True).exists()
        one.state = State.ASKED if is_asked else State.WAITING
        one.decided_at = one.decided_by = one.decision = None
        one.reply = ""
        one.save(update_fields=["state", "decided_at", "decided_by", "decision", "reply"])
        record(actor=by, deed="decision about an application taken back", subject=one, now=now)
    return len(held)


def settle(*, now: datetime) -> int:
    """What can no longer be undone takes effect and is told. Returns how many decisions that were."""
    due = Application.objects.settling(now).order_by("decided_at", "id").values_list("pk", flat=True)
    return sum(_settle(pk, now) for pk in list(due))


@transaction.atomic
def _settle(pk: uuid.UUID, now: datetime) -> bool:
    rows = Application.objects.settling(now).select_for_update(skip_locked=True, of=("self",))
    application = rows.select_related("person", "cohort", "decided_by").filter(pk=pk).first()
    if application is None:
        return False
    _tell(application, now)
    if application.is_declined:
        application.told_at = now
        application.save(update_fields=["told_at"])
    else:
        admit(person=application.person, now=now)
        record(
            actor=application.decided_by,
            deed="admitted to the programme",
            subject=application.person,
            now=now,
        )
    return True


def context_of(application: Application, *, text: str, by: User | None) -> dict[str, str]:
    """What the message of a decision says; where `text` is empty, the suggested words in the person's language."""
    cohort = application.cohort
    with translation.override(application.person.language):
        suggested = suggested_decline() if application.is_declined else suggested_welcome()
    starts = cohort.kicks_off_on.isoformat() if cohort and cohort.kicks_off_on else ""
    return {"text": text or suggested, "by": by.name if by else "", "kicks_off_on": starts}


def _tell(application: Application, now: datetime) -> None:
    queue(
        kind=DECLINED if application.is_declined else WELCOME,
        recipient=application.person,
        now=now,
        useful_until=now + DECLINED_KEPT,
        object_id=application.pk,
        context=context_of(application, text=application.reply, by=application.decided_by),
    )


def _decide(
    held: list[Application], state: str, *, text: str, by: User, now: datetime, go: uuid.UUID | None
) -> None:
    go = go or uuid.uuid4()
    for one in held:
        one.state, one.reply, one.decision = state, text, go
        one.decided_at, one.decided_by = now, by
        one.save(update_fields=["state", "reply", "decision", "decided_at", "decided_by"])
        record(actor=by, deed=f"application {state}", subject=one, now=now)


def _only_coordinators(by: User) -> None:
    if not policies.may_decide_applications.test(by):
        raise PermissionDenied


def _locked_cohorts(keys: Iterable[uuid.UUID | None]) -> dict[uuid.UUID, Cohort]:
    """Whoever gives or frees places holds the cohort, before its applications, always in one order."""
    wanted = {key for key in keys if key is not None}
    return {one.pk: one for one in Cohort.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}


def _held(keys: Iterable[uuid.UUID]) -> list[Application]:
    rows = Application.objects.select_for_update(of=("self",)).undecided().filter(pk__in=list(keys))
    return list(rows.filter(person__is_active=True).select_related("person").order_by("pk"))
