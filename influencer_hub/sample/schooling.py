"""Makes trainings, their dates and who takes part, in bulk; the seats come out as the deeds would leave them."""

import itertools
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from ambassadors.models import User
from influencer_hub.sample import people, timetable
from influencer_hub.sample.cast import BATCH, Cast
from influencer_hub.sample.texts_trainings import TRAININGS
from influencer_hub.sample.timetable import Planned
from influencer_hub.sample.training_texts import (
    ACCOUNT,
    LIST_DE,
    LIST_EN,
    SPOKEN_DE,
    SPOKEN_EN,
    TOPICS,
    TrainingText,
)
from trainings import policies
from trainings.links import open_link
from trainings.models import Enrolment, Session, Topic, Training
from trainings.models.enrolments import SEATED
from trainings.models.trainings import REMINDER_MINUTES
from trainings.services import open_feed

State = Enrolment.State
# How many dates each person takes part in, on average.
DATES_PER_PERSON = 1.5
# So many are looked at to fill one date.
SOME = 40
ONLINE_REMINDERS = (10_080, 1_440, 15)


def teach(cast: Cast, count: int) -> list[Enrolment]:
    """`count` dates more. Returns the new enrolments, each with its session and person."""
    trainings = _trainings(cast.now)
    known_are_there = Session.objects.exists()
    skip = len(timetable.KNOWN) if known_are_there else 0
    planned = list(timetable.dates(count + skip))[skip:]
    usual = DATES_PER_PERSON * len(cast.everybody) / max(1, count)
    planned = [
        timetable.filled(each, index=index, usual=usual, share=cast.dice.uniform(0.3, 1))
        for index, each in enumerate(planned)
    ]
    sessions = [_session(cast, each, trainings[each.training.slug]) for each in planned]
    enrolments = _enrolments(cast, planned, sessions)
    Session.objects.bulk_create(sessions, batch_size=BATCH)
    _name_trainers(cast, planned, sessions)
    Enrolment.objects.bulk_create(enrolments, batch_size=BATCH)
    if not known_are_there:
        _subscribe(cast)
    return enrolments


def _subscribe(cast: Cast) -> None:
    """Those who sign in as the ambassador and the trainer have their sessions in their own calendars."""
    for person in (people.AMBASSADOR, people.TRAINER):
        open_feed(person=cast.named(person.name), now=cast.now - timedelta(days=20))


def _trainings(now: datetime) -> dict[str, Training]:
    topics = {
        slug: Topic.objects.get_or_create(slug=slug, defaults={"name_de": german, "name_en": english})[0]
        for slug, german, english in TOPICS
    }
    there = {training.slug: training for training in Training.objects.all()}
    for text in TRAININGS:
        if text.slug not in there:
            there[text.slug] = training = as_training(text, now)
            training.save()
            training.topics.set(topics[slug] for slug in text.topics)
    return there


def as_training(text: TrainingText, now: datetime) -> Training:
    """Not saved yet."""
    first, second = (0, 1) if text.language == "de" else (1, 0)
    spoken = SPOKEN_DE if text.language == "de" else SPOKEN_EN
    pairs = {
        "title": text.title,
        "summary": text.summary,
        "takeaways": text.takeaways,
        "spoken": spoken,
        "access": text.access,
        "bring": text.bring,
        "attendance_note": (LIST_DE, LIST_EN),
    }
    on_site = Training.Format.HYBRID if text.hybrid else Training.Format.ON_SITE
    return Training(
        slug=text.slug,
        language=text.language,
        languages=[text.language],
        format=on_site if text.places else Training.Format.ONLINE,
        is_working_time=True,
        account=ACCOUNT,
        # Nobody travels to an online room.
        reminder_minutes=list(REMINDER_MINUTES if text.places else ONLINE_REMINDERS),
        created_at=now - timedelta(days=200),
        **{name: pair[first] for name, pair in pairs.items()},
        **{f"second_{name}": pair[second] for name, pair in pairs.items()},
    )


def _session(cast: Cast, planned: Planned, training: Training) -> Session:
    starts_at = planned.starts_at(cast.now)
    evening = datetime.combine(
        starts_at.date() - timedelta(days=1), time(18), tzinfo=ZoneInfo(planned.timezone)
    )
    online = training.format != Training.Format.ON_SITE
    return Session(
        training=training,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=planned.training.minutes),
        timezone=planned.timezone,
        location=planned.place[0],
        place=planned.place[1],
        link=f"https://treffen.nordwerk.example/{planned.training.slug}" if online else "",
        capacity=planned.training.seats,
        enrolment_closes_at=evening,
        cancel_by=starts_at - timedelta(hours=1),
        published_at=None if planned.is_draft else min(cast.now, starts_at) - timedelta(days=40),
        cancelled_at=cast.now - timedelta(days=1) if planned.cancelled else None,
        cancel_reason=planned.cancelled,
    )


