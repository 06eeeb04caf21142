"""Saying something about a training afterwards, and reading what k people or more have said together."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ambassadors.access import PersonalRequest, coordinators, signed_in
from ambassadors.models import Programme
from trainings import feedback, services
from trainings.forms import FeedbackForm
from trainings.models import FeedbackText, FeedbackTotal, Session, Training
from trainings.models.feedback import Recommends, Useful

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 25


@signed_in
@GET_POST
def session_feedback(request: PersonalRequest, session_id: UUID) -> HttpResponse:
    sessions = Session.objects.visible_to(request.user).with_training()
    session = get_object_or_404(sessions, pk=session_id)
    return _page(request, session.training, session)


@signed_in
@GET_POST
def own_pace_feedback(request: PersonalRequest, slug: str) -> HttpResponse:
    training = get_object_or_404(Training.objects.visible_to(request.user).self_paced(), slug=slug)
    return _page(request, training, None)


def _page(request: PersonalRequest, training: Training, session: Session | None) -> HttpResponse:
    """For whoever may answer; who has answered is thanked; for everybody else there is none."""
    now, person = timezone.now(), request.user
    about: dict[str, Any] = {"training": training, "session": session, "person": person}
    context = {"training": training, "session": session, "words": training.words}
    if not feedback.may_answer(**about, now=now):
        if not feedback.has_answered(**about):
            raise Http404
        return render(request, "trainings/feedback.html", context)
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.give_feedback(**about, said=services.Said(**form.cleaned_data), now=now)
        messages.success(request, _("Thank you. Nobody sees that it was you."))
        return HttpResponseRedirect(reverse("trainings:mine"), status=303)
    return render(request, "trainings/feedback.html", context | {"form": form, "k": Programme.current().k})


@signed_in
@require_safe
def session_told(request: PersonalRequest, session_id: UUID) -> HttpResponse:
    """For coordinators, and for those who led the date."""
    sessions = Session.objects.with_roster_for(request.user).with_training()
    session = get_object_or_404(sessions, pk=session_id)
    context = _told(request, feedback.told(session.training, session)) | {
        "training": session.training,
        "session": session,
        "words": session.training.words,
        "layout": "cockpit.html" if request.user.is_coordinator else "base.html",
    }
    return render(request, "trainings/cockpit_feedback.html", context)


@coordinators
@require_safe
def training_told(request: PersonalRequest, training_id: UUID) -> HttpResponse:
    """Dates that have a total of their own, and what the others say together."""
    training = get_object_or_404(Training.objects.defer("search"), pk=training_id)
    dates = feedback.totals(training).filter(session__isnull=False).select_related("session")
    context = _told(request, feedback.told(training)) | {
        "training": training,
        "words": training.words,
        "layout": "cockpit.html",
        "dates": Paginator(dates.order_by("-session__starts_at", "pk"), PAGE).get_page(
            request.GET.get("dates")
        ),
    }
    return render(request, "trainings/cockpit_feedback.html", context)


def _told(request: HttpRequest, total: FeedbackTotal | None) -> dict[str, Any]:
    """`answers`: for each question its words and how many chose them. Texts of one question at a time."""
    context: dict[str, Any] = {"total": total, "k": Programme.current().k}
    if total is None:
        return context
    asked = request.GET.get("texts", "")
    question = (
        FeedbackText.Question(asked) if asked in FeedbackText.Question else FeedbackText.Question.HELPED
    )
    texts = FeedbackText.objects.filter(total=total, question=question).order_by("pk")
    answers = [
        (field.label, [(choice.label, getattr(total, feedback.COLUMNS[choice])) for choice in choices])
        for field, choices in (
            (FeedbackForm.base_fields["useful"], reversed(Useful)),
            (FeedbackForm.base_fields["recommends"], Recommends),
        )
    ]
    return context | {
        "answers": answers,
        "question": question,
        "questions": FeedbackText.Question,
        "page": Paginator(texts, PAGE).get_page(request.GET.get("page")),
    }
