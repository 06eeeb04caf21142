"""How long this app keeps what the programme may set a time for."""

from django.utils.translation import gettext_lazy as _

from ambassadors import retention
from ambassadors.retention import Period

INTERESTS, MISSED, ATTENDANCE, FEEDBACK = "interests", "missed", "attendance", "feedback"
FIGURES = "training figures"

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
        MISSED,
        _("That somebody missed a session, and who recorded attendance"),
        _("after the session"),
        usual=90,
        least=40,
        most=180,
    )
)
retention.register(
    Period(
        ATTENDANCE,
        _("Lists of who had a seat at a session and who was there"),
        _("after the session"),
        usual=730,
        least=365,
        most=3650,
    )
)
retention.register(
    Period(
        FEEDBACK,
        _("Texts of anonymous feedback on trainings"),
        _("after they were counted"),
        usual=365,
        least=90,
        most=1095,
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
