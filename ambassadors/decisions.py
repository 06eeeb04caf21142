"""Where a person stands on the guidelines. For that person's own pages alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ambassadors.models import ConsentEvent, ConsentSubject, Guideline, GuidelineVersion, User


@dataclass(frozen=True)
class Decision:
    """One guideline: the version that is valid now, and the one the person consents to, if any."""

    latest: GuidelineVersion
    consent: ConsentEvent | None
    answered: int

    @property
    def guideline(self) -> Guideline:
        return self.latest.guideline

    @property
    def is_open(self) -> bool:
        """The person has not decided about the latest version."""
        return self.answered < self.latest.number

    @property
    def consents_to_latest(self) -> bool:
        return self.consent is not None and self.consent.version_id == self.latest.pk

    @property
    def consents_to_earlier(self) -> bool:
        return self.consent is not None and not self.consents_to_latest


@dataclass(frozen=True)
class Line:
    """One line of a person's own history; `event` is None where a version was published."""

    version: GuidelineVersion
    at: datetime
    event: ConsentEvent | None = None


def decisions_of(person: User) -> list[Decision]:
    """One for every guideline that has a published version, by title. Three queries."""
    latest = list(GuidelineVersion.objects.latest_of_each())
    return sorted(_decisions(person, latest), key=lambda decision: decision.guideline.title)


def decision_on(guideline: Guideline, person: User) -> Decision | None:
    """None before the first version is published."""
    latest = guideline.versions.published().newest_first().select_related("guideline", "published_by")[:1]
    return next(iter(_decisions(person, latest)), None)


def history(guideline: Guideline, person: User) -> list[Line]:
    """What was published and what the person decided, newest first."""
    subject = ConsentSubject.objects.filter(person=person, guideline=guideline).first()
    events = ConsentEvent.objects.of(subject).select_related("version")
    published = guideline.versions.published().select_related("published_by")
    lines = [Line(event.version, event.at, event) for event in events]
    lines += [Line(version, version.valid_from) for version in published if version.valid_from]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _decisions(person: User, latest: Iterable[GuidelineVersion]) -> list[Decision]:
    subjects = {subject.guideline_id: subject for subject in ConsentSubject.objects.filter(person=person)}
    last = ConsentEvent.objects.filter(subject__in=[subject.key for subject in subjects.values()])
    last = last.order_by("subject", "-at").distinct("subject").select_related("version")
    consents = {event.subject: event for event in last if event.deed == ConsentEvent.Deed.OPTED_IN}
    found = []
    for version in latest:
        subject = subjects.get(version.guideline_id)
        consent = consents.get(subject.key) if subject else None
        found.append(Decision(version, consent, subject.answered if subject else 0))
    return found
