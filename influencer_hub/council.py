"""The place of the works council and of data protection: it reads, and has a word about smaller groups."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ambassadors import policies, retention, trail
from ambassadors.access import PersonalRequest, council
from ambassadors.models import KLowering, Section
from ambassadors.services import smallest_group
from ambassadors.services.settings import DEED, present
from ambassadors.views.roles import holders
from influencer_hub.pages import FACTS
from outbox.models import AuditEntry

TOLD_CHANGES = 20
ABOUT_K = ("k changed", "lower k asked for", "lower k refused", "lower k withdrawn")


@council
@require_safe
def overview(request: PersonalRequest) -> HttpResponse:
    lowerings = KLowering.objects.waiting().select_related("asked_by")
    context = {
        "facts": FACTS,
        "k": present().k,
        "periods": [(period, retention.in_words(period.name)) for period in retention.every()],
        "history": trail.lines(_changes_of_privacy()),
        "roles": holders(),
        "lowerings": [(one, policies.may_decide_about_k.test(request.user, one)) for one in lowerings],
    }
    return render(request, "council/overview.html", context)


def _changes_of_privacy() -> list[AuditEntry]:
    """The latest deeds about k and about how long data are kept."""
    about = AuditEntry.objects.filter(deed__in=ABOUT_K) | AuditEntry.objects.filter(
        deed=DEED, details__section=Section.RETENTION.value
    )
    return list(about.select_related("actor").order_by("-at", "-id")[:TOLD_CHANGES])


def _decide(
    request: PersonalRequest, lowering_id: uuid.UUID, deed: Callable[..., KLowering], said: str
) -> HttpResponse:
    get_object_or_404(KLowering, pk=lowering_id)
    try:
        lowering = deed(lowering_id=lowering_id, by=request.user, now=timezone.now())
    except smallest_group.AlreadyDecided:
        messages.warning(request, _("This was decided already, or taken back."))
    except PermissionDenied:
        messages.error(request, _("Whoever asked, or coordinates, cannot decide about it."))
    else:
        messages.success(request, said % {"k": lowering.k, "before": lowering.k_before})
    return HttpResponseRedirect(reverse("council"), status=303)


@council
@require_POST
def agree(request: PersonalRequest, lowering_id: uuid.UUID) -> HttpResponse:
    said = _("You agreed. Figures may be about %(k)d people or more from now on.")
    return _decide(request, lowering_id, smallest_group.agree_to_lower_k, said)


@council
@require_POST
def refuse(request: PersonalRequest, lowering_id: uuid.UUID) -> HttpResponse:
    said = _("You did not agree. It stays at %(before)d people.")
    return _decide(request, lowering_id, smallest_group.refuse_to_lower_k, said)
