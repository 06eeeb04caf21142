"""Deeds about trainings, in words for the audit trail."""

from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from ambassadors.templatetags.hub import day
from ambassadors.trail import Details, name, quoted, say
from trainings.models import Call, CallDate, LearningPath, Material, Session, Topic, Training

name(Training, lambda training: quoted(training.words.title))
name(Call, lambda call: quoted(call.shown_title))
name(
    CallDate.objects.select_related("call"),
    lambda date: f"{quoted(date.call.shown_title)} ({day(localtime(date.starts_at))})",
)
name(Material, lambda material: quoted(material.title))
name(Topic, lambda topic: quoted(topic.name))
name(LearningPath, lambda path: quoted(path.words.title))
name(
    Session.objects.with_training(),
    lambda session: f"{quoted(session.training.words.title)} ({day(localtime(session.starts_at))})",
)


def _seats(details: Details) -> dict[str, Any]:
    return {"before": details.get("before", "?"), "after": details.get("after", "?")}


def _dates(details: Details) -> dict[str, Any]:
    return {"dates": details.get("dates", "?")}


say("call created", "trainings", gettext_lazy("%(who)s made the community call %(what)s."))
say("call changed", "trainings", gettext_lazy("%(who)s changed the community call %(what)s."))
say("call published", "trainings", gettext_lazy("%(who)s published the community call %(what)s."))
say(
    "call dates planned",
    "trainings",
    gettext_lazy("%(who)s planned %(dates)s dates of the community call %(what)s."),
    words=_dates,
)
say("call date moved", "trainings", gettext_lazy("%(who)s moved a date of the community call %(what)s."))
say("call date cancelled", "trainings", gettext_lazy("%(who)s cancelled the community call %(what)s."))
say(
    "call date restored",
    "trainings",
    gettext_lazy("%(who)s lets the community call %(what)s take place after all."),
)
say("call notes written", "trainings", gettext_lazy("%(who)s wrote notes of the community call %(what)s."))
say("material added", "trainings", gettext_lazy("%(who)s added the material %(what)s."))
say("material changed", "trainings", gettext_lazy("%(who)s changed the material %(what)s."))
say("material removed", "trainings", gettext_lazy("%(who)s removed the material %(what)s."))
say("material restored", "trainings", gettext_lazy("%(who)s brought the material %(what)s back."))
say("save topic", "trainings", gettext_lazy("%(who)s saved the training topic %(what)s."))
say("create training", "trainings", gettext_lazy("%(who)s made the training %(what)s."))
say("copy training", "trainings", gettext_lazy("%(who)s made the training %(what)s as a copy of another."))
say("change training", "trainings", gettext_lazy("%(who)s changed the training %(what)s."))
say(
    "create series",
    "trainings",
    gettext_lazy("%(who)s planned a series of %(dates)s dates of the training %(what)s."),
    words=_dates,
)
say("publish training", "trainings", gettext_lazy("%(who)s put the training %(what)s into the catalogue."))
say("hide training", "trainings", gettext_lazy("%(who)s took the training %(what)s out of the catalogue."))
say("save learning path", "trainings", gettext_lazy("%(who)s saved the learning path %(what)s."))
say(
    "arrange learning path",
    "trainings",
    gettext_lazy("%(who)s put the trainings of the learning path %(what)s in order."),
)
say("publish learning path", "trainings", gettext_lazy("%(who)s published the learning path %(what)s."))
say("hide learning path", "trainings", gettext_lazy("%(who)s made the learning path %(what)s a draft again."))
say(
    "delete learning path",
    "trainings",
    gettext_lazy("%(who)s deleted the learning path “%(title)s”."),
    words=lambda details: {"title": details.get("title", "?")},
)
say("create session", "trainings", gettext_lazy("%(who)s planned the session %(what)s."))
say("change session", "trainings", gettext_lazy("%(who)s changed the session %(what)s."))
say("publish session", "trainings", gettext_lazy("%(who)s published the session %(what)s."))
say("move session", "trainings", gettext_lazy("%(who)s moved the session %(what)s."))
say(
    "write to all",
    "trainings",
    gettext_lazy("%(who)s wrote to everybody with a seat: %(what)s."),
)
say("cancel session", "trainings", gettext_lazy("%(who)s cancelled the session %(what)s."))
say(
    "record attendance",
    "trainings",
    gettext_lazy("%(who)s recorded who was at the session %(what)s."),
)
say(
    "walk in",
    "trainings",
    gettext_lazy("%(who)s let somebody without a seat into the session %(what)s."),
)
say(
    "change capacity",
    "trainings",
    gettext_lazy("%(who)s changed the seats of the session %(what)s from %(before)s to %(after)s."),
    words=_seats,
)
