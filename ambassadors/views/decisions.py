"""The pages on which a coordinator decides: with the words that the person will read, before they are sent."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from ambassadors.access import PersonalRequest, coordinators
from ambassadors.forms.applications import ReplyForm
from ambassadors.models import Application, User
from ambassadors.services import deciding
from ambassadors.services.deciding import AlreadyDecided, NoPlaceLeft
from ambassadors.views.applications import queue_page, said_with_undo
from ambassadors.views.choosing import chosen_ids
from ambassadors.views.inviting import go_of
from outbox import letters
from outbox.models import Message

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Way:
    """One of the two ways to decide: the deed, its message, words to begin with, and what the next page says."""

    deed: Callable[..., None]
    kind: str
    suggested: Callable[[], str]
    said: Promise


APPROVE = Way(
    deciding.approve,
    deciding.WELCOME,
    deciding.suggested_welcome,
    gettext_lazy(
        "%(name)s is approved. In ten minutes the place in the programme is theirs, and the welcome goes out."
    ),
)
DECLINE = Way(
    deciding.decline,
    deciding.DECLINED,
    deciding.suggested_decline,
    gettext_lazy("%(name)s gets your answer in ten minutes. Nobody else is told."),
)


@coordinators
@GET_POST
def application_approve(request: PersonalRequest, application_id: uuid.UUID) -> HttpResponse:
    return _decide(request, application_id, APPROVE)


@coordinators
@GET_POST
def application_decline(request: PersonalRequest, application_id: uuid.UUID) -> HttpResponse:
    return _decide(request, application_id, DECLINE)


def _decide(request: PersonalRequest, application_id: uuid.UUID, way: Way) -> HttpResponse:
    """The button "Preview" writes the message and decides nothing."""
    rows = Application.objects.visible_to(request.user).for_a_page()
    application = get_object_or_404(rows, pk=application_id)
    form = _reply_form(request, application.person, way.suggested)
    is_valid = request.method == "POST" and form.is_valid()
    if is_valid and "preview" not in request.POST:
        return _decided(request, application, way, form.cleaned_data["text"])
    text = form.cleaned_data["text"] if is_valid else form.initial["text"]
    context = {
        "application": application,
        "person": application.person,
        "form": form,
        "approves": way is APPROVE,
        "preview": "" if form.errors else _preview(application, way.kind, text, request.user),
        "go": uuid.uuid4(),
    }
    return render(request, "ambassadors/cockpit_application_decide.html", context)


def _decided(request: PersonalRequest, application: Application, way: Way, text: str) -> HttpResponse:
    go = go_of(request) or uuid.uuid4()
    try:
        way.deed(application=application, text=text, by=request.user, now=timezone.now(), go=go)
    except (AlreadyDecided, NoPlaceLeft) as reason:
        return _refused(request, reason)
    return said_with_undo(request, str(way.said) % {"name": application.person.name}, go)


def _reply_form(request: PersonalRequest, person: User, suggested: Callable[[], str]) -> ReplyForm:
    with translation.override(person.language):
        text = suggested()
    return ReplyForm(
        request.POST if request.method == "POST" else None,
        initial={"text": text},
        label=_("Your words to %(name)s") % {"name": person.first_name},
        hint=_("A suggestion, in the language the person reads the hub in. Make it yours."),
        language=person.language,
    )


def _preview(application: Application, kind: str, text: str, by: User) -> str:
    return letters.read_again(
        Message(
            kind=kind,
            recipient=application.person,
            object_id=str(application.pk),
            context=deciding.context_of(application, text=text, by=by),
        ),
        now=timezone.now(),
    )


@coordinators
@GET_POST
def applications_approve(request: PersonalRequest) -> HttpResponse:
    """Those who were ticked. GET names the number; POST approves, and asks again where the number has changed."""
    chosen = (
        Application.objects.visible_to(request.user)
        .undecided()
        .filter(pk__in=chosen_ids(request, "application"))
    )
    people = list(chosen.for_a_page().longest_first())
    changed = request.method == "POST" and request.POST.get("number") != str(len(people))
    if request.method == "POST" and people and not changed:
        go = go_of(request) or uuid.uuid4()
        try:
            count = deciding.approve_many(applications=chosen, by=request.user, now=timezone.now(), go=go)
        except (AlreadyDecided, NoPlaceLeft) as reason:
            return _refused(request, reason)
        said = ngettext(
            "%(count)d person is approved. In ten minutes the place is theirs, and the welcome goes out.",
            "%(count)d people are approved. In ten minutes the places are theirs, and the welcomes go out.",
            count,
        )
        return said_with_undo(request, said % {"count": count}, go)
    context: dict[str, Any] = {"applications": people, "changed": changed, "go": uuid.uuid4()}
    context["previews"] = _previews(people, request.user)
    return render(request, "ambassadors/cockpit_applications_approve.html", context)


def _previews(applications: list[Application], by: User) -> list[tuple[str, str]]:
    """One welcome for each language among them, as its first reader gets it."""
    first = {one.person.language: one for one in reversed(applications)}
    return [(language, _preview(one, deciding.WELCOME, "", by)) for language, one in sorted(first.items())]


def _refused(request: PersonalRequest, reason: AlreadyDecided | NoPlaceLeft) -> HttpResponse:
    if isinstance(reason, NoPlaceLeft):
        cohort = reason.args[0]
        said = ngettext(
            "Nobody was approved: “%(name)s” has %(free)d place left.",
            "Nobody was approved: “%(name)s” has %(free)d places left.",
            cohort.free,
        )
        messages.warning(request, said % {"name": cohort.name, "free": cohort.free})
    else:
        messages.warning(
            request, _("Nothing was decided: somebody else was faster, or the application was taken back.")
        )
    return queue_page()
