"""Coordinators keep views of the list of people under a name."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ambassadors.access import PersonalRequest, coordinators
from ambassadors.forms.people_filter import PeopleFilter
from ambassadors.forms.saved_views import SavedViewForm
from ambassadors.models import SavedView, User
from ambassadors.notes import undoable
from ambassadors.services.saved_views import (
    MOST_VIEWS,
    NameIsTaken,
    TooManyViews,
    remove_view,
    rename_view,
    save_view,
)

PUT_AWAY = "saved_view_put_away"
LONGEST = SavedView._meta.get_field("query").max_length or 0


def _to_list(query: str = "") -> HttpResponseRedirect:
    page = reverse("ambassadors:cockpit_people")
    return HttpResponseRedirect(f"{page}?{query}" if query else page, status=303)


@coordinators
@require_POST
def saved_view_new(request: PersonalRequest) -> HttpResponse:
    """`query` is that of the list; without a good name the page asks for one."""
    given = QueryDict(request.POST.get("query", "")[:LONGEST])
    query = PeopleFilter(given, queryset=User.objects.none()).kept
    form = SavedViewForm(request.POST)
    if form.is_valid():
        try:
            view = save_view(owner=request.user, name=form.cleaned_data["name"], query=query)
        except NameIsTaken:
            form.add_error("name", _("You have a view of this name already."))
        except TooManyViews:
            form.add_error(None, _("More than %(most)d views do not fit here.") % {"most": MOST_VIEWS})
        else:
            messages.success(request, _("The view “%(name)s” is saved.") % {"name": view})
            return _to_list(view.query)
    return render(request, "ambassadors/cockpit_view.html", {"form": form, "query": query})


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def saved_view(request: PersonalRequest, view_id: uuid.UUID) -> HttpResponse:
    """Its name, and its link to hand on."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=view_id)
    form = SavedViewForm(request.POST or None, initial={"name": view.name})
    if request.method == "POST" and form.is_valid():
        try:
            rename_view(view=view, name=form.cleaned_data["name"])
        except NameIsTaken:
            form.add_error("name", _("You have a view of this name already."))
        else:
            messages.success(request, _("The view is called “%(name)s” now.") % {"name": view})
            return _to_list(view.query)
    link = request.build_absolute_uri(f"{reverse('ambassadors:cockpit_people')}?{view.query}")
    return render(request, "ambassadors/cockpit_view.html", {"form": form, "view": view, "link": link})


@coordinators
@require_POST
def saved_view_remove(request: PersonalRequest, view_id: uuid.UUID) -> HttpResponse:
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=view_id)
    request.session[PUT_AWAY] = remove_view(view=view)
    words = _("The view “%(name)s” is removed.") % {"name": view}
    undoable(request, words, undo=reverse("ambassadors:cockpit_view_restore"))
    return _to_list(view.query)


@coordinators
@require_POST
def saved_view_restore(request: PersonalRequest) -> HttpResponse:
    kept = request.session.pop(PUT_AWAY, None)
    if kept is None:
        return _to_list()
    try:
        view = save_view(owner=request.user, **kept)
        messages.success(request, _("The view “%(name)s” is back.") % {"name": view})
    except (NameIsTaken, TooManyViews):
        messages.warning(request, _("You have a view of this name already."))
    return _to_list(kept["query"])
