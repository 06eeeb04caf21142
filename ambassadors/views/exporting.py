"""Coordinators take people out as a file: those they ticked, or all of a filter."""

from collections.abc import Iterator, Sequence

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ambassadors import exports
from ambassadors.access import PersonalRequest, coordinators
from ambassadors.columns import Arrangement
from ambassadors.forms.exporting import ExportForm
from ambassadors.models.people import UserQuerySet
from ambassadors.services.exports import record_export
from ambassadors.views.choosing import in_order

CSV = "text/csv; charset=utf-8"


@coordinators
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def export_people(request: PersonalRequest) -> HttpResponseBase:
    """GET asks, with the number of people; POST hands the file over. Asks again where the number has changed."""
    people = in_order(request)
    count = people.count()
    form = ExportForm(request.POST or None, names=Arrangement.read(request.GET).names)
    changed = request.method == "POST" and request.POST.get("people") != str(count)
    if request.method == "POST" and form.is_valid() and count and not changed:
        names, kind = form.cleaned_data["columns"], form.cleaned_data["form"]
        record_export(count=count, columns=names, form=kind, by=request.user, now=timezone.now())
        return _file(people, names, kind)
    context = {
        "form": form,
        "count": count,
        "changed": changed,
        "left_out": exports.left_out(Arrangement().names),
    }
    return render(request, "ambassadors/cockpit_export.html", context)


def _file(people: UserQuerySet, names: Sequence[str], kind: str) -> HttpResponseBase:
    name = f"{_('people')}-{timezone.localdate(timezone.now()):%Y-%m-%d}.{kind}"
    if kind == "xlsx":
        return FileResponse(exports.workbook(people, names), as_attachment=True, filename=name)
    lines = _in_language(translation.get_language(), exports.csv_file(people, names))
    response = StreamingHttpResponse(lines, content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _in_language(language: str | None, lines: Iterator[str]) -> Iterator[str]:
    """The server asks for the lines when the language of the request is over."""
    zone = timezone.get_current_timezone()
    with translation.override(language), timezone.override(zone):
        yield from lines
