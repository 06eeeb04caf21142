"""A person's own profile."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from ambassadors.models import User
from ambassadors.services.profile import change_photo, forget_unknown_photos, use_initials
from tests.factories.ambassadors import UserFactory

pytestmark = pytest.mark.django_db
PROFILE = "/me/profile/"


@pytest.fixture
def upload(client_for, joerdis, portrait, django_capture_on_commit_callbacks):
    def send(raw: bytes = portrait, client=None):
        file = SimpleUploadedFile("me.jpg", raw, content_type="image/jpeg")
        with django_capture_on_commit_callbacks(execute=True):
            return (client or client_for(joerdis)).post(reverse("ambassadors:photo_upload"), {"photo": file})

    return send


def files(media) -> list[str]:
    return sorted(path.name for path in media.glob("photos/*"))


def test_a_photo_is_kept_in_three_sizes_under_a_random_name(upload, joerdis, media):
    response = upload()
    joerdis.refresh_from_db()
    assert (response.status_code, response.url) == (303, PROFILE)
    assert re.fullmatch("[0-9a-f]{32}", joerdis.photo)
    assert files(media) == [f"{joerdis.photo}-{side}.webp" for side in (352, 704, 88)]


def test_a_new_photo_takes_the_files_of_the_old_one_away(upload, joerdis, media):
    upload()
    joerdis.refresh_from_db()
    before = joerdis.photo
    upload()
    joerdis.refresh_from_db()
    assert joerdis.photo != before
    assert files(media) == [f"{joerdis.photo}-{side}.webp" for side in (352, 704, 88)]


def test_a_refused_file_is_answered_with_a_sentence_and_changes_nothing(upload, joerdis, media):
    response = upload(b"this is no picture")
    text = response.content.decode()
    assert "Please choose a photo as JPEG, PNG, WebP or HEIC." in text
    joerdis.refresh_from_db()
    assert (joerdis.photo, files(media)) == ("", [])


def test_a_form_without_a_file_says_so(client_for, joerdis):
    response = client_for(joerdis).post(reverse("ambassadors:photo_upload"))
    assert "Please choose a picture first." in response.content.decode()


def test_initials_take_the_place_of_the_photo_and_can_be_taken_back(upload, client_for, joerdis):
    client = client_for(joerdis)
    upload(client=client)
    name = User.objects.get(pk=joerdis.pk).photo
    strip = client.post(reverse("ambassadors:photo_remove"), follow=True).content.decode()
    assert f'action="{reverse("ambassadors:photo_restore")}"' in strip
    assert User.objects.get(pk=joerdis.pk).photo == ""
    client.post(reverse("ambassadors:photo_restore"))
    assert User.objects.get(pk=joerdis.pk).photo == name


def test_nobody_takes_back_the_photo_of_somebody_else(upload, client_for, joerdis, kwame):
    upload()
    client = client_for(kwame)
    session = client.session
    session["photo_put_away"] = User.objects.get(pk=joerdis.pk).photo
    session.save()
    client.post(reverse("ambassadors:photo_restore"))
    assert User.objects.get(pk=kwame.pk).photo == ""


def test_a_photo_is_served_to_whoever_is_signed_in_and_kept_by_their_browser(
    upload, client, client_for, joerdis, kwame
):
    upload()
    name = User.objects.get(pk=joerdis.pk).photo
    address = reverse("ambassadors:photo", args=[name])
    response = client_for(kwame).get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response["Cache-Control"] == "private, max-age=31536000, immutable"
    assert b"".join(response.streaming_content)[8:12] == b"WEBP"
    assert client.get(address).status_code == 302


def test_a_photo_that_nobody_shows_is_not_served(upload, client_for, joerdis):
    upload()
    joerdis.refresh_from_db()
    name = joerdis.photo
    use_initials(person=joerdis)
    client = client_for(joerdis)
    addresses = [
        reverse("ambassadors:photo", args=[text]) for text in (name, "x", "0" * 32, f"{name}-88.webp")
    ]
    addresses.append(reverse("ambassadors:photo", args=[name, 89]))
    assert [client.get(address).status_code for address in addresses] == [404] * 5


def test_files_that_nobody_shows_are_forgotten_after_an_hour(joerdis, kwame, portrait, media):
    put_away = change_photo(person=joerdis, raw=portrait)
    shown = change_photo(person=kwame, raw=portrait)
    use_initials(person=joerdis)
    now = timezone.now()
    assert (forget_unknown_photos(now=now), len(files(media))) == (0, 6)
    assert forget_unknown_photos(now=now + timedelta(hours=2)) == 1
    assert {name[:32] for name in files(media)} == {shown} != {put_away}


SETTINGS = {
    "headline": " I plan\r\nmaintenance. ",
    "language": "en",
    "timezone": "Asia/Tokyo",
    "theme": "dark",
}


def test_what_a_person_saves_is_kept(client_for, joerdis):
    response = client_for(joerdis).post(PROFILE, SETTINGS)
    joerdis.refresh_from_db()
    kept = {field: getattr(joerdis, field) for field in SETTINGS}
    assert (response.status_code, kept) == (303, SETTINGS | {"headline": "I plan maintenance."})


def test_nobody_changes_their_name_or_office_here(client_for, joerdis):
    client_for(joerdis).post(
        PROFILE, SETTINGS | {"first_name": "X", "is_coordinator": "on", "is_staff": "on"}
    )
    joerdis.refresh_from_db()
    assert (joerdis.first_name, joerdis.is_coordinator, joerdis.is_staff) == ("Jördis", False, False)


@pytest.mark.parametrize(
    "change", [{"timezone": "Mars/Olympus"}, {"language": "fr"}, {"theme": "pink"}, {"headline": "x" * 161}]
)
def test_what_does_not_fit_is_said_and_not_kept(client_for, joerdis, change):
    response = client_for(joerdis).post(PROFILE, SETTINGS | change)
    joerdis.refresh_from_db()
    assert (response.status_code, joerdis.headline) == (200, "")
    assert "<title>Error:" in response.content.decode().replace("\n", "").replace("  ", "")


def test_a_time_zone_that_is_no_longer_listed_stays_chosen(client_for):
    person = UserFactory(timezone="UTC")
    assert '<option value="UTC" selected' in client_for(person).get(PROFILE).content.decode()


def test_the_profile_is_for_whoever_is_signed_in(client):
    assert client.get(PROFILE).status_code == 302
