"""The proof of a person's consent on paper."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from ambassadors.paper import SMALL_LINE, Sheet
from ambassadors.proof import COMMAND, Proof, ProvedEvent, ProvedText, how_to_verify
from ambassadors.templatetags.hub import plain_day


def as_pdf(proof: Proof) -> bytes:
    """In the active language."""
    title = _("Proof of consent to guidelines")
    sheet = Sheet(title, at=proof.last_at)
    sheet.say(title, 21, "B", 9, below=2)
    company = proof.programme.company
    sheet.say(proof.person.name, 12, "B")
    sheet.say(f"{proof.programme.name}, {company}" if company else proof.programme.name, below=4)
    sheet.say(
        _(
            "These are all decisions that the Hub has kept, in the order of time. They cannot be changed or deleted, and "
            "only you can download this proof."
        ),
        below=4,
    )
    titles = {(text.guideline, text.version, text.language): text.title for text in proof.texts}
    for event in proof.events:
        _event(sheet, event, titles[event.guideline, event.version, event.language])
    sheet.say(_("How to verify a hash"), 13, "B", 7, below=1)
    sheet.say(how_to_verify(), 9.5, below=2)
    sheet.say(COMMAND, 8.5, line=SMALL_LINE)
    for text in proof.texts:
        _text(sheet, text)
    return bytes(sheet.output())


def _deed(event: ProvedEvent) -> str:
    words = {
        "opted_in": _("Opted in to “%(title)s”, version %(number)d"),
        "withdrawn": _("Withdrew from “%(title)s”, version %(number)d"),
        "carried_on": _(
            "“%(title)s”, version %(number)d was published as a correction: the consent carries on"
        ),
    }
    return words[event.deed]


def _event(sheet: Sheet, event: ProvedEvent, title: str) -> None:
    sheet.say(_deed(event) % {"title": title, "number": event.version}, style="B")
    offset = f"{event.at:%z}"
    about = [
        f"{plain_day(event.at)}, {event.at:%H:%M:%S} (UTC{offset[:3]}:{offset[3:]})",
        str(get_language_info(event.language)["name_translated"]),
    ]
    sheet.say(", ".join(about), 9.5, line=SMALL_LINE)
    sheet.say(f"SHA-256 {event.text_sha256}", 8.5, line=SMALL_LINE)
    sheet.say(_("Key %(key)s") % {"key": event.key}, 8.5, line=SMALL_LINE, below=3.5)


def _text(sheet: Sheet, text: ProvedText) -> None:
    sheet.add_page()
    version = _("%(title)s, version %(number)d") % {"title": text.title, "number": text.version}
    sheet.say(version, 16, "B", 8, below=1)
    valid = _("valid since %(day)s") % {"day": plain_day(text.valid_from)}
    sheet.say(f"{valid}, {get_language_info(text.language)['name_translated']}", 9.5, line=SMALL_LINE)
    sheet.say(f"SHA-256 {text.sha256}", 8.5, line=SMALL_LINE, below=4)
    sheet.say(text.text, below=4)
    if text.binding:
        sheet.say(_("What binds anyway"), 13, "B", 7, below=1)
        sheet.say(text.binding)
