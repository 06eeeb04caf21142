"""The coordinators' list of topics, where doubles are merged."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ambassadors.access import PersonalRequest, coordinators
from ambassadors.directory import topics_told
from ambassadors.forms.topics import MergeForm
from ambassadors.lists import Counted
from ambassadors.models import Audience
from ambassadors.notes import undoable
from ambassadors.services.topics import NotTwoTopics, ask_again, merge_topics, tell_apart

PAGE_SIZE = 25


def _list() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("ambassadors:cockpit_topics"), status=303)


@coordinators
@require_safe
def cockpit_topics(request: PersonalRequest) -> HttpResponse:
    """Topics that somebody lets coordinators see, with how many do."""
    topics = topics_told(Audience.COORDINATORS)
    page = Counted(topics, PAGE_SIZE, topics.count()).get_page(request.GET.get("page"))
    return render(request, "ambassadors/cockpit_topics.html", {"page": page})


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def cockpit_topic_merge(request: PersonalRequest, topic_id: uuid.UUID) -> HttpResponse:
    topics = topics_told(Audience.COORDINATORS)
    topic = get_object_or_404(topics, pk=topic_id)
    form = MergeForm(request.POST or None, others=topics.exclude(pk=topic.pk))
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        try:
            merge_topics(topic=topic, into=into, by=request.user, now=timezone.now())
        except NotTwoTopics:
            messages.warning(request, _("Somebody else has just merged one of these topics."))
        else:
            words = _("“%(topic)s” leads to “%(into)s” from now on.")
            messages.success(request, words % {"topic": topic.name, "into": into.name})
        return _list()
    return render(request, "ambassadors/cockpit_topic_merge.html", {"topic": topic, "form": form})


@coordinators
@require_POST
def cockpit_topic_apart(request: PersonalRequest, topic_id: uuid.UUID) -> HttpResponse:
    topic = get_object_or_404(topics_told(Audience.COORDINATORS), pk=topic_id)
    tell_apart(topic=topic, by=request.user, now=timezone.now())
    words = _("“%(topic)s” is a topic of its own.") % {"topic": topic.name}
    undoable(request, words, undo=reverse("ambassadors:cockpit_topic_ask_again", args=[topic.pk]))
    return _list()


@coordinators
@require_POST
def cockpit_topic_ask_again(request: PersonalRequest, topic_id: uuid.UUID) -> HttpResponse:
    topic = get_object_or_404(topics_told(Audience.COORDINATORS), pk=topic_id)
    ask_again(topic=topic, by=request.user, now=timezone.now())
    messages.success(request, _("The cockpit asks about “%(topic)s” again.") % {"topic": topic.name})
    return _list()
