"""For administrators to look at. Invitations and answers are not here; deleting would list them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ambassadors.admin import FoundByKey
from campaigns.models import Asset, Campaign


class ReadOnly(FoundByKey):
    """The cockpit changes campaigns: its deeds check, lock and write the journal."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


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
