"""Saved views of the list of people: kept, renamed, removed, and taken back. Each is its owner's alone."""

from django.db import IntegrityError, transaction

from ambassadors.models import SavedView, User

MOST_VIEWS = 30


class NameIsTaken(Exception):
    """The owner has a view of this name already."""


class TooManyViews(Exception):
    """More than `MOST_VIEWS`."""


@transaction.atomic
def save_view(*, owner: User, name: str, query: str) -> SavedView:
    """Raises NameIsTaken, TooManyViews."""
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    if SavedView.objects.visible_to(owner).count() >= MOST_VIEWS:
        raise TooManyViews
    return _written(SavedView(owner=owner, name=name, query=query))


def rename_view(*, view: SavedView, name: str) -> SavedView:
    """Raises NameIsTaken."""
    view.name = name
    return _written(view)


def remove_view(*, view: SavedView) -> dict[str, str]:
    """Returns what `save_view` needs to bring it back; nothing else remembers it."""
    view.delete()
    return {"name": view.name, "query": view.query}


def _written(view: SavedView) -> SavedView:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        raise NameIsTaken from None
    return view
