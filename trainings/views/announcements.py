"""Coordinators, and the trainers of a session, write to everybody who has a seat."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ambassadors.access import PersonalRequest, signed_in
from trainings import policies, services
from trainings.forms import AnnouncementForm
from trainings.models import Announcement
from trainings.services import SessionOverError
from trainings.views.roster import led


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write_to_all(request: PersonalRequest, session_id: UUID) -> HttpResponse:
    """The button names how many it goes to; below stands what was written before."""
    shown, now = led(request, session_id), timezone.now()
    roster = HttpResponseRedirect(reverse("trainings:cockpit_session", args=[session_id]), status=303)
    form = AnnouncementForm(request.POST or None)
    try:
        if not policies.announcing_is_open(shown, now):
            raise SessionOverError
        if request.method == "POST" and form.is_valid():
            go, text = form.cleaned_data["go"], form.cleaned_data["text"]
            told = services.announce(session=shown, key=go, text=text, by=request.user, now=now)
            said = ngettext("Sent to %(n)d person.", "Sent to %(n)d people.", told) % {"n": told}
            messages.success(request, said if told else _("It stands on the page of the session now."))
            return roster
    except SessionOverError:
        messages.warning(request, _("Nobody can be written to about this session any more, or not yet."))
        return roster
    context = {
        "form": form,
        "session": shown,
        "words": shown.training.words,
        "people": shown.enrolments.on_the_list().count(),
        "announcements": Announcement.objects.of_session(shown),
        "layout": "cockpit.html" if request.user.is_coordinator else "base.html",
    }
    return render(request, "trainings/announce.html", context)
