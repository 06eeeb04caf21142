"""People of the sample programme."""

from datetime import date

import factory
from django.utils import timezone

from ambassadors.models import (
    Ambassador,
    AskCount,
    Audience,
    Boundary,
    Channel,
    Leaving,
    SavedView,
    Topic,
    User,
)

PASSWORD = "fernwaerme-412-km"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    personnel_number = factory.Sequence(lambda n: f"7{n:05}")
    email = factory.Sequence(lambda n: f"person{n}@nordwerk.example")
    first_name = "Jördis"
    last_name = factory.Sequence(lambda n: f"Brüggemann {n}")
    language = "en"


class CoordinatorFactory(UserFactory):
    first_name = "Selma"
    last_name = "Öztürk"
    is_coordinator = True


class CouncilFactory(UserFactory):
    first_name = "Rosa"
    last_name = "Lindqvist"
    is_council = True


class AdministratorFactory(UserFactory):
    first_name = "Piotr"
    last_name = "Wójcik"
    is_staff = True
    is_superuser = True


class AmbassadorFactory(factory.django.DjangoModelFactory):
    """Makes the person too; `.person` is the user."""

    class Meta:
        model = Ambassador

    person = factory.SubFactory(UserFactory)
    joined_at = factory.LazyFunction(timezone.now)


class BoundaryFactory(factory.django.DjangoModelFactory):
    """Makes the ambassador and the person too; `topics` are those that asks are limited to."""

    class Meta:
        model = Boundary
        skip_postgeneration_save = True

    ambassador = factory.SubFactory(AmbassadorFactory)

    @factory.post_generation
    def topics(boundary, create, extracted, **kwargs):  # noqa: N805
        boundary.topics.set(extracted or [])


class AskCountFactory(factory.django.DjangoModelFactory):
    """Of November 2026, the month of the tests."""

    class Meta:
        model = AskCount

    ambassador = factory.SubFactory(AmbassadorFactory)
    month = date(2026, 11, 1)
    count = 1


class ListedFactory(AmbassadorFactory):
    """In the directory, with every field shown to everybody; `to` narrows all of it at once."""

    class Params:
        to = Audience.EVERYBODY

    stands_for = "I explain grids at the kitchen table."
    listed_to = factory.SelfAttribute("to")
    photo_to = factory.SelfAttribute("to")
    pronouns_to = factory.SelfAttribute("to")
    stands_for_to = factory.SelfAttribute("to")
    topics_to = factory.SelfAttribute("to")
    languages_to = factory.SelfAttribute("to")
    location_to = factory.SelfAttribute("to")
    department_to = factory.SelfAttribute("to")
    channels_to = factory.SelfAttribute("to")
    depths_to = factory.SelfAttribute("to")


class LeavingFactory(factory.django.DjangoModelFactory):
    """The last day is 30 November 2026, and to come."""

    class Meta:
        model = Leaving

    person = factory.SubFactory(UserFactory)
    last_day = date(2026, 11, 30)
    entered_at = factory.LazyFunction(timezone.now)


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Topic {n}")


class ChannelFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Channel

    ambassador = factory.SubFactory(AmbassadorFactory)
    network = "linkedin"
    handle = "joerdis-brueggemann"
    address = "https://www.linkedin.com/in/joerdis-brueggemann/"
    depth = "tell"


class SavedViewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SavedView

    owner = factory.SubFactory(CoordinatorFactory)
    name = factory.Sequence(lambda n: f"In Bremen {n}")
    query = "location=Bremen"
