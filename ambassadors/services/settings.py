"""What coordinators set for the whole programme. Every change can be taken back until the next one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadors import policies
from ambassadors.models import Programme, Section, SettingChange, User
from outbox.services import record

DEED = "programme settings changed"
FIELDS = {
    Section.NAME: ("name", "company", "hashtag", "word_de", "words_de", "word_en", "words_en"),
    Section.ACCENT: ("accent",),
    Section.LOGO: ("logo_square", "logo_wide"),
    Section.CONTACTS: ("contacts", "contact_name", "contact_email"),
    Section.HOURS: ("hours",),
    Section.IMPRINT: ("postal_address", "imprint"),
    Section.RETENTION: ("retention",),
}
# The journal tells from what to what; of these the names of the fields alone: they hold names, addresses or long texts.
UNTOLD = {Section.LOGO, Section.CONTACTS, Section.IMPRINT}


def present() -> Programme:
    """As it stands in the database: pages that change it do not start from a copy that may be 30 seconds old."""
    return Programme.objects.first() or Programme(pk=1)


def change_settings(
    *, section: Section, values: Mapping[str, Any], by: User, now: datetime
) -> SettingChange | None:
    """Write `values` of one section; None where they were so already."""
    if not policies.may_change_settings.test(by):
        raise PermissionDenied
    with transaction.atomic():
        return _write(section, locked_programme(), values, by, now)


def undo_change(*, change_id: UUID, by: User, now: datetime) -> SettingChange | None:
    """Bring back what was there before the last change of a section. None: somebody has changed it since."""
    if not policies.may_change_settings.test(by):
        raise PermissionDenied
    with transaction.atomic():
        programme = locked_programme()
        last = SettingChange.objects.filter(pk=change_id, section__in=FIELDS).first()
        return _write(Section(last.section), programme, last.before, by, now) if last else None


def locked_programme() -> Programme:
    """Two changes at a time wait for each other. Part of the caller's transaction."""
    Programme.objects.get_or_create(pk=1)
    return Programme.objects.select_for_update().get()


def remember(*, section: Section, before: Mapping[str, Any], by: User, now: datetime) -> SettingChange:
    """Note who changed a section last; the note before is forgotten. Part of the caller's transaction."""
    SettingChange.objects.filter(section=section).delete()
    return SettingChange.objects.create(section=section, before=before, by=by, at=now)


def _write(
    section: Section, programme: Programme, values: Mapping[str, Any], by: User, now: datetime
) -> SettingChange | None:
    before = {name: getattr(programme, name) for name in FIELDS[section]}
    after = before | {name: values[name] for name in FIELDS[section] if name in values}
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return None
    for name in changed:
        setattr(programme, name, after[name])
    programme.save(update_fields=changed)
    told: dict[str, Any] = {"fields": changed}
    if section not in UNTOLD:
        told = {"changes": {name: [before[name], after[name]] for name in changed}}
    record(actor=by, deed=DEED, subject=programme, now=now, section=section.value, **told)
    return remember(section=section, before=before, by=by, now=now)
