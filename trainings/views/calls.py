"""Community calls: whoever likes comes by the link. No page of them knows who does."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ambassadors.access import PersonalRequest, signed_in
from ambassadors.markdown import to_html
from trainings import call_calendar
from trainings.models import Call, CallDate

PAGE, COMING, IN_A_CALENDAR = 6, 12, 60


@signed_in
@require_safe
def call(request: PersonalRequest, call_id: UUID) -> HttpResponse:
    """The next date with its link, those that follow, and the notes of those that were."""
    now = timezone.now()
    shown = get_object_or_404(Call.objects.visible_to(request.user), pk=call_id)
    dates = CallDate.objects.filter(call=shown)
    past = dates.past(now).not_cancelled().exclude(notes="").order_by("-starts_at", "id")
    page = Paginator(past, PAGE).get_page(request.GET.get("page"))
    coming = list(dates.coming(now).by_date()[:COMING])
    context = {
        "call": shown,
        "next": next((date for date in coming if not date.is_cancelled), None),
        "coming": coming,
        "page": page,
        "notes": [(date, to_html(date.notes, top=4)) for date in page],
        "now": now,
    }
    return render(request, "trainings/call.html", context)


@signed_in
@require_safe
def calendar_file(request: PersonalRequest, call_id: UUID) -> HttpResponse:
    now = timezone.now()
    shown = get_object_or_404(Call.objects.visible_to(request.user), pk=call_id)
    dates = CallDate.objects.filter(call=shown).coming(now).by_date()[:IN_A_CALENDAR]
    content = call_calendar.copy(call=shown, dates=dates)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="call.ics"'
    return response
