"""Deciding about an offer, in the hub or by the link of its mail, and what becomes of offers that nobody answers."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import OperationalError
from django.db.models import CharField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast

from ambassadors.models import User
from outbox.models import Message
from outbox.services import withdraw
from outbox.tokens import hash_of
from trainings.models import Enrolment, Session
from trainings.models.enrolments import LINK, OFFERED
from trainings.overlaps import unconfirmed
from trainings.services import notices
from trainings.services.line import free_seat, pass_on
from trainings.services.locking import history, is_busy, locked
from trainings.services.results import LinkClosed, Outcome, Result
from trainings.services.seats import book

State = Enrolment.State


def accept_offer(*, session: Session, person: User, confirmed: Collection[str] = (), now: datetime) -> Result:
    """The offered seat becomes a booking; an offer that is over is passed on instead.

    Where the person has another seat at that time, that has to be among what they `confirmed`.
    """
    with locked(session) as held:
        mine, had_seat = history(held, person)
        return _accept(held, mine, had_seat, confirmed, now)


def decline_offer(*, session: Session, person: User, now: datetime) -> Result:
    """The seat goes to the next in line at once."""
    with locked(session) as held:
        return _decline(held, history(held, person)[0], now)


def offer_behind(*, token: str, now: datetime) -> Enrolment:
    """Raises LinkClosed."""
    offers = Enrolment.objects.behind_link(hash_of(token), now).with_session()
    offer = offers.select_related("person", "session__training").first()
    if offer is None or not offer.session.can_be_decided(now):
        raise LinkClosed
    return offer


def accept_by_link(*, token: str, confirmed: Collection[str] = (), now: datetime) -> Result:
    """As `accept_offer`, of the one offer that the link is about. Raises LinkClosed."""
    with _offer_held(token, now) as (held, mine, had_seat):
        return _accept(held, mine, had_seat, confirmed, now)


def decline_by_link(*, token: str, now: datetime) -> Result:
    """Raises LinkClosed."""
    with _offer_held(token, now) as (held, mine, _had_seat):
        return _decline(held, mine, now)


def expire_offers(*, now: datetime) -> int:
    """End every offer whose time is over and pass the seats on. Returns how many sessions were moved on."""
    lapsed = Session.objects.filter(pk__in=Enrolment.objects.lapsed(now).values("session"))

    def end(held: Session) -> None:
        mine = Enrolment.objects.for_session(held).lapsed(now).select_related("person")
        _end_offers(held, list(mine), now)

    return _each(lapsed.iterator(), end)


def offer_free_seats(*, now: datetime) -> int:
    """Offer seats that are free while somebody waits. Deeds do so themselves; this finds what was missed.

    Also whoever was not told that the first to press gets a seat, since their account was closed at that time.
    """
    free = Session.objects.taking_place().coming(now).filter(taken__lt=F("capacity"))
    told = Message.objects.filter(
        kind=notices.FIRST_COME,
        recipient=OuterRef("person"),
        object_id=Cast(OuterRef("session"), CharField()),
        withdrawn=False,
    )
    missed = Enrolment.objects.in_line().filter(Q(session__first_come_since=None) | ~Exists(told)).order_by()

    def offer(held: Session) -> None:
        pass_on(held, now)
        held.save_seats()

    return _each(free.filter(pk__in=missed.values("session")).iterator(), offer)


@contextmanager
def _offer_held(token: str, now: datetime) -> Iterator[tuple[Session, Enrolment, bool]]:
    """The session, locked, with the offer behind the link and whether its person had a seat before."""
    found = offer_behind(token=token, now=now)
    with locked(found.session) as held:
        mine, had_seat = history(held, found.person)
        # Decided or withdrawn while the lock was awaited.
        if mine is None or mine.offer_token_hash != found.offer_token_hash:
            raise LinkClosed
        yield held, mine, had_seat


def _accept(
    held: Session, mine: Enrolment | None, had_seat: bool, confirmed: Collection[str], now: datetime
) -> Result:
    if mine is None or mine.state != OFFERED:
        return Result(Outcome.NOTHING, enrolment=mine)
    if mine.offer_expires_at is None or mine.offer_expires_at <= now or not held.can_be_decided(now):
        _end_offers(held, [mine], now)
        return Result(Outcome.EXPIRED, enrolment=mine)
    if unconfirmed(session=held, person=mine.person, confirmed=confirmed, now=now):
        return Result(Outcome.OVERLAP, enrolment=mine)
    return book(held, mine, had_seat, now)


def _decline(held: Session, mine: Enrolment | None, now: datetime) -> Result:
    if mine is None or mine.state != OFFERED:
        return Result(Outcome.NOTHING, enrolment=mine)
    mine.state = State.OFFER_DECLINED
    mine.ended_at = now
    mine.close_link()
    mine.save(update_fields=["state", "ended_at", *LINK])
    reason = "the offer was decided"
    withdraw(reason=reason, now=now, object_id=held.pk, kind=notices.OFFER, recipient=mine.person)
    free_seat(held)
    pass_on(held, now)
    held.save_seats()
    return Result(Outcome.DECLINED, enrolment=mine)


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
        enrolment.close_link()
        enrolment.save(update_fields=["state", "ended_at", *LINK])
        free_seat(held)
        notices.say_expired(session=held, enrolment=enrolment, now=now)
    pass_on(held, now)
    held.save_seats()
