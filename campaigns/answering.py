"""How a person stands towards a campaign: what the form of their answer shows."""

from dataclasses import dataclass
from datetime import datetime

from campaigns.models import Campaign


@dataclass(frozen=True)
class Answering:
    """`choice` is empty until the person says something."""

    campaign: Campaign
    choice: str
    show_name: bool
    is_open: bool


def answering(campaign: Campaign, now: datetime) -> Answering | None:
    """For a campaign read `with_answer_of` the person; None for whoever was not invited."""
    if not campaign.is_asked:
        return None
    return Answering(campaign, campaign.own_choice or "", bool(campaign.own_show_name), campaign.is_open(now))
