"""How long this app keeps what the programme may set a time for."""

from django.utils.translation import gettext_lazy as _

from ambassadors import retention
from ambassadors.retention import Period

INTERESTS, FIGURES = "interests", "training figures"

retention.register(
    Period(
        INTERESTS,
        _("That somebody would come to a training if there were a date"),
        _("after they said so"),
        usual=365,
        least=90,
        most=730,
    )
)
retention.register(
    Period(
        FIGURES,
        _("Figures about trainings, month by month"),
        _("after the month"),
        usual=1095,
        least=365,
        most=3650,
    )
)
