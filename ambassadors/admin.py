"""The administrators' site: accounts, places in the programme, the programme itself and the journal.

It deletes nothing, and registers neither answers nor messages, consents or sessions. Nothing on it tells who was
invited or what they said.
"""

from typing import Any

from allauth.account import admin as _allauth_admin  # noqa: F401 (so that its models can be taken out again)
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.socialaccount import admin as _social_admin  # noqa: F401
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth import admin as _auth_admin  # noqa: F401
from django.contrib.auth.models import Group
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from ambassadors.models import Ambassador, Programme, User
from ambassadors.services import invitations
from outbox.models import AuditEntry
from outbox.services import record

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.disable_action("delete_selected")
for model in (Group, EmailAddress, EmailConfirmation, SocialAccount, SocialApp, SocialToken):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class FoundByKey(admin.ModelAdmin):
    """An address that asks for a row by no field at all means its key; Django's own code breaks on it."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        return super().get_object(request, object_id, from_field or None)


class AdministratorsOnly(FoundByKey):
    """Every administrator may do what the page offers; nobody may delete."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.is_administrator

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ReadOnly(AdministratorsOnly):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(User)
class PersonAdmin(AdministratorsOnly):
    list_display = [
        "name",
        "personnel_number",
        "email",
        "location",
        "is_active",
        "is_coordinator",
        "is_staff",
    ]
    list_filter = ["is_active", "is_coordinator", "is_staff"]
    ordering = ["sort_key"]
    search_fields = ["personnel_number"]
    search_help_text = "Name, personnel number or e-mail"
    fields = [
        "first_name",
        "last_name",
        "personnel_number",
        "email",
        "department",
        "location",
        "entered_on",
        "language",
        "is_active",
        "is_coordinator",
        "is_staff",
    ]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        return queryset.found_by(search_term), False  # type: ignore[attr-defined]

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        deed = "account changed" if change else "account made"
        fields = sorted(form.changed_data)
        if "email" in fields:
            invitations.end_mailed(people=[obj.pk])
        if obj.holds_office and {"is_coordinator", "is_staff"} & {*fields}:
            invitations.end_letters(people=[obj.pk])
        record(actor=request.user, deed=deed, subject=obj, now=timezone.now(), fields=fields)


@admin.register(Ambassador)
class AmbassadorAdmin(ReadOnly):
    """Joining and leaving are a person's own deeds."""

    list_display = ["person", "joined_at"]
    fields = ["person", "joined_at"]
    ordering = ["person__sort_key"]
    list_select_related = ["person"]


@admin.register(Programme)
class ProgrammeAdmin(AdministratorsOnly):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_module_permission(request) and not Programme.objects.exists()

    def save_model(self, request: HttpRequest, obj: Programme, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        fields = sorted(form.changed_data)
        record(actor=request.user, deed="programme changed", subject=obj, now=timezone.now(), fields=fields)


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnly):
    list_display = ["at", "actor", "deed", "subject"]
    list_select_related = ["actor"]
    ordering = ["-at"]
    date_hierarchy = "at"
    fields = ["at", "actor", "deed", "subject", "details"]
