"""Why a whole file cannot be imported, with one sentence that says what to do."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ImportProblem(Exception):
    """The file is refused. `code` is one of PROBLEMS; `facts` fill its sentence."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    @property
    def sentence(self) -> str:
        return problem_sentence(self.code, self.facts)


PROBLEMS: dict[str, Promise] = {
    "empty": _("The file is empty."),
    "no_rows": _("The file has no rows with people: there is nothing below the headings."),
    "not_a_table": _("This is not a table. Save the list as CSV or XLSX and upload that file."),
    "picture": _(
        "This is a picture, whatever its name says. Save the list as CSV or XLSX and upload that file."
    ),
    "document": _("This is a document, not a table. Save the list as CSV or XLSX and upload that file."),
    "web_page": _(
        "This is a web page with another ending. Open it in Excel, save it as XLSX or CSV and upload that."
    ),
    "old_workbook": _(
        "This workbook has a format that cannot be read here (.xls, .xlsb, .ods or .numbers). Open it, save it as "
        "XLSX or CSV and upload that."
    ),
    "password": _(
        "The workbook is protected with a password. Remove the password, save it and upload it again."
    ),
    "damaged": _(
        "The workbook is damaged and cannot be read. Open it in Excel, save it again and upload that."
    ),
    "unpacks_too_large": _("The workbook unpacks to more than %(limit)s MB. Save it as CSV and upload that."),
    "encoding": _(
        "The letters of this file cannot be read: it is neither UTF-8 nor UTF-16 nor Windows-1252. In Excel, choose "
        "“CSV UTF-8” when you save it."
    ),
    "mixed_encodings": _(
        "Some letters of this file are UTF-8 and others are not, so names would be damaged. Export it again and "
        "choose “CSV UTF-8”."
    ),
    "too_many_columns": _(
        "The file has %(count)s columns; at most %(limit)s can be read. Leave out those that the import does not need."
    ),
    "too_many_rows": _(
        "The file has more than %(limit)s rows. Split it and import the parts one after the other."
    ),
    "too_large": _("The file is larger than %(limit)s MB. Leave out columns that the import does not need."),
    "open_quote": _(
        "From row %(row)s on, the file runs together: a quotation mark there has no partner. Export the file again."
    ),
    "cannot_be_checked": _(
        "The check did not get through this file. Please upload it again; if that does not help, save it as CSV."
    ),
    "cannot_be_written": _(
        "The import could not be finished. Nothing was written to people; please try again in a moment."
    ),
    "people_changed": _(
        "Meanwhile somebody else changed people whom this file concerns. Nothing was written; the rows below are "
        "checked anew, please look at them again."
    ),
}


def problem_sentence(code: str, facts: dict[str, Any]) -> str:
    return str(PROBLEMS[code]) % facts
