"""Signing in with a personnel number and a PIN, and where one is signed in."""

from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ambassadors import devices
from ambassadors.access import PersonalRequest, everybody, signed_in
from ambassadors.forms.signing_in import PinSignInForm
from ambassadors.services.pins import person_with


@everybody
@never_cache
@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
def pin_sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("home"))
    if request.method == "POST" and not ratelimit.consume(request, action="pin", dry_run=True):
        return ratelimit.respond_429(request)
    form = PinSignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = {name: form.cleaned_data[name] for name in ("number", "pin")}
        person = person_with(**sent, now=timezone.now())
        if person is not None:
            page = get_next_redirect_url(request) or reverse("home")
            return perform_login(request, person, email_verification="none", redirect_url=page)
        ratelimit.consume(request, action="pin")
        form.does_not_fit()
    context = {"form": form, "next": get_next_redirect_url(request)}
    return render(request, "ambassadors/pin_sign_in.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def my_devices(request: PersonalRequest) -> HttpResponse:
    """POST signs out elsewhere: on the device that is named, else on every other one."""
    current = request.session.session_key
    if request.method != "POST":
        found = devices.devices_of(request.user, current=current, now=timezone.now())
        return render(request, "ambassadors/devices.html", {"devices": found})
    ended = devices.sign_out(request.user, but=current, key=request.POST.get("device", ""))
    said = ngettext("You are signed out there.", "You are signed out on %(count)d other devices.", ended)
    messages.success(request, said % {"count": ended} if ended else _("You are signed in nowhere else."))
    return HttpResponseRedirect(reverse("ambassadors:devices"), status=303)
