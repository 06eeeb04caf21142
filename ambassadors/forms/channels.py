"""A channel: recognised from what somebody pastes, and how far they go there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ambassadors import networks
from ambassadors.models import Channel

EXPLAINED = {
    Channel.Depth.READ: _("I follow, I stay quiet"),
    Channel.Depth.REACT: _("Likes, replies, congratulations"),
    Channel.Depth.SHARE: _("Pass on what I like"),
    Channel.Depth.TELL: _("Own posts about my work"),
}


class ChannelForm(forms.ModelForm):
    """How far somebody goes on a channel that is there."""

    class Meta:
        model = Channel
        fields = ["depth", "note"]
        labels = {"depth": _("How far I go"), "note": _("My own boundary")}
        help_texts = {"note": _("For instance: no pictures of my team without asking them first.")}
        widgets = {"depth": forms.RadioSelect, "note": forms.TextInput(attrs={"autocomplete": "off"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["depth"].choices = Channel.Depth.choices  # type: ignore[attr-defined]
        self.fields["note"].required = False

    @property
    def depths(self) -> list[tuple[Any, Any]]:
        """Each radio with its line of explanation."""
        return list(zip(self["depth"], EXPLAINED.values(), strict=True))


class NewChannelForm(ChannelForm):
    """`found` is the channel that the text names."""

    text = forms.CharField(
        label=_("Address or handle"),
        help_text=_("Paste the address of your page there, or a handle such as @joerdis@chaos.social."),
        max_length=networks.ADDRESS_LENGTH,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    network = forms.ChoiceField(
        label=_("Network"),
        help_text=_("An address tells it. For a handle, a blog or a podcast, please choose."),
        choices=[("", _("As the address tells")), *networks.LABELS.items()],
        required=False,
    )
    field_order = ["text", "network", "depth", "note"]
    found: networks.Found

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "text" in cleaned and "network" in cleaned:
            try:
                self.found = networks.recognise(cleaned["text"], cleaned["network"])
            except networks.NotAChannel as wrong:
                self.add_error("text", str(wrong))
        return cleaned
