"""What people send: parsing alone, no rule."""

from trainings.forms.courses import TopicForm, TrainingForm, WorkingTimeForm
from trainings.forms.materials import MaterialForm, NewMaterialForm
from trainings.forms.needs import NeedForm
from trainings.forms.series import SeriesForm
from trainings.forms.sessions import CancelForm, CapacityForm, ChangeForm, MoveForm, SessionForm

__all__ = [
    "CancelForm",
    "CapacityForm",
    "ChangeForm",
    "MaterialForm",
    "MoveForm",
    "NeedForm",
    "NewMaterialForm",
    "SeriesForm",
    "SessionForm",
    "TopicForm",
    "TrainingForm",
    "WorkingTimeForm",
]
