"""An employee opens an invitation to the programme and accepts it."""

from typing import cast

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ambassadors import devices, policies
from ambassadors.access import PersonalRequest, link_holders, signed_in
from ambassadors.forms.joining import CodeForm
from ambassadors.forms.signing_in import ChoosePinForm
from ambassadors.models import ProgrammeInvitation, User
from ambassadors.services.invitations import InvitationClosed, accept, find, find_by_code
from ambassadors.views.applying import own_page
from ambassadors.views.ways import keep_pin, page_that_asks


def _reader(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def _closed(request: HttpRequest) -> HttpResponse:
    """The same page for every token and code that opens nothing, whatever the reason."""
    if request.method == "POST":
        ratelimit.consume(request, action="join")
    form = CodeForm(initial={"code": request.POST.get("code", "")[:40]})
    return render(request, "ambassadors/join.html", {"form": form, "closed": True}, status=404)


def _is_too_eager(request: HttpRequest) -> bool:
    """Wrong codes are counted per address of the network; right ones are not."""
    return not ratelimit.consume(request, action="join", dry_run=True)


@link_holders
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """GET: apply, for whoever is signed in. POST, and the form for everybody else: the short code of a letter."""
    if request.method != "POST" and request.user.is_authenticated:
        return own_page(cast(PersonalRequest, request))
    if request.method != "POST":
        return render(request, "ambassadors/join.html", {"form": CodeForm()})
    if _is_too_eager(request):
        return ratelimit.respond_429(request)
    form = CodeForm(request.POST)
    try:
        code = form.cleaned_data["code"] if form.is_valid() else ""
        invitation = find_by_code(code=code, signed_in=_reader(request), now=timezone.now())
    except InvitationClosed:
        return _closed(request)
    page = reverse("ambassadors:invitation", args=[invitation.token])
    return HttpResponseRedirect(page, status=303)


@link_holders
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows who invites and to what; the button accepts."""
    now = timezone.now()
    try:
        if request.method != "POST":
            return _shown(request, find(token=token, signed_in=_reader(request), now=now))
        if _is_too_eager(request):
            return ratelimit.respond_429(request)
        person = accept(token=token, signed_in=_reader(request), now=now)
    except InvitationClosed:
        return _closed(request)
    return _welcomed(request, person)


def _shown(request: HttpRequest, found: ProgrammeInvitation) -> HttpResponse:
    """In the language of the account, unless the reader has chosen another on this device."""
    chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
    with translation.override(translation.get_language() if chosen else found.person.language):
        return render(request, "ambassadors/invitation.html", {"invitation": found, "person": found.person})


def _welcomed(request: HttpRequest, person: User) -> HttpResponse:
    page = reverse("home") if person.can_come_back else reverse("ambassadors:choose_password")
    if request.user.is_authenticated:
        devices.stay_signed_in(request, person)
        response: HttpResponse = HttpResponseRedirect(page)
    else:
        devices.say_whether_shared(request, shared="shared_device" in request.POST)
        response = perform_login(request, person, email_verification="none", redirect_url=page)
    response.status_code = 303
    with translation.override(person.language):
        messages.success(request, _("You are in the programme. Everything in it is voluntary."))
    return response


@signed_in
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def choose_password(request: PersonalRequest) -> HttpResponse:
    """Once, for whoever has neither: a password, or for people without an office a PIN. A mailed code does as well."""
    person = request.user
    if person.can_come_back:
        return HttpResponseRedirect(reverse("home"), status=303)
    if page := page_that_asks(request):
        return page
    chosen = request.POST if request.method == "POST" else None
    pin_form = ChoosePinForm(person, chosen if chosen and "pin" in chosen else None)
    form = SetPasswordForm(person, None if chosen is None or "pin" in chosen else chosen)
    if pin_form.is_valid() and policies.may_have_pin.test(person):
        keep_pin(request, pin_form)
        return HttpResponseRedirect(reverse("home"), status=303)
    if form.is_valid():
        form.save()
        devices.stay_signed_in(request, person)
        messages.success(request, _("Your password is set. You can come back with it."))
        return HttpResponseRedirect(reverse("home"), status=303)
    context = {"form": form, "pin_form": pin_form, "may_have_pin": policies.may_have_pin.test(person)}
    return render(request, "ambassadors/choose_password.html", context)
