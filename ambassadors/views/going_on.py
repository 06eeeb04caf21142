"""Once a year: an ambassador says whether to go on. Nobody else has a page like this about them."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ambassadors.access import PersonalRequest, ambassadors_only
from ambassadors.models import GoOn
from ambassadors.notes import undoable
from ambassadors.services import going_on as deeds
from ambassadors.views.boundaries import as_before


@ambassadors_only
@require_http_methods(["GET", "HEAD", "POST"])
def going_on(request: PersonalRequest) -> HttpResponse:
    """The mail leads here, also when the question is over: then the page says how to pause."""
    choice = request.POST.get("choice", "")
    if request.method != "POST" or choice not in ("yes", "pause", "leave"):
        question = GoOn.objects.filter(pk=request.user.pk, pauses_on__isnull=False).first()
        return render(request, "ambassadors/going_on.html", {"question": question})
    if choice == "yes":
        deeds.go_on(person=request.user)
        messages.success(request, _("Good to have you. We ask again in a year."))
        return HttpResponseRedirect(reverse("home"), status=303)
    back = as_before(request.user)
    if choice == "pause":
        deeds.pause(person=request.user, now=timezone.now())
        undoable(request, _("You pause until you come back."), undo=back)
    else:
        deeds.leave_me_be(person=request.user, now=timezone.now())
        undoable(request, _("You pause until you come back, and are not asked about it any more."), undo=back)
    return HttpResponseRedirect(reverse("home"), status=303)
