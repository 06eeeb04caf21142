"""A person's own profile: photo, headline, language, time zone, theme; of an ambassador also who sees what."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ambassadors import audiences, photos
from ambassadors.access import PersonalRequest, ambassadors_only, signed_in
from ambassadors.forms.presenting import AmbassadorForm
from ambassadors.forms.profile import PhotoForm, ProfileForm
from ambassadors.models import Ambassador, Audience, User
from ambassadors.notes import undoable
from ambassadors.services.profile import (
    change_photo,
    restore_photo,
    save_presentation,
    save_profile,
    use_initials,
)

PUT_AWAY = "photo_put_away"
ONE_YEAR_SECONDS = 365 * 24 * 60 * 60


def _back() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("ambassadors:profile"), status=303)


def _own_row(request: PersonalRequest) -> User:
    """A second copy: the form writes into it before it is valid, and the page shows the first."""
    return User.objects.select_related("ambassador").get(pk=request.user.pk)


def _form(request: PersonalRequest, data: Any = None) -> ProfileForm:
    person = _own_row(request)
    return (AmbassadorForm if person.is_ambassador else ProfileForm)(data, instance=person)


def _page(request: PersonalRequest, form: ProfileForm, photo_form: PhotoForm) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "photo_form": photo_form, "own": None}
    if isinstance(form, AmbassadorForm):
        own = audiences.whole(Ambassador.objects.filter(pk=request.user.pk)).get()
        context["own"] = audiences.shown(own, Audience.ME)
    return render(request, "ambassadors/profile.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: PersonalRequest) -> HttpResponse:
    form = _form(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if isinstance(form, AmbassadorForm):
            save_presentation(
                person=form.instance,
                fields=form.account_fields,
                own=form.own_fields,
                topics=form.sent_topics,
            )
        else:
            save_profile(person=form.instance, fields=form.account_fields)
        with translation.override(form.instance.language):
            messages.success(request, _("Your profile is saved."))
        return _back()
    return _page(request, form, PhotoForm())


@ambassadors_only
@require_safe
def view_as(request: PersonalRequest, who: str) -> HttpResponse:
    """One's own page as others see it: "colleague", "ambassador" or "coordinator"."""
    level = audiences.OTHERS.get(who)
    if level is None:
        raise Http404
    own = audiences.whole(Ambassador.objects.filter(pk=request.user.pk)).get()
    context = {
        "shown": audiences.shown(own, level),
        "who": who,
        "is_listed": audiences.shows(own, "listed", level),
    }
    return render(request, "ambassadors/view_as.html", context)


@signed_in
@require_POST
def photo_upload(request: PersonalRequest) -> HttpResponse:
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            change_photo(person=request.user, raw=form.cleaned_data["photo"].read())
        except photos.PhotoRefused as refused:
            form.add_error("photo", str(refused.reason))
    if not form.is_valid():
        return _page(request, _form(request), form)
    messages.success(request, _("Your new picture is in place."))
    return _back()


@signed_in
@require_POST
def photo_remove(request: PersonalRequest) -> HttpResponse:
    if name := use_initials(person=request.user):
        request.session[PUT_AWAY] = name
        undoable(
            request,
            _("Your initials stand in for the picture now."),
            undo=reverse("ambassadors:photo_restore"),
        )
    return _back()


@signed_in
@require_POST
def photo_restore(request: PersonalRequest) -> HttpResponse:
    if restore_photo(person=request.user, name=request.session.pop(PUT_AWAY, "")):
        messages.success(request, _("Your picture is back."))
    else:
        messages.warning(request, _("That picture is gone. You can upload it again."))
    return _back()


@signed_in
@require_safe
def photo(request: PersonalRequest, name: str, size: int = photos.USUAL_SIDE) -> FileResponse:
    """A square of a photo that somebody shows the reader now. The name is new with every upload, so a browser may keep it."""
    if size not in photos.SIDES or not photos.NAME.fullmatch(name):
        raise Http404
    person = get_object_or_404(User.objects.active().select_related("ambassador"), photo=name)
    if not audiences.seen_of(person, "photo", request.user):
        raise Http404
    try:
        picture = photos.path_of(name, size).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    headers = {"Cache-Control": f"private, max-age={ONE_YEAR_SECONDS}, immutable"}
    return FileResponse(picture, content_type="image/webp", headers=headers)
