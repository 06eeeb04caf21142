"""What coordinators set for the whole programme: saved, undone, told, and saved by two at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from ambassadors.models import Programme, Section, SettingChange
from ambassadors.services import settings as deeds
from outbox.models import AuditEntry
from tests.factories.ambassadors import CoordinatorFactory

pytestmark = pytest.mark.django_db
NAME = "/cockpit/settings/name/"
NAMED = {"name": "Werkstimmen", "company": "Nordwerk AG"}


def notes(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_a_change_holds_at_once_and_stands_in_the_journal_from_what_to_what(selma, now):
    deeds.change_settings(section=Section.ACCENT, values={"accent": "#A03A12"}, by=selma, now=now)
    entry = AuditEntry.objects.get()
    assert (Programme.current().accent, entry.actor, entry.details) == (
        "#A03A12",
        selma,
        {"section": "accent", "changes": {"accent": ["#0B5C57", "#A03A12"]}},
    )


def test_of_contacts_the_journal_keeps_no_names(selma, now):
    contacts = {"contacts": [], "contact_name": "Dirk", "contact_email": "dirk@nordwerk.example"}
    deeds.change_settings(section=Section.CONTACTS, values=contacts, by=selma, now=now)
    told = {"section": "contacts", "fields": ["contact_name", "contact_email"]}
    assert AuditEntry.objects.get().details == told


def test_nothing_different_is_no_change(selma, now):
    same = {"accent": "#0B5C57"}
    change = deeds.change_settings(section=Section.ACCENT, values=same, by=selma, now=now)
    assert (change, AuditEntry.objects.count(), SettingChange.objects.count()) == (None, 0, 0)


def test_undoing_brings_back_what_was_there_and_can_be_undone(selma, now):
    change = deeds.change_settings(section=Section.ACCENT, values={"accent": "#A03A12"}, by=selma, now=now)
    back = deeds.undo_change(change_id=change.pk, by=selma, now=now)
    assert Programme.objects.get().accent == "#0B5C57"
    deeds.undo_change(change_id=back.pk, by=selma, now=now)
    assert Programme.objects.get().accent == "#A03A12"


def test_what_somebody_else_has_changed_since_is_not_undone(selma, now):
    first = deeds.change_settings(section=Section.ACCENT, values={"accent": "#A03A12"}, by=selma, now=now)
    other = CoordinatorFactory()
    deeds.change_settings(section=Section.ACCENT, values={"accent": "#2446A8"}, by=other, now=now)
    undone = deeds.undo_change(change_id=first.pk, by=selma, now=now)
    assert (undone, Programme.objects.get().accent) == (None, "#2446A8")


def test_nobody_but_coordinators_changes_anything(joerdis, now):
    with pytest.raises(PermissionDenied):
        deeds.change_settings(section=Section.ACCENT, values={"accent": "#A03A12"}, by=joerdis, now=now)


def test_the_page_saves_and_offers_to_take_it_back(client_for, selma):
    client = client_for(selma)
    page = client.post(NAME, NAMED | {"name": "Stimmen"}, follow=True)
    change = SettingChange.objects.get()
    undo = reverse("ambassadors:settings_undo", args=[change.pk])
    assert (page.redirect_chain, notes(page)) == ([(NAME, 303)], ["Saved. It is so everywhere from now on."])
    assert undo in page.content.decode()
    assert notes(client.post(undo, follow=True)) == ["Taken back. It is as it was before."]
    assert Programme.objects.get().name == "Nordwerk Werkstimmen"


def test_an_undo_that_comes_too_late_says_so(client_for, selma):
    gone = reverse("ambassadors:settings_undo", args=["00000000-0000-4000-8000-000000000000"])
    page = client_for(selma).post(gone, follow=True)
    assert notes(page) == ["Somebody has changed this since, so nothing was taken back."]


def test_of_two_who_edit_the_last_one_wins_and_is_told_whose_change_was_there(client_for, selma, now):
    other = client_for(CoordinatorFactory(first_name="Rosa", last_name="Lindqvist"))
    other.post(NAME, NAMED | {"name": "Rosas Stimmen"})
    SettingChange.objects.update(at=now - timedelta(days=1))
    page = client_for(selma).post(NAME, NAMED | {"name": "Selmas Stimmen", "seen": ""}, follow=True)
    assert Programme.objects.get().name == "Selmas Stimmen"
    assert notes(page)[0] == (
        "Rosa Lindqvist had changed this on Mon 23 November, 09:00, after you opened the page. "
        "Your version stands now."
    )


def test_who_had_seen_the_last_change_hears_nothing_of_it(client_for, selma):
    client_for(CoordinatorFactory()).post(NAME, NAMED | {"name": "Rosas Stimmen"})
    seen = {"seen": SettingChange.objects.get().pk}
    page = client_for(selma).post(NAME, NAMED | {"name": "Selmas Stimmen"} | seen, follow=True)
    assert notes(page) == ["Saved. It is so everywhere from now on."]


@pytest.mark.parametrize(
    ("sent", "faults"),
    [
        ({"name": ""}, ["name"]),
        ({"name": "\x00"}, ["name"]),
        ({"name": "\u202e\u200f"}, ["name"]),
        ({"name": "x" * 81}, ["name"]),
        ({"words_en": "voices"}, ["word_en"]),
        ({"word_de": "Werkstimme"}, ["words_de"]),
        ({"hashtag": "two words"}, ["hashtag"]),
    ],
)
def test_a_name_that_will_not_do_is_told_at_its_field(client_for, selma, sent, faults):
    page = client_for(selma).post(NAME, NAMED | sent)
    assert (page.status_code, [*page.context["form"].errors]) == (200, faults)


def test_marks_that_turn_the_words_around_are_left_out(client_for, selma):
    client_for(selma).post(NAME, NAMED | {"name": "Werk\u202estimmen\u200f", "hashtag": "#Werkstolz"})
    programme = Programme.objects.get()
    assert (programme.name, programme.hashtag) == ("Werkstimmen", "Werkstolz")


def test_the_companys_word_stands_in_each_language_and_ours_where_there_is_none(programme):
    programme.word_en, programme.words_en = "voice", "voices"
    with translation.override("en"):
        assert (programme.ambassador, programme.ambassadors) == ("voice", "voices")
    with translation.override("de"):
        assert programme.ambassadors == "Botschafterinnen und Botschafter"


def test_the_word_is_read_on_pages_of_both_areas(client_for, selma, joerdis, programme):
    programme.word_en, programme.words_en = "voice", "voices"
    programme.save()
    assert "<h1>Voices</h1>" in client_for(selma).get("/cockpit/people/").content.decode()
    assert "We call them voices." in client_for(joerdis).get("/").content.decode()


CONTACT = {
    "name_0": "Selma Öztürk",
    "email_0": "selma@nordwerk.example",
    "answers_en_0": "Anything about the programme.",
    "within_0": "day",
}


def test_contacts_stand_on_the_help_page_and_the_first_is_named_in_mails(client_for, client, selma):
    client_for(selma).post("/cockpit/settings/contacts/", CONTACT)
    programme = Programme.objects.get()
    assert (programme.contact_name, programme.contact_email) == ("Selma Öztürk", "selma@nordwerk.example")
    page = client.get("/help/", headers={"Accept-Language": "en"}).content.decode()
    for said in ("Selma Öztürk", "Anything about the programme.", "Answers within one working day"):
        assert said in page


def test_a_contact_has_a_name(client_for, selma):
    page = client_for(selma).post("/cockpit/settings/contacts/", {"email_0": "selma@nordwerk.example"})
    assert [*page.context["form"].errors] == ["name_0"]


def test_an_empty_row_takes_a_contact_off(client_for, selma):
    client = client_for(selma)
    client.post("/cockpit/settings/contacts/", CONTACT)
    client.post("/cockpit/settings/contacts/", {"name_0": ""})
    programme = Programme.objects.get()
    assert (programme.contacts, programme.contact_name) == ([], "")


def test_hours_are_read_as_people_write_them(client_for, selma):
    client_for(selma).post("/cockpit/settings/hours/", {"day_0": "9-12, 13.30 bis 17", "day_4": "8:00–24:00"})
    hours = Programme.objects.get().hours
    assert hours == [[[540, 720], [810, 1020]], [], [], [], [[480, 1440]], [], []]


@pytest.mark.parametrize("words", ["from nine to five", "17-9", "9-12, 11-13", "9:70-12", "9-25", "9" * 60])
def test_what_are_no_hours_is_told(client_for, selma, words):
    page = client_for(selma).post("/cockpit/settings/hours/", {"day_0": words})
    assert [*page.context["form"].errors] == ["day_0"]


def test_the_imprint_holds_what_was_written_and_no_markup_of_others(client_for, client, selma):
    written = {"postal_address": "Überseedamm 12", "imprint": "**Vorstand**\n\n<script>x</script>"}
    client_for(selma).post("/cockpit/settings/imprint/", written)
    page = client.get("/imprint/").content.decode()
    assert ("<strong>Vorstand</strong>" in page, "<script>x" in page) == (True, False)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (dict.fromkeys(["day_0", "day_1", "day_2"], "9-12"), "Mon – Wed 9:00 – 12:00"),
        ({"day_0": "9-12", "day_1": "9-12", "day_4": "9-12"}, "Mon – Tue 9:00 – 12:00; Fri 9:00 – 12:00"),
        ({"day_6": "10-11, 14-16"}, "Sun 10:00 – 11:00, 14:00 – 16:00"),
        ({}, "none are told"),
    ],
)
def test_the_overview_tells_days_in_a_row_with_the_same_hours_together(client_for, selma, written, told):
    client_for(selma).post("/cockpit/settings/hours/", written)
    lines = client_for(selma).get("/cockpit/settings/").context["lines"]
    assert [line.value for line in lines if line.to.endswith("/hours/")] == [told]


def test_the_overview_says_what_is_set_and_who_changed_it_last(client_for, selma, now):
    deeds.change_settings(section=Section.ACCENT, values={"accent": "#A03A12"}, by=selma, now=now)
    page = client_for(selma).get("/cockpit/settings/").content.decode()
    assert ("#A03A12" in page, "Last changed by Selma Öztürk, Tue 24 November, 09:00" in page) == (True, True)


def test_the_overview_takes_the_same_queries_however_much_was_changed(
    client_for, selma, now, django_assert_num_queries
):
    client = client_for(selma)
    client.get("/cockpit/settings/")
    for section, values in ((Section.ACCENT, {"accent": "#A03A12"}), (Section.NAME, {"name": "Stimmen"})):
        deeds.change_settings(section=section, values=values, by=selma, now=now)
        client.get("/cockpit/settings/")
        with django_assert_num_queries(6):
            client.get("/cockpit/settings/")
