"""A training's texts and facts, and the topics it can be about."""

from typing import Any

from django import forms
from django.utils.text import slugify
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


class TrainingForm(forms.ModelForm):
    reminders = RemindersField(
        label=_("Reminders"),
        required=False,
        help_text=_(
            "Up to five, shown before enrolling. Each person can mute each of them. A change counts for people who enrol from now on."
        ),
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
            "is_working_time",
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
            "is_working_time": _("Counts as working time"),
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
