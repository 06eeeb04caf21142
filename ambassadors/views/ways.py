"""How I sign in: every way on one page, the PIN, and the second factor that an office asks for."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ambassadors import devices, factors, policies
from ambassadors.access import PersonalRequest, signed_in
from ambassadors.forms.signing_in import ChoosePinForm, PinAgainForm
from ambassadors.models import User
from ambassadors.services import pins


@signed_in
@require_safe
def ways(request: PersonalRequest) -> HttpResponse:
    person, now = request.user, timezone.now()
    known = list(Authenticator.objects.filter(user=person).order_by("created_at"))
    context = {
        "may_have_pin": policies.may_have_pin.test(person),
        "may_remove_pin": policies.may_remove_pin.test(person),
        "passkeys": [each.wrap() for each in known if each.type == factors.Type.WEBAUTHN],
        "app": next((each for each in known if each.type == factors.Type.TOTP), None),
        "codes": next((each.wrap() for each in known if each.type == factors.Type.RECOVERY_CODES), None),
        "devices": devices.devices_of(person, current=request.session.session_key, now=now),
    }
    return render(request, "ambassadors/ways.html", context)


@signed_in
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def pin(request: PersonalRequest) -> HttpResponse:
    """Choose one, or another one. For people with an office the page is not there."""
    person = request.user
    if not policies.may_have_pin.test(person):
        raise Http404
    # Whoever has one types it in the form.
    if not person.pin and (page := page_that_asks(request)):
        return page
    form = ChoosePinForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_theirs(form, person):
        keep_pin(request, form)
        return _back()
    return render(request, "ambassadors/pin.html", {"form": form})


def keep_pin(request: PersonalRequest, form: ChoosePinForm) -> None:
    """Whoever is signed in elsewhere with the PIN before is signed out."""
    had_one = bool(request.user.pin)
    pins.set_pin(person=request.user, pin=form.cleaned_data["pin"], now=timezone.now())
    if had_one:
        devices.sign_out(request.user, but=request.session.session_key)
    messages.success(request, _("Your PIN is set. You can come back with it."))


def asked_first(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For views of allauth that add a way to sign in: on a device that several use, an open page must not be enough to let
    oneself in for good."""

    @signed_in
    @wraps(view)
    def guarded(request: PersonalRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return page_that_asks(request) or view(request, *args, **kwargs)

    return guarded


def page_that_asks(request: PersonalRequest) -> HttpResponseRedirect | None:
    """Where somebody shows once more who they are. None if they just have, or have nothing but mailed codes."""
    if factors.was_asked_lately(request):
        return None
    known = [way["url"] for way in get_adapter().get_reauthentication_methods(request.user)]
    pages = known or ([reverse("ambassadors:pin_again")] if request.user.pin else [])
    if not pages:
        return None
    return HttpResponseRedirect(f"{pages[0]}?{urlencode({'next': request.get_full_path()})}", status=303)


@signed_in
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def pin_again(request: PersonalRequest) -> HttpResponse:
    form = PinAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_theirs(form, request.user):
        factors.note_pin(request, request.user)
        return HttpResponseRedirect(get_next_redirect_url(request) or reverse("ambassadors:ways"), status=303)
    context = {"form": form, "next": get_next_redirect_url(request)}
    return render(request, "ambassadors/pin_again.html", context)


def _is_theirs(form: PinAgainForm, person: User) -> bool:
    present = form.cleaned_data.get("present")
    if present is None:
        return True
    if pins.is_theirs(person=person, pin=present, now=timezone.now()):
        return True
    form.add_error("present", _("That is not your PIN. After several wrong tries it rests for a while."))
    return False


@signed_in
@require_POST
def pin_remove(request: PersonalRequest) -> HttpResponse:
    pins.remove_pin(person=request.user, now=timezone.now())
    messages.success(request, _("Your PIN is removed. You can choose a new one at any time."))
    return _back()


@signed_in
@require_safe
def second_factor(request: PersonalRequest) -> HttpResponse:
    """Where the coordinators' area leads first. Whoever has a factor shows it, whoever has none sets one up."""
    wanted = get_next_redirect_url(request) or reverse("home")
    kinds = {factor.type for factor in factors.factors_of(request.user)}
    if kinds and not factors.was_shown(request):
        name = "mfa_reauthenticate_webauthn" if factors.Type.WEBAUTHN in kinds else "mfa_reauthenticate"
        return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': wanted})}")
    return render(request, "ambassadors/second_factor.html", {"has_one": bool(kinds), "wanted": wanted})


def _back() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("ambassadors:ways"), status=303)
