"""What coordinators can filter their list of people by: only what somebody lets them see."""

from django.core.cache import cache
from django.db.models import Exists, Func, OuterRef

from ambassadors import networks, tongues
from ambassadors.audiences import telling
from ambassadors.columns import LEVEL
from ambassadors.directory import CACHE_SECONDS, TOLD_TO_COORDINATORS
from ambassadors.models import Ambassador, Channel, Topic, User
from ambassadors.models.names import folded

Choices = list[tuple[str, str]]


def choices() -> dict[str, Choices]:
    """By the name of the filter, in the reader's language; as old as the directory's at most."""
    told = cache.get(TOLD_TO_COORDINATORS)
    if not isinstance(told, dict):
        told = _told()
        cache.set(TOLD_TO_COORDINATORS, told, CACHE_SECONDS)
    spoken = [(code, tongues.name_of(code)) for code in told["languages"]]
    return {
        "location": [(value, value) for value in told["locations"]],
        "department": [(value, value) for value in told["departments"]],
        "topic": told["topics"],
        "language": sorted(spoken, key=lambda choice: folded(choice[1])),
        "network": [
            (name, str(label)) for name, label in networks.LABELS.items() if name in told["networks"]
        ],
    }


def _told() -> dict[str, list]:
    """In five queries."""
    there = Ambassador.objects.filter(person__is_active=True)
    showing = Topic.ambassadors.through.objects.filter(
        topic=OuterRef("pk"), ambassador__topics_to__gte=LEVEL, ambassador__person__is_active=True
    )
    speaking = there.filter(languages_to__gte=LEVEL).annotate(code=Func("languages", function="unnest"))
    channels = Channel.objects.filter(ambassador__in=there.filter(channels_to__gte=LEVEL).values("pk"))
    return {
        "locations": _values_of("location"),
        "departments": _values_of("department"),
        "topics": list(
            Topic.objects.current().filter(Exists(showing)).order_by("key").values_list("key", "name")
        ),
        "languages": list(speaking.values_list("code", flat=True).distinct()),
        "networks": list(channels.order_by().values_list("network", flat=True).distinct()),
    }


def _values_of(field: str) -> list[str]:
    people = User.objects.active().filter(telling(field, LEVEL)).exclude(**{field: ""})
    return sorted(people.order_by().values_list(field, flat=True).distinct(), key=folded)
