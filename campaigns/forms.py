"""What people send: parsing alone, no rule."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ambassadors.directory import topics_told
from ambassadors.models import Audience, Topic, User
from ambassadors.networks import LABELS
from campaigns import images
from campaigns.models import Answer, Asset, Campaign
from campaigns.models.campaigns import HASHTAG

# Those that somebody lets coordinators see, and those that a campaign names already.
TOPICS_TO_NAME = Topic.objects.current().filter(
    Q(pk__in=topics_told(Audience.COORDINATORS).values("pk"))
    | Q(pk__in=Campaign.topics.through.objects.values("topic"))
)


class AnswerForm(forms.Form):
    choice = forms.ChoiceField(choices=Answer.Choice.choices)
    show_name = forms.BooleanField(required=False)


class HashtagsField(forms.CharField):
    """#One #Two, with or without # and commas."""

    def prepare_value(self, value: Any) -> Any:
        return " ".join(f"#{word}" for word in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        words = [word.lstrip("#") for word in re.split(r"[\s,;]+", super().to_python(value) or "")]
        return list(dict.fromkeys(word for word in words if word))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > 5:
            raise ValidationError(_("Five hashtags at most."))

    def run_validators(self, value: Any) -> None:
        for word in value:
            HASHTAG(word)


class PictureField(forms.FileField):
    """A picture that people upload, cleaned to our own re-encoded one (`images.Picture`)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.FileInput(attrs={"accept": images.ACCEPT}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return images.read(upload)
        except images.Refused as refused:
            raise ValidationError(str(refused)) from refused


class CampaignForm(forms.ModelForm):
    hashtags = HashtagsField(
        label=_("Hashtags"), required=False, max_length=300, help_text=_("Orientation points, nothing more.")
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Answers close at the end of this day; the kit stays readable."),
        # Beyond these a moment may not exist on the other side of the world.
        validators=[MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2999, 12, 31))],
    )
    contact = forms.ModelChoiceField(
        User.objects.coordinators().by_name(),
        label=_("Contact person"),
        help_text=_("Somebody with a name and face. Everybody sees name and e-mail address."),
    )
    topics = forms.ModelMultipleChoiceField(
        TOPICS_TO_NAME.order_by("key"),
        label=_("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    networks = forms.MultipleChoiceField(
        label=_("Networks"),
        choices=list(LABELS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    header_picture = PictureField(
        label=_("Header picture"),
        required=False,
        help_text=_("Wide, at least 1600 pixels. Without one, a sky is drawn."),
    )

    class Meta:
        model = Campaign
        fields = [
            "language",
            "title",
            "summary",
            "story",
            "second_title",
            "second_summary",
            "second_story",
            "hashtags",
            "starts_on",
            "contact",
            "answers_within",
            "topics",
            "networks",
            "photographs",
        ]
        labels = {
            "language": _("Language"),
            "title": _("Title"),
            "summary": _("In one sentence"),
            "story": _("Why we do this"),
            "second_title": _("Title"),
            "second_summary": _("In one sentence"),
            "second_story": _("Why we do this"),
            "starts_on": _("First day"),
            "answers_within": _("Answers within"),
            "photographs": _("Those who take part are photographed"),
        }
        help_texts = {
            "story": _("Markdown: a blank line for a new paragraph, # for a heading, - for a list."),
            "second_story": "",
            "answers_within": "",
            "photographs": "",
        }
        widgets = {
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "summary": forms.Textarea(attrs={"rows": 2}),
            "story": forms.Textarea(attrs={"rows": 12}),
            "second_summary": forms.Textarea(attrs={"rows": 2}),
            "second_story": forms.Textarea(attrs={"rows": 12}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            # A topic that was merged shows as the one it leads to.
            self.initial["topics"] = list(
                self.instance.topics.values_list(Coalesce("merged_into", "pk"), flat=True)
            )
        if self.instance.ends_at:
            self.initial["ends_on"] = timezone.localdate(
                self.instance.ends_at, timezone.get_default_timezone()
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        second = [cleaned.get(f"second_{name}") for name in ("title", "summary", "story")]
        if any(second) and not all(second):
            self.add_error("second_title", _("A second language has all three texts, or none."))
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on:
            if ends_on < starts_on:
                self.add_error("ends_on", _("The last day lies before the first."))
            self.instance.ends_at = datetime.combine(
                ends_on, time(23, 59, 59), tzinfo=timezone.get_default_timezone()
            )
        return cleaned

    def written_fields(self) -> list[str]:
        """The model's fields that were changed."""
        own = {"ends_on": "ends_at", "header_picture": "header"}
        return [own.get(name, name) for name in self.changed_data]


class AssetForm(forms.ModelForm):
    class Meta:
        model = Asset
        fields = ["title", "alt", "credit", "licence", "good_until"]
        labels = {
            "title": _("Title"),
            "alt": _("Alternative text"),
            "credit": _("Credit"),
            "licence": _("What it may be used for"),
            "good_until": _("May be used until"),
        }
        help_texts = {
            "alt": _(
                "What somebody who cannot see the picture should know. It travels along with the picture."
            ),
            "licence": "",
            "good_until": _("After this day the picture leaves the kit."),
        }
        widgets = {
            "alt": forms.Textarea(attrs={"rows": 3}),
            "good_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean_alt(self) -> str:
        alt = str(self.cleaned_data["alt"])
        if not alt and self.instance.campaign.is_published:
            raise ValidationError(_("The kit is public, so every picture needs its text."))
        return alt


class NewAssetForm(AssetForm):
    picture = PictureField(label=_("Picture"), help_text=_("JPEG, PNG, WebP or HEIC, up to 10 MB."))

    field_order = ["picture", "title", "alt", "credit", "licence", "good_until"]


class ConsentKeptForm(forms.Form):
    because = forms.CharField(
        label=_("Where is their consent kept?"),
        help_text=_("Such as: in writing, 12 November 2026, with the press office."),
        max_length=200,
    )
