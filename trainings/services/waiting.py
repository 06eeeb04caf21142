"""The waiting list: joining it, leaving it, and deciding about an offer."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import OperationalError

from ambassadors.models import User
from outbox.services import withdraw
from trainings.models import Enrolment, Session
from trainings.models.enrolments import OFFERED, WAITING
from trainings.services import notices
from trainings.services.line import (
    free_seat,
    join_line,
    pass_on,
    place_of,
    settle_first_come,
    waiting_count,
)
from trainings.services.locking import history, is_busy, live_enrolment, locked
from trainings.services.results import Outcome, Result
from trainings.services.seats import book

State = Enrolment.State


def join_waiting_list(*, session: Session, person: User, now: datetime) -> Result:
    """Stand at the end of the line. Where a seat is free by now, it is offered at once."""
    with locked(session) as held:
        mine = live_enrolment(held, person)
        if mine is not None:
            place = place_of(mine) if mine.state == WAITING else 0
            return Result(Outcome.ALREADY, place=place, enrolment=mine)
        if not held.is_open(now):
            return Result(Outcome.NOT_YET if held.opens_later(now) else Outcome.CLOSED)
        place, taken = waiting_count(held) + 1, held.taken
        mine = join_line(held, person, now)
        mine.save(force_insert=True)
        pass_on(held, now)
        held.save_seats()
        if held.taken > taken:
            mine.refresh_from_db(fields=["state", "offered_at", "offer_expires_at"])
        if mine.state == OFFERED:
            return Result(Outcome.OFFERED, enrolment=mine)
        notices.say_waiting(session=held, enrolment=mine, place=place, now=now)
        return Result(Outcome.WAITING, place=place, enrolment=mine)


def leave_waiting_list(*, session: Session, person: User, now: datetime) -> Result:
    """Always possible, and nothing is kept of it."""
    with locked(session) as held:
        mine = live_enrolment(held, person)
        if mine is None or mine.state != WAITING:
            return Result(Outcome.NOTHING)
        mine.delete()
        settle_first_come(held, now)
        held.save_seats()
        for kind in (notices.WAITING, notices.FIRST_COME):
            withdraw(reason="no longer waiting", now=now, object_id=held.pk, kind=kind, recipient=person)
        return Result(Outcome.LEFT)


def accept_offer(*, session: Session, person: User, now: datetime) -> Result:
    """The offered seat becomes a booking; an offer that is over is passed on instead."""
    with locked(session) as held:
        mine, had_seat = history(held, person)
        if mine is None or mine.state != OFFERED:
            return Result(Outcome.NOTHING, enrolment=mine)
        if mine.offer_expires_at is None or mine.offer_expires_at <= now or not held.can_be_decided(now):
            _end_offers(held, [mine], now)
            return Result(Outcome.EXPIRED, enrolment=mine)
        return book(held, mine, had_seat, now)


def decline_offer(*, session: Session, person: User, now: datetime) -> Result:
    """The seat goes to the next in line at once."""
    with locked(session) as held:
        mine = live_enrolment(held, person)
        if mine is None or mine.state != OFFERED:
            return Result(Outcome.NOTHING, enrolment=mine)
        mine.state = State.OFFER_DECLINED
        mine.ended_at = now
        mine.save(update_fields=["state", "ended_at"])
        withdraw(
            reason="the offer was decided", now=now, object_id=held.pk, kind=notices.OFFER, recipient=person
        )
        free_seat(held)
        pass_on(held, now)
        held.save_seats()
        return Result(Outcome.DECLINED, enrolment=mine)


def expire_offers(*, now: datetime) -> int:
    """End every offer whose time is over and pass the seats on. Returns how many sessions were moved on."""
    lapsed = Session.objects.filter(pk__in=Enrolment.objects.lapsed(now).values("session"))

    def end(held: Session) -> None:
        mine = Enrolment.objects.for_session(held).lapsed(now).select_related("person")
        _end_offers(held, list(mine), now)

    return _each(lapsed.iterator(), end)


def offer_free_seats(*, now: datetime) -> int:
    """Offer seats that are free while somebody waits. Deeds do so themselves; this finds what was missed."""
    idle = Session.objects.taking_place().coming(now).with_idle_seats()
    in_line = Enrolment.objects.in_line().order_by().values("session")

    def offer(held: Session) -> None:
        pass_on(held, now)
        held.save_seats()

    return _each(idle.filter(pk__in=in_line).iterator(), offer)


def _each(sessions: Iterable[Session], move_on: Callable[[Session], None]) -> int:
    """One transaction each; a session that is busy is found again by the next tick."""
    moved = 0
    for session in sessions:
        try:
            with locked(session) as held:
                move_on(held)
        except OperationalError as error:
            if not is_busy(error):
                raise
            continue
        moved += 1
    return moved


def _end_offers(held: Session, lapsed: list[Enrolment], now: datetime) -> None:
    for enrolment in lapsed:
        enrolment.state = State.OFFER_EXPIRED
        enrolment.ended_at = now
        enrolment.save(update_fields=["state", "ended_at"])
        free_seat(held)
        notices.say_expired(session=held, enrolment=enrolment, now=now)
    pass_on(held, now)
    held.save_seats()
