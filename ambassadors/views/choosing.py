"""Whom a coordinator means: those ticked in the list, those of one go, or all of its filter."""

import uuid

from django.http import QueryDict

from ambassadors.access import PersonalRequest
from ambassadors.columns import Arrangement
from ambassadors.forms.people_filter import PeopleFilter
from ambassadors.models import User
from ambassadors.models.people import UserQuerySet


def known_uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def chosen_ids(request: PersonalRequest, name: str) -> list[uuid.UUID]:
    """Those ticked in a list; what is no id is ignored."""
    return list(filter(None, map(known_uuid, request.GET.getlist(name))))


def chosen(request: PersonalRequest) -> UserQuerySet:
    """The query string says which. A filter that nobody knows chooses nobody: left out, it would choose everybody."""
    people = User.objects.visible_to(request.user).active()
    query: QueryDict = request.GET
    if "all" in query:
        found = PeopleFilter(query, queryset=people)
        return people.none() if found.form.errors else found.qs
    if "batch" in query:
        return people.filter(programme_invitation__batch=known_uuid(query.get("batch", "")))
    return people.filter(pk__in=chosen_ids(request, "person"))


def in_order(request: PersonalRequest) -> UserQuerySet:
    """Those who are chosen, as the list orders them."""
    return Arrangement.read(request.GET).in_order(chosen(request))
