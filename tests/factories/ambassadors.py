"""People of the sample programme."""

import factory
from django.utils import timezone

from ambassadors.models import Ambassador, User

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
