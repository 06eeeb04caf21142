"""`manage.py hold_messages`: after a restore from a backup, before anything else is started."""

from typing import Any

from django.core.management import BaseCommand

from outbox import claims, services


class Command(BaseCommand):
    help = "After a restore: what is due in the database waits until a coordinator says whether it was sent before."

    def handle(self, **options: Any) -> None:
        waiting = services.hold_everything(now=claims.database_clock()())
        self.stdout.write(f"{waiting} messages wait for a coordinator's word at /cockpit/messages/.")
