"""Coordinators edit the list of first steps. How far somebody is stands nowhere here, and no number of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ambassadors.access import PersonalRequest, coordinators
from ambassadors.forms.onboarding import ReminderForm, StepForm
from ambassadors.models import Onboarding, OnboardingStep, User
from ambassadors.onboarding import every_step, in_words, kind_of, sample_checklist
from ambassadors.services import onboarding as deeds


def _list() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("ambassadors:cockpit_onboarding"), status=303)


@coordinators
@require_safe
def cockpit_onboarding(request: PersonalRequest) -> HttpResponse:
    form = ReminderForm(initial={"after_days": Onboarding.current().remind_after_days})
    return _page(request, form)


def _page(request: PersonalRequest, form: ReminderForm) -> HttpResponse:
    steps = every_step()
    language = request.GET.get("language", "")
    if language not in dict(User.LANGUAGES):
        language = translation.get_language() or ""
    with translation.override(language):
        preview = sample_checklist()
    context = {
        "steps": [(step, in_words(step), kind_of(step) is None) for step in steps],
        "form": form,
        "start": preview,
        "preview_language": language,
    }
    return render(request, "ambassadors/cockpit_onboarding.html", context)


@coordinators
@require_POST
def reminder(request: PersonalRequest) -> HttpResponse:
    form = ReminderForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    days = form.cleaned_data["after_days"]
    deeds.set_reminder(after_days=days, by=request.user, now=timezone.now())
    messages.success(request, _("The interval is saved.") if days else _("No reminder goes out from now on."))
    return _list()


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def new_step(request: PersonalRequest) -> HttpResponse:
    form = StepForm(request.POST or None, instance=OnboardingStep(), is_own=True)
    if request.method == "POST" and form.is_valid():
        try:
            deeds.add_step(step=form.instance, by=request.user, now=timezone.now())
        except deeds.TooManySteps:
            messages.warning(request, _("The list is full. Fewer steps are easier to take."))
        else:
            messages.success(request, _("The step is on the list."))
        return _list()
    return render(request, "ambassadors/cockpit_step.html", {"form": form})


def _step(key: str) -> OnboardingStep:
    found = next((step for step in every_step() if step.key == key), None)
    if found is None:
        raise Http404
    return found


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def change_step(request: PersonalRequest, key: str) -> HttpResponse:
    step = _step(key)
    said, kind = in_words(step), kind_of(step)
    form = StepForm(request.POST or None, instance=step, is_own=kind is None)
    if request.method == "POST" and form.is_valid():
        deeds.change_step(step=form.instance, by=request.user, now=timezone.now())
        messages.success(request, _("The step is saved."))
        return _list()
    return render(request, "ambassadors/cockpit_step.html", {"form": form, "step": said, "kind": kind})


@coordinators
@require_POST
def move_step(request: PersonalRequest, key: str) -> HttpResponse:
    places = -1 if request.POST.get("to") == "forward" else 1
    deeds.move_step(step=_step(key), places=places, by=request.user, now=timezone.now())
    return _list()


@coordinators
@require_POST
def switch_step(request: PersonalRequest, key: str) -> HttpResponse:
    """On or off, as the button says: pressing it twice does it once."""
    step, is_on = _step(key), request.POST.get("to") == "on"
    deeds.switch_step(step=step, is_on=is_on, by=request.user, now=timezone.now())
    words = _("“%(title)s” is on the list.") if is_on else _("“%(title)s” is off the list.")
    messages.success(request, words % {"title": in_words(step).title})
    return _list()
