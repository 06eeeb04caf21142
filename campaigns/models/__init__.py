"""Facts about campaigns."""

from campaigns.models.answers import Answer, CampaignFigures, Invitation
from campaigns.models.askings import Asking
from campaigns.models.campaigns import Campaign
from campaigns.models.kits import Asset
from campaigns.models.people_shown import PersonShown

__all__ = ["Answer", "Asking", "Asset", "Campaign", "CampaignFigures", "Invitation", "PersonShown"]
