"""What waits for a coordinator in the post room, which knows no pages: the roof speaks for it."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ambassadors import needs
from ambassadors.needs import Need
from outbox import figures
from outbox.health import asks_for_a_word
from outbox.models import Hold


@needs.register
def held_messages(now: datetime) -> Iterator[Need]:
    hold = Hold.objects.first()
    if hold is not None and asks_for_a_word(hold):
        yield Need(
            "messages",
            "hourglass",
            _("Some messages wait for your decision"),
            _("The hub stood still for a while. Should what waits still go?"),
            _("Decide"),
            reverse("cockpit_messages"),
            since=hold.since,
        )


@needs.register
def failed_messages(now: datetime) -> Iterator[Need]:
    failed = figures.failures(now)
    if failed.number:
        title = ngettext("%(n)d message did not arrive", "%(n)d messages did not arrive", failed.number)
        yield Need(
            "messages",
            "mail-warning",
            title % {"n": failed.number},
            _("In the last seven days. The reasons are beside them."),
            _("Have a look"),
            reverse("cockpit_messages"),
            since=failed.since,
            count=failed.number,
        )
