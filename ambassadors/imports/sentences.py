"""Faults and notes in the reader's language; said when a page is drawn, so that a row knows codes alone."""

from collections.abc import Sequence
from typing import Any

from django.utils import dates
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIELD_LABELS: dict[str, Promise] = {
    "personnel_number": _("Personnel number"),
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "name": _("Full name, first name first"),
    "name_last_first": _("Full name, last name first"),
    "email": _("Work e-mail"),
    "department": _("Department"),
    "location": _("Location"),
    "language": _("Language"),
    "entered_on": _("First day"),
}

# Kinds of fault that proposals are taken for together.
KINDS: dict[str, Promise] = {
    "at_spelled_out": _("@ written as a word"),
    "no_at": _("Address without @"),
    "several_at": _("More than one @"),
    "several_addresses": _("Several addresses"),
    "comma_in_address": _("Comma in the address"),
    "blank_in_address": _("Blank in the address"),
    "nothing_after_at": _("Address without its domain"),
    "no_dot_in_domain": _("Domain without its ending"),
    "umlaut_in_address": _("Letters such as ä in the address"),
    "stray_dot_in_address": _("Full stop in a wrong place"),
    "address_not_valid": _("Address that is not valid"),
    "no_such_day": _("Day that does not exist"),
    "not_a_date": _("Day and month swapped"),
    "no_name": _("Name in the column of addresses"),
    "broken_letters": _("Broken letters"),
    "control_character": _("Control characters"),
    "unknown_language": _("Another language"),
}

# Why there is no proposal.
UNKNOWABLE: dict[str, Promise] = {
    "shortened_number": _("The lost digits cannot be guessed: look the number up."),
    "sheet_error": _("What should stand here is not in the file."),
    "ran_together": _("Only the file itself can be mended."),
    "too_many_cells": _("Only the file itself can be mended."),
    "same_person": _("Only the file itself can be mended."),
}

SENTENCES: dict[str, Promise] = {
    # The row
    "ran_together": _("A quotation mark has no partner, so several rows ran together into this one."),
    "too_many_cells": _(
        "The row has %(cells)s cells, but there are %(headings)s headings: something shifted."
    ),
    "short_row": _("The row ends after %(cells)s of %(headings)s cells; the others count as empty."),
    "too_long": _("%(field)s: %(length)s characters are too many; %(limit)s fit."),
    "control_character": _("%(field)s: the cell holds a control character that cannot be stored."),
    "sheet_error": _("%(field)s: the cell holds the error %(value)s from the spreadsheet."),
    "formula": _("%(field)s: begins like a formula. It is kept as text and never calculated."),
    # Names
    "no_name": _("There is no name."),
    "no_first_name": _("The first name is missing."),
    "no_last_name": _("The last name is missing."),
    "one_name_only": _("“%(value)s” is one name; a first and a last name are needed."),
    "not_a_name": _("“%(value)s” is not a name."),
    "broken_letters": _(
        "%(field)s: “%(value)s” has broken letters: the file was once saved in a wrong encoding."
    ),
    # Identifiers
    "nobody_to_recognise": _(
        "Neither personnel number nor e-mail address: nobody could recognise this person next time."
    ),
    "no_email": _("“%(value)s” counts as no e-mail address."),
    "no_personnel_number": _("“%(value)s” counts as no personnel number."),
    "shortened_number": _(
        "The spreadsheet has shortened this number, so digits are lost. Format the column as text."
    ),
    # Addresses
    "at_spelled_out": _("The @ in the e-mail address is written as a word."),
    "no_at": _("The e-mail address has no @."),
    "several_at": _("The e-mail address has more than one @."),
    "several_addresses": _("The cell holds several e-mail addresses; one is needed."),
    "comma_in_address": _("Comma instead of a full stop in the e-mail address."),
    "blank_in_address": _("There is a blank inside the e-mail address."),
    "nothing_before_at": _("Nothing stands before the @ of the e-mail address."),
    "nothing_after_at": _("The domain after the @ of the e-mail address is missing."),
    "no_dot_in_domain": _("The domain of the e-mail address has no ending, such as “.com”."),
    "umlaut_in_address": _(
        "The e-mail address has letters before the @ that mail does not know, such as ä or é."
    ),
    "stray_dot_in_address": _("A full stop stands in a wrong place of the e-mail address."),
    "address_not_valid": _("This is not a valid e-mail address."),
    # Languages and dates
    "unknown_language": _("The hub speaks German and English; “%(value)s” is neither."),
    "not_a_date": _("“%(value)s” is not a date, such as 31.12.2026."),
    "no_such_day": _("%(month_name)s %(year)s has %(days)s days."),
    "unlikely_date": _("“%(value)s” is too long ago or too far ahead to be a first day."),
    # Other rows
    "same_row": _("The same as row %(rows)s, which stays in."),
    "same_email": _("The same e-mail address as in row %(rows)s."),
    "same_personnel_number": _("The same personnel number as in row %(rows)s."),
    "same_person": _("Means the same person as row %(rows)s."),
    "address_stays_taken": _(
        "The address belongs to somebody whose own row stays out, so it is still taken."
    ),
    # People who are here already
    "address_of_another": _("This address already belongs to %(name)s."),
    "number_of_another": _("This personnel number already belongs to %(name)s."),
    "address_of_another_number": _(
        "This address already belongs to %(name)s, who has another personnel number."
    ),
    "address_and_number_differ": _(
        "The number belongs to %(owner)s and the address to %(name)s: two people in one row."
    ),
    "address_of_office": _(
        "%(name)s holds an office in the hub, so an import does not change the address. An administrator can."
    ),
}


def sentence(remark: Sequence[Any]) -> str:
    """Of a fault or note as it is kept: field, code, facts."""
    field, code, facts = remark
    facts = {**facts, "field": FIELD_LABELS.get(field, "")}
    if "month" in facts:
        facts["month_name"] = dates.MONTHS[facts["month"]]
    if "rows" in facts:
        facts["rows"] = ", ".join(str(line) for line in facts["rows"])
    return str(SENTENCES[code]) % facts
