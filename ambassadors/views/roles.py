"""Who has which role; giving one and taking it back."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ambassadors import policies, trail
from ambassadors.access import PersonalRequest, coordinators, signed_in
from ambassadors.models import Role, User
from ambassadors.policies import RoleOf
from ambassadors.services import roles as deeds
from outbox.models import AuditEntry

FOUND_AT_MOST = 10
TOLD_CHANGES = 10


def holders() -> list[tuple[Role, list[User]]]:
    """Every role with whoever has it. One query."""
    offices = list(User.objects.with_a_role().by_name())
    return [(role, [person for person in offices if role in person.roles]) for role in Role]


@coordinators
@require_safe
def roles(request: PersonalRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    searched = User.objects.active().found_by(text).by_name().select_related("ambassador", "leaving")
    found = searched[:FOUND_AT_MOST] if _has_words(text) else []
    changes = AuditEntry.objects.filter(deed__in=trail.deeds_of("roles")).order_by("-at", "-id")
    context = {
        "roles": [(role, people, _may_change(request.user, role)) for role, people in holders()],
        "q": text,
        "found": [(person, _to_give(request.user, person)) for person in found],
        "changes": trail.lines(changes.select_related("actor")[:TOLD_CHANGES]),
    }
    return render(request, "ambassadors/roles.html", context)


def _has_words(text: str) -> bool:
    """A search without any finds everybody."""
    return any(letter.isalnum() for letter in text)


def _may_change(by: User, role: Role) -> bool:
    return policies.may_take_role.test(by, RoleOf(by, role))


def _to_give(by: User, person: User) -> list[Role]:
    lacking = [role for role in Role if role not in person.roles]
    return [role for role in lacking if policies.may_give_role.test(by, RoleOf(person, role))]


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def role(request: PersonalRequest, person_id: uuid.UUID, role: str) -> HttpResponse:
    """Asks first, and says what happens. `deed` is "give" or "take", so that sending twice does not turn it round."""
    if role not in Role.values:
        raise Http404
    person, asked = get_object_or_404(User.objects.active(), pk=person_id), Role(role)
    if request.method == "POST":
        _change(request, person, asked)
        # Whoever has just given up their own role is no longer let in here.
        stays = person != request.user or asked != Role.COORDINATOR or asked in person.roles
        return HttpResponseRedirect(reverse("ambassadors:roles" if stays else "home"), status=303)
    has = asked in person.roles
    may = (policies.may_take_role if has else policies.may_give_role).test(
        request.user, RoleOf(person, asked)
    )
    context = {
        "person": person,
        "role": asked,
        "has": has,
        "may": may,
        "is_own": person == request.user,
    }
    return render(request, "ambassadors/role.html", context)


def _change(request: PersonalRequest, person: User, role: Role) -> None:
    gives, now = request.POST.get("deed") == "give", timezone.now()
    about = {"name": person.name, "role": role.label}
    try:
        if gives:
            deeds.give_role(person=person, role=role, by=request.user, now=now)
        else:
            deeds.take_role(person=person, role=role, by=request.user, now=now)
    except deeds.LastOne:
        said = _("%(name)s is the last one with the role “%(role)s”. Give it to somebody else first.")
        messages.error(request, said % about)
    except PermissionDenied:
        messages.error(request, _("You cannot give or take this role."))
    else:
        said = (
            _("%(name)s has the role “%(role)s” now and is told so.")
            if gives
            else _("%(name)s no longer has the role “%(role)s” and is told so.")
        )
        messages.success(request, said % about)


@signed_in
@require_POST
def show_as_helper(request: PersonalRequest) -> HttpResponse:
    """A helper's own tick: whether they stand by name on the help page."""
    shows = request.POST.get("shows") == "on"
    deeds.show_as_helper(person=request.user, shows=shows)
    said = (
        _("Your name stands on the help page.") if shows else _("Your name does not stand on the help page.")
    )
    messages.success(request, said)
    return HttpResponseRedirect(reverse("ambassadors:profile") + "#helper", status=303)
