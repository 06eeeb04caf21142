"""A person's own profile: photo, headline, language, time zone, theme."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ambassadors import photos
from ambassadors.access import PersonalRequest, signed_in
from ambassadors.forms.profile import PhotoForm, ProfileForm
from ambassadors.models import User
from ambassadors.notes import undoable
from ambassadors.services.profile import change_photo, restore_photo, save_profile, use_initials

PUT_AWAY = "photo_put_away"
ONE_YEAR_SECONDS = 365 * 24 * 60 * 60


def _back() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("ambassadors:profile"), status=303)


def _own_row(request: PersonalRequest) -> User:
    """A second copy: the form writes into it before it is valid, and the page shows the first."""
    return User.objects.select_related("ambassador").get(pk=request.user.pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: PersonalRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=_own_row(request))
    if request.method == "POST" and form.is_valid():
        save_profile(person=form.instance, fields=list(form.fields))
        with translation.override(form.instance.language):
            messages.success(request, _("Your profile is saved."))
        return _back()
    return render(request, "ambassadors/profile.html", {"form": form, "photo_form": PhotoForm()})


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
        context = {"form": ProfileForm(instance=_own_row(request)), "photo_form": form}
        return render(request, "ambassadors/profile.html", context)
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
    """A square of a photo that somebody shows now. The name is new with every upload, so a browser may keep it."""
    if size not in photos.SIDES or not photos.NAME.fullmatch(name):
        raise Http404
    if not User.objects.active().filter(photo=name).exists():
        raise Http404
    try:
        picture = photos.path_of(name, size).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    headers = {"Cache-Control": f"private, max-age={ONE_YEAR_SECONDS}, immutable"}
    return FileResponse(picture, content_type="image/webp", headers=headers)
