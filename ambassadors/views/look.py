"""The company's colour and logo, with a preview that needs no scripts."""

from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ambassadors import brand, logos
from ambassadors.access import PersonalRequest, coordinators, everybody
from ambassadors.forms.settings import AccentForm, LogoForm
from ambassadors.models import Section, SettingChange
from ambassadors.services import settings as deeds
from ambassadors.views.settings import save

ONE_YEAR_SECONDS = 365 * 24 * 60 * 60
PAIRS = {
    "button": gettext_lazy("Words on a button"),
    "link": gettext_lazy("A link on the page"),
    "hashtag": gettext_lazy("A hashtag"),
    "seats": gettext_lazy("The ring of a free seat"),
}


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: PersonalRequest) -> HttpResponse:
    """`?accent=` shows another colour in the preview and saves nothing; the button "Preview" leads there."""
    programme = deeds.present()
    sent = request.POST if request.method == "POST" else request.GET
    form = AccentForm(sent if "accent" in sent else None, programme=programme)
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            query = urlencode({"accent": form.cleaned_data["accent"]})
            return HttpResponseRedirect(f"{reverse('ambassadors:settings_look')}?{query}", status=303)
        return save(request, Section.ACCENT, form.values)
    accent = form.cleaned_data["accent"] if form.is_bound and form.is_valid() else programme.accent
    return _page(request, form, LogoForm(), accent)


def _page(request: PersonalRequest, form: AccentForm, logo_form: LogoForm, accent: str) -> HttpResponse:
    changes = SettingChange.objects.filter(section__in=[Section.ACCENT, Section.LOGO]).select_related("by")
    changed = {change.section: change for change in changes}
    context = {
        "form": form,
        "logo_form": logo_form,
        "saved": form.programme,
        "accent": accent,
        "looks_like": brand.looks_like(accent),
        "panels": _panels(accent),
        "change": changed.get(Section.ACCENT),
        "logo_change": changed.get(Section.LOGO),
    }
    name = "ambassadors/settings_look.html"
    return render(request, f"{name}#preview" if request.htmx else name, context)


def _panels(accent: str) -> list[tuple[str, object, list[tuple[object, brand.Ratio]]]]:
    by_day, by_night = brand.both(accent)
    measured = (
        (
            "light",
            gettext_lazy("Light"),
            brand.ratios(by_day, page=brand.LIGHT_PAGE, surface=brand.LIGHT_SURFACE),
        ),
        (
            "dark",
            gettext_lazy("Dark"),
            brand.ratios(by_night, page=brand.DARK_PAGE, surface=brand.DARK_SURFACE),
        ),
    )
    return [(theme, label, [(PAIRS[r.of], r) for r in ratios]) for theme, label, ratios in measured]


@coordinators
@require_safe
def preview_css(request: PersonalRequest) -> HttpResponse:
    """The colours of the preview. What is no colour shows the one that is saved."""
    form = AccentForm(request.GET, programme=deeds.present())
    accent = form.cleaned_data["accent"] if form.is_valid() else form.programme.accent
    return HttpResponse(brand.preview(accent), content_type="text/css; charset=utf-8")


@coordinators
@require_POST
def logo_upload(request: PersonalRequest) -> HttpResponse:
    form = LogoForm(request.POST, request.FILES)
    if not form.is_valid():
        programme = deeds.present()
        return _page(request, AccentForm(programme=programme), form, programme.accent)
    kept = {f"logo_{name}": logos.keep(picture) for name, picture in form.pictures.items()}
    return save(request, Section.LOGO, kept)


@coordinators
@require_POST
def logo_remove(request: PersonalRequest) -> HttpResponse:
    which = request.POST.get("which")
    if which not in LogoForm.HINTS:
        raise Http404
    return save(request, Section.LOGO, {f"logo_{which}": ""})


@everybody
@require_safe
def logo(request: HttpRequest, name: str) -> FileResponse:
    """Everybody sees it, before signing in too. The name is new with every upload, so a browser may keep it."""
    if not logos.NAME.fullmatch(name):
        raise Http404
    try:
        picture = logos.path_of(name).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    headers = {"Cache-Control": f"public, max-age={ONE_YEAR_SECONDS}, immutable"}
    return FileResponse(picture, content_type="image/png", headers=headers)
