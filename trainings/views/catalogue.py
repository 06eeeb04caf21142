"""Finding a training and its dates."""

from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ambassadors.access import PersonalRequest, signed_in
from ambassadors.lists import Counted
from ambassadors.markdown import to_html
from trainings import calendar
from trainings.catalogue import Filters, coming, facets_of, grouped
from trainings.models import Call, Enrolment, Material, Session, Training
from trainings.standing import standings

PAGE, CALLS = 12, 5


@signed_in
@require_safe
def catalogue(request: PersonalRequest) -> HttpResponse:
    """Filters live in the address; a request for a fragment gets the list and the counts."""
    now = timezone.now()
    asked = Filters.read(request.GET)
    all_dates = facets_of(asked, now)
    filters = asked.known(all_dates.topics, all_dates.places)
    chosen = filters.topics, filters.places
    topics, places = all_dates.topic_choices(*chosen), all_dates.place_choices(*chosen)
    sessions = filters.apply(coming(now), now).for_a_list().by_date()
    page = Counted(sessions, PAGE, all_dates.count(*chosen)).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "topics": topics,
        "places": places,
        "chips": list(filters.chips(topics, places)),
        "page": page,
        "groups": grouped(standings(sessions=page.object_list, person=request.user, now=now), now),
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
    """A training with all its coming dates."""
    now = timezone.now()
    shown = get_object_or_404(Training.objects.visible_to(request.user).prefetch_related("topics"), slug=slug)
    context = {
        "training": shown,
        "words": shown.words,
        "takeaways": to_html(shown.words.takeaways, top=3),
        "materials": Material.objects.for_training(shown).visible_to(request.user).in_order(),
        "rows": standings(sessions=_dates(shown, now), person=request.user, now=now),
    }
    return render(request, "trainings/training.html", context)


def _dates(shown: Training, now: datetime) -> list[Session]:
    dates = Session.objects.published().filter(training=shown).coming(now).by_date()
    return list(dates.for_a_list()[:PAGE])


@signed_in
@require_safe
def mine(request: PersonalRequest) -> HttpResponse:
    """A person's own bookings, coming and past, and what they lead."""
    now = timezone.now()
    asked = Enrolment.objects.of(request.user)
    sessions = Session.objects.published().for_a_list()
    coming_ones = sessions.filter(pk__in=asked.of_interest(now).values("session"), ends_at__gt=now).by_date()
    had = sessions.filter(pk__in=asked.seated().values("session"), ends_at__lte=now)
    leads = Session.objects.filter(trainers=request.user, ends_at__gt=now).with_training().by_date()
    context = {
        "coming": standings(sessions=coming_ones, person=request.user, now=now),
        "past": Paginator(had.order_by("-starts_at", "id"), PAGE).get_page(request.GET.get("page")),
        "leads": leads[:PAGE],
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
