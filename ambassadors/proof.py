"""The proof of a person's consent, for that person alone: every event, with the words it was about and their hash.

The same events give the same file, to the byte: nothing in it comes from the moment of the download.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ambassadors.decisions import Line, history
from ambassadors.models import ConsentSubject, GuidelineVersion, Programme, User

FORMAT = "influencer-hub-consent-proof-1"


@dataclass(frozen=True)
class ProvedEvent:
    """`deed`: "opted_in", "withdrawn", or "carried_on" where a correction was published. Times are the reader's."""

    guideline: str
    version: int
    language: str
    deed: str
    at: datetime
    text_sha256: str
    key: str


@dataclass(frozen=True)
class ProvedText:
    guideline: str
    title: str
    version: int
    language: str
    valid_from: datetime
    sha256: str
    text: str
    binding: str


@dataclass(frozen=True)
class Proof:
    person: User
    programme: Programme
    events: list[ProvedEvent]
    texts: list[ProvedText]

    @property
    def last_at(self) -> datetime:
        return self.events[-1].at


def proof_of(person: User) -> Proof | None:
    """None where the person never opted in."""
    subjects = ConsentSubject.objects.filter(person=person).select_related("guideline")
    events: list[ProvedEvent] = []
    texts: dict[tuple[int, str], ProvedText] = {}
    for subject in subjects.order_by("guideline__position", "guideline__slug"):
        language = ""
        for line in reversed(history(subject.guideline, person)):
            language = line.event.language if line.event else language
            if line.event or line.carried:
                events.append(_event(line, language, str(subject.key)))
                texts.setdefault((line.version.pk, language), _text(line.version, language))
    if not events:
        return None
    in_order = sorted(events, key=lambda event: event.at)
    return Proof(person, Programme.current(), in_order, list(texts.values()))


def _event(line: Line, language: str, key: str) -> ProvedEvent:
    wording = line.version.wording(language)
    return ProvedEvent(
        guideline=line.version.guideline.slug,
        version=line.version.number,
        language=language,
        deed=line.event.deed if line.event else "carried_on",
        at=localtime(line.at),
        text_sha256=line.event.text_hash if line.event else wording.hash,
        key=key,
    )


def _text(version: GuidelineVersion, language: str) -> ProvedText:
    wording = version.wording(language)
    return ProvedText(
        guideline=version.guideline.slug,
        title=wording.title,
        version=version.number,
        language=wording.language,
        valid_from=localtime(version.valid_from),
        sha256=wording.hash,
        text=wording.text,
        binding=wording.binding,
    )


def how_to_verify() -> str:
    return _(
        "Each hash is the SHA-256 of the text in UTF-8, followed by one byte of value zero and then the part that "
        "binds anyway in UTF-8, which may be empty. The exact letters are those of the JSON file. This prints “True” "
        "for every text that is unchanged:"
    )


COMMAND = """python3 -c "
import hashlib, json
for each in json.load(open('proof.json'))['texts']:
    words = each['text'] + chr(0) + each['binding']
    print(hashlib.sha256(words.encode()).hexdigest() == each['sha256'])
"
"""


def as_json(proof: Proof) -> bytes:
    content: dict[str, Any] = {
        "format": FORMAT,
        "programme": proof.programme.name,
        "company": proof.programme.company,
        "person": proof.person.name,
        "events": [asdict(event) | {"at": event.at.isoformat()} for event in proof.events],
        "texts": [asdict(text) | {"valid_from": text.valid_from.isoformat()} for text in proof.texts],
        "how_to_verify": f"{how_to_verify()}\n\n{COMMAND}",
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()
