"""Coordinators invite people to the programme, and print letters for those without a mailbox."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ambassadors import policies
from ambassadors.access import PersonalRequest, coordinators
from ambassadors.letters import ProgrammeLetter
from ambassadors.models import ProgrammeInvitation, User
from ambassadors.models.people import UserQuerySet
from ambassadors.services import invitations
from ambassadors.views.choosing import chosen, known_uuid

LETTERS_PER_PAGE = 100
Way = ProgrammeInvitation.Way


def go_of(request: PersonalRequest) -> uuid.UUID | None:
    """What the page with the button has named this go, so that pressing twice is one."""
    return known_uuid(request.POST.get("go", ""))


def _count(people: UserQuerySet) -> dict[str, int]:
    outside = people.outside_the_programme()
    counts = {
        "chosen": people.count(),
        "mails": outside.with_mailbox().count(),
        "letters": outside.without_mailbox().without_office().count(),
    }
    return counts | {"invited": counts["mails"] + counts["letters"]}


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def invite_many(request: PersonalRequest) -> HttpResponse:
    """GET asks, with the number of people; POST invites. Asks again where the number has changed in between."""
    people = chosen(request)
    counts = _count(people)
    changed = request.method == "POST" and request.POST.get("invited") != str(counts["invited"])
    if request.method != "POST" or changed or not counts["invited"]:
        left_out = counts["chosen"] - counts["invited"]
        context = {**counts, "left_out": left_out, "changed": changed, "go": uuid.uuid4()}
        return render(request, "ambassadors/cockpit_invite.html", context)
    invited = invitations.invite_many(
        people=people, by=request.user, now=timezone.now(), batch=go_of(request)
    )
    total = invited.mails + invited.letters
    messages.success(
        request,
        ngettext("%(count)d person is invited.", "%(count)d people are invited.", total) % {"count": total},
    )
    page = reverse("ambassadors:cockpit_people")
    if invited.letters:
        page = f"{reverse('ambassadors:cockpit_letters')}?batch={invited.batch}"
    return HttpResponseRedirect(page, status=303)


@coordinators
@require_POST
def invite_one(request: PersonalRequest, person_id: uuid.UUID) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user).active(), pk=person_id)
    way = request.POST.get("way")
    if way not in Way.values:
        way = Way.MAIL if person.email else Way.LETTER
    invitations.invite(person=person, way=way, by=request.user, now=timezone.now(), batch=go_of(request))
    words = (
        _("%(name)s is invited. The letter can be printed.")
        if way == Way.LETTER
        else _("%(name)s is invited. In quiet hours the mail waits for the morning.")
    )
    messages.success(request, words % {"name": person.name})
    page = reverse("ambassadors:cockpit_person", args=[person.pk])
    return HttpResponseRedirect(page, status=303)


@coordinators
@require_POST
def letter_back(request: PersonalRequest, person_id: uuid.UUID) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user).active(), pk=person_id)
    if policies.may_write_letter_back.test(request.user, person):
        invitations.write_letter_back(person=person, by=request.user, now=timezone.now())
        messages.success(request, _("The letter can be printed. It opens the account once."))
    else:
        messages.warning(request, _("Such a letter is for people in the programme whom no mail reaches."))
    return HttpResponseRedirect(reverse("ambassadors:cockpit_person", args=[person.pk]), status=303)


@coordinators
@never_cache
@require_safe
def letters(request: PersonalRequest) -> HttpResponse:
    """One sheet of A4 per person. Printing again gives the same letter, until it is used or replaced."""
    people = chosen(request)
    found = ProgrammeInvitation.objects.open(timezone.now()).letters().filter(person__in=people)
    found = found.select_related("person__ambassador", "invited_by").order_by("person__sort_key", "person_id")
    page = Paginator(found, LETTERS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "letters": [ProgrammeLetter(invitation) for invitation in page],
        "without": people.outside_the_programme().without_mailbox().count() - page.paginator.count,
    }
    return render(request, "ambassadors/letters.html", context)
