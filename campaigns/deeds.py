"""Deeds about campaigns, in words for the audit trail. How many were asked, and whom, is in none of them."""

from django.utils.translation import gettext_lazy

from ambassadors.models import Programme
from ambassadors.trail import Details, name, quoted, say
from campaigns.models import Asset, Campaign

name(Campaign, lambda campaign: quoted(campaign.words.title))
name(Asset, lambda asset: quoted(asset.title))


def _company_word(details: Details) -> dict[str, str]:
    return {"ambassadors": Programme.current().ambassadors}


say("campaign drafted", "campaigns", gettext_lazy("%(who)s drafted the campaign %(what)s."))
say("campaign revised", "campaigns", gettext_lazy("%(who)s revised the campaign %(what)s."))
say("campaign published", "campaigns", gettext_lazy("%(who)s published the campaign %(what)s."))
say("campaign closed", "campaigns", gettext_lazy("%(who)s closed the campaign %(what)s."))
say("campaign reopened", "campaigns", gettext_lazy("%(who)s opened the campaign %(what)s again."))
say(
    "ambassadors invited",
    "campaigns",
    gettext_lazy("%(who)s invited %(ambassadors)s to the campaign %(what)s."),
    words=_company_word,
)
say("picture added", "campaigns", gettext_lazy("%(who)s added the picture %(what)s to a kit."))
say(
    "picture described", "campaigns", gettext_lazy("%(who)s changed what is said about the picture %(what)s.")
)
say("picture moved", "campaigns", gettext_lazy("%(who)s gave the picture %(what)s another place in its kit."))
say("picture removed", "campaigns", gettext_lazy("%(who)s removed the picture %(what)s from a kit."))
say("picture restored", "campaigns", gettext_lazy("%(who)s put the picture %(what)s back into its kit."))
say("person named in picture", "campaigns", gettext_lazy("%(who)s noted who is in the picture %(what)s."))
say(
    "name taken out of picture", "campaigns", gettext_lazy("%(who)s took a name out of the picture %(what)s.")
)
say(
    "picture kept with consent",
    "campaigns",
    gettext_lazy("%(who)s kept the picture %(what)s, with the consent of who is in it."),
)
