"""A person's own limits, and the pause. Nobody else has a page like this about them."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ambassadors.access import PersonalRequest, ambassadors_only, signed_in
from ambassadors.forms.boundaries import BoundariesForm, PauseForm, TimesForm
from ambassadors.models import Boundary, User
from ambassadors.notes import undoable
from ambassadors.services import boundaries as deeds
from ambassadors.templatetags.hub import plain_day


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def boundaries(request: PersonalRequest) -> HttpResponse:
    """Colleagues outside the programme have weekdays and quiet hours alone."""
    person = User.objects.select_related("ambassador__boundary").get(pk=request.user.pk)
    form = _form(request, person)
    if request.method == "POST" and form.is_valid():
        deeds.save_times(person=person, **form.times)
        if isinstance(form, BoundariesForm):
            deeds.save_limits(person=person, limits=form.limits)
        messages.success(request, _("Your boundaries are saved. They hold from now on."))
        return _back()
    return _page(request, person, form, PauseForm(today=_today(person)))


@ambassadors_only
@require_POST
def pause(request: PersonalRequest) -> HttpResponse:
    """The day comes from the form, or from the button that takes a coming back back."""
    person, given = request.user, request.POST if "until" in request.POST else request.GET
    form = PauseForm(given, today=_today(person))
    if not form.is_valid():
        return _page(request, person, _form(request, person, sent=False), form)
    until: date | None = form.cleaned_data["until"]
    undo = as_before(person)
    deeds.pause(person=person, until=until, now=timezone.now())
    if until:
        said = _("You pause. From %(day)s on you may be asked again.") % {"day": plain_day(until)}
    else:
        said = _("You pause until you come back.")
    undoable(request, said, undo=undo)
    return _back()


@ambassadors_only
@require_POST
def come_back(request: PersonalRequest) -> HttpResponse:
    if _boundary(request.user).pauses_on(_today(request.user)):
        undo = as_before(request.user)
        deeds.come_back(person=request.user)
        undoable(request, _("You are back. What was asked in the meantime does not come."), undo=undo)
    return _back()


def as_before(person: User) -> str:
    """The address that takes back what comes next: to the pause of now, or to none."""
    boundary = _boundary(person)
    if not boundary.pauses_on(_today(person)):
        return reverse("ambassadors:come_back")
    until = f"{boundary.paused_until:%Y-%m-%d}" if boundary.paused_until else ""
    return f"{reverse('ambassadors:pause')}?until={until}"


def _form(request: HttpRequest, person: User, *, sent: bool = True) -> TimesForm:
    data = request.POST if sent and request.method == "POST" else None
    if person.is_ambassador:
        return BoundariesForm(data, person=person, boundary=_boundary(person))
    return TimesForm(data, person=person)


def _boundary(person: User) -> Boundary:
    return getattr(person.ambassador, "boundary", None) or Boundary(ambassador=person.ambassador)


def _today(person: User) -> date:
    """Of the person's own calendar."""
    return timezone.now().astimezone(person.zone).date()


def _page(request: HttpRequest, person: User, form: TimesForm, pause_form: PauseForm) -> HttpResponse:
    boundary = _boundary(person) if person.is_ambassador else None
    context = {
        "form": form,
        "pause_form": pause_form,
        "boundary": boundary,
        "pauses": boundary is not None and boundary.pauses_on(_today(person)),
    }
    return render(request, "ambassadors/boundaries.html", context)


def _back() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("ambassadors:boundaries"), status=303)
