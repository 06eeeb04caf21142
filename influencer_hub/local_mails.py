"""`/local/mails/`: what would have been sent, for a newcomer who has no mail server. On the embedded default alone."""

import email
import email.policy
import uuid
from email.message import EmailMessage
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_safe

from ambassadors.access import everybody
from influencer_hub import framed
from outbox.models import KeptMail

PAGE_SIZE = 25


@everybody
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    page = Paginator(KeptMail.objects.all(), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = [{"kept": kept, "mail": _parsed(kept)} for kept in page]
    return render(request, "local_mails/mails.html", {"page": page, "mails": shown})


@everybody
@require_safe
@framed.may_frame_own_pages
def mail(request: HttpRequest, mail_id: uuid.UUID) -> HttpResponse:
    kept = get_object_or_404(KeptMail, pk=mail_id)
    parsed = _parsed(kept)
    files = [part.get_filename() for part in parsed.iter_attachments()]
    context = {"kept": kept, "mail": parsed, "text": _body(parsed, "plain"), "files": files}
    return render(request, "local_mails/mail.html", context)


@everybody
@require_safe
def html(request: HttpRequest, mail_id: uuid.UUID) -> HttpResponse:
    parsed = _parsed(get_object_or_404(KeptMail, pk=mail_id))
    pictures = {
        part["Content-ID"].strip("<>"): part.get_content()
        for part in parsed.walk()
        if part.get_content_maintype() == "image" and part["Content-ID"]
    }
    return framed.mail(_body(parsed, "html"), pictures)


@everybody
@require_safe
def attachment(request: HttpRequest, mail_id: uuid.UUID, number: int) -> HttpResponse:
    """By its place in the mail, from 1."""
    files = list(_parsed(get_object_or_404(KeptMail, pk=mail_id)).iter_attachments())
    if not 1 <= number <= len(files):
        raise Http404
    part = files[number - 1]
    content: Any = part.get_payload(decode=True)
    name = part.get_filename() or "file"
    return HttpResponse(
        content,
        content_type=str(part["Content-Type"]),
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Security-Policy": "sandbox",
        },
    )


def _parsed(kept: KeptMail) -> EmailMessage:
    return email.message_from_bytes(bytes(kept.raw), policy=email.policy.default)


def _body(mail: EmailMessage, subtype: str) -> str:
    part = mail.get_body((subtype,))
    return cast(str, part.get_content()) if part is not None else ""


addresses = [
    path("local/mails/", mails, name="local_mails"),
    path("local/mails/<uuid:mail_id>/", mail, name="local_mail"),
    path("local/mails/<uuid:mail_id>/html/", html, name="local_mail_html"),
    path("local/mails/<uuid:mail_id>/files/<int:number>/", attachment, name="local_mail_file"),
]
