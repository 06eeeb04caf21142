"""A person's own channels."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ambassadors.access import PersonalRequest, ambassadors_only
from ambassadors.forms.channels import ChannelForm, NewChannelForm
from ambassadors.models import Channel
from ambassadors.notes import undoable
from ambassadors.services.channels import (
    MOST_CHANNELS,
    AlreadyThere,
    TooManyChannels,
    add_channel,
    change_channel,
    remove_channel,
    restore_channel,
)

PUT_AWAY = "channel_put_away"


def _back() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("ambassadors:channels"), status=303)


def _page(request: PersonalRequest, new: NewChannelForm, changed: ChannelForm | None = None) -> HttpResponse:
    """`changed` stands for its channel, with what was wrong in it."""
    own = Channel.objects.visible_to(request.user).in_order()
    forms = [
        changed if changed and changed.instance.pk == each.pk else ChannelForm(instance=each, prefix=each.pk)
        for each in own
    ]
    return render(request, "ambassadors/channels.html", {"form": changed or new, "new": new, "forms": forms})


@ambassadors_only
@require_http_methods(["GET", "HEAD", "POST"])
def my_channels(request: PersonalRequest) -> HttpResponse:
    form = NewChannelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            channel = add_channel(ambassador=request.user.ambassador, found=form.found, **_depth(form))
        except AlreadyThere:
            form.add_error("text", _("You have this channel already."))
        except TooManyChannels:
            form.add_error(
                "text", _("More than %(most)d channels do not fit here.") % {"most": MOST_CHANNELS}
            )
        else:
            messages.success(request, _("%(channel)s is added.") % {"channel": channel})
            return _back()
    return _page(request, form)


@ambassadors_only
@require_POST
def channel_change(request: PersonalRequest, channel_id: uuid.UUID) -> HttpResponse:
    channel = get_object_or_404(Channel.objects.visible_to(request.user), pk=channel_id)
    form = ChannelForm(request.POST, instance=channel, prefix=channel.pk)
    if not form.is_valid():
        return _page(request, NewChannelForm(), form)
    change_channel(channel=channel, **_depth(form))
    messages.success(request, _("%(channel)s is saved.") % {"channel": channel})
    return _back()


@ambassadors_only
@require_POST
def channel_remove(request: PersonalRequest, channel_id: uuid.UUID) -> HttpResponse:
    channel = get_object_or_404(Channel.objects.visible_to(request.user), pk=channel_id)
    words = _("%(channel)s is removed.") % {"channel": channel}
    request.session[PUT_AWAY] = remove_channel(channel=channel)
    undoable(request, words, undo=reverse("ambassadors:channel_restore"))
    return _back()


@ambassadors_only
@require_POST
def channel_restore(request: PersonalRequest) -> HttpResponse:
    kept = request.session.pop(PUT_AWAY, None)
    try:
        if kept:
            channel = restore_channel(ambassador=request.user.ambassador, kept=kept)
            messages.success(request, _("%(channel)s is back.") % {"channel": channel})
    except (AlreadyThere, TooManyChannels):
        messages.warning(request, _("You have this channel already."))
    return _back()


def _depth(form: ChannelForm) -> dict[str, str]:
    return {"depth": form.cleaned_data["depth"], "note": form.cleaned_data["note"]}
