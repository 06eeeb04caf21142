"""The rows of this app about a person, for the file that they take along."""

from collections.abc import Iterator

from ambassadors.known import Record, recorded
from ambassadors.models import User
from campaigns.models import Answer, Campaign, Invitation, PersonShown


@recorded("invitations to campaigns")
def invitations(person: User) -> Iterator[Record]:
    own = Invitation.objects.for_person(person).select_related("campaign").order_by("invited_at", "id")
    yield from ({"campaign": one.campaign.title, "invited_at": one.invited_at} for one in own)


@recorded("answers to campaigns")
def answers(person: User) -> Iterator[Record]:
    own = Answer.objects.for_person(person).select_related("campaign").order_by("changed_at", "id")
    for answer in own:
        yield {
            "campaign": answer.campaign.title,
            "answer": answer.choice,
            "name_shown": answer.show_name,
            "changed_at": answer.changed_at,
        }


@recorded("campaigns answered for")
def contact_of(person: User) -> Iterator[Record]:
    own = Campaign.objects.filter(contact=person).order_by("starts_on", "id")
    yield from ({"campaign": one.title, "starts_on": one.starts_on, "ends_at": one.ends_at} for one in own)


@recorded("pictures that show the person")
def pictures(person: User) -> Iterator[Record]:
    own = PersonShown.objects.for_person(person).select_related("asset__campaign").order_by("named_at", "id")
    for one in own:
        asset = one.asset
        yield {"campaign": asset.campaign.title, "picture": asset.title, "named_at": one.named_at}
