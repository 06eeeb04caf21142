"""This app's deeds, and those of the post room, in words for the audit trail. Nobody who was asked is named in it."""

from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ambassadors import retention, staffed
from ambassadors.models import Cohort, Guideline, Import, Role, Section, Topic, User
from ambassadors.trail import Details, name, name_by_key, quoted, say
from outbox import kinds

name(User, lambda person: person.name)
name(Topic, lambda topic: quoted(topic.name))
name(Guideline, lambda guideline: quoted(guideline.title_in(get_language() or "")))
name(Import, lambda one: quoted(one.file_name))
name_by_key("outbox.Message", lambda kind: str(kinds.get(kind).label) if kinds.known(kind) else kind)

# Roles ------------------------------------------------------------------------------------------------


def _role(details: Details) -> dict[str, Any]:
    role = details.get("role", "")
    return {"role": Role(role).label if role in Role.values else role}


say("role given", "roles", gettext_lazy("%(who)s gave %(what)s the role “%(role)s”."), words=_role)
say("role taken", "roles", gettext_lazy("%(who)s took the role “%(role)s” from %(what)s."), words=_role)
say(
    "made coordinator by the operator",
    "roles",
    gettext_lazy("Whoever runs the server made %(what)s a coordinator."),
)
say(
    "made administrator by the operator",
    "roles",
    gettext_lazy("Whoever runs the server made %(what)s an administrator."),
)

# Settings ---------------------------------------------------------------------------------------------

FIELDS = {
    "name": gettext_lazy("Name of the programme"),
    "company": gettext_lazy("Name of the company"),
    "hashtag": gettext_lazy("Hashtag of the programme"),
    "word_de": gettext_lazy("One, in German"),
    "words_de": gettext_lazy("Several, in German"),
    "word_en": gettext_lazy("One, in English"),
    "words_en": gettext_lazy("Several, in English"),
    "accent": gettext_lazy("Colour of the company"),
    "logo_square": gettext_lazy("Square logo"),
    "logo_wide": gettext_lazy("Wide logo"),
    "contacts": gettext_lazy("Contacts"),
    "contact_name": gettext_lazy("Name of the first contact"),
    "contact_email": gettext_lazy("E-mail of the first contact"),
    "postal_address": gettext_lazy("Address of the company"),
    "imprint": gettext_lazy("Imprint"),
    "hours": gettext_lazy("Staffed hours"),
}


def _section(details: Details) -> dict[str, Any]:
    section = details.get("section", "")
    return {"section": Section(section).label if section in Section.values else section}


def changes(details: Details) -> list[str]:
    """From what to what, a line for each field; of some the names alone are kept."""
    lines = [str(FIELDS.get(field, field)) for field in details.get("fields", [])]
    for field, (before, after) in details.get("changes", {}).items():
        if field == "retention":
            lines += _periods(before, after)
        else:
            lines.append(_from_to(str(FIELDS.get(field, field)), _said(field, before), _said(field, after)))
    return lines


def _said(field: str, value: Any) -> str:
    if field == "hours":
        return "; ".join(dict.fromkeys(staffed.written(spans) for spans in value if spans))
    return str(value)


def _periods(before: dict[str, int], after: dict[str, int]) -> list[str]:
    return [
        _from_to(str(period.what), str(before.get(period.name, period.usual)), str(after[period.name]))
        for period in retention.every()
        if period.name in after and after[period.name] != before.get(period.name, period.usual)
    ]


def _from_to(what: str, before: str, after: str) -> str:
    words = {"what": what, "before": before or _("nothing"), "after": after or _("nothing")}
    return _("%(what)s: from %(before)s to %(after)s") % words


def _k(details: Details) -> dict[str, Any]:
    return {"before": details.get("before", "?"), "after": details.get("after", "?")}


say(
    "programme settings changed",
    "settings",
    gettext_lazy("%(who)s changed the settings “%(section)s”."),
    words=_section,
    more=changes,
)
say(
    "k changed",
    "settings",
    gettext_lazy("%(who)s set the smallest group from %(before)s to %(after)s people."),
    words=_k,
)
say(
    "lower k asked for",
    "settings",
    gettext_lazy("%(who)s asked the council for a smallest group of %(after)s instead of %(before)s people."),
    words=_k,
)
say(
    "lower k refused",
    "settings",
    gettext_lazy("%(who)s did not agree to a smallest group of %(after)s people; it stays at %(before)s."),
    words=_k,
)
say(
    "lower k withdrawn",
    "settings",
    gettext_lazy("%(who)s took back the question about a smallest group of %(after)s people."),
    words=_k,
)

# People -----------------------------------------------------------------------------------------------


