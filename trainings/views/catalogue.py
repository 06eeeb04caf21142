"""Finding a training and its dates."""

from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ambassadors.access import PersonalRequest, signed_in
from ambassadors.markdown import to_html
from trainings import calendar, feedback
from trainings.catalogue import WHEN, Filters, Listed, coming, facets_of, grouped
from trainings.experience import prerequisites
from trainings.facets import DIMENSIONS
from trainings.figures import with_waiting
from trainings.models import Call, Enrolment, Interest, Material, Progress, Session, Training
from trainings.standing import standings
from trainings.undated import undated
from trainings.views.interest import wishing
from trainings.views.own_pace import own_pace

PAGE, CALLS = 12, 5
# Of what somebody takes at their own pace, and of what they wish for.
MOST = 100


@signed_in
@require_safe
def catalogue(request: PersonalRequest) -> HttpResponse:
    """Filters live in the address; a request for a fragment gets the list and the counts."""
    now, person = timezone.now(), request.user
    asked = Filters.read(request.GET)
    there = facets_of(asked, now)
    filters = asked.known(there)
    choices = {name: there.choices(name, filters.chosen) for name in DIMENSIONS}
    sessions = with_waiting(filters.apply(coming(now), now).for_a_list().by_date())
    listed = Listed(sessions, there.dates(filters.chosen), there.undated(filters.chosen))
    page: Page[Any] = Paginator(listed, PAGE).get_page(request.GET.get("page"))  # type: ignore[arg-type]
    dates = [entry for entry in page.object_list if isinstance(entry, Session)]
    rest = [entry for entry in page.object_list if not isinstance(entry, Session)]
    rows = undated(trainings=rest, topics=there.about, person=person)
    context = {
        "filters": filters,
        "choices": choices,
        "whens": [(value, label, value == filters.when) for value, label in WHEN.items()],
        "chips": list(filters.chips(choices)),
        "page": page,
        "dates_found": listed.many_dates,
        "undated_found": len(listed.undated),
        "groups": grouped(standings(sessions=dates, person=person, now=now), now),
        "own_pace": [row for row in rows if row.training.is_self_paced],
        "without_date": [row for row in rows if not row.training.is_self_paced],
    }
    if not request.htmx or request.htmx.history_restore_request:
        context["calls"] = list(Call.objects.that_go_on(now)[:CALLS])
        return render(request, "trainings/catalogue.html", context)
    response = render(request, "trainings/catalogue.html#fragment", context)
    response["HX-Push-Url"] = f"{request.path}{filters.address}"
    return response


@signed_in
@require_safe
def training(request: PersonalRequest, slug: str) -> HttpResponse:
    """A training with all its coming dates, or the lesson of one that people take at their own pace."""
    now, person = timezone.now(), request.user
    shown = get_object_or_404(Training.objects.visible_to(person).prefetch_related("topics"), slug=slug)
    context = {
        "training": shown,
        "words": shown.words,
        "takeaways": to_html(shown.words.takeaways, top=3),
        "materials": Material.objects.for_training(shown).visible_to(person).in_order(),
        "before": prerequisites(training=shown, person=person, now=now),
    }
    if shown.is_self_paced:
        return render(request, "trainings/own_pace.html", context | own_pace(shown, person, now))
    context["rows"] = standings(sessions=_dates(shown, now), person=person, now=now)
    context |= wishing(shown, person, now)
    return render(request, "trainings/training.html", context)


def _own(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With the training of each."""
    unread = ("training__search", "training__lesson", "training__second_lesson")
    return rows.select_related("training").defer(*unread)


def _dates(shown: Training, now: datetime) -> list[Session]:
    dates = Session.objects.published().filter(training=shown).coming(now).by_date()
    return list(with_waiting(dates.for_a_list())[:PAGE])


@signed_in
@require_safe
def mine(request: PersonalRequest) -> HttpResponse:
    """A person's own bookings, coming and past, and what they lead."""
    now = timezone.now()
    asked = Enrolment.objects.of(request.user)
    sessions = Session.objects.published().for_a_list()
    coming_ones = sessions.filter(pk__in=asked.of_interest(now).values("session"), ends_at__gt=now).by_date()
    had = sessions.filter(pk__in=asked.seated().values("session"), ends_at__lte=now)
    had = had.annotate(may_answer=Exists(feedback.open_sessions(request.user, now).filter(pk=OuterRef("pk"))))
    leads = Session.objects.filter(trainers=request.user, ends_at__gt=now).with_training().by_date()
    context = {
        "coming": standings(sessions=coming_ones, person=request.user, now=now),
        "past": Paginator(had.order_by("-starts_at", "id"), PAGE).get_page(request.GET.get("page")),
        "leads": leads[:PAGE],
        "own_pace": _own(Progress.objects.of(request.user)).order_by("done_at", "-started_at", "id")[:MOST],
        "wishes": _own(Interest.objects.of(request.user)).order_by("-since", "id")[:MOST],
    }
    return render(request, "trainings/mine.html", context)


@signed_in
@require_safe
def my_calendar(request: PersonalRequest) -> HttpResponse:
    """A copy of all coming bookings."""
    now = timezone.now()
    booked = Enrolment.objects.of(request.user).booked().values("session")
    sessions = Session.objects.taking_place().with_training().filter(pk__in=booked, ends_at__gt=now).by_date()
    content = calendar.copy(sessions=list(sessions), person=request.user, now=now)
    return calendar_response(content)


def calendar_response(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{calendar.FILE_NAME}"'
    return response
