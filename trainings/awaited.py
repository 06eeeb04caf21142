"""What waits for a coordinator among trainings: too many on a date, nobody who leads it, people without a date."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ambassadors import needs
from ambassadors.needs import Need
from ambassadors.templatetags.hub import day_and_time
from outbox.models import AuditEntry
from trainings.figures import waiting_by_training
from trainings.models import Session, Training
from trainings.wishes import wished_for

SHOWN = 5


@needs.register
def sessions_over(now: datetime) -> Iterator[Need]:
    """Since the capacity was cut, which the journal knows."""
    subject = Concat(Value(f"{Session._meta.label}:"), Cast(OuterRef("pk"), CharField()))
    cut = AuditEntry.objects.filter(subject=subject, deed="change capacity").order_by("-at").values("at")[:1]
    over: QuerySet[Any] = Session.objects.taking_place().coming(now).filter(over_by__gt=0).with_training()
    for session in over.annotate(cut_at=Subquery(cut)).order_by("cut_at", "pk")[:SHOWN]:
        yield Need(
            "trainings",
            "armchair",
            _("“%(title)s” is over by %(n)d") % {"title": session.training.words.title, "n": session.over_by},
            _("More people have a seat than there are seats. Nobody is thrown out."),
            _("Roster"),
            reverse("trainings:cockpit_session", args=[session.pk]),
            since=session.cut_at,
        )


@needs.register
def sessions_without_trainer(now: datetime) -> Iterator[Need]:
    led = Session.trainers.through.objects.filter(session=OuterRef("pk"), user__is_active=True)
    alone = Session.objects.taking_place().coming(now).filter(~Exists(led)).with_training()
    for session in alone.order_by("published_at", "pk")[:SHOWN]:
        yield Need(
            "trainings",
            "user-round-x",
            _("Nobody leads “%(title)s” yet") % {"title": session.training.words.title},
            _("It begins on %(day)s.") % {"day": day_and_time(session.starts_at)},
            _("Name a trainer"),
            reverse("trainings:cockpit_change_session", args=[session.pk]),
            since=session.published_at,
        )


@needs.register
def people_without_date(now: datetime) -> Iterator[Need]:
    """They stand in line, and no coming date of the training has a seat for them."""
    waiting = waiting_by_training(now)
    free = Session.objects.taking_place().coming(now).with_free_seats(now).filter(training=OuterRef("pk"))
    found: QuerySet[Any] = Training.objects.filter(~Exists(free), pk__in=waiting.values("session__training"))
    counts: Any = waiting.filter(session__training=OuterRef("pk"))
    found = found.annotate(waiting=Subquery(counts.values("n")), since=Subquery(counts.values("since")))
    for training in found.defer("search").order_by("since", "pk")[:SHOWN]:
        title = ngettext(
            "%(n)d person waits for “%(title)s”", "%(n)d people wait for “%(title)s”", training.waiting
        )
        yield Need(
            "trainings",
            "hourglass",
            title % {"n": training.waiting, "title": training.words.title},
            _("No coming date has a seat for them."),
            _("Plan a date"),
            reverse("trainings:cockpit_new_session", args=[training.pk]),
            since=training.since,
        )


@needs.register
def trainings_wished_for(now: datetime) -> Iterator[Need]:
    """Enough people would come, and no coming date has a seat."""
    free = Session.objects.taking_place().coming(now).with_free_seats(now).filter(training=OuterRef("pk"))
    found = wished_for().filter(~Exists(free)).select_related("interest_figures").defer("search", "lesson")
    for training in found.order_by("interest_figures__counted_at", "pk")[:SHOWN]:
        people = training.interest_figures.people or 0
        title = ngettext(
            "%(n)d person would come to “%(title)s”", "%(n)d people would come to “%(title)s”", people
        )
        yield Need(
            "trainings",
            "hand",
            title % {"n": people, "title": training.words.title},
            _("They said so, and there is no date with a seat. Who they are stands nowhere."),
            _("Plan a date"),
            reverse("trainings:cockpit_new_session", args=[training.pk]),
        )
