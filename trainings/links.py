"""The link in an offer's mail: it answers this one offer for this one person, without signing in.

Derived when the mail is written; the enrolment keeps its hash and what it is derived from, until the offer has ended.
"""

import uuid

from django.conf import settings
from django.urls import reverse

from outbox.tokens import hash_of, token_for
from trainings.models import Enrolment

PURPOSE = "trainings.offer"


def open_link(enrolment: Enrolment) -> None:
    """A new link for a new offer; not saved."""
    enrolment.offer_nonce = uuid.uuid4()
    enrolment.offer_token_hash = hash_of(_token(enrolment))


def address_of_offer(enrolment: Enrolment) -> str:
    """Where the offer is answered; for an offer that has ended, the session's page."""
    if enrolment.offer_nonce is None:
        return settings.BASE_URL + reverse("trainings:session", args=[enrolment.session_id])
    return settings.BASE_URL + reverse("trainings:offer", args=[_token(enrolment)])


def _token(enrolment: Enrolment) -> str:
    return token_for(PURPOSE, enrolment.pk, enrolment.offer_nonce)
