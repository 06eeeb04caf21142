"""`manage.py mails`: what would have been sent, in the terminal. Without EMAIL_URL nothing leaves this machine."""

import email
import email.policy
import time
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand
from django.db import connection
from django.utils import timezone

from outbox.models import KeptMail

PAUSE_SECONDS = 1.0
RULE = "─" * 72


class Command(BaseCommand):
    help = "Print the mails that were kept on this machine because there is no EMAIL_URL."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--last", type=int, default=10, help="how many of the newest (10)")
        parser.add_argument("--follow", action="store_true", help="go on printing new ones until Ctrl-C")

    def handle(self, *, last: int, follow: bool, **options: Any) -> None:
        if settings.EMAIL_URL:
            self.stderr.write("EMAIL_URL is set: mails are sent and none are kept.")
        newest = list(KeptMail.objects.select_related("message")[: max(last, 0)])
        for kept in reversed(newest):
            self._print(kept)
        if not newest and not follow:
            self.stdout.write("No mails yet.")
        try:
            while follow:
                newest = self._new_ones(newest[0].kept_at if newest else None) or newest
                time.sleep(PAUSE_SECONDS)
        except KeyboardInterrupt:
            pass

    def _new_ones(self, since: datetime | None) -> list[KeptMail]:
        connection.close_if_unusable_or_obsolete()
        mails = KeptMail.objects.select_related("message")
        newer = list(mails.filter(kept_at__gt=since) if since else mails.all())
        for kept in reversed(newer):
            self._print(kept)
        return newer

    def _print(self, kept: KeptMail) -> None:
        mail = email.message_from_bytes(bytes(kept.raw), policy=email.policy.default)
        body = mail.get_body(("plain",))
        at = timezone.localtime(kept.kept_at)
        self.stdout.write(
            f"{RULE}\n{at:%Y-%m-%d %H:%M:%S}  {kept.message.kind}\nTo: {mail['To']}\nSubject: {mail['Subject']}\n"
        )
        self.stdout.write(body.get_content() if body else "")
        for attachment in mail.iter_attachments():
            self.stdout.write(f"[{attachment.get_filename() or attachment.get_content_type()}]")
        self.stdout.flush()
