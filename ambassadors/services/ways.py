"""All the ways in which somebody signs in, at once."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from ambassadors.models import User
from outbox.services import record


@transaction.atomic
def start_afresh(*, person: User) -> None:
    """No password, no PIN, no passkey, no app, no company account, and signed in nowhere: an unusable password is a new one each time."""
    person.set_unusable_password()
    person.pin = ""
    person.save(update_fields=["password", "pin"])
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()


@transaction.atomic
def let_in_again(*, person: User, now: datetime) -> None:
    """For the operator, on the server: whoever has lost their second factor and the recovery codes begins anew."""
    start_afresh(person=person)
    record(actor=None, deed="ways to sign in taken back by the operator", subject=person, now=now)
