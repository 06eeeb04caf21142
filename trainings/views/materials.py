"""Materials: taken along by whom they are meant for, looked after by coordinators and the trainers of a date."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ambassadors.access import PersonalRequest, coordinators, signed_in
from ambassadors.notes import undoable
from trainings import files, policies, services
from trainings.forms import MaterialForm, NewMaterialForm
from trainings.models import Material, Session, Training

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def material(request: PersonalRequest, material_id: UUID) -> Any:
    """The file as a download, or the way to the link; for everybody else there is none."""
    found = get_object_or_404(Material.objects.visible_to(request.user), pk=material_id)
    if found.link:
        return HttpResponseRedirect(found.link)
    try:
        opened = files.path_of(found.file).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    name = f"{slugify(found.title) or 'material'}.{found.extension}"
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=found.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@coordinators
@GET_POST
def training_materials(request: PersonalRequest, training_id: UUID) -> HttpResponse:
    """Those of every date."""
    training = get_object_or_404(Training, pk=training_id)
    return _page(request, Material(training=training))


@signed_in
@GET_POST
def session_materials(request: PersonalRequest, session_id: UUID) -> HttpResponse:
    """Those of one date, whose trainers add their own."""
    sessions = Session.objects.with_roster_for(request.user).with_training()
    session = get_object_or_404(sessions, pk=session_id)
    return _page(request, Material(training=session.training, session=session))


def _page(request: PersonalRequest, new: Material) -> HttpResponse:
    form = NewMaterialForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        new.title, new.audience, new.link = given["title"], given["audience"], given["link"]
        if given["file"]:
            files.keep(given["file"], new)
        services.add_material(material=new, by=request.user, now=timezone.now())
        messages.success(request, _("Added “%(title)s”.") % {"title": new.title})
        return HttpResponseRedirect(_list_of(new), status=303)
    held = Material.objects.kept().filter(training=new.training, session=new.session).in_order()
    context = _context(request, new) | {"form": form, "materials": held}
    return render(request, "trainings/cockpit_materials.html", context)


def _list_of(material: Material) -> str:
    if material.session_id:
        return reverse("trainings:cockpit_session_materials", args=[material.session_id])
    return reverse("trainings:cockpit_training_materials", args=[material.training_id])


def _context(request: PersonalRequest, material: Material) -> dict[str, Any]:
    return {
        "training": material.training,
        "session": material.session,
        "list": _list_of(material),
        "layout": "cockpit.html" if request.user.is_coordinator else "base.html",
    }


def _of_mine(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What somebody may not look after does not exist for them."""

    @wraps(view)
    def found(request: PersonalRequest, material_id: UUID) -> HttpResponse:
        rows = Material.objects.select_related("session", "training").defer("training__search")
        shown = get_object_or_404(rows, pk=material_id)
        if not policies.may_run_materials(request.user, shown.session):
            raise Http404
        return view(request, shown)

    return found


@signed_in
@GET_POST
@_of_mine
def edit(request: PersonalRequest, shown: Material) -> HttpResponse:
    initial = {"title": shown.title, "audience": shown.audience}
    form = MaterialForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_material(material=shown, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(_list_of(shown), status=303)
    context = _context(request, shown) | {"form": form, "material": shown}
    return render(request, "trainings/cockpit_material.html", context)


@signed_in
@require_POST
@_of_mine
def remove(request: PersonalRequest, shown: Material) -> HttpResponse:
    services.remove_material(material=shown, by=request.user, now=timezone.now())
    undo = reverse("trainings:cockpit_restore_material", args=[shown.pk])
    undoable(request, _("Removed “%(title)s”.") % {"title": shown.title}, undo=undo)
    return HttpResponseRedirect(_list_of(shown), status=303)


@signed_in
@require_POST
@_of_mine
def restore(request: PersonalRequest, shown: Material) -> HttpResponse:
    services.restore_material(material=shown, by=request.user, now=timezone.now())
    messages.success(request, _("“%(title)s” is back.") % {"title": shown.title})
    return HttpResponseRedirect(_list_of(shown), status=303)
