"""The settings of the programme: what there is, and each section's own page."""

import uuid
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ambassadors import retention, staffed
from ambassadors.access import PersonalRequest, coordinators
from ambassadors.forms.keeping import RetentionForm, SmallestGroupForm
from ambassadors.forms.settings import ContactsForm, HoursForm, ImprintForm, NameForm, SectionForm
from ambassadors.models import KLowering, Programme, Role, Section, SettingChange, User
from ambassadors.notes import undoable
from ambassadors.services import settings as deeds
from ambassadors.services import smallest_group
from ambassadors.templatetags.hub import day_and_time

FORMS: dict[str, type[SectionForm]] = {
    Section.NAME: NameForm,
    Section.CONTACTS: ContactsForm,
    Section.HOURS: HoursForm,
    Section.IMPRINT: ImprintForm,
    Section.RETENTION: RetentionForm,
}
PAGES = {Section.ACCENT: "settings_look", Section.LOGO: "settings_look", Section.K: "settings_k"}


@dataclass(frozen=True)
class Shown:
    """One line of the overview."""

    label: str
    value: str
    to: str
    change: SettingChange | None


def page_of(section: str) -> str:
    return reverse(f"ambassadors:{PAGES.get(section, f'settings_{section}')}")  # type: ignore[call-overload]


def last_changes() -> dict[str, SettingChange]:
    return {change.section: change for change in SettingChange.objects.select_related("by")}


@coordinators
@require_safe
def settings(request: PersonalRequest) -> HttpResponse:
    programme, changes = deeds.present(), last_changes()
    values = _in_words(programme)
    context = {
        "lines": [
            Shown(str(Section(section).label), value, page_of(section), changes.get(section))
            for section, value in values.items()
        ],
        "lowering": KLowering.objects.waiting().first(),
        "has_council": User.objects.holding(Role.COUNCIL).exists(),
    }
    return render(request, "ambassadors/settings.html", context)


def _in_words(programme: Programme) -> dict[str, str]:
    """What is set, in a few words for each section."""
    contacts = ", ".join(contact.name or contact.email for contact in programme.people_who_answer)
    periods = [f"{period.what}: {retention.in_words(period.name)}" for period in retention.every()]
    logos = [
        name
        for name, kept in ((_("square"), programme.logo_square), (_("wide"), programme.logo_wide))
        if kept
    ]
    named = [programme.name, programme.company, programme.ambassadors]
    return {
        Section.NAME: " · ".join(filter(None, named)),
        Section.ACCENT: programme.accent,
        Section.LOGO: ", ".join(logos) or _("none yet: the first letter stands in"),
        Section.CONTACTS: contacts or _("nobody yet"),
        Section.HOURS: _week(programme.hours) or _("none are told"),
        Section.IMPRINT: programme.postal_address or _("no address yet"),
        Section.RETENTION: " · ".join(periods),
        Section.K: str(programme.k),
    }


def _week(hours: staffed.Week) -> str:
    """Days in a row with the same times are told together: Mon – Thu 9:00 – 12:00; Fri 9:00 – 11:00."""
    told = []
    for spans, days in groupby(range(len(hours)), key=hours.__getitem__):
        if spans:
            first, *others = (str(WEEKDAYS_ABBR[day]) for day in days)
            named = f"{first} – {others[-1]}" if others else first
            told.append(f"{named} {staffed.written(spans)}")
    return "; ".join(told)


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: PersonalRequest, section: str) -> HttpResponse:
    form = FORMS[section](request.POST or None, programme=deeds.present())
    if request.method == "POST" and form.is_valid():
        return save(request, Section(section), form.values)
    return show(request, section, {"form": form})


def save(request: PersonalRequest, section: Section, values: dict[str, Any]) -> HttpResponseRedirect:
    """Write, and say what became of it: whoever saves last wins, and is told whose change was there before."""
    before = SettingChange.objects.filter(section=section).select_related("by").first()
    change = deeds.change_settings(section=section, values=values, by=request.user, now=timezone.now())
    if change is None:
        messages.info(request, _("Nothing is different, so nothing was changed."))
    else:
        _say_who_else(request, before)
        undo = reverse("ambassadors:settings_undo", args=[change.pk])
        undoable(request, _("Saved. It is so everywhere from now on."), undo=undo)
    return HttpResponseRedirect(page_of(section), status=303)


def _say_who_else(request: PersonalRequest, before: SettingChange | None) -> None:
    if before is None or str(before.pk) == request.POST.get("seen", "") or before.by == request.user:
        return
    said = _("%(name)s had changed this on %(when)s, after you opened the page. Your version stands now.")
    name = before.by.name if before.by else _("Somebody whose account is gone")
    messages.warning(request, said % {"name": name, "when": day_and_time(timezone.localtime(before.at))})


def show(request: PersonalRequest, section: str, context: dict[str, Any]) -> HttpResponse:
    change = SettingChange.objects.filter(section=section).select_related("by").first()
    context |= {
        "zone": timezone.get_default_timezone_name(),
        "section": section,
        "label": Section(section).label,
        "change": change,
    }
    return render(request, f"ambassadors/settings_{section}.html", context)


@coordinators
@require_POST
def undo(request: PersonalRequest, change_id: uuid.UUID) -> HttpResponse:
    """Takes the last change of a section back; the change that does it can be undone as well."""
    change = deeds.undo_change(change_id=change_id, by=request.user, now=timezone.now())
    if change is None:
        messages.warning(request, _("Somebody has changed this since, so nothing was taken back."))
        return HttpResponseRedirect(reverse("ambassadors:settings"), status=303)
    again = reverse("ambassadors:settings_undo", args=[change.pk])
    undoable(request, _("Taken back. It is as it was before."), undo=again)
    return HttpResponseRedirect(page_of(change.section), status=303)


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def k(request: PersonalRequest) -> HttpResponse:
    """The smallest group: raised with a tick, lowered by asking the council."""
    programme = deeds.present()
    form = SmallestGroupForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["k"]
        lowering = smallest_group.set_k(k=chosen, by=request.user, now=timezone.now())
        if lowering:
            said = _("The council is asked. Until somebody there agrees, it stays at %(k)d.")
            messages.info(request, said % {"k": programme.k})
        elif chosen == programme.k:
            messages.info(request, _("Nothing is different, so nothing was changed."))
        else:
            said = _("From now on figures are about %(k)d people or more.")
            messages.success(request, said % {"k": chosen})
        return HttpResponseRedirect(reverse("ambassadors:settings_k"), status=303)
    context = {
        "form": form,
        "k": programme.k,
        "lowerings": KLowering.objects.select_related("asked_by", "decided_by")[:10],
        "has_council": User.objects.holding(Role.COUNCIL).exists(),
    }
    return show(request, Section.K, context)


@coordinators
@require_POST
def k_withdraw(request: PersonalRequest, lowering_id: uuid.UUID) -> HttpResponse:
    try:
        smallest_group.withdraw_lower_k(lowering_id=lowering_id, by=request.user, now=timezone.now())
    except smallest_group.AlreadyDecided:
        messages.warning(request, _("This was decided already, or taken back."))
    else:
        messages.success(request, _("The question is taken back. It stays as it is."))
    return HttpResponseRedirect(reverse("ambassadors:settings_k"), status=303)
