"""What people send: parsing alone, no rule."""

from trainings.forms.announcements import AnnouncementForm
from trainings.forms.calls import CallDatesForm, CallForm, CallMoveForm, NotesForm
from trainings.forms.courses import TopicForm, TrainingForm, WorkingTimeForm
from trainings.forms.feedback import FeedbackForm
from trainings.forms.materials import MaterialForm, NewMaterialForm
from trainings.forms.needs import NeedForm
from trainings.forms.own_pace import NudgeForm
from trainings.forms.paths import PathForm, StationForm
from trainings.forms.series import SeriesForm
from trainings.forms.sessions import CancelForm, CapacityForm, ChangeForm, MoveForm, SessionForm

__all__ = [
    "AnnouncementForm",
    "CallDatesForm",
    "CallForm",
    "CallMoveForm",
    "CancelForm",
    "CapacityForm",
    "ChangeForm",
    "FeedbackForm",
    "MaterialForm",
    "MoveForm",
    "NeedForm",
    "NewMaterialForm",
    "NotesForm",
    "NudgeForm",
    "PathForm",
    "SeriesForm",
    "SessionForm",
    "StationForm",
    "TopicForm",
    "TrainingForm",
    "WorkingTimeForm",
]
