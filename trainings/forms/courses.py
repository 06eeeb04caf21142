"""A training's texts and facts, and the topics it can be about."""

from typing import Any

from django import forms
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trainings.forms.reminders import RemindersField
from trainings.models import Topic, Training
from trainings.models.trainings import RESERVED_SLUGS


def free_slug(title: str) -> str:
    """A readable address that no training has yet."""
    umlauts = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
    base = slugify(title.casefold().translate(umlauts))[:70].strip("-") or "training"
    taken = (
        set(Training.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED_SLUGS
    )
    return next(
        slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken
    )


def copied_title(training: Training) -> str:
    """In the language of the training."""
    longest = Training._meta.get_field("title").max_length or 0
    with translation.override(training.language):
        copied = gettext("%(title)s (copy)")
    return copied % {"title": training.title[: longest - len(copied) + len("%(title)s")]}


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
        help_text=_("Has to be said before a date is published, so that everybody can plan."),
    )

    class Meta:
        model = Training
        fields = [
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
            "takeaways": _("Markdown. A list with a dash before each line reads well."),
            "account": _("For example: cost centre 4711, further training"),
            "access": _("Step-free, induction loop, sign language, quiet room"),
            "bring": _("Clothing and things, for example safety shoes"),
            "attendance_note": _(
                "Left empty, the page says: seen only by the trainers and the coordinators, not by your manager."
            ),
        }
        widgets = {
            "language": forms.RadioSelect,
            "format": forms.RadioSelect,
            "summary": forms.Textarea(attrs={"rows": 3}),
            "second_summary": forms.Textarea(attrs={"rows": 3}),
            "topics": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = Training.Format
        self.fields["format"].choices = [  # type: ignore[attr-defined]
            (ways.ON_SITE, _("On site")),
            (ways.ONLINE, _("Online")),
            (ways.HYBRID, _("On site and online")),
        ]
        self.initial.setdefault("reminders", self.instance.reminder_minutes)
        self.initial.update(WorkingTimeForm.of(self.instance))

    def miss_working_time(self) -> None:
        """A date is published: now it has to be said."""
        if self.cleaned_data["is_working_time"] is None:
            self.add_error("is_working_time", _("A date is published, so this has to be said."))
        else:
            self.add_error("account", _("Please say on which account the working time is booked."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        second = ("second_summary", "second_takeaways", "second_spoken", "second_access", "second_bring")
        if not cleaned.get("second_title") and any(cleaned.get(name) for name in second):
            self.add_error("second_title", _("Texts in a second language need a title there."))
        if cleaned.get("second_title") and not cleaned.get("second_summary"):
            self.add_error("second_summary", _("Please say it in the second language as well."))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What the deed writes: all columns of the training but for its topics."""
        facts = {
            name: value for name, value in self.cleaned_data.items() if name not in ("topics", "reminders")
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
