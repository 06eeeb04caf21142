"""Every component in every state, light and dark side by side, for whoever builds pages."""

from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ambassadors import brand
from ambassadors.access import administrators
from ambassadors.models import Programme

BERLIN = ZoneInfo("Europe/Berlin")
PLACES = [("online", _("Online")), ("bremen", "Bremen"), ("goerlitz", "Görlitz")]
WAYS = [("call", _("A call")), ("chat", _("Chat")), ("mail", _("E-mail"))]


class Sample(forms.Form):
    """A form with each kind of field; bound without answers it shows its faults."""

    where = forms.CharField(label=_("Where does it happen?"), help_text=_("A link or a short description."))
    mail = forms.EmailField(label=_("Work e-mail"), help_text=_("As in your staff pass."))
    words = forms.CharField(
        label=_("In your own words"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    number = forms.CharField(
        label=_("Personnel number"),
        widget=forms.TextInput(attrs={"readonly": True}),
        initial="100042",
        required=False,
    )
    place = forms.ChoiceField(label=_("Place"), choices=PLACES)
    places = forms.MultipleChoiceField(
        label=_("Places"), choices=PLACES, widget=forms.CheckboxSelectMultiple, required=False
    )
    way = forms.ChoiceField(label=_("How do we reach you?"), choices=WAYS, widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("A picture"), help_text=_("JPEG, PNG or WebP, up to 10 MB."), required=False
    )
    agreed = forms.BooleanField(label=_("Everybody in the picture agrees."), required=False)


def _ratios() -> list[dict[str, object]]:
    """The company's colour, with the contrast of each pair that carries text."""
    accent = Programme.current().accent
    rows: list[dict[str, object]] = []
    for theme, colours, page, surface in (
        ("light", brand.light(accent), brand.LIGHT_PAGE, brand.LIGHT_SURFACE),
        ("dark", brand.dark(accent), brand.DARK_PAGE, brand.DARK_SURFACE),
    ):
        pairs = {
            "on-accent / accent": (colours.on_accent, colours.accent),
            "accent-text / page": (colours.text, page),
            "accent-text / surface": (colours.text, surface),
            "accent-text / accent-soft": (colours.text, colours.soft),
        }
        rows += [
            {"theme": theme, "pair": pair, "ratio": f"{brand.contrast(*both):.2f}"}
            for pair, both in pairs.items()
        ]
    return rows


def _pages() -> Page[int]:
    return Paginator(range(164), 25).page(2)


@administrators
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    answers = {"l-mail": "s.groessmann@nordwerk,example", "l-place": "bremen", "l-places": ["online"]}
    answers |= {key.replace("l-", "d-"): value for key, value in answers.items()}
    panels = [
        {
            "theme": theme,
            "faulty": Sample(answers, prefix=theme[0]),
            "plain": Sample(prefix=f"{theme[0]}p", initial={"way": "call", "places": ["online"]}),
        }
        for theme in ("light", "dark")
    ]
    context = {
        "panels": panels,
        "person": SimpleNamespace(name="Dirk Großekathöfer", initials="DG", photo=""),
        "drawn": static("img/mark.svg"),
        "starts_at": datetime(2026, 11, 26, 14, 0, tzinfo=BERLIN),
        "ends_at": datetime(2026, 11, 26, 15, 30, tzinfo=BERLIN),
        "page": _pages(),
        "ratios": _ratios(),
        "looks_like": brand.looks_like(Programme.current().accent),
    }
    return render(request, "components/page.html", context)
