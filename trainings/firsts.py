"""What the list of first steps asks this app: whether somebody has a first training."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from ambassadors import onboarding
from trainings.models import Enrolment


def _has_training() -> Exists:
    return Exists(Enrolment.objects.filter(person=OuterRef("pk"), booked_at__isnull=False))


onboarding.register(
    onboarding.Kind(
        key="training",
        place=40,
        title=_("First training booked"),
        text=_("Whichever helps you."),
        to="trainings:catalogue",
        done=_has_training,
    )
)
