"""What a newcomer without a mail server sees at /local/mails/ and in the terminal."""

import re
from io import StringIO

import pytest
from django.core.management import call_command

from outbox.models import KeptMail, MessageClass
from outbox.sender import Sender

pytestmark = pytest.mark.urls("tests.outbox.local_urls")


@pytest.fixture
def kept(queued, now):
    queued(context={"words": "Grüße & <b>mehr</b>"})
    Sender(clock=lambda: now, carrier=None).run(lanes=list(MessageClass), batch=5, seconds=1)
    return KeptMail.objects.get()


def test_the_list_leads_to_the_mail(client, kept):
    assert f"/local/mails/{kept.pk}/" in client.get("/local/mails/").content.decode()
    page = client.get(f"/local/mails/{kept.pk}/")
    assert "Grüße &amp; &lt;b&gt;mehr&lt;/b&gt;" in page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]


def test_the_html_is_a_document_of_its_own_that_can_do_nothing(client, kept):
    document = client.get(f"/local/mails/{kept.pk}/html/")
    policy = document["Content-Security-Policy"]
    assert ("default-src 'none'" in policy, "sandbox" in policy, "frame-ancestors 'self'" in policy) == (
        True,
    ) * 3
    assert document["X-Frame-Options"] == "SAMEORIGIN"
    assert "Grüße &amp; &lt;b&gt;mehr&lt;/b&gt;" in document.content.decode()


def test_an_attachment_can_be_saved_and_nothing_else(client, kept):
    assert client.get(f"/local/mails/{kept.pk}/files/1/").status_code == 404


def test_a_mail_that_is_not_there_is_404(client, db):
    assert client.get("/local/mails/5b8b9d1e-0000-4000-8000-000000000000/").status_code == 404


def test_the_pages_exist_on_the_embedded_default_alone(client, db, settings):
    settings.ROOT_URLCONF = "influencer_hub.urls"
    assert client.get("/local/mails/").status_code == (200 if settings.LOCAL_MAILS else 404)


def test_the_terminal_prints_the_last_ones(kept):
    said = StringIO()
    call_command("mails", last=5, stdout=said)
    lines = said.getvalue()
    assert re.search(r"post_reminder\nTo: person\d+@nordwerk.example\nSubject: Grüße & <b>mehr</b>\n", lines)
    assert "Grüße & <b>mehr</b>" in lines.partition("Subject:")[2]
