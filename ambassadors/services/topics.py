"""Topics: own words that become topics, and doubles that a coordinator merges."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ManyToManyRel, QuerySet

from ambassadors import policies
from ambassadors.directory import forget_offers
from ambassadors.models import Ambassador, Topic, User
from ambassadors.models.names import folded
from outbox.services import record


class NotTwoTopics(Exception):
    """One of them is gone or merged already, or both are the same."""


@transaction.atomic
def choose_topics(*, ambassador: Ambassador, words: Iterable[str]) -> None:
    """Make `words` the topics of somebody: known ones are found by their folded key, the others are new."""
    wanted = {topic.pk: topic for word in words for topic in [_named(word)]}
    before = set(ambassador.topics.values_list("pk", flat=True))
    ambassador.topics.set(wanted.values())
    forget_unused(topics=before - set(wanted))


def _named(word: str) -> Topic:
    """The topic with this name, locked against being forgotten; of merged ones the one they lead to."""
    name = " ".join(word.split())
    key = Topic.key_of(name)
    Topic.objects.get_or_create(key=key, defaults={"name": name})
    topic = Topic.objects.select_for_update(no_key=True, of=("self",)).filter(key=key).first()
    if topic is None:
        return _named(word)
    if topic.merged_into_id:
        return Topic.objects.select_for_update(no_key=True).get(pk=topic.merged_into_id)
    return topic


@transaction.atomic
def forget_unused(*, topics: Iterable[object]) -> None:
    """Nobody's own words stay behind once nobody uses them. Those that lead somewhere, or are led to, stay.

    So do those that something else names, such as a campaign: what it asks about must not become less than it said.
    """
    locked = set(Topic.objects.select_for_update().filter(pk__in=list(topics)).values_list("pk", flat=True))
    unused = Topic.objects.current().filter(pk__in=locked, doubles__isnull=True)
    for rows, _owner in _rows():
        unused = unused.exclude(pk__in=rows.filter(topic__in=locked).values("topic"))
    unused.delete()


@transaction.atomic
def merge_topics(*, topic: Topic, into: Topic, by: User, now: datetime) -> Topic:
    """Whoever had `topic` has `into` from now on, and its words lead there. Raises NotTwoTopics."""
    if not policies.may_merge_topics.test(by):
        raise PermissionDenied
    both = Topic.objects.select_for_update().current().filter(pk__in=[topic.pk, into.pk]).order_by("pk")
    if len(both) < 2:
        raise NotTwoTopics
    for rows, owner in _rows():
        both_have = set(rows.filter(topic=into).values_list(owner, flat=True))
        rows.filter(topic=topic, **{f"{owner}__in": both_have}).delete()
        rows.filter(topic=topic).update(topic=into)
    Topic.objects.filter(merged_into=topic).update(merged_into=into)
    Topic.objects.filter(pk=topic.pk).update(merged_into=into)
    forget_offers()
    record(actor=by, deed="topics merged", subject=into, now=now, merged=str(topic.pk))
    return into


@transaction.atomic
def tell_apart(*, topic: Topic, by: User, now: datetime) -> None:
    """It looks like another topic and is not the same: nobody is asked about it any more."""
    _say_whether_apart(topic, True, by, now, "topic told apart")


@transaction.atomic
def ask_again(*, topic: Topic, by: User, now: datetime) -> None:
    """Take `tell_apart` back."""
    _say_whether_apart(topic, False, by, now, "topic no longer told apart")


def _say_whether_apart(topic: Topic, apart: bool, by: User, now: datetime, deed: str) -> None:
    if not policies.may_merge_topics.test(by):
        raise PermissionDenied
    Topic.objects.filter(pk=topic.pk).update(is_told_apart=apart)
    record(actor=by, deed=deed, subject=topic, now=now)


def _rows() -> Iterator[tuple[QuerySet[Any], str]]:
    """The rows between topics and whoever has them, of the wings too, and what the owner is called there."""
    relations: list[Any] = [
        *(field.remote_field for field in Topic._meta.many_to_many),
        *(each for each in Topic._meta.get_fields(include_hidden=True) if isinstance(each, ManyToManyRel)),
    ]
    for relation in relations:
        between = relation.through
        owners = [field.name for field in between._meta.fields if field.is_relation and field.name != "topic"]
        yield between._default_manager.all(), owners[0]


def words_in(text: str) -> list[str]:
    """The topics in `text`, between commas or lines, each once however it is written."""
    words: dict[str, str] = {}
    for part in text.replace("\n", ",").replace(";", ",").split(","):
        word = "".join(letter for letter in " ".join(part.split()) if letter.isprintable()).strip()
        if folded(word):
            words.setdefault(Topic.key_of(word), word)
    return list(words.values())
