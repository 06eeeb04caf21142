"""What the columns of a file mean: by their headings in German or English, and by what stands in them."""

import re
import unicodedata
from collections.abc import Sequence

from ambassadors.imports.cells import is_language, is_placeholder
from ambassadors.imports.entry_dates import is_date

NUMBER, FIRST, LAST = "personnel_number", "first_name", "last_name"
NAME, NAME_REVERSED = "name", "name_last_first"
EMAIL, DEPARTMENT, LOCATION = "email", "department", "location"
LANGUAGE, ENTERED = "language", "entered_on"
FIELDS = [NUMBER, FIRST, LAST, NAME, NAME_REVERSED, EMAIL, DEPARTMENT, LOCATION, LANGUAGE, ENTERED]

# Whole headings, letters and digits only; those at the front mean the field more surely.
WORDS: dict[str, str] = {
    NUMBER: """personalnummer personalnr persnr personalnum persnummer pnr personalid personenid personennummer
        personalstammnummer stammnummer stammnr identnr identnummer mitarbeiternummer mitarbeiternr mitarbeiterid manr manummer maid
        beschaeftigtennummer beschaeftigtennr ausweisnummer employeeid employeenumber employeeno employeenr employeenum
        empid empno empnumber emplid staffid staffnumber staffno personnelnumber personnelno personnelid payrollnumber
        payrollno payrollid workerid workernumber associateid personid personnumber hrid sappersonalnummer pernr
        kennung kennnummer nummer nr id number no""",
    FIRST: """vorname vornamen rufname firstname givenname givennames forename forenames fname first given preferredname
        preferredfirstname namefirst""",
    LAST: """nachname familienname zuname lastname surname familyname lname last secondname namelast nachnamen""",
    NAME: """vollstaendigername vollername namevollstaendig anzeigename fullname displayname employeename namedesmitarbeiters
        mitarbeitername vornamenachname vorundnachname vornameundnachname vornamename firstnamelastname firstandlastname
        nameofemployee workername personname name mitarbeiter mitarbeiterin mitarbeitende beschaeftigter employee worker
        person""",
    NAME_REVERSED: """nachnamevorname namevorname nachundvorname nachnameundvorname familiennamevorname zunamevorname
        lastnamefirstname surnamefirstname lastfirst namefirstname surnameforename""",
    EMAIL: """email emailadresse mailadresse mail dienstlicheemail dienstlicheemailadresse geschaeftlicheemail emaildienstlich
        emailgeschaeftlich geschaeftlicheemailadresse firmenemail workemail workemailaddress businessemail
        businessemailaddress companyemail corporateemail officeemail emailaddress primaryemail emailwork emailbusiness
        emailprimaer userprincipalname upn smtp smtpadresse mailaddress elektronischepost epost""",
    DEPARTMENT: """abteilung bereich fachbereich organisationseinheit orgeinheit oe orge abt abteilungbereich department dept
        departmentname division team unit organisation organization supervisoryorganization supervisoryorganisation dienststelle orgunit organizationalunit organisationalunit businessunit
        businessarea ressort geschaeftsbereich sparte""",
    LOCATION: """standort arbeitsort dienstort einsatzort dienstsitz betriebsort niederlassung betriebsstaette werk
        buerostandort buero arbeitsplatz location worklocation officelocation site office workplace city plant branch place
        placeofwork worksite ort stadt campus""",
    LANGUAGE: """sprache korrespondenzsprache bevorzugtesprache kommunikationssprache sprachschluessel sprachcode
        anzeigesprache language preferredlanguage languagecode lang locale correspondencelanguage communicationlanguage
        muttersprache""",
    ENTERED: """eintrittsdatum eintritt eintrittam datumeintritt einstellungsdatum einstellung eintrittstermin eintrdat
        beschaeftigtseit beschaeftigungsbeginn arbeitsbeginn ausbildungsbeginn vertragsbeginn dienstantritt dienstbeginn
        startdatum eingetretenam beginn start hiredate dateofhire hired hiredon startdate dateofjoining joiningdate
        datejoined joined joinedon entrydate employmentstartdate employmentdate commencementdate dateofentry firstday
        originalhiredate servicedate employeesince startdat seit""",
}
KNOWN = {word: (field, rank) for field, words in WORDS.items() for rank, word in enumerate(words.split())}
# A longer heading that holds one of these, in this order: "Eintrittsdatum (Konzern)", "Business e-mail of employee".
PARTS = [
    (EMAIL, ("email", "mailadress", "mailaddress")),
    (
        NUMBER,
        (
            "personalnummer",
            "personalnr",
            "mitarbeiternummer",
            "mitarbeiternr",
            "employeeid",
            "employeenumber",
        ),
    ),
    (ENTERED, ("eintritt", "hiredate", "startdate", "entrydate", "einstellungsdat")),
    (FIRST, ("vorname", "firstname", "givenname", "forename")),
    (LAST, ("nachname", "lastname", "surname", "familienname", "familyname")),
    (NAME, ("namedesmitarbeiters", "fullname", "employeename")),
    (LANGUAGE, ("sprache", "language")),
    (DEPARTMENT, ("abteilung", "department")),
    (LOCATION, ("standort", "worklocation", "arbeitsort")),
]
# Never ours: somebody else's, somebody's private matters, or another date.
FOREIGN = re.compile(
    "privat|private|personalemail|home|wohn|geburt|birth|austritt|exit|leaving|termination|kuendig|ende$|enddate|"
    "vorgesetz|manager|supervisor|leiter|leitung|chef|reportsto|notfall|emergency|kontaktperson|ansprech|"
    "kostenstelle|costcent|telefon|phone|mobil|gehalt|salary|iban|steuer|probezeit|probation|befristet|"
    "sekundaer|secondary|zweite|vertreter|deputy|previous|frueher|ehemalig|laufende|lfd|sequence|"
    "betriebsrat|konto|account|firmenname|companyname|username|benutzername|geraet|device|change|aenderung"
)
UMLAUTS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"}
LEAST_SHARE = 0.6
# May as well count the rows of the list.
RUNNING = {"id", "nr", "no", "number", "nummer", "kennung"}
NUMBER_HINTS = re.compile("nr|nummer|number|kennung|key|code|schluessel|id$|no$|num")
ADDRESS = re.compile(r"[^@\s]+(@|\(at\)|\[at\])[^@\s]+")


