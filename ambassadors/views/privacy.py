"""What the hub knows about the person who asks: shown, taken along, and where it goes after the company."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ambassadors import own_data
from ambassadors.access import PersonalRequest, signed_in
from ambassadors.forms.leaving import PrivateAddressForm
from ambassadors.known import facts_about
from ambassadors.services.profile import save_private_address


@signed_in
@never_cache
@require_safe
def privacy(request: PersonalRequest) -> HttpResponse:
    initial = {"private_email": request.user.private_email}
    return _page(request, PrivateAddressForm(person=request.user, initial=initial))


def _page(request: PersonalRequest, form: PrivateAddressForm) -> HttpResponse:
    never = [
        _("Read your private accounts or messages"),
        _("Count followers or rank people"),
        _("Report individual activity to managers"),
        _("Post in your name"),
        _("Recognise faces"),
        _("Use your data to train models"),
    ]
    context = {"facts": facts_about(request.user, timezone.now()), "never": never, "form": form}
    return render(request, "ambassadors/privacy.html", context)


@signed_in
@never_cache
@require_safe
def export(request: PersonalRequest) -> HttpResponse:
    """Everything as a file, at once."""
    return as_download(own_data.as_zip(request.user, timezone.now()))


def as_download(content: bytes) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{own_data.FILE_NAME}"'}
    return HttpResponse(content, content_type=own_data.CONTENT_TYPE, headers=headers)


@signed_in
@never_cache
@require_POST
def private_address(request: PersonalRequest) -> HttpResponse:
    form = PrivateAddressForm(request.POST, person=request.user)
    if not form.is_valid():
        return _page(request, form)
    save_private_address(person=request.user, address=form.cleaned_data["private_email"])
    said = _("Your private address is saved.") if request.user.private_email else _("It is taken out.")
    messages.success(request, said)
    return HttpResponseRedirect(reverse("ambassadors:privacy") + "#private-address", status=303)
