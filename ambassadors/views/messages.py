"""A person's own messages, what they want no more of, and their quiet hours."""

import uuid

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ambassadors.access import signed_in
from ambassadors.forms.messages import QuietHoursForm
from ambassadors.models import User
from ambassadors.notes import undoable
from ambassadors.services.profile import save_profile
from outbox import kinds, letters, services
from outbox.models import Message, Mute

PAGE_SIZE = 25


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def my_messages(request: HttpRequest) -> HttpResponse:
    """The list, and the form of quiet hours beside it."""
    # The form writes into the person before it is valid, and the page shows the person.
    person = User.objects.get(pk=request.user.pk)
    form = QuietHoursForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        save_profile(person=person, fields=list(form.fields))
        messages.success(request, _("Your quiet hours are saved."))
        return _back()
    listed = (
        Message.objects.for_person(person).readable().exclude(kind__in=_secret()).order_by("-done_at", "id")
    )
    context = {
        "page": Paginator(listed.defer("context"), PAGE_SIZE).get_page(request.GET.get("page")),
        "kinds": _with_mutes(person),
        "form": form,
    }
    return render(request, "ambassadors/my_messages.html", context)


@signed_in
@require_safe
def my_message(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    mine = Message.objects.for_person(request.user).readable().exclude(kind__in=_secret())
    message = get_object_or_404(mine.select_related("recipient"), pk=message_id)
    try:
        text = letters.read_again(message, now=timezone.now())
    except (ObjectDoesNotExist, LookupError):
        # What it was about may be gone; the subject still says what it was.
        text = ""
    return render(request, "ambassadors/my_message.html", {"message": message, "text": text})


@signed_in
@require_POST
def mute(request: HttpRequest, kind: str) -> HttpResponse:
    label = _label_of_mutable(kind)
    services.mute(person=request.user, kind=kind)
    undo = reverse("ambassadors:unmute_messages", args=[kind])
    undoable(request, _("You get no more of these: %(kind)s.") % {"kind": label}, undo=undo)
    return _back()


@signed_in
@require_POST
def unmute(request: HttpRequest, kind: str) -> HttpResponse:
    label = _label_of_mutable(kind)
    services.unmute(person=request.user, kind=kind)
    messages.success(request, _("You get these again: %(kind)s.") % {"kind": label})
    return _back()


def _secret() -> list[str]:
    """Kinds that are not listed: they hold a code or a link that signs somebody in. Nor is what nobody registered."""
    return [kind.name for kind in kinds.every() if kind.secret]


def _with_mutes(person: User) -> list[dict[str, object]]:
    muted = set(Mute.objects.filter(person=person).values_list("kind", flat=True))
    return [{"kind": kind, "muted": kind.name in muted} for kind in kinds.every() if kind.can_be_muted]


def _label_of_mutable(kind: str) -> str:
    if not kinds.known(kind) or not kinds.get(kind).can_be_muted:
        raise Http404
    return str(kinds.get(kind).label)


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("ambassadors:my_messages"), status=303)