def compact(heading: str) -> str:
    """ "E-Mail (dienstlich)" → "emaildienstlich", "Büro" → "buero", "Employee #" → "employeenr"."""
    text = unicodedata.normalize("NFC", heading).casefold().replace("#", "nr").replace("№", "nr")
    text = text.translate(UMLAUTS)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if c.isalnum() and c.isascii())
    return text


def known_headings(cells: Sequence[str]) -> int:
    """How many different fields a row names, were it the headings."""
    return len({KNOWN[word][0] for cell in cells if (word := compact(cell)) in KNOWN})


def find_headings(rows: Sequence[tuple[int, Sequence[str]]]) -> int:
    """The line that holds the headings, below any title; 0 where the first row is a person already.

    `rows` are (line, cells) from the start of the file.
    """
    best, line = 0, 0
    for at, cells in rows:
        known = known_headings(cells)
        if known > best and not any(ADDRESS.fullmatch(cell.strip()) for cell in cells):
            best, line = known, at
    width = max((sum(map(bool, cells)) for _line, cells in rows), default=0)
    if best >= min(2, width):
        return line
    for at, cells in rows:
        if sum(map(bool, cells)) > 1 or width == 1:
            looks_like_data = any(ADDRESS.fullmatch(cell.strip()) or is_date(cell) for cell in cells)
            return 0 if looks_like_data else at
    return 0


