"""The administrators' site: accounts, places in the programme, the programme itself and the journal.

It deletes nothing, and registers neither answers nor messages, consents or sessions. Nothing on it tells who was
invited or what they said.
"""

from typing import Any

from allauth.account import admin as _allauth_admin  # noqa: F401 (so that its models can be taken out again)
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa import admin as _allauth_mfa_admin  # noqa: F401
from allauth.mfa.models import Authenticator
from allauth.socialaccount import admin as _allauth_socialaccount_admin  # noqa: F401
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions import admin as _allauth_usersessions_admin  # noqa: F401
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth import admin as _auth_admin  # noqa: F401
from django.contrib.auth.models import Group
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from ambassadors import policies
from ambassadors.audiences import seen_of
from ambassadors.models import Ambassador, Programme, Role, User
from ambassadors.models.roles import NEVER_EMPTY
from ambassadors.policies import RoleOf
from ambassadors.services import departing, invitations, roles
from outbox.models import AuditEntry
from outbox.services import record

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.disable_action("delete_selected")
HIDDEN = (
    Group,
    EmailAddress,
    EmailConfirmation,
    Authenticator,
    UserSession,
    SocialAccount,
    SocialApp,
    SocialToken,
)
for model in HIDDEN:
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


class PersonForm(ModelForm):
    """Roles follow the same rules here as on the coordinators' page. `by` is set on the class for each request."""

    by: User

    @property
    def roles_changed(self) -> list[Role]:
        return [role for role in Role if role.field in self.changed_data]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for role in self.roles_changed:
            gives = found[role.field]
            if gives and not policies.may_give_role.test(self.by, RoleOf(self.instance, role)):
                self.add_error(
                    role.field,
                    "Nobody gives a role to themselves, or to an account that is switched off or about to close.",
                )
            elif not gives and roles.is_last(person=self.instance, role=role):
                self.add_error(role.field, "This is the last one. Give the role to somebody else first.")
        if "is_active" in self.changed_data and not found["is_active"]:
            self._refuse_to_switch_off_the_last_one()
        return found

    def _refuse_to_switch_off_the_last_one(self) -> None:
        for role in NEVER_EMPTY:
            if roles.is_last(person=self.instance, role=role):
                reason = f"This is the last one with the role “{role.value}”. Give it to somebody else first."
                self.add_error("is_active", reason)


FIELDS = [
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
    "is_helper",
    "is_council",
    "is_staff",
]
AT_WORK = ("department", "location")


def _may_see(person: User, field: str, request: HttpRequest) -> bool:
    """What is not filled in hides nothing."""
    assert isinstance(request.user, User)
    return not getattr(person, field) or bool(seen_of(person, field, request.user))


@admin.register(User)
class PersonAdmin(AdministratorsOnly):
    form = PersonForm
    list_display = [
        "name",
        "personnel_number",
        "email",
        "is_active",
        "is_coordinator",
        "is_staff",
    ]
    list_filter = ["is_active", "is_coordinator", "is_staff"]
    ordering = ["sort_key"]
    search_fields = ["personnel_number"]
    search_help_text = "Name, personnel number or e-mail"

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> list[Any]:
        """What an ambassador does not tell to everybody stands here neither."""
        return [name for name in FIELDS if obj is None or name not in AT_WORK or _may_see(obj, name, request)]

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type[ModelForm]:
        form = super().get_form(request, *args, **kwargs)
        return type(form.__name__, (form,), {"by": request.user})

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        return queryset.found_by(search_term), False  # type: ignore[attr-defined]

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        assert isinstance(form, PersonForm)
        if not change:
            obj.set_unusable_password()
        # Roles are given and taken by their own deeds, below.
        wanted = {role: getattr(obj, role.field) for role in form.roles_changed}
        for role, has in wanted.items():
            setattr(obj, role.field, not has)
        super().save_model(request, obj, form, change)
        deed, now = "account changed" if change else "account made", timezone.now()
        fields = sorted({*form.changed_data} - {role.field for role in wanted})
        if "email" in fields:
            invitations.end_mailed(people=[obj.pk])
        if "is_active" in fields and obj.is_active:
            departing.is_here_again(people=[obj.pk])
        if fields or not change:
            record(actor=request.user, deed=deed, subject=obj, now=now, fields=fields)
        for role, has in wanted.items():
            deed_of_role = roles.give_role if has else roles.take_role
            deed_of_role(person=obj, role=role, by=form.by, now=now)


@admin.register(Ambassador)
class AmbassadorAdmin(ReadOnly):
    """Joining and leaving are a person's own deeds."""

    list_display = ["person", "joined_at"]
    fields = ["person", "joined_at"]
    ordering = ["person__sort_key"]
    list_select_related = ["person"]


@admin.register(Programme)
class ProgrammeAdmin(ReadOnly):
    """Coordinators change it on their settings pages, where a lower k needs the council."""


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnly):
    list_display = ["at", "actor", "deed", "subject"]
    list_select_related = ["actor"]
    ordering = ["-at"]
    date_hierarchy = "at"
    fields = ["at", "actor", "deed", "subject", "details"]
