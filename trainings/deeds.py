"""Deeds about trainings, in words for the audit trail."""

from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from ambassadors.templatetags.hub import day
from ambassadors.trail import Details, name, quoted, say
from trainings.models import LearningPath, Session, Topic, Training

name(Training, lambda training: quoted(training.words.title))
name(Topic, lambda topic: quoted(topic.name))
name(LearningPath, lambda path: quoted(path.words.title))
name(
    Session.objects.with_training(),
    lambda session: f"{quoted(session.training.words.title)} ({day(localtime(session.starts_at))})",
)


def _seats(details: Details) -> dict[str, Any]:
    return {"before": details.get("before", "?"), "after": details.get("after", "?")}


say("save topic", "trainings", gettext_lazy("%(who)s saved the training topic %(what)s."))
say("create training", "trainings", gettext_lazy("%(who)s made the training %(what)s."))
say("change training", "trainings", gettext_lazy("%(who)s changed the training %(what)s."))
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
say("cancel session", "trainings", gettext_lazy("%(who)s cancelled the session %(what)s."))
say(
    "change capacity",
    "trainings",
    gettext_lazy("%(who)s changed the seats of the session %(what)s from %(before)s to %(after)s."),
    words=_seats,
)
