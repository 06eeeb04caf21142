"""The whole sample programme: drawn first, then written in one transaction."""

from datetime import datetime

from django.db import transaction

from ambassadors.models import User
from influencer_hub.sample import (
    afterwards,
    asking,
    cast,
    gathering,
    guiding,
    importing,
    inviting,
    joining,
    learning,
    posting,
    profiling,
    schooling,
    studio,
)
from trainings import monthly


class PeopleAreThere(Exception):
    """The database belongs to somebody already."""


def make(*, people: int, sessions: int, campaigns: int, now: datetime, again: bool) -> None:
    """Raises PeopleAreThere unless `again`, cast.TooFewPeople."""
    if User.objects.exists() and not again:
        raise PeopleAreThere
    sketches, texts = cast.invent(people), asking.texts_of(campaigns)
    # Before the transaction: a connection that rests in one for a minute is closed.
    drawn = studio.draw(cast.looks_of(sketches), asking.orders_of(texts))
    with transaction.atomic():
        who = cast.gather(sketches, drawn.portraits, now)
        profiling.present(who)
        importing.remember(who)
        guiding.write_guidelines(who)
        enrolments = schooling.teach(who, sessions)
        learning.offer(who)
        afterwards.look_back(who)
        gathering.gather(who)
        invitations = asking.campaign(who, texts, drawn.pictures, campaigns - len(texts))
        posting.post(who, enrolments, invitations)
        inviting.invite(who)
        joining.take_applications(who)
        monthly.recount(now)
