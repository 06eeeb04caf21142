"""The coordinators' deeds on a campaign: publish, close, reopen, ask everybody."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from ambassadors.access import PersonalRequest, coordinators
from ambassadors.figures import in_fives
from ambassadors.models import User
from ambassadors.notes import undoable
from campaigns import figures, policies
from campaigns.messages import mail_context, sample_addresses
from campaigns.models import Campaign
from campaigns.services import campaigns as deeds
from campaigns.services import invitations
from campaigns.views.cockpit import to_page
from outbox import kinds, letters
from outbox.mime import Letter

FAULTS = {
    "contact": gettext_lazy("a contact person is missing"),
    "end": gettext_lazy("the last day is over"),
}


@coordinators
@require_POST
def publish(request: PersonalRequest, campaign_id: UUID) -> HttpResponse:
    found = get_object_or_404(Campaign.objects.visible_to(request.user), pk=campaign_id)
    try:
        deeds.publish(campaign=found, by=request.user, now=timezone.now())
    except deeds.NotReady as missing:
        reasons = [str(FAULTS[fault]) for fault in missing.faults]
        reasons += [
            _("“%(title)s” has no alternative text") % {"title": asset.title} for asset in missing.without_alt
        ]
        messages.error(request, _("Not published yet: %(reasons)s.") % {"reasons": "; ".join(reasons)})
    else:
        messages.success(
            request, _("Published. Everybody with an account can open the kit; nobody was notified.")
        )
    return to_page("cockpit_campaign", campaign_id)


@coordinators
@require_POST
def close(request: PersonalRequest, campaign_id: UUID) -> HttpResponse:
    found = get_object_or_404(Campaign.objects.visible_to(request.user), pk=campaign_id)
    deeds.close(campaign=found, by=request.user, now=timezone.now())
    undoable(
        request,
        _("Closed. The kit stays readable, answers are closed."),
        undo=reverse("campaigns:reopen", args=[campaign_id]),
    )
    return to_page("cockpit_campaign", campaign_id)


@coordinators
@require_POST
def reopen(request: PersonalRequest, campaign_id: UUID) -> HttpResponse:
    found = get_object_or_404(Campaign.objects.visible_to(request.user), pk=campaign_id)
    deeds.reopen(campaign=found, by=request.user, now=timezone.now())
    messages.success(request, _("Open again."))
    return to_page("cockpit_campaign", campaign_id)


def asked_in_words(number: int) -> str:
    """What was done, without a number that could be told from the next one."""
    if number < 5:
        return _("Fewer than five people were invited. Their messages wait for the end of their quiet hours.")
    return _("About %(number)s people are invited. Their messages wait for the end of their quiet hours.") % {
        "number": number
    }


def mails(campaign: Campaign, now: datetime) -> list[tuple[str, Letter]]:
    """The invitation as it will arrive, in each language."""
    kind = replace(
        kinds.get(invitations.INVITATION),
        sample=lambda now: mail_context(campaign, sample_addresses(campaign)),
    )
    return [(code, letters.write_sample(kind, language=code, now=now)) for code, _name in User.LANGUAGES]


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: PersonalRequest, campaign_id: UUID) -> HttpResponse:
    """Shows whom and with what; the button asks. The number is rounded down to fives, before and after."""
    now = timezone.now()
    found = get_object_or_404(
        Campaign.objects.visible_to(request.user).select_related("contact"), pk=campaign_id
    )
    remind_at = policies.reminder_moment(ends_at=found.ends_at, asked_at=now)
    if request.method == "POST":
        try:
            asked = invitations.invite_ambassadors(
                campaign=found,
                remind_at=remind_at if "remind" in request.POST else None,
                by=request.user,
                now=now,
            )
        except invitations.CannotAsk:
            messages.error(request, _("Nobody was asked: the campaign is a draft or over."))
        else:
            messages.success(request, asked_in_words(in_fives(asked)))
        return to_page("cockpit_campaign", campaign_id)
    waiting = figures.not_yet_asked(found)
    context = {
        "campaign": found,
        "is_open": found.is_open(now),
        "audience": in_fives(figures.audience()),
        "waiting": in_fives(waiting),
        "nobody_waits": waiting == 0,
        "remind_at": remind_at,
        "mails": mails(found, now),
    }
    return render(request, "campaigns/cockpit_invite.html", context)
