"""What a mail looks like: MIME, headers, both languages, every kind."""

import email
import email.policy
import re
import uuid
from datetime import timedelta

import pytest
from django.utils import translation

from ambassadors.models import Programme
from outbox import kinds, letters, mime
from outbox.kinds import Attachment
from outbox.mime import BadAddress, Envelope, Letter
from tests.factories.ambassadors import UserFactory

pytestmark = pytest.mark.django_db

SENDER = mime.sender("Wërkstimmen <hub@nordwerk.example>")
CALENDAR = Attachment(
    "termin.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar; method=REQUEST; charset=utf-8"
)


def parsed(now, one_click="", **about):
    letter = Letter(**({"subject": "Betreff", "text": "Text\n", "html": "<p>HTML</p>"} | about))
    envelope = Envelope(SENDER, "a@b.example", "<1@nordwerk.example>", now, one_click)
    return email.message_from_bytes(mime.as_bytes(letter, envelope), policy=email.policy.default)


def shape(part):
    inside = [shape(inner) for inner in part.iter_parts()] if part.is_multipart() else None
    return (part.get_content_type(), inside) if inside else part.get_content_type()


def test_a_mail_has_text_and_html(now):
    mail = parsed(now)
    assert shape(mail) == ("multipart/alternative", ["text/plain", "text/html"])
    assert (mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()) == (
        "Text\r\n",
        "<p>HTML</p>\r\n",
    )


def test_a_picture_belongs_to_the_html_and_a_calendar_stands_in_both_places(now):
    mail = parsed(now, pictures={"sky@hub": b"png"}, attachments=[CALENDAR])
    related = ("multipart/related", ["text/html", "image/png"])
    alternative = ("multipart/alternative", ["text/plain", related, "text/calendar"])
    assert shape(mail) == ("multipart/mixed", [alternative, "text/calendar"])
    attached = list(mail.iter_attachments())
    assert [(part.get_filename(), part.get_payload(decode=True)) for part in attached] == [
        ("termin.ics", CALENDAR.content)
    ]
    assert attached[0].get_param("method") == "REQUEST"


@pytest.mark.parametrize(
    "subject",
    ["Short", "Morgen 14:00: Wenn’s stürmt", "Grüße an Łukasz Yıldırım " * 9, "🕊" * 60, "plain " * 40],
    ids=["short", "quotes", "long", "doves", "plain"],
)
def test_any_subject_arrives_and_no_line_is_too_long(now, subject):
    subject = subject.strip()
    letter = Letter(subject, "x", "<p>x</p>")
    raw = mime.as_bytes(letter, Envelope(SENDER, "a@b.example", "<1@x>", now))
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert email.message_from_bytes(raw, policy=email.policy.default)["Subject"] == subject


def test_long_lines_dots_and_odd_letters_survive(now):
    text = f".\n..dot\nFrom here\n{'ü' * 3000}\nsoft\u00adhyphen \u2028 trailing  \n"
    assert parsed(now, text=text).get_body(("plain",)).get_content().splitlines() == text.splitlines()


def test_headers_say_who_and_how_to_leave(now):
    mail = parsed(
        now, one_click="https://hub.example/unsubscribe/x/", reply_to="selma@nordwerk.example", language="en"
    )
    names = [
        "From",
        "To",
        "Reply-To",
        "Message-ID",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "Content-Language",
    ]
    assert [mail[name] for name in names] == [
        "Wërkstimmen <hub@nordwerk.example>",
        "a@b.example",
        "selma@nordwerk.example",
        "<1@nordwerk.example>",
        "<https://hub.example/unsubscribe/x/>",
        "List-Unsubscribe=One-Click",
        "en",
    ]
    assert mail["Auto-Submitted"] == "auto-generated"


def test_a_header_cannot_be_smuggled_in(now):
    with pytest.raises(BadAddress):
        mime.plain_address("a@b.example\r\nBcc: c@d.example")
    assert parsed(now, reply_to="x@y.example\r\nBcc: c@d.example")["Bcc"] is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [("jö@münchen.example", "jö@xn--mnchen-3ya.example"), (" a@b.example ", "a@b.example")],
)
def test_addresses_are_told_as_servers_know_them(given, expected):
    assert mime.plain_address(given) == expected


def test_the_message_id_is_always_the_same():
    row = uuid.uuid4()
    assert mime.message_id(row, "nordwerk.example") == f"<{row}@nordwerk.example>"


def names():
    return [(kind.name, language) for kind in kinds.every() for language in ("de", "en")]


@pytest.mark.parametrize(("name", "language"), names())
def test_every_kind_has_a_sample_in_both_languages(name, language, now):
    letter = letters.write_sample(kinds.get(name), language=language, now=now)
    assert (letter.language, letter.subject != "", "\n" in letter.subject) == (language, True, False)
    assert "{{" not in letter.html + letter.text
    assert "&amp;" not in letter.text
    assert f'lang="{language}"' in letter.html
    # Every page that the HTML leads to stands in the text as well.
    links = set(re.findall(r'href="(https?://[^"]+)"', letter.html.replace("&amp;", "&")))
    assert {link for link in links if link not in letter.text} == set()
    assert re.findall(r"<(?:script|link|form)|https?://[^\"]+\.(?:png|jpg|gif)", letter.html) == []


def test_text_is_written_in_the_recipients_language_and_time_zone(queued, now):
    person = UserFactory(language="de", timezone="America/New_York")
    message = queued("sign_in_password_changed", recipient=person, context={})
    with translation.override("en"):
        letter = letters.write(message, paper=letters.letterhead.current(), now=now)
        assert ("03:00" in letter.text, letter.language, translation.get_language()) == (True, "de", "en")


def test_the_foot_has_the_way_out_and_the_address(queued, now):
    Programme(name="Werkstimmen", company="Nordwerk AG", postal_address="Überseedamm 12, 28217 Bremen").save()
    message = queued("post_ask")
    letter = letters.write(message, paper=letters.letterhead.current(), now=now)
    for words in (
        "Werkstimmen",
        "Überseedamm 12, 28217 Bremen",
        letters.unsubscribe_address(message),
        "/me/privacy/",
    ):
        assert (words in letter.html, words in letter.text) == (True, True)
    assert (letters.unsubscribe_address(queued("post_now")), "unsubscribe" in letter.html) == ("", True)


def test_the_sky_is_a_picture_with_words_and_a_ground(now):
    letter = letters.write_sample(kinds.get("campaigns_invitation"), language="en", now=now)
    (cid, picture), *_more = letter.pictures.items()
    assert picture.startswith(b"\x89PNG")
    image = re.search(rf'<img[^>]*src="cid:{cid}"[^>]*>', letter.html)[0]
    assert 'alt="#Werkstolz"' in image
    assert "background: #1c4250" in letter.html


def test_what_is_read_again_is_the_text(queued, now):
    message = queued(context={"words": "Grüße & mehr"})
    assert letters.read_again(message, now=now + timedelta(days=1)).startswith("Grüße & mehr")
