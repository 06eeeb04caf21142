"""A person tells the trainers of a date what they need to take part."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.messages import constants
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

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
    """A fragment gets the card of the need with what was done; where there is nobody to tell, the page is loaded anew."""
    session = get_object_or_404(Session.objects.visible_to(request.user).with_trainers(), pk=session_id)
    level, said, is_kept = _tell(session, request)
    address = reverse("trainings:session", args=[session_id])
    if request.htmx and level != constants.WARNING:
        kept = AccessNeed.objects.of(request.user).filter(enrolment__session=session).first()
        context = {"session": session, "may_say_need": True, "need": kept.text if kept else ""}
        context |= {"said": said, "is_kept": is_kept}
        if not is_kept:
            context["need"] = request.POST.get("need", "")
        return render(request, "trainings/need.html", context)
    messages.add_message(request, level, said)
    if request.htmx:
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address + "#need", status=303)


def _tell(session: Session, request: PersonalRequest) -> tuple[int, str, bool]:
    """How it ended, in words, and whether what was sent is what is kept now."""
    form = NeedForm(request.POST)
    if not form.is_valid():
        return constants.ERROR, _("This is too long. A few words are enough."), False
    text = form.cleaned_data["need"]
    if not services.say_need(session=session, person=request.user, text=text, now=timezone.now()):
        return constants.WARNING, _("You have no seat here, so there is nobody to tell."), False
    if text:
        return constants.SUCCESS, _("Saved. Only those who lead this date read it."), True
    return constants.SUCCESS, _("Deleted. Nobody reads it any more."), True


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
