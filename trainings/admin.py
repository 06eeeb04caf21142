"""What administrators may correct by hand. Whatever concerns a person's seat goes through the deeds alone.

Nothing is deleted here: the page that asks would list people's enrolments.
"""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from ambassadors.admin import AdministratorsOnly
from trainings.models import Session, Topic, Training


@admin.register(Topic)
class TopicAdmin(AdministratorsOnly):
    list_display = ["slug", "name_de", "name_en"]


@admin.register(Training)
class TrainingAdmin(AdministratorsOnly):
    list_display = ["title", "language", "format"]
    list_filter = ["format", "language", "topics"]
    search_fields = ["title", "second_title"]
    # What is said about working time belongs to a deed: no published date is without it.
    readonly_fields = ["created_at", "is_working_time", "account"]
    exclude = ["search"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def save_model(self, request: HttpRequest, obj: Training, form: Any, change: bool) -> None:
        if not change:
            obj.created_at = timezone.now()
        super().save_model(request, obj, form, change)


@admin.register(Session)
class SessionAdmin(AdministratorsOnly):
    """Seats, times and states belong to the deeds, which tell everybody concerned; made on the coordinators' pages."""

    list_display = ["training", "starts_at", "location", "capacity", "taken"]
    list_filter = ["location"]
    search_fields = ["training__title"]
    list_select_related = ["training"]
    date_hierarchy = "starts_at"
    fields = [
        "training", "starts_at", "ends_at", "timezone", "location", "place", "directions",
        "link_hours", "capacity", "taken", "over_by", "opens_at", "enrolment_closes_at", "cancel_by",
        "published_at", "moved_at", "cancelled_at", "cancel_reason", "sequence", "uid",
    ]  # fmt: skip
    editable = {"directions"}
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [str(name) for name in self.fields or [] if name not in self.editable]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
