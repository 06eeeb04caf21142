"""What an ambassador's profile holds, for the page "What the Hub knows about me"."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ambassadors import audiences
from ambassadors.known import Fact
from ambassadors.models import Ambassador, Audience, User

SEEN_BY: dict[int, Any] = {
    Audience.ME: gettext_lazy("Only you"),
    Audience.COORDINATORS: gettext_lazy("You and coordinators"),
    Audience.AMBASSADORS: gettext_lazy("You, coordinators and everybody in the programme"),
    Audience.EVERYBODY: gettext_lazy("Everybody in the company who is signed in"),
}

PHOTO_UNTIL = gettext_lazy("you change or delete it; a picture you put away is deleted within a day")


def presented(person: User) -> Iterator[Fact]:
    """Of an ambassador each field by itself: each has its own readers."""
    ambassador = audiences.whole(Ambassador.objects.filter(pk=person.pk)).get()
    shown = audiences.shown(ambassador, Audience.ME)
    channels = [f"{each.network}: {each.handle}" for each in shown.channels]
    depths = [
        f"{each.network}: {each.depth}" + (f" ({each.note})" if each.note else "") for each in shown.channels
    ]
    contents = {
        "photo": _("Your picture") if shown.photo else "",
        "pronouns": shown.pronouns,
        "stands_for": " ".join(filter(None, [shown.headline, shown.stands_for])),
        "topics": ", ".join(topic.name for topic in shown.topics),
        "languages": shown.speaks,
        "location": shown.location,
        "department": shown.department,
        "channels": ", ".join(channels),
        "depths": ", ".join(depths),
    }
    for field, content in contents.items():
        if content:
            yield Fact(
                audiences.LABELS[field],
                content,
                _("So that colleagues know who you are."),
                SEEN_BY[getattr(ambassador, f"{field}_to")],
                PHOTO_UNTIL if field == "photo" else _("you change or delete it"),
                reverse("ambassadors:profile"),
                _("Edit"),
            )
    yield Fact(
        _("Directory"),
        _("Your name stands in it, with what you show.")
        if ambassador.listed_to
        else _("Your name is not in it."),
        _("So that colleagues find you, if you want to be found."),
        SEEN_BY[ambassador.listed_to],
        _("you change it"),
        reverse("ambassadors:profile") + "#who",
        _("Edit"),
    )
