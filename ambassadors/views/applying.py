"""An employee applies, changes the application, answers a question, takes it back, or waits for the next round."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ambassadors import rounds
from ambassadors.access import PersonalRequest, signed_in
from ambassadors.forms.applying import AnswerForm, ApplyForm
from ambassadors.models import Application, ApplicationAnswer, AskBack, NextRound, User
from ambassadors.notes import undoable
from ambassadors.services import applications, cohorts
from ambassadors.services.applications import NothingToAnswer, RoundClosed

View = Callable[[PersonalRequest], HttpResponse]


def _page() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("ambassadors:join"), status=303)


def _for_strangers(view: View) -> View:
    """Whoever is in the programme has nothing to apply for: the page says so."""

    @wraps(view)
    def guarded(request: PersonalRequest) -> HttpResponse:
        return _page() if request.user.is_ambassador else view(request)

    return guarded


def own_page(request: PersonalRequest, **forms: Any) -> HttpResponse:
    """What /join/ shows to somebody who is signed in. `forms` came back with faults."""
    if request.user.is_ambassador:
        return render(request, "ambassadors/joined.html")
    now = timezone.now()
    mine, current = _mine(request.user), rounds.current(now)
    form = forms.get("form") or _form(None, mine, current)
    context = {
        "application": mine,
        "state": mine.told_state if mine else "",
        "round": current,
        "form": form,
        "answer_form": forms.get("answer_form") or AnswerForm(),
        "question": next((ask for ask in mine.asks_back.all() if not ask.answered_at), None)
        if mine
        else None,
        "by": rounds.who_answers(),
        "is_late": mine is not None and now.astimezone(request.user.zone).date() > mine.answered_by,
        "forgotten_on": mine.forgotten_on if mine else None,
        "may_write": _may_write(mine, current),
        "waits": NextRound.objects.filter(person=request.user, told_at__isnull=True).exists(),
    }
    return render(request, "ambassadors/apply.html", context)


@signed_in
@require_POST
@_for_strangers
def apply(request: PersonalRequest) -> HttpResponse:
    """Send an application, or change the one that is there."""
    mine, current = _mine(request.user), rounds.current(timezone.now())
    form = _form(request.POST, mine, current)
    if not _may_write(mine, current):
        messages.warning(request, _("The round has just closed, so nothing was sent."))
        return _page()
    if not form.is_valid():
        return own_page(request, form=form)
    try:
        applications.apply(
            person=request.user, words=form.cleaned_data["words"], answers=form.answers, now=timezone.now()
        )
    except RoundClosed:
        messages.warning(request, _("The round has just closed, so nothing was sent."))
        return _page()
    is_new = mine is None or _is_over(mine)
    said = _("Your application is on its way.") if is_new else _("Your application is changed.")
    messages.success(request, said)
    return _page()


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@_for_strangers
def take_back(request: PersonalRequest) -> HttpResponse:
    """GET asks and names what happens, since nothing is left that an undo could bring back."""
    mine = _mine(request.user)
    if mine is None:
        return _page()
    if request.method != "POST":
        return render(request, "ambassadors/apply_take_back.html", {"is_over": _is_over(mine)})
    applications.take_back(person=request.user, now=timezone.now())
    messages.success(request, _("Your application is gone. Nothing of it was kept."))
    return _page()


@signed_in
@require_POST
@_for_strangers
def answer(request: PersonalRequest) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return own_page(request, answer_form=form)
    try:
        applications.answer(person=request.user, text=form.cleaned_data["text"], now=timezone.now())
    except NothingToAnswer:
        messages.info(request, _("This question is answered already."))
    else:
        messages.success(request, _("Your answer is sent."))
    return _page()


@signed_in
@require_POST
@_for_strangers
def next_round(request: PersonalRequest) -> HttpResponse:
    cohorts.wait_for_next(person=request.user, now=timezone.now())
    undoable(
        request,
        _("You hear once from us, when the next round opens."),
        undo=reverse("ambassadors:next_round_off"),
    )
    return _page()


@signed_in
@require_POST
@_for_strangers
def next_round_off(request: PersonalRequest) -> HttpResponse:
    cohorts.wait_no_more(person=request.user)
    undoable(request, _("You are not told about the next round."), undo=reverse("ambassadors:next_round"))
    return _page()


def _mine(person: User) -> Application | None:
    found = Application.objects.visible_to(person).filter(person=person).select_related("cohort", "person")
    return found.prefetch_related(
        Prefetch("answers", ApplicationAnswer.objects.select_related("question")),
        Prefetch("asks_back", AskBack.objects.select_related("asked_by")),
    ).first()


def _form(data: Any, mine: Application | None, current: rounds.Round) -> ApplyForm:
    """For the cohort of the application that is there, else for the round that is open."""
    changed = mine if mine is not None and not _is_over(mine) else None
    cohort = changed.cohort if changed is not None else current.cohort
    questions = cohort.questions.all() if cohort is not None else []
    return ApplyForm(data, questions=questions, application=changed)


def _is_over(application: Application) -> bool:
    return application.told_state == Application.State.DECLINED


def _may_write(mine: Application | None, current: rounds.Round) -> bool:
    """What is there can be changed at any time; something new is sent while a round takes it."""
    return current.takes_applications if mine is None or _is_over(mine) else True