def match(names: Sequence[str], columns: Sequence[Sequence[str]]) -> list[str]:
    """For each column the field that it most likely is, or an empty string. `columns` holds their sample values."""
    chosen = [""] * len(names)
    order = sorted(range(len(names)), key=lambda i: _strength(names[i], columns[i]))
    for i in order:
        field = _by_heading(names[i], columns[i])
        if field and field not in chosen:
            chosen[i] = field
    _by_content(names, columns, chosen)
    return _settle_names(names, columns, chosen)


def _strength(name: str, values: Sequence[str]) -> tuple[int, int]:
    """Small is strong: a whole heading before a part of one, and of two with one meaning the filled one."""
    _field, rank = KNOWN.get(compact(name), ("", 1000))
    return (0 if any(not is_placeholder(value) for value in values) else 1), rank


def _by_heading(name: str, values: Sequence[str]) -> str:
    word = compact(name)
    if word in KNOWN:
        field, _rank = KNOWN[word]
        if field == NAME and _share(values, str.isdigit) > LEAST_SHARE:
            return NUMBER
        return "" if word in RUNNING and _count_up(values) else field
    if FOREIGN.search(word):
        return ""
    return next((field for field, parts in PARTS if any(part in word for part in parts)), "")


def _by_content(names: Sequence[str], columns: Sequence[Sequence[str]], chosen: list[str]) -> None:
    """Columns whose headings say nothing. A date is never guessed: it could be a birthday."""
    for i, (name, values) in enumerate(zip(names, columns, strict=True)):
        word = compact(name)
        if chosen[i] or FOREIGN.search(word) or (word in RUNNING and _count_up(values)):
            continue
        if EMAIL not in chosen and _share(values, ADDRESS.fullmatch) > LEAST_SHARE:
            chosen[i] = EMAIL
        elif LANGUAGE not in chosen and _share(values, is_language) > LEAST_SHARE:
            chosen[i] = LANGUAGE
        elif NUMBER not in chosen and NUMBER_HINTS.search(word) and _are_numbers(values):
            chosen[i] = NUMBER


def _settle_names(names: Sequence[str], columns: Sequence[Sequence[str]], chosen: list[str]) -> list[str]:
    """ "Name" beside "Vorname" is the last name; alone it is both, and a comma says which comes first."""
    for i, field in enumerate(chosen):
        if field in (NAME, NAME_REVERSED) and LAST in chosen and FIRST in chosen:
            chosen[i] = ""
        elif field == NAME and FIRST in chosen and LAST not in chosen and compact(names[i]) == "name":
            chosen[i] = LAST
        elif field == NAME and FIRST not in chosen and LAST in chosen and compact(names[i]) == "name":
            chosen[i] = FIRST
    return chosen


def _share(values: Sequence[str], test: object) -> float:
    """Of the cells that say something."""
    filled = [value.strip() for value in values if not is_placeholder(value)]
    return sum(bool(test(value)) for value in filled) / len(filled) if filled else 0.0  # type: ignore[operator]


def _count_up(values: Sequence[str]) -> bool:
    filled = [value.strip() for value in values if value.strip()]
    return filled in ([str(i + start) for i in range(len(filled))] for start in (0, 1))


def _are_numbers(values: Sequence[str]) -> bool:
    """Different for everybody and with digits."""
    filled = [value.strip() for value in values if not is_placeholder(value)]
    return len(set(filled)) == len(filled) > 0 and all(any(map(str.isdigit, value)) for value in filled)


def incomplete(columns: Sequence[str]) -> list[str]:
    """What a choice of columns lacks: "name", "identifier" or "twice"; empty when rows can be checked."""
    used = [column for column in columns if column]
    lacks = []
    if not ({FIRST, LAST} <= set(used) or {NAME, NAME_REVERSED} & set(used)):
        lacks.append("name")
    if not {NUMBER, EMAIL} & set(used):
        lacks.append("identifier")
    one_name = len({NAME, NAME_REVERSED} & set(used)) + bool({FIRST, LAST} & set(used))
    if len(set(used)) < len(used) or one_name > 1:
        lacks.append("twice")
    return lacks
