"""Answering an invitation: on the kit, on the start page, and from a mail without signing in."""

from datetime import datetime

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ambassadors import guessing
from ambassadors.access import PersonalRequest, link_holders, signed_in
from ambassadors.models import User
from campaigns import links
from campaigns.answering import answering
from campaigns.forms import AnswerForm
from campaigns.models import Answer, Campaign
from campaigns.services import answers


def _save(form: AnswerForm, campaign: Campaign, person: User, now: datetime) -> str:
    """Save a sent answer; returns what stood in the way, or an empty string."""
    if not form.is_valid():
        return _("Nothing was chosen, so nothing was saved.")
    try:
        answers.answer(campaign=campaign, person=person, now=now, **form.cleaned_data)
    except answers.AnswersClosed:
        return _("This campaign is over. Answers are closed.")
    return ""


@signed_in
@require_POST
def answer(request: PersonalRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    campaign = get_object_or_404(Campaign.objects.visible_to(request.user), slug=slug)
    fault = _save(AnswerForm(request.POST), campaign, request.user, now)
    from_home = request.POST.get("page") == "home"
    if request.htmx:
        again = Campaign.objects.with_answer_of(request.user).get(pk=campaign.pk)
        context = {"answering": answering(again, now), "fault": fault}
        return render(request, "campaigns/answer.html#rest", context)
    if fault:
        messages.warning(request, fault)
    elif from_home:
        messages.success(request, _("Saved. You can change it any time, here or on the campaign's page."))
    page = reverse("home") if from_home else reverse("campaigns:campaign", args=[slug])
    return HttpResponseRedirect(f"{page}#answer-{campaign.pk}", status=303)


@link_holders
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """One ask, answered without signing in. Opening it changes nothing and shows no earlier answer."""
    if guessing.is_too_eager(request):
        return ratelimit.respond_429(request)
    now = timezone.now()
    invitation = links.invitation_behind(token, now)
    if invitation is None:
        guessing.count_wrong_link(request)
        return render(request, "campaigns/link_over.html", status=404)
    person, campaign = invitation.ambassador.person, invitation.campaign
    with translation.override(person.language), timezone.override(person.zone):
        form, fault = AnswerForm(), ""
        if request.method == "POST":
            form = AnswerForm(request.POST)
            fault = _save(form, campaign, person, now)
            if not fault:
                return HttpResponseRedirect(reverse("campaigns:answered_by_link", args=[token]), status=303)
        chosen = request.GET.get("choice", "")
        context = {
            "campaign": campaign,
            "words": campaign.words,
            "chosen": chosen if chosen in Answer.Choice.values else "",
            "fault": fault,
        }
        return render(request, "campaigns/answer_by_link.html", context)


@link_holders
@never_cache
@require_safe
def answered_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """States that the answer is saved, not which one."""
    invitation = links.invitation_behind(token, timezone.now())
    if invitation is None:
        return render(request, "campaigns/link_over.html", status=404)
    person, campaign = invitation.ambassador.person, invitation.campaign
    with translation.override(person.language), timezone.override(person.zone):
        context = {"campaign": campaign, "words": campaign.words, "token": token}
        return render(request, "campaigns/answered_by_link.html", context)
