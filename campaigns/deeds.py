"""Deeds about campaigns, in words for the audit trail. How many were asked, and whom, is in none of them."""

from django.utils.translation import gettext_lazy as lazy

from ambassadors.models import Programme
from ambassadors.trail import Details, name, say
from campaigns.models import Asset, Campaign

name(Campaign, lambda campaign: f"“{campaign.words.title}”")
name(Asset, lambda asset: f"“{asset.title}”")


def _company_word(details: Details) -> dict[str, str]:
    return {"ambassadors": Programme.current().ambassadors}


say("campaign drafted", "campaigns", lazy("%(who)s drafted the campaign %(what)s."))
say("campaign revised", "campaigns", lazy("%(who)s revised the campaign %(what)s."))
say("campaign published", "campaigns", lazy("%(who)s published the campaign %(what)s."))
say("campaign closed", "campaigns", lazy("%(who)s closed the campaign %(what)s."))
say("campaign reopened", "campaigns", lazy("%(who)s opened the campaign %(what)s again."))
say(
    "ambassadors invited",
    "campaigns",
    lazy("%(who)s invited %(ambassadors)s to the campaign %(what)s."),
    words=_company_word,
)
say("picture added", "campaigns", lazy("%(who)s added the picture %(what)s to a kit."))
say("picture described", "campaigns", lazy("%(who)s changed what is said about the picture %(what)s."))
say("picture moved", "campaigns", lazy("%(who)s gave the picture %(what)s another place in its kit."))
say("picture removed", "campaigns", lazy("%(who)s removed the picture %(what)s from a kit."))
say("picture restored", "campaigns", lazy("%(who)s put the picture %(what)s back into its kit."))
