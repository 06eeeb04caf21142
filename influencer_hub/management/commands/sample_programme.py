"""`manage.py sample_programme`: a believable Nordwerk AG of any size."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from influencer_hub.sample import cast, people, programme, sign_ins


class Command(BaseCommand):
    help = "Make a believable company, Nordwerk AG, with people, trainings, campaigns and their post."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=240, help="how many people (240)")
        parser.add_argument("--sessions", type=int, default=24, help="how many dates of trainings (24)")
        parser.add_argument("--campaigns", type=int, default=4, help="how many campaigns (4)")
        parser.add_argument("--again", action="store_true", help="add to people who are there already")

    def handle(self, **options: Any) -> None:
        wanted = {name: options[name] for name in ("people", "sessions", "campaigns")}
        if min(wanted.values()) < 0:
            raise CommandError("A number of people, sessions or campaigns cannot be below zero.")
        try:
            programme.make(**wanted, now=timezone.now(), again=options["again"])
        except programme.PeopleAreThere:
            raise CommandError(
                "There are people in this database already, so nothing was made. "
                "With --again the sample programme is added to them; never do that to a real programme."
            ) from None
        except cast.TooFewPeople:
            raise CommandError(f"The sample programme needs at least {len(people.KNOWN)} people.") from None
        for line in sign_ins.lines():
            self.stdout.write(line)
