"""A person tells the trainers of a date what they need to take part."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ambassadors.access import PersonalRequest, signed_in
from ambassadors.models import User
from trainings import services
from trainings.forms import NeedForm
from trainings.models import AccessNeed, Session
from trainings.services import Result
from trainings.standing import Standing, State

ASKED = (State.WAITING, State.MAY_PRESS, State.OFFERED, State.BOOKED)


@signed_in
@require_POST
def need(request: PersonalRequest, session_id: UUID) -> HttpResponse:
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=session_id)
    form, now = NeedForm(request.POST), timezone.now()
    if not form.is_valid():
        messages.error(request, _("This is too long. A few words are enough."))
    elif not services.say_need(session=session, person=request.user, text=form.cleaned_data["need"], now=now):
        messages.warning(request, _("You have no seat here, so there is nobody to tell."))
    elif form.cleaned_data["need"]:
        messages.success(request, _("Saved. Only those who lead this date read it."))
    else:
        messages.success(request, _("Deleted. Nobody reads it any more."))
    return HttpResponseRedirect(reverse("trainings:session", args=[session_id]) + "#need", status=303)


def along_with(request: HttpRequest, session: Session, person: User, result: Result) -> None:
    """What was written while taking a seat. Whoever has no seat or place after all tells nobody."""
    form = NeedForm(request.POST)
    if result.enrolment is not None and form.is_valid() and form.cleaned_data["need"]:
        text = form.cleaned_data["need"]
        services.say_need(session=session, person=person, text=text, now=timezone.now())


def need_of(at: Standing, person: User) -> dict[str, Any]:
    """For the card: whether the person may say what they need, and what they have said."""
    if at.state not in ASKED:
        return {}
    said = AccessNeed.objects.of(person).filter(enrolment__session=at.session).first()
    return {"may_say_need": True, "need": said.text if said else ""}
