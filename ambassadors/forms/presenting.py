"""What an ambassador adds to their profile, and who sees what of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from ambassadors import tongues
from ambassadors.audiences import LABELS
from ambassadors.forms.profile import ProfileForm
from ambassadors.models import Audience, Topic
from ambassadors.services.topics import words_in

MOST_TOPICS = 12
LONGEST_TOPIC = Topic._meta.get_field("name").max_length or 0
OWN = ("pronouns", "stands_for", "languages")


class LongText(forms.CharField):
    """Browsers send two letters for a new line and count one."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n")


class AmbassadorForm(ProfileForm):
    """The profile of a person in the programme. What is missing from a request stays as it is."""

    pronouns = forms.CharField(
        label=_("Pronouns"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    stands_for = LongText(
        label=_("What I stand for"),
        help_text=_("A few sentences in your own voice, up to 1,000 letters."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": 1000}),
    )
    topics = LongText(
        label=_("My topics"),
        help_text=_("In your own words, with a comma or a new line between. Twelve at most."),
        max_length=1200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    languages = forms.CharField(
        label=_("Languages I speak"),
        help_text=_("With a comma between, as in: German, English, Turkish."),
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ambassador = self.instance.ambassador
        self.fields["headline"].label = _("In one line")
        self.fields["headline"].help_text = _("Colleagues read this first.")
        self.fields["headline"].widget = forms.TextInput(attrs={"maxlength": 160})
        topics = ambassador.topics.order_by("key").values_list("name", flat=True)
        self.initial.update(
            pronouns=ambassador.pronouns,
            stands_for=ambassador.stands_for,
            languages=tongues.named(ambassador.languages),
            topics=", ".join(topics),
        )
        for field, label in LABELS.items():
            self.fields[f"{field}_to"] = forms.TypedChoiceField(
                label=label,
                choices=Audience.choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                initial=getattr(ambassador, f"{field}_to"),
            )

    @property
    def audiences(self) -> list[BoundField]:
        return [self[f"{field}_to"] for field in LABELS]

    def clean_languages(self) -> list[str]:
        try:
            return tongues.understood(self.cleaned_data["languages"])
        except tongues.UnknownLanguage as unknown:
            raise ValidationError(
                _("We do not know the language “%(name)s”. Is it written differently?"),
                params={"name": unknown.name},
            ) from None

    def clean_topics(self) -> list[str]:
        words = words_in(self.cleaned_data["topics"])
        if len(words) > MOST_TOPICS:
            raise ValidationError(_("These are more than twelve topics. Which ones matter most to you?"))
        long = next((word for word in words if len(word) > LONGEST_TOPIC), None)
        if long:
            raise ValidationError(
                _("A topic has at most %(most)d letters. This one is longer: “%(topic)s”."),
                params={"most": LONGEST_TOPIC, "topic": long},
            )
        return words

    @property
    def own_fields(self) -> dict[str, Any]:
        """What belongs to the ambassador rather than to the account; only what was sent."""
        names = [*OWN, *(f"{field}_to" for field in LABELS)]
        sent = (name for name in names if name in self.data and self.cleaned_data.get(name) is not None)
        return {name: self.cleaned_data[name] for name in sent}

    @property
    def sent_topics(self) -> list[str] | None:
        return self.cleaned_data["topics"] if "topics" in self.data else None
