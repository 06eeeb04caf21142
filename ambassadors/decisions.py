"""Where a person stands on the guidelines. For that person's own pages alone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F

from ambassadors.models import ConsentEvent, ConsentSubject, Guideline, GuidelineVersion, User


@dataclass(frozen=True)
class Decision:
    """One guideline: the version that is valid now, and the one the person consents to, if any.

    `asked` is the number of the version that asked for a decision last: those behind it are corrections.
    """

    latest: GuidelineVersion
    consent: ConsentEvent | None
    answered: int
    asked: int

    @property
    def guideline(self) -> Guideline:
        return self.latest.guideline

    @property
    def can_be_made(self) -> bool:
        return not self.guideline.is_binding and self.guideline.retired_at is None

    @property
    def is_open(self) -> bool:
        """The person has not decided about the last version that asked."""
        return self.can_be_made and self.answered < self.asked

    @property
    def consents_to_latest(self) -> bool:
        """To its very words, or to a version that was only corrected since."""
        return self.consent is not None and self.consent.version.number >= self.asked

    @property
    def carries_on(self) -> bool:
        return self.consent is not None and self.asked <= self.consent.version.number < self.latest.number

    @property
    def consents_to_earlier(self) -> bool:
        return self.consent is not None and not self.consents_to_latest

    @property
    def is_asked_again(self) -> bool:
        return self.is_open and self.consents_to_earlier


@dataclass(frozen=True)
class Line:
    """One line of a person's own history; `event` is None where a version was published.

    `carried`: the version that was consented to when this one, a correction, was published.
    """

    version: GuidelineVersion
    at: datetime
    event: ConsentEvent | None = None
    carried: GuidelineVersion | None = None


def decisions_of(person: User) -> list[Decision]:
    """One for every guideline that the person may read, in the coordinators' order. Three queries."""
    readable = Guideline.objects.readable_by(person)
    latest = list(GuidelineVersion.objects.filter(guideline__in=readable).latest_of_each().with_asked())
    found = _decisions(person, latest)
    return sorted(found, key=lambda each: (each.guideline.position, each.guideline.title))


def decision_on(guideline: Guideline, person: User) -> Decision | None:
    """None before the first version is published."""
    published = guideline.versions.published().newest_first().with_asked()
    latest = published.select_related("guideline", "published_by")[:1]
    return next(iter(_decisions(person, latest)), None)


def asked_again(person: User) -> list[Decision]:
    """Guidelines with a version newer than the one the person consents to and has not answered. One query if none."""
    asking = GuidelineVersion.objects.published().filter(
        guideline__retired_at__isnull=True, guideline__is_binding=False, is_correction=False
    )
    subjects = ConsentSubject.objects.filter(person=person, guideline__versions__in=asking).filter(
        guideline__versions__number__gt=F("answered")
    )
    guidelines = set(subjects.consenting().values_list("guideline", flat=True))
    if not guidelines:
        return []
    return [each for each in decisions_of(person) if each.guideline.pk in guidelines and each.is_asked_again]


def has_consented(person: User) -> bool:
    """Ever: then there is a proof to download."""
    keys = ConsentSubject.objects.filter(person=person).values("key")
    return ConsentEvent.objects.filter(subject__in=keys).exists()


def history(guideline: Guideline, person: User) -> list[Line]:
    """What was published and what the person decided, newest first."""
    subject = ConsentSubject.objects.filter(person=person, guideline=guideline).first()
    events = ConsentEvent.objects.of(subject).select_related("version__guideline")
    published = guideline.versions.published().select_related("guideline", "published_by")
    lines = [Line(version, version.valid_from) for version in published if version.valid_from]
    lines += [Line(event.version, event.at, event) for event in events]
    return _carried(sorted(lines, key=lambda line: line.at))[::-1]


def _carried(lines: Iterable[Line]) -> list[Line]:
    """Oldest first: a correction carries the consent to what it corrects."""
    found: list[Line] = []
    standing: GuidelineVersion | None = None
    asked = 0
    for line in lines:
        carried = None
        if line.event is not None:
            standing = line.version if line.event.deed == ConsentEvent.Deed.OPTED_IN else None
        elif not line.version.is_correction:
            asked = line.version.number
        elif standing is not None and standing.number >= asked:
            carried = standing
        found.append(replace(line, carried=carried))
    return found


def _decisions(person: User, latest: Iterable[GuidelineVersion]) -> list[Decision]:
    subjects = {subject.guideline_id: subject for subject in ConsentSubject.objects.filter(person=person)}
    last = ConsentEvent.objects.filter(subject__in=[subject.key for subject in subjects.values()])
    last = last.order_by("subject", "-at").distinct("subject").select_related("version")
    consents = {event.subject: event for event in last if event.deed == ConsentEvent.Deed.OPTED_IN}
    found = []
    for version in latest:
        subject = subjects.get(version.guideline_id)
        consent = consents.get(subject.key) if subject else None
        found.append(Decision(version, consent, subject.answered if subject else 0, version.asked))
    return found
