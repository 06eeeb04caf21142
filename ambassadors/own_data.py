"""Everything the hub knows about a person as one file: to read, to process, and their photo."""

import io
import json
import zipfile
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone, translation

from ambassadors import known, photos
from ambassadors.models import User

FILE_NAME = "influencer-hub.zip"
CONTENT_TYPE = "application/zip"


def as_zip(person: User, now: datetime) -> bytes:
    """A page in the person's language and time zone, the same and every row as JSON, and the photo."""
    with translation.override(person.language), timezone.override(person.zone):
        facts = known.facts_about(person, now)
        page = render_to_string("ambassadors/own_data.html", {"person": person, "facts": facts, "now": now})
        told = [_told(fact) for fact in facts]
    document = {"made_at": now, "facts": told, "records": known.records_of(person)}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("about-me.html", page)
        archive.writestr(
            "about-me.json", json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        )
        if person.photo and photos.is_kept(person.photo):
            archive.write(photos.path_of(person.photo, max(photos.SIDES)), "photo.webp")
    return stream.getvalue()


def _told(fact: known.Fact) -> dict[str, str]:
    names = ("what", "content", "purpose", "seen_by", "kept_until")
    return {name: str(getattr(fact, name)) for name in names}
