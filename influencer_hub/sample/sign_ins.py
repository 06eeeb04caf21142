"""Who can sign in to the sample programme, and how."""

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.crypto import salted_hmac

from ambassadors.models import User
from influencer_hub.sample import people

WORDS = """
kupfer nordwind werkbank hafen leitung schicht pumpe funken lampe deich anker kessel ziegel flut segel turbine
strom mast welle schraube kran laterne brise kabel nebel sonne kohle ventil feile
"""
SHOWN = (
    ("Coordinator", people.COORDINATOR),
    ("Ambassador", people.AMBASSADOR),
    ("Trainer", people.TRAINER),
    ("Employee", people.EMPLOYEE),
    ("Administrator", people.ADMINISTRATOR),
)


def password() -> str:
    """The same for everybody who is shown. It comes from SECRET_KEY, so that no two installations share one."""
    raw = salted_hmac("influencer_hub.sample", "password", algorithm="sha256").digest()
    words = WORDS.split()
    number = int.from_bytes(raw[2:5]) % 9000 + 1000
    return f"{words[raw[0] % len(words)]}-{words[raw[1] % len(words)]}-{number}"


@lru_cache(maxsize=1)
def stored_password() -> str:
    return make_password(password())


def lines() -> list[str]:
    """A table for the terminal; empty where the sample programme is not there, or where somebody changed a password."""
    numbers = {sketch.number: role for role, sketch in SHOWN}
    found = {p.personnel_number: p for p in User.objects.filter(personnel_number__in=numbers)}
    rows = [
        (role, found[sketch.number].name, sketch.number, sketch.email)
        for role, sketch in SHOWN
        if sketch.number in found and _still(found[sketch.number], sketch)
    ]
    if not rows:
        return []
    heads = ("Role", "Name", "Personnel number", "E-mail")
    wide = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    table = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip()
        for row in (heads, *rows)
    ]
    return [
        f"Sign in at {settings.BASE_URL}/accounts/login/ with the password {password()} as one of:",
        *table,
    ]


def _still(person: User, sketch: people.Sketch) -> bool:
    """Whether this is the person of the sample programme."""
    return person.email == sketch.email and person.last_name == sketch.last_name
