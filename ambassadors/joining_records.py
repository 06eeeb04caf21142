"""What the export says about joining, first steps and signing in: the rows that `records` has no room for."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from ambassadors.known import Record, recorded
from ambassadors.models import Application, GoOn, NextRound, OnboardingTick, SavedView, User
from ambassadors.records import values_of


@recorded("application to join")
def application(person: User) -> Iterator[Record]:
    """As far as the person has been told: a decision that can still be taken back is not theirs yet."""
    own = Application.objects.filter(person=person).first()
    if own is None:
        return
    answers = own.answers.order_by("pk").values_list("text", flat=True)
    asked = own.asks_back.order_by("asked_at", "pk").values("question", "asked_at", "answer", "answered_at")
    yield {
        "words": own.words,
        "state": own.told_state,
        "applied_at": own.applied_at,
        "answers": list(answers),
        "asked": list(map(dict, asked)),
    }


@recorded("waits for the next round")
def next_round(person: User) -> Iterator[Record]:
    yield from (values_of(row, "person") for row in NextRound.objects.filter(person=person))


@recorded("yearly question")
def going_on(person: User) -> Iterator[Record]:
    yield from (values_of(row, "ambassador") for row in GoOn.objects.filter(ambassador__person=person))


@recorded("first steps ticked")
def ticks(person: User) -> Iterator[Record]:
    own = OnboardingTick.objects.filter(ambassador__person=person).order_by("step")
    yield from map(dict, own.values("step__key", "step__title_de", "step__title_en"))


@recorded("saved views")
def views(person: User) -> Iterator[Record]:
    yield from (values_of(view, "owner") for view in SavedView.objects.visible_to(person).by_name())


@recorded("ways to sign in")
def ways(person: User) -> Iterator[Record]:
    for one in Authenticator.objects.filter(user=person).order_by("created_at", "pk"):
        yield {"kind": one.type, "added_at": one.created_at}
    for account in SocialAccount.objects.filter(user=person).order_by("date_joined", "pk"):
        yield {"kind": "company account", "subject": account.uid, "added_at": account.date_joined}


@recorded("signed in at")
def devices(person: User) -> Iterator[Record]:
    own = UserSession.objects.filter(user=person).order_by("created_at", "pk")
    yield from map(dict, own.values("user_agent", "created_at"))
