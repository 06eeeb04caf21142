"""An application, and the answer to a question about it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ambassadors.models import Application, CohortQuestion
from ambassadors.models.applications import WORDS_LENGTH
from ambassadors.services.applications import Answers

SHORT_LENGTH = 200


class ApplyForm(forms.Form):
    """A few own words, and the questions of the cohort."""

    words = forms.CharField(
        label=_("Why would you like to take part?"),
        help_text=_("A few words of your own are enough. There is no right answer."),
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(
        self, data: Any, *, questions: Iterable[CohortQuestion], application: Application | None = None
    ) -> None:
        """`application`: the one that is changed."""
        super().__init__(data)
        self.questions = {f"answer_{question.place}": question for question in questions}
        for name, question in self.questions.items():
            self.fields[name] = _field(question)
        if application is not None:
            given = {answer.question_id: answer.text for answer in application.answers.all()}
            self.initial = {name: given.get(question.pk) for name, question in self.questions.items()}
            self.initial["words"] = application.words

    @property
    def answers(self) -> Answers:
        return {question: self.cleaned_data[name] for name, question in self.questions.items()}


def _field(question: CohortQuestion) -> forms.CharField:
    long = {"max_length": WORDS_LENGTH, "widget": forms.Textarea(attrs={"rows": 4})}
    shape: dict[str, Any] = long if question.is_long else {"max_length": SHORT_LENGTH}
    return forms.CharField(
        label=question.text_in(get_language() or ""), required=question.is_required, **shape
    )


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"), max_length=WORDS_LENGTH, widget=forms.Textarea(attrs={"rows": 4})
    )
