"""What waits for a coordinator among people: imports, addresses that fail, topics that look like one, applications."""

from collections.abc import Iterator
from datetime import datetime, time

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ambassadors import needs
from ambassadors.doubles import looking_alike
from ambassadors.imports.problems import problem_sentence
from ambassadors.models import Application, Import
from ambassadors.needs import Need
from outbox.models import AddressFault

SHOWN = 5


@needs.register
def imports(now: datetime) -> Iterator[Need]:
    for one in Import.objects.wanting_somebody(now).order_by("uploaded_at", "pk")[:SHOWN]:
        to = reverse("ambassadors:import_page", args=[one.pk])
        if one.state == Import.State.FAILED:
            title = _("Import “%(file)s” could not be read") % {"file": one.file_name}
            text, deed, icon = problem_sentence(*one.problem), _("Have a look"), "circle-alert"
        else:
            title = _("Import “%(file)s” waits for you") % {"file": one.file_name}
            text, deed, icon = _rows_of(one), _("Review"), "file-up"
        yield Need("imports", icon, title, text, deed, to, since=one.uploaded_at)


def _rows_of(one: Import) -> str:
    if one.state != Import.State.CHECKED:
        return _("Please look at its columns before the rows are checked.")
    fine = sum(one.counts.get(name, 0) for name in ("new", "changed", "unchanged"))
    doubtful = sum(one.counts.get(name, 0) for name in ("undecided", "faulty"))
    said = ngettext("%(n)d row is fine", "%(n)d rows are fine", fine) % {"n": fine}
    if doubtful:
        said += ", " + ngettext("%(n)d to check", "%(n)d to check", doubtful) % {"n": doubtful}
    return f"{said}."


@needs.register
def addresses(now: datetime) -> Iterator[Need]:
    """Which message was refused is told nowhere, so the addresses stand together."""
    faults = AddressFault.objects.current().aggregate(n=Count("pk"), since=Min("since"))
    if faults["n"]:
        yield Need(
            "people",
            "mail-warning",
            ngettext("%(n)d address fails", "%(n)d addresses fail", faults["n"]) % {"n": faults["n"]},
            _("Mails come back from there. A new address comes with the next import."),
            _("See who"),
            f"{reverse('ambassadors:cockpit_people')}?mailbox=fault",
            since=timezone.make_aware(datetime.combine(faults["since"], time.min)),
            count=faults["n"],
        )


@needs.register
def topics(now: datetime) -> Iterator[Need]:
    """Nobody knows since when: topics have no date."""
    for alike in looking_alike()[:SHOWN]:
        names = _("“%(one)s” and “%(other)s”") % {"one": alike.names[0], "other": alike.names[1]}
        yield Need(
            "topics",
            "tags",
            _("%(names)s look like one topic") % {"names": names},
            _("Merge them, or say that they are two. Nobody loses their topic."),
            _("Compare"),
            reverse("ambassadors:cockpit_topic_merge", args=[alike.keys[0]]),
        )


@needs.register
def applications(now: datetime) -> Iterator[Need]:
    """One row for all of them: they are read in their own queue."""
    waiting = Application.objects.waiting().aggregate(n=Count("pk"), since=Min("applied_at"))
    if waiting["n"]:
        yield Need(
            "applications",
            "inbox",
            ngettext("%(n)d person would like to join", "%(n)d people would like to join", waiting["n"])
            % {"n": waiting["n"]},
            _("They have written a few words and wait for yours."),
            _("Read"),
            reverse("ambassadors:cockpit_applications"),
            since=waiting["since"],
            count=waiting["n"],
        )
