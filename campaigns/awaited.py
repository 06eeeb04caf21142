"""What waits for a coordinator among campaigns: pictures that nobody has put into words."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ambassadors import needs
from ambassadors.needs import Need
from campaigns.models import Campaign

SHOWN = 5


@needs.register
def pictures_without_words(now: datetime) -> Iterator[Need]:
    silent = Count("assets", filter=Q(assets__alt="", assets__removed_at__isnull=True))
    found: QuerySet[Any] = Campaign.objects.for_a_list(now).filter(ends_at__gt=now).annotate(silent=silent)
    for campaign in found.filter(silent__gt=0).order_by("changed_at", "pk")[:SHOWN]:
        title = ngettext(
            "%(n)d picture of “%(title)s” has no alternative text",
            "%(n)d pictures of “%(title)s” have no alternative text",
            campaign.silent,
        )
        yield Need(
            "campaigns",
            "image",
            title % {"n": campaign.silent, "title": campaign.words.title},
            _("The kit can be published as soon as every picture has one."),
            _("Describe"),
            reverse("campaigns:cockpit_kit", args=[campaign.pk]),
            since=campaign.changed_at,
            count=campaign.silent,
        )
