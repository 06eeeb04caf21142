"""A person's note for whoever plans their shifts: to print, and as a file."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ambassadors.access import PersonalRequest, signed_in
from trainings.models import Enrolment
from trainings.models.enrolments import ATTENDED, BOOKED
from trainings.release_note import ReleaseNote, as_pdf
from trainings.release_note import release_note as written


def _own(request: PersonalRequest, session_id: UUID) -> Enrolment:
    seats = Enrolment.objects.of(request.user).filter(state__in=[BOOKED, ATTENDED]).with_session()
    mine = get_object_or_404(seats, session=session_id)
    mine.person = request.user
    return mine


def _is_named(request: PersonalRequest) -> bool:
    return request.GET.get("named") == "1"


def _note(request: PersonalRequest, mine: Enrolment, now: datetime) -> ReleaseNote:
    return written(mine, is_named=_is_named(request), today=timezone.localtime(now))


@signed_in
@require_safe
def release_note(request: PersonalRequest, session_id: UUID) -> HttpResponse:
    """Without the programme's name, or with it (`?named=1`)."""
    mine = _own(request, session_id)
    context = {
        "session": mine.session,
        "words": mine.session.training.words,
        "note": _note(request, mine, timezone.now()),
        "is_named": _is_named(request),
    }
    return render(request, "trainings/release_note.html", context)


@signed_in
@require_safe
def release_note_file(request: PersonalRequest, session_id: UUID) -> HttpResponse:
    mine, now = _own(request, session_id), timezone.now()
    content = as_pdf(_note(request, mine, now), at=now)
    response = HttpResponse(content, content_type="application/pdf")
    name = _("release") + f"-{timezone.localdate(mine.session.starts_at)}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
