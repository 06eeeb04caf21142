"""For whoever has lost their second factor and the recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone

from ambassadors.models import User
from ambassadors.services.ways import let_in_again


class Command(BaseCommand):
    help = "Take back a person's password, PIN, passkeys and app. They come back by mailed code or letter, and begin anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", help="personnel number or e-mail address")

    def handle(self, *args: Any, **options: Any) -> None:
        known = options["person"]
        person = User.objects.filter(Q(personnel_number=known) | Q(email__iexact=known)).first()
        if person is None:
            raise CommandError("Nobody has this number or address.")
        let_in_again(person=person, now=timezone.now())
        self.stdout.write(
            f"{person.name} has no way to sign in any more, and can come back by mailed code or letter."
        )