def _name_trainers(cast: Cast, planned: Sequence[Planned], sessions: Sequence[Session]) -> None:
    through = Session.trainers.through
    rows = {
        (session.pk, cast.named(name).pk)
        for each, session in zip(planned, sessions, strict=True)
        for name in each.training.trainers
    }
    through.objects.bulk_create(
        (through(session_id=session, user_id=person) for session, person in rows), batch_size=BATCH
    )


def _enrolments(cast: Cast, planned: Sequence[Planned], sessions: Sequence[Session]) -> list[Enrolment]:
    """Everybody gets their turn, so that nobody sits in two rooms more often than others."""
    pool = [person for person in cast.everybody if not person.is_staff]
    cast.dice.shuffle(pool)
    turn = itertools.cycle(pool)
    enrolments: list[Enrolment] = []
    for each, session in zip(planned, sessions, strict=True):
        if session.published_at is not None:
            enrolments += _line(cast, each, session, turn, len(pool))
    return enrolments


def _line(
    cast: Cast, planned: Planned, session: Session, turn: Iterator[User], size: int
) -> Iterator[Enrolment]:
    """Those who asked for a seat, in the order of asking."""
    elsewhere = {cast.named(name) for name in (*planned.training.trainers, *planned.offered, *planned.waits)}
    seated = [cast.named(name) for name in planned.named]
    others = [
        one for one in itertools.islice(turn, min(size, SOME)) if one not in elsewhere and one not in seated
    ]
    missing = max(0, (planned.seated or 0) - len(seated))
    seated += others[:missing]
    line = [(person, State.BOOKED) for person in seated]
    if len(line) + len(planned.offered) >= session.capacity:
        line += [(cast.named(name), State.OFFERED) for name in planned.offered]
        line += [(cast.named(name), State.WAITING) for name in planned.waits]
        line += [(person, State.WAITING) for person in others[missing:][: planned.waiting]]
    for number, ((person, state), at) in enumerate(
        zip(line, _moments(cast, session, len(line)), strict=True), start=1
    ):
        became = _arrived(number) if planned.is_on else _became(cast, session, state)
        yield _enrolment(cast, session, person, became, number, at)
    session.asked = len(line)


def _arrived(number: int) -> State:
    """Twenty minutes in: one will not come, of two nobody has said anything yet."""
    return {4: State.NO_SHOW, 7: State.BOOKED, 9: State.BOOKED}.get(number, State.ATTENDED)


def _moments(cast: Cast, session: Session, count: int) -> list[datetime]:
    """When they asked, the first at the head; more of them lately."""
    end = min(cast.now, session.enrolment_closes_at)
    begin = session.published_at or end
    return sorted(begin + (end - begin) * cast.dice.uniform(0.01, 0.99) ** 0.5 for _asking in range(count))


def _became(cast: Cast, session: Session, state: State) -> State:
    if session.is_cancelled:
        return State.CANCELLED_BY_ORGANIZER
    if session.ends_at > cast.now or state == State.WAITING:
        return state
    # Yesterday's roster is still open: its trainer marks who was there.
    if session.ends_at > cast.now - timedelta(days=5):
        return State.BOOKED
    return cast.dice.choices((State.ATTENDED, State.NO_SHOW, State.CANCELLED_LATE), (86, 6, 8))[0]


def _enrolment(
    cast: Cast, session: Session, person: User, state: State, number: int, asked_at: datetime
) -> Enrolment:
    enrolment = Enrolment(session=session, person=person, state=state, number=number, asked_at=asked_at)
    if state == State.OFFERED:
        enrolment.offered_at = cast.now - timedelta(minutes=50)
        enrolment.offer_expires_at = policies.offer_end(enrolment.offered_at, person)
        open_link(enrolment)
    elif state != State.WAITING:
        enrolment.booked_at = asked_at
        enrolment.reminder_minutes = list(session.training.reminder_minutes)
    if session.starts_at <= cast.now < session.ends_at and state in (State.ATTENDED, State.NO_SHOW):
        enrolment.recorded_at = session.starts_at + timedelta(minutes=number)
        enrolment.recorded_by = person if state == State.ATTENDED and number % 2 else None
    if state in (State.CANCELLED_LATE, State.CANCELLED_BY_ORGANIZER):
        enrolment.ended_at = session.cancelled_at or session.cancel_by + timedelta(minutes=20)
    if state in SEATED:
        session.taken += 1
    return enrolment
