"""Trainings at one's own pace: started, ticked off, and a reminder for a day, by the person alone."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from ambassadors.access import PersonalRequest, signed_in, type_view
from ambassadors.markdown import to_html
from ambassadors.models import User
from ambassadors.notes import undoable
from ambassadors.templatetags.hub import day
from trainings import feedback, policies, services
from trainings.forms import NudgeForm
from trainings.models import Progress, Training


def own_pace(shown: Training, person: User, now: datetime) -> dict[str, Any]:
    """The lesson, how far the reader is, and the reminder that is still to come."""
    mine = Progress.objects.of(person).filter(training=shown).first()
    language, lesson = shown.lesson_words
    first, _last = policies.nudge_days(person, now)
    coming = mine.nudge_on if mine and mine.nudge_on and mine.nudge_on >= first else None
    return {
        "mine": mine,
        "may_answer": bool(mine and mine.is_done)
        and not feedback.has_answered(training=shown, session=None, person=person),
        "lesson": to_html(lesson, top=3),
        "lesson_language": language,
        "nudge_on": coming,
        "nudge": NudgeForm(person=person, now=now, initial={"day": coming or first}),
    }


def _page_of(deed: Callable[..., object], said: str, undo: str = "") -> type_view:
    """`said` in English, `undo`: the name of the address that takes it back."""

    @signed_in
    @require_POST
    def press(request: PersonalRequest, slug: str) -> HttpResponse:
        shown, now = _visible(request, slug), timezone.now()
        deed(training=shown, person=request.user, now=now)
        if request.htmx:
            return _card(request, shown, now, pressed=True)
        if undo:
            undoable(request, _(said), undo=reverse(undo, args=[slug]))
        else:
            messages.success(request, _(said))
        return _back(slug)

    return press


start = _page_of(services.start, gettext_noop("Started. Only you see that."), "trainings:put_away")
tick_off = _page_of(services.tick_off, gettext_noop("Ticked off. Only you see that."), "trainings:untick")
untick = _page_of(services.untick, gettext_noop("Open again."))
put_away = _page_of(
    services.put_away, gettext_noop("Put away, as if it had never been started."), "trainings:start"
)
stop_nudge = _page_of(services.stop_nudge, gettext_noop("No reminder will come."))


@signed_in
@require_POST
def nudge(request: PersonalRequest, slug: str) -> HttpResponse:
    """One message in the morning of a day that the person picks; another day takes its place."""
    shown, now, person = _visible(request, slug), timezone.now(), request.user
    form = NudgeForm(request.POST, person=person, now=now)
    if form.is_valid():
        chosen = form.cleaned_data["day"]
        if services.set_nudge(training=shown, person=person, day=chosen, now=now) and not request.htmx:
            messages.success(request, _("We remind you on %(day)s, once.") % {"day": day(chosen)})
    if request.htmx:
        return (
            _card(request, shown, now, nudge=form)
            if form.errors
            else _card(request, shown, now, pressed=True)
        )
    if form.errors:
        messages.warning(request, " ".join(str(error) for error in form.errors["day"]))
    return _back(slug)


def _visible(request: PersonalRequest, slug: str) -> Training:
    return get_object_or_404(Training.objects.visible_to(request.user).self_paced(), slug=slug)


def _card(request: PersonalRequest, shown: Training, now: datetime, **more: Any) -> HttpResponse:
    context = {"training": shown, "words": shown.words} | own_pace(shown, request.user, now) | more
    return render(request, "trainings/own_pace_card.html", context)


def _back(slug: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("trainings:training", args=[slug]), status=303)
