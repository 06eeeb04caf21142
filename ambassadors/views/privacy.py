"""What the hub knows about the person who asks."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ambassadors.access import PersonalRequest, signed_in
from ambassadors.known import facts_about


@signed_in
@never_cache
@require_safe
def privacy(request: PersonalRequest) -> HttpResponse:
    never = [
        _("Read your private accounts or messages"),
        _("Count followers or rank people"),
        _("Report individual activity to managers"),
        _("Post in your name"),
        _("Recognise faces"),
        _("Use your data to train models"),
    ]
    context = {"facts": facts_about(request.user, timezone.now()), "never": never}
    return render(request, "ambassadors/privacy.html", context)
