"""Makes the first coordinator, and the first administrator, of a new hub."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation

from ambassadors.models import User
from ambassadors.services.accounts import (
    CoordinatorExists,
    make_administrator,
    make_coordinator,
    make_first_coordinator,
)


class Command(BaseCommand):
    help = "Make the first coordinator, and print a link that opens once and expires. No mail is sent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--first-name", required=True)
        parser.add_argument("--last-name", required=True)
        parser.add_argument("--language", choices=[code for code, _name in User.LANGUAGES], default="de")
        parser.add_argument(
            "--administrator",
            action="store_true",
            help="May enter /admin/ as well, and give offices to others.",
        )
        parser.add_argument("--another", action="store_true", help="Even if there is a coordinator already.")

    def handle(self, *args: Any, **options: Any) -> None:
        person = self._person(options)
        deed = make_coordinator if options["another"] else make_first_coordinator
        now = timezone.now()
        try:
            with transaction.atomic():
                invitation = deed(person=person, now=now)
                if options["administrator"]:
                    make_administrator(person=person, now=now)
        except CoordinatorExists:
            raise CommandError("There is a coordinator already. Add --another to make one more.") from None
        until, office = f"{invitation.expires_at:%d %B %Y}", "a coordinator"
        if options["administrator"]:
            office += " and an administrator"
        self.stdout.write(f"{person.name} is {office}. This link opens once, until {until}:")
        self.stdout.write(invitation.address)

    def _person(self, options: dict[str, Any]) -> User:
        known = User.objects.filter(email__iexact=options["email"]).first()
        if known is not None:
            return known
        fields = ("email", "first_name", "last_name", "language")
        person = User(**{field: options[field] for field in fields})
        with translation.override("en"):
            try:
                person.full_clean(exclude=["password"])
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from None
        return person
