"""For administrators to look at: the cockpit changes campaigns, and its deeds check, lock and write the journal.

Invitations and answers are not here; deleting would list them.
"""

from django.contrib import admin

from ambassadors.admin import ReadOnly
from campaigns.models import Asset, Campaign


@admin.register(Campaign)
class CampaignAdmin(ReadOnly):
    list_display = ["title", "language", "starts_on", "ends_at", "published_at", "closed_at"]
    list_filter = ["language"]
    search_fields = ["title", "second_title"]
    ordering = ["-ends_at"]
    exclude = ["search"]


@admin.register(Asset)
class AssetAdmin(ReadOnly):
    list_display = ["title", "campaign", "content_type", "good_until"]
    list_select_related = ["campaign"]
    search_fields = ["title", "alt"]
    ordering = ["campaign", "position"]