def _counts(details: Details) -> list[str]:
    words = {"new": gettext_lazy("new"), "changed": gettext_lazy("changed")}
    return [f"{said}: {details[key]}" for key, said in words.items() if details.get(key)]


say("account made", "people", gettext_lazy("%(who)s made an account for %(what)s."))
say(
    "account changed",
    "people",
    gettext_lazy("%(who)s changed the account of %(what)s in the administration."),
)
say("people imported", "people", gettext_lazy("%(who)s imported people from %(what)s."), more=_counts)
say("invited to the programme", "people", gettext_lazy("%(who)s invited people to the programme."))
say("letter to sign in made", "people", gettext_lazy("%(who)s made a letter to sign in for %(what)s."))
say("topic told apart", "people", gettext_lazy("%(who)s said that %(what)s is a topic of its own."))
say(
    "topic no longer told apart",
    "people",
    gettext_lazy("%(who)s took back that %(what)s is a topic of its own."),
)
say("topics merged", "people", gettext_lazy("%(who)s merged another topic into %(what)s."))

# Guidelines -------------------------------------------------------------------------------------------


def _version(details: Details) -> dict[str, Any]:
    return {"version": details.get("version", "?")}


say("guideline started", "guidelines", gettext_lazy("%(who)s began the guideline %(what)s."))
say(
    "guideline draft saved",
    "guidelines",
    gettext_lazy("%(who)s saved a draft of version %(version)s of %(what)s."),
    words=_version,
)
say(
    "guideline published",
    "guidelines",
    gettext_lazy("%(who)s published version %(version)s of %(what)s."),
    words=_version,
)

say("guideline retired", "guidelines", gettext_lazy("%(who)s took the guideline %(what)s out of use."))
say("guideline brought back", "guidelines", gettext_lazy("%(who)s brought the guideline %(what)s back."))
say("guideline moved", "guidelines", gettext_lazy("%(who)s put the guidelines into another order."))

# Messages ---------------------------------------------------------------------------------------------

say("released held messages", "messages", gettext_lazy("%(who)s let go what had waited after a long gap."))
say("dropped held messages", "messages", gettext_lazy("%(who)s dropped what had waited after a long gap."))
say(
    "had failed messages tried again",
    "messages",
    gettext_lazy("%(who)s had failed messages of this kind tried again: %(what)s."),
)

# Joining ----------------------------------------------------------------------------------------------

name(Cohort, lambda cohort: quoted(cohort.name))

say("admitted to the programme", "people", gettext_lazy("%(who)s welcomed %(what)s to the programme."))
say("application approved", "people", gettext_lazy("%(who)s approved an application."))
say("application declined", "people", gettext_lazy("%(who)s declined an application."))
say("applicant asked back", "people", gettext_lazy("%(who)s asked somebody who applied a question."))
say(
    "decision about an application taken back",
    "people",
    gettext_lazy("%(who)s took back a decision about an application."),
)
say("cohort made", "people", gettext_lazy("%(who)s made the cohort %(what)s."))
say("cohort changed", "people", gettext_lazy("%(who)s changed the cohort %(what)s."))
say("cohort removed", "people", gettext_lazy("%(who)s removed a cohort that nobody had applied to."))
say("round closed early", "people", gettext_lazy("%(who)s closed the round %(what)s early."))
say("round extended", "people", gettext_lazy("%(who)s extended the round %(what)s."))
say(
    "account made at the first single sign-on",
    "people",
    gettext_lazy("The first sign-in with the company account made an account for %(what)s."),
)
say(
    "ways to sign in taken back by the operator",
    "people",
    gettext_lazy("Whoever runs the server let %(what)s begin anew with signing in."),
)

# First steps ------------------------------------------------------------------------------------------

say("first step added", "people", gettext_lazy("%(who)s added a step to the first steps."))
say("first step changed", "people", gettext_lazy("%(who)s changed one of the first steps."))
say("first step switched on", "people", gettext_lazy("%(who)s switched one of the first steps on."))
say("first step switched off", "people", gettext_lazy("%(who)s switched one of the first steps off."))
say("first step moved", "people", gettext_lazy("%(who)s put the first steps into another order."))
say("reminder of first steps set", "people", gettext_lazy("%(who)s changed the reminder of the first steps."))

# Leaving and taking along -----------------------------------------------------------------------------

say("last day entered", "people", gettext_lazy("%(who)s entered a last day for %(what)s."))
say("last day taken back", "people", gettext_lazy("%(who)s took back the last day of %(what)s."))
say(
    "left the company",
    "people",
    gettext_lazy("The last day of %(what)s had passed, and the account was closed."),
)
say("people exported", "people", gettext_lazy("%(who)s exported the list of people."))
