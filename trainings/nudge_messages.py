"""The kind of message that somebody orders for themselves: a reminder of a training at their own pace."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy

from outbox.kinds import Kind, register
from outbox.models import Message, MessageClass
from trainings.models import Progress, Training
from trainings.services.notices import NUDGE

NOT_NEEDED = "no longer needed"


def _over(message: Message, now: datetime) -> str:
    """Another day was picked, none any more, or the training is ticked off: which of them is told nowhere."""
    own = Progress.objects.filter(training=UUID(message.object_id), person=message.recipient_id, done_at=None)
    return "" if own.filter(nudge_on=message.occurrence).exists() else NOT_NEEDED


def _context(message: Message, now: datetime) -> dict[str, Any]:
    training = Training.objects.defer("search", "lesson", "second_lesson").get(pk=message.object_id)
    words = training.words
    return {
        "title": words.title,
        "title_language": words.language,
        "minutes": training.minutes,
        "to": settings.BASE_URL + reverse("trainings:training", args=[training.slug]),
    }


def _sample(now: datetime) -> dict[str, Any]:
    german = (get_language() or "de").startswith("de")
    return {
        "title": "Vor dem Gegenwind: zwanzig Minuten zum Lesen"
        if german
        else "Calm in a storm: twenty minutes to read",
        "title_language": "de" if german else "en",
        "minutes": 20,
        "to": "https://hub.nordwerk.example/trainings/",
    }


register(
    Kind(
        NUDGE,
        gettext_lazy("Reminder you set yourself"),
        MessageClass.SIGNED_UP,
        _context,
        _sample,
        untrue=_over,
        hides_numbers=True,
    )
)
