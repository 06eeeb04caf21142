"""A person's start page: what is next, what is open, how far the first steps are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ambassadors import decisions
from ambassadors.access import PersonalRequest, ambassadors_only, everybody
from ambassadors.models import Ambassador, Application, GoOn, OnboardingStep, User, Wording
from ambassadors.notes import undoable
from ambassadors.onboarding import checklist_of, kind_of
from ambassadors.services import onboarding
from campaigns.answering import Answering, answering
from campaigns.models import Campaign
from trainings import feedback
from trainings.models import Enrolment, Session
from trainings.overlaps import Overlap, overlaps
from trainings.standing import Standing, State, standings

# How often the page says that nothing is an obligation; then it rests. The browser counts, not we.
VISITS_TO_REASSURE = 3
VISITS_COOKIE = "visits"
# So long after a date the page asks how it was.
LOOK_BACK_DAYS = 7
SHOWN_DATES, SHOWN_CAMPAIGNS, SHOWN_ASKS = 50, 30, 6
HELD = (State.OFFERED, State.MAY_PRESS)
ONE_YEAR_SECONDS = 365 * 24 * 60 * 60


@everybody
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "home_signed_out.html")
    now = timezone.now()
    dates, occasions = Dates.of(request.user, now), Occasions.of(request.user, now)
    start = checklist_of(request.user)
    visits = _visits(request)
    context = {
        "greeting": greeting(request.user, now),
        "now": now,
        "lead": what_is_coming(dates, occasions, now),
        "reassure": visits < VISITS_TO_REASSURE,
        "dates": dates,
        "occasions": occasions,
        "standing": going_on(request.user, now) if start else None,
        "application": None if start else Application.objects.filter(person=request.user).first(),
        "new_versions": new_versions(request.user) if start else [],
        "in_programme": start is not None,
        "look_back": look_back(request.user, now),
        "start": start if start and start.is_shown else None,
        "start_is_hidden": start is not None and start.is_hidden and not start.is_complete,
    }
    response = render(request, "home.html", context)
    if visits < VISITS_TO_REASSURE:
        _count_visit(request, response, visits)
    return response


def _visits(request: HttpRequest) -> int:
    counted = request.COOKIES.get(VISITS_COOKIE, "0")
    return int(counted) if counted.isascii() and counted.isdecimal() and len(counted) == 1 else 0


def _count_visit(request: HttpRequest, response: HttpResponse, visits: int) -> None:
    response.set_cookie(
        VISITS_COOKIE,
        str(visits + 1),
        max_age=ONE_YEAR_SECONDS,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


@dataclass(frozen=True)
class Dates:
    """A person's coming dates: seats held for them or free to press, what is theirs, what they wait for, and offers that
    ran out and can be asked for again."""

    offers: list["Held"]
    booked: list[Standing]
    waiting: list[Standing]
    ended: list[Standing]

    @classmethod
    def of(cls, person: User, now: datetime) -> "Dates":
        asked = Enrolment.objects.of(person).of_interest(now).values("session")
        sessions = Session.objects.taking_place().coming(now).filter(pk__in=asked)
        sessions = sessions.with_training().with_trainers().by_date()[:SHOWN_DATES]
        rows = standings(sessions=sessions, person=person, now=now)
        return cls(
            offers=Held.of([row for row in rows if row.state in HELD], person, now),
            booked=[row for row in rows if row.state == State.BOOKED],
            waiting=[row for row in rows if row.state == State.WAITING],
            ended=[row for row in rows if row.state == State.FULL and row.offer_has_ended],
        )

    @property
    def next(self) -> Standing | None:
        return self.booked[0] if self.booked else None

    def within_a_week(self, now: datetime) -> int:
        return sum(row.session.starts_at <= now + timedelta(days=7) for row in self.booked)


@dataclass(frozen=True)
class Held:
    """A seat that is held for the reader or free to press, with what else they have at that time."""

    row: Standing
    overlaps: list[Overlap]

    @classmethod
    def of(cls, rows: list[Standing], person: User, now: datetime) -> list["Held"]:
        found = overlaps(sessions=[row.session for row in rows], person=person, now=now)
        return [cls(row, found[row.session.pk]) for row in rows]


@dataclass(frozen=True)
class Occasions:
    """Campaigns that can be answered: those a person is asked to, and one more to look at."""

    asks: list[Answering]
    to_look_at: Campaign | None

    @classmethod
    def of(cls, person: User, now: datetime) -> "Occasions":
        found = list(
            Campaign.objects.open(now)
            .with_answer_of(person)
            .in_order_of_use(now)
            .defer("story", "second_story", "search")[:SHOWN_CAMPAIGNS]
        )
        return cls(asks=_asks(found, now), to_look_at=next((one for one in found if not one.is_asked), None))

    @property
    def unanswered(self) -> int:
        return sum(not ask.choice for ask in self.asks)


def _asks(campaigns: Iterable[Campaign], now: datetime) -> list[Answering]:
    """What waits for an answer first; whoever said "not this time" is not asked again by the page."""
    asks = [ask for ask in (answering(campaign, now) for campaign in campaigns) if ask]
    asks = [ask for ask in asks if ask.choice != "not_this_time"]
    return sorted(asks, key=lambda ask: bool(ask.choice))[:SHOWN_ASKS]


def look_back(person: User, now: datetime) -> Session | None:
    """The last date that the reader was at and has not said anything about, if they like."""
    lately = feedback.open_sessions(person, now).filter(ends_at__gt=now - timedelta(days=LOOK_BACK_DAYS))
    return lately.with_training().order_by("-ends_at", "pk").first()


def greeting(person: User, now: datetime) -> str:
    """By the clock of the reader."""
    hour = timezone.localtime(now).hour
    if 5 <= hour < 12:
        words = _("Good morning, %(name)s.")
    else:
        words = _("Good afternoon, %(name)s.") if 12 <= hour < 18 else _("Good evening, %(name)s.")
    return words % {"name": person.first_name}


def number_in_words(number: int) -> str:
    words = [_("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine")]
    return words[number - 2] if 2 <= number <= 9 else str(number)


def what_is_coming(dates: Dates, occasions: Occasions, now: datetime) -> str:
    """One training this week, two open invitations. Empty where there is nothing."""
    offers, this_week, unanswered = len(dates.offers), dates.within_a_week(now), occasions.unanswered
    parts = [
        (offers, ngettext("one seat held for you", "%(n)s seats held for you", offers)),
        (this_week, ngettext("one training this week", "%(n)s trainings this week", this_week)),
        (unanswered, ngettext("one open invitation", "%(n)s open invitations", unanswered)),
    ]
    said = ", ".join(words % {"n": number_in_words(number)} for number, words in parts if number)
    return f"{said[0].upper()}{said[1:]}." if said else ""


@dataclass(frozen=True)
class GoingOn:
    """What the page says about staying: the yearly question while it is open, and a pause. Nobody else is told either."""

    question: GoOn | None
    pauses: bool


def going_on(person: User, now: datetime) -> GoingOn:
    """In one query."""
    place = Ambassador.objects.select_related("boundary", "go_on").get(pk=person.pk)
    question, boundary = getattr(place, "go_on", None), getattr(place, "boundary", None)
    return GoingOn(
        question=question if question is not None and question.pauses_on else None,
        pauses=boundary is not None and boundary.pauses_on(now.astimezone(person.zone).date()),
    )


def new_versions(person: User) -> list[tuple[decisions.Decision, Wording]]:
    """Guidelines with a version that the person has not decided about since their consent."""
    language = get_language() or ""
    return [(each, each.latest.wording(language)) for each in decisions.asked_again(person)]


def _home() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("home"), status=303)


@ambassadors_only
@require_POST
def hide_start(request: PersonalRequest) -> HttpResponse:
    onboarding.put_start_away(person=request.user)
    undoable(request, _("Your first steps are hidden."), undo=reverse("start_show"))
    return _home()


@ambassadors_only
@require_POST
def show_start(request: PersonalRequest) -> HttpResponse:
    onboarding.take_start_out(person=request.user)
    return _home()


@ambassadors_only
@require_POST
def tick(request: PersonalRequest, key: str) -> HttpResponse:
    """What the hub cannot know; it can be taken back from the list itself."""
    onboarding.tick(person=request.user, step=_own_step(key))
    undoable(request, _("Ticked. Only you see that."), undo=reverse("start_untick", args=[key]))
    return _home()


@ambassadors_only
@require_POST
def untick(request: PersonalRequest, key: str) -> HttpResponse:
    onboarding.untick(person=request.user, step=_own_step(key))
    return _home()


def _own_step(key: str) -> OnboardingStep:
    step = get_object_or_404(OnboardingStep, key=key, is_on=True)
    if kind_of(step):
        raise Http404
    return step
