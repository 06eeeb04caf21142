"""What people send: parsing alone, no rule."""

from trainings.forms.courses import TopicForm, TrainingForm
from trainings.forms.own_pace import NudgeForm
from trainings.forms.paths import PathForm, StationForm
from trainings.forms.sessions import CancelForm, CapacityForm, ChangeForm, MoveForm, SessionForm

__all__ = [
    "CancelForm",
    "CapacityForm",
    "ChangeForm",
    "MoveForm",
    "NudgeForm",
    "PathForm",
    "SessionForm",
    "StationForm",
    "TopicForm",
    "TrainingForm",
]
