"""A training's texts and facts, and the topics it can be about."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ambassadors import tongues
from trainings.forms.reminders import RemindersField
from trainings.models import Topic, Training
from trainings.models.trainings import RESERVED_SLUGS


def free_slug(title: str) -> str:
    """A readable address that no training has yet."""
    return slug_among(title, Training.objects.all(), otherwise="training", reserved=RESERVED_SLUGS)


def slug_among(
    title: str, rows: QuerySet[Any], *, otherwise: str, reserved: Collection[str] = frozenset()
) -> str:
    """A readable address that none of the rows has yet; `otherwise`: for a title without any letter of ours."""
    umlauts = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
    base = slugify(title.casefold().translate(umlauts))[:70].strip("-") or otherwise
    taken = {*rows.filter(slug__startswith=base).values_list("slug", flat=True), *reserved}
    return next(
        slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken
    )


def copied_title(title: str, language: str) -> str:
    """In the language of the title."""
    longest = Training._meta.get_field("title").max_length or 0
    with translation.override(language):
        copied = gettext("%(title)s (copy)")
    return copied % {"title": title[: longest - len(copied) + len("%(title)s")]}


class WorkingTimeForm(forms.Form):
    """Whether it is working time, and on which account. Nobody has chosen for them."""

    is_working_time = forms.TypedChoiceField(
        label=_("Is it working time?"),
        choices=[("yes", _("Yes, it counts as working time")), ("no", _("No, it is in one’s own time"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    account = forms.CharField(
        label=_("Account for the working time"),
        max_length=120,
        required=False,
        help_text=_("For example: cost centre 4711, further training"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_working_time") and not cleaned.get("account"):
            self.add_error("account", _("Please say on which account the working time is booked."))
        return cleaned

    @staticmethod
    def of(training: Training) -> dict[str, str]:
        """What is known so far."""
        chosen = {True: "yes", False: "no", None: ""}[training.is_working_time]
        return {"is_working_time": chosen, "account": training.account}


class TrainingForm(forms.ModelForm):
    reminders = RemindersField(
        label=_("Reminders"),
        required=False,
        help_text=_(
            "Up to five, shown before enrolling. Each person can mute each of them. A change counts for people who enrol from now on."
        ),
    )

    is_working_time = forms.TypedChoiceField(
        label=WorkingTimeForm.base_fields["is_working_time"].label,
        choices=[("yes", _("Yes, it counts as working time")), ("no", _("No, it is in one’s own time"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Has to be said before it is published, so that everybody can plan."),
    )

    languages = forms.CharField(
        label=_("Held in"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("With a comma between, as in: German, English. People filter by it."),
    )

    lesson_link = forms.URLField(
        label=_("Link to it"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("For example a video or a course elsewhere."),
    )

    class Meta:
        model = Training
        fields = [
            "level",
            "prerequisites",
            "lesson",
            "lesson_link",
            "minutes",
            "second_lesson",
            "language",
            "title",
            "summary",
            "takeaways",
            "topics",
            "format",
            "account",
            "spoken",
            "access",
            "bring",
            "attendance_note",
            "second_title",
            "second_summary",
            "second_takeaways",
            "second_spoken",
            "second_access",
            "second_bring",
            "second_attendance_note",
        ]
        labels = {
            "level": _("For whom"),
            "prerequisites": _("Helpful before"),
            "lesson": _("The training itself"),
            "minutes": _("How many minutes it takes"),
            "second_lesson": _("The training itself"),
            "language": _("Language of the texts"),
            "title": _("Title"),
            "summary": _("In one or two sentences"),
            "takeaways": _("What people take with them"),
            "topics": _("Topics"),
            "format": _("How it takes place"),
            "account": _("Account for the working time"),
            "spoken": _("Language spoken"),
            "access": _("Access"),
            "bring": _("Please bring"),
            "attendance_note": _("Who sees who takes part"),
            "second_title": _("Title"),
            "second_summary": _("In one or two sentences"),
            "second_takeaways": _("What people take with them"),
            "second_spoken": _("Language spoken"),
            "second_access": _("Access"),
            "second_bring": _("Please bring"),
            "second_attendance_note": _("Who sees who takes part"),
        }
        help_texts = {
            "prerequisites": _("Advice on its page. Nobody is kept from anything."),
            "lesson": _("Markdown. What people read, watch and try out, with links."),
            "spoken": _(
                "As people read it, for example: German, English if you ask. Left empty, the page names the languages above."
            ),
            "takeaways": _("Markdown. A list with a dash before each line reads well."),
            "account": _("For example: cost centre 4711, further training"),
            "access": _("Step-free, induction loop, sign language, quiet room"),
            "bring": _("Clothing and things, for example safety shoes"),
            "attendance_note": _(
                "Left empty, the page says: seen only by the trainers and the coordinators, not by your manager."
            ),
        }
        widgets = {
            "level": forms.RadioSelect,
            "prerequisites": forms.CheckboxSelectMultiple,
            "language": forms.RadioSelect,
            "format": forms.RadioSelect,
            "summary": forms.Textarea(attrs={"rows": 3}),
            "second_summary": forms.Textarea(attrs={"rows": 3}),
            "topics": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].choices = Training.Format.choices  # type: ignore[attr-defined]
        self.fields["level"].required = False
        others = Training.objects.exclude(pk=self.instance.pk).only("title").order_by("title", "id")
        self.fields["prerequisites"].queryset = others  # type: ignore[attr-defined]
        self.initial["languages"] = tongues.named(self.instance.languages)
        self.initial.setdefault("reminders", self.instance.reminder_minutes)
        self.initial.update(WorkingTimeForm.of(self.instance))

    def miss_working_time(self) -> None:
        """It or a date of it is published: now it has to be said."""
        if self.cleaned_data["is_working_time"] is None:
            self.add_error("is_working_time", _("It is published, so this has to be said."))
        else:
            self.add_error("account", _("Please say on which account the working time is booked."))

    def clean_languages(self) -> list[str]:
        """Left empty: the language of the texts."""
        try:
            return tongues.understood(self.cleaned_data["languages"])
        except tongues.UnknownLanguage as unknown:
            raise forms.ValidationError(
                _("We do not know the language “%(name)s”. Is it written differently?"),
                params={"name": unknown.name},
            ) from None

    def clean_level(self) -> str:
        return self.cleaned_data["level"] or Training.Level.EVERYBODY

    def _mind_own_pace(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("format") != Training.Format.SELF_PACED:
            return
        if not cleaned.get("lesson") and not cleaned.get("lesson_link"):
            self.add_error("lesson", _("A training at one's own pace needs a text or a link."))
        if self.instance.pk and self.instance.sessions.filter(cancelled_at=None).exists():
            self.add_error(
                "format",
                _("This training has dates. Please make a new one for what people do at their own pace."),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._mind_own_pace(cleaned)
        second = (
            "second_lesson",
            "second_summary",
            "second_takeaways",
            "second_spoken",
            "second_access",
            "second_bring",
        )
        if not cleaned.get("second_title") and any(cleaned.get(name) for name in second):
            self.add_error("second_title", _("Texts in a second language need a title there."))
        if cleaned.get("second_title") and not cleaned.get("second_summary"):
            self.add_error("second_summary", _("Please say it in the second language as well."))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What the deed writes: all columns of the training, without the topics and what helps before."""
        facts = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("topics", "prerequisites", "reminders")
        }
        return facts | {"reminder_minutes": self.cleaned_data["reminders"]}


class TopicForm(forms.ModelForm):
    class Meta:
        model = Topic
        fields = ["name_de", "name_en"]
        labels = {"name_de": _("Name in German"), "name_en": _("Name in English")}

    def save_slug(self) -> Topic:
        """The topic, with an address of its own if it is new; not saved yet."""
        topic: Topic = self.instance
        if not topic.slug:
            base = (slugify(topic.name_en) or slugify(topic.name_de) or "topic")[:50]
            taken = set(Topic.objects.filter(slug__startswith=base).values_list("slug", flat=True))
            topic.slug = next(
                s for s in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if s not in taken
            )
        return topic
