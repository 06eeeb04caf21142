"""Materials: their type is found from the bytes, and they are there for whom they are meant for."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from outbox.models import AuditEntry
from tests.factories.ambassadors import AdministratorFactory, CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, MaterialFactory, SessionFactory, TrainingFactory
from trainings import files, services
from trainings.models import Enrolment, Material

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
EVERYBODY, BOOKED, ATTENDED = "everybody", "booked", "attended"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "materials"


@pytest.fixture
def coordinator():
    return CoordinatorFactory()


@pytest.fixture
def desk(at_nine, coordinator, client_for):
    return client_for(coordinator)


def picture(kind="JPEG"):
    image, target = Image.new("RGB", (40, 30), "teal"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Halle 3, geheim"
    image.save(target, kind, exif=exif)
    return target.getvalue()


def sent(content=PDF, name="Folien.pdf", **more):
    return {"title": "Folien", "audience": BOOKED, "file": SimpleUploadedFile(name, content)} | more


def list_of(session):
    return f"/cockpit/sessions/{session.pk}/materials/"


def address(material):
    return f"/trainings/materials/{material.pk}/"


def test_a_file_is_kept_under_a_random_name_and_served_as_an_attachment(desk, folder):
    session = SessionFactory()
    response = desk.post(list_of(session), sent(title="Größe & Maß"))
    made = Material.objects.get()
    assert (response.status_code, response["Location"]) == (303, list_of(session))
    assert (made.content_type, made.size, made.session, made.training) == (
        "application/pdf",
        len(PDF),
        session,
        session.training,
    )
    assert [file.name for file in folder.iterdir()] == [made.file]
    assert "Folien" not in made.file
    response = desk.get(address(made))
    headers = ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy")
    assert [response[name] for name in headers] == [
        "application/pdf",
        'attachment; filename="groe-ma.pdf"',
        "nosniff",
        "default-src 'none'; sandbox",
    ]
    assert b"".join(response.streaming_content) == PDF


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PDF, "a.PDF", "application/pdf"),
        (b"ID3\x03\x00", "a.mp3", "audio/mpeg"),
        (b"\xff\xfb\x90\x00", "a.mp3", "audio/mpeg"),
        (b"\x00\x00\x00\x20ftypM4A ", "a.m4a", "audio/mp4"),
        (b"\x00\x00\x00\x20ftypisom", "a.mp4", "video/mp4"),
        (b"\x1aE\xdf\xa3\x01\x00B\x82\x84webm", "a.webm", "video/webm"),
        (b"OggS\x00", "a.ogg", "audio/ogg"),
    ],
)
def test_the_type_is_found_from_the_bytes(content, name, kind):
    assert files.read(SimpleUploadedFile(name, content)).content_type == kind


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", files.KINDS),
        (b"<!doctype html><script>", "a.pdf", files.KINDS),
        (b"PK\x03\x04", "slides.pptx", files.KINDS),
        (b"MZ\x90\x00", "a.exe", files.KINDS),
        (b"", "a.pdf", files.KINDS),
        (PDF, "a.html", files.OTHER_NAME),
        (PDF, "a.mp4", files.OTHER_NAME),
        (b"\xff\xd8\xff" + b"\x00" * 20, "a.pdf", files.OTHER_NAME),
        (b"%PDF-" + b"\x00" * 10_485_760, "a.pdf", files.TOO_LARGE),
    ],
    ids=["svg", "html", "pptx", "exe", "empty", "pdf as html", "pdf as film", "picture as pdf", "large"],
)
def test_everything_else_is_refused_with_a_sentence(content, name, reason):
    with pytest.raises(files.Refused) as refused:
        files.read(SimpleUploadedFile(name, content))
    assert refused.value.reason == reason


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_kept_as_our_own_without_what_it_says_about_itself(kind):
    kept = files.read(SimpleUploadedFile(f"a.{kind.lower()}", picture(kind)))
    assert (kept.content_type, b"geheim" in kept.content) == ("image/jpeg", False)


@pytest.mark.parametrize(
    ("changes", "faulty"),
    [
        ({"file": ""}, {"file"}),
        ({"link": "https://video.nordwerk.example/1"}, {"link"}),
        ({"file": "", "link": "javascript:alert(1)"}, {"link"}),
        ({"audience": "nobody"}, {"audience"}),
        ({"title": ""}, {"title"}),
    ],
    ids=["neither", "both", "no link", "audience", "title"],
)
def test_what_is_missing_is_said_beside_the_field(desk, changes, faulty):
    response = desk.post(list_of(SessionFactory()), sent(**changes))
    assert (response.context["form"].errors.keys(), Material.objects.count()) == (faulty, 0)


def test_a_link_leads_on_behind_the_same_check(desk, client_for):
    session, link = SessionFactory(), "https://video.nordwerk.example/1"
    desk.post(list_of(session), sent(file="", link=link))
    made = Material.objects.get()
    response = desk.get(address(made))
    assert (response.status_code, response["Location"]) == (302, link)
    assert client_for(UserFactory()).get(address(made)).status_code == 404


STATES = ("booked", "attended", "no_show", "waiting", "offered", "cancelled_in_time")


def whoever(session, state):
    person = UserFactory()
    more = {"offered_at": NOW, "offer_expires_at": NOW} if state == "offered" else {}
    number = session.enrolments.count() + 1
    Enrolment.objects.create(session=session, person=person, state=state, number=number, asked_at=NOW, **more)
    return person


@pytest.mark.parametrize("whole_training", [False, True], ids=["of the date", "of the training"])
def test_each_audience_gets_what_is_meant_for_it(whole_training):
    session = SessionFactory()
    where = {"session": None, "training": session.training} if whole_training else {"session": session}
    for audience in (EVERYBODY, BOOKED, ATTENDED):
        MaterialFactory(title=audience, audience=audience, **where)
    trainer = UserFactory()
    session.trainers.add(trainer)
    people = {state: whoever(session, state) for state in STATES}
    people |= {"anybody": UserFactory(), "trainer": trainer, "coordinator": CoordinatorFactory()}
    found = {
        who: sorted(Material.objects.visible_to(person).values_list("title", flat=True))
        for who, person in people.items()
    }
    everything = sorted([EVERYBODY, BOOKED, ATTENDED])
    assert found == {
        "booked": [BOOKED, EVERYBODY],
        "attended": everything,
        "no_show": [BOOKED, EVERYBODY],
        "waiting": [EVERYBODY],
        "offered": [EVERYBODY],
        "cancelled_in_time": [EVERYBODY],
        "anybody": [EVERYBODY],
        "trainer": everything,
        "coordinator": everything,
    }


def test_a_seat_on_one_date_gives_nothing_of_another(person):
    first = SessionFactory()
    second = SessionFactory(training=first.training)
    services.enrol(session=first, person=person, now=NOW)
    other = MaterialFactory(session=second, audience=BOOKED)
    whole = MaterialFactory(session=None, training=first.training, audience=BOOKED)
    foreign = MaterialFactory(audience=BOOKED)
    assert set(Material.objects.visible_to(person)) & {other, whole, foreign} == {whole}


def test_what_belongs_to_a_draft_is_there_for_nobody_but_those_who_run_it(person):
    draft = SessionFactory(published_at=None)
    MaterialFactory(session=draft)
    MaterialFactory(session=None, training=draft.training)
    assert list(Material.objects.visible_to(person)) == []


def test_the_check_is_made_anew_on_each_request(client, person, folder):
    session = SessionFactory()
    material = files.keep(
        files.read(SimpleUploadedFile("a.pdf", PDF)), MaterialFactory(session=session, audience=BOOKED)
    )
    material.save()
    services.enrol(session=session, person=person, now=NOW)
    assert b"".join(client.get(address(material)).streaming_content) == PDF
    assert "Folien" in client.get(f"/trainings/sessions/{session.pk}/").text
    services.cancel(session=session, person=person, now=NOW)
    assert client.get(address(material)).status_code == 404
    assert "Folien" not in client.get(f"/trainings/sessions/{session.pk}/").text


def test_a_trainer_adds_to_their_own_dates_and_to_nothing_else(client, person):
    mine, other = SessionFactory(), SessionFactory()
    mine.trainers.add(person)
    assert client.post(list_of(mine), sent()).status_code == 303
    assert client.post(list_of(other), sent()).status_code == 404
    assert client.post(f"/cockpit/trainings/{mine.training_id}/materials/", sent()).status_code == 403
    whole = MaterialFactory(session=None, training=mine.training)
    foreign = MaterialFactory(session=other)
    for material in (whole, foreign):
        for deed in ("", "remove/", "restore/"):
            assert client.post(f"/cockpit/materials/{material.pk}/{deed}").status_code == 404


@pytest.mark.parametrize("whose", ["employee", "administrator", "trainer of another date"])
def test_the_deeds_refuse_whoever_does_not_run_it(now, whose):
    by = AdministratorFactory() if whose == "administrator" else UserFactory()
    if whose == "trainer of another date":
        SessionFactory().trainers.add(by)
    material = MaterialFactory()
    for deed in (services.remove_material, services.restore_material, services.add_material):
        with pytest.raises(PermissionDenied):
            deed(material=material, by=by, now=now)
    with pytest.raises(PermissionDenied):
        services.change_material(material=material, title="x", audience=EVERYBODY, by=by, now=now)


def test_it_is_changed_removed_and_brought_back(desk):
    material = MaterialFactory(audience=BOOKED)
    desk.post(f"/cockpit/materials/{material.pk}/", {"title": "Blatt", "audience": ATTENDED})
    page = desk.post(f"/cockpit/materials/{material.pk}/remove/", follow=True).text
    assert "Removed “Blatt”." in page
    assert f"/cockpit/materials/{material.pk}/restore/" in page
    assert list(Material.objects.kept()) == []
    desk.post(f"/cockpit/materials/{material.pk}/restore/")
    assert [(each.title, each.audience) for each in Material.objects.kept()] == [("Blatt", ATTENDED)]
    assert sorted(AuditEntry.objects.values_list("deed", flat=True)) == [
        "material changed",
        "material removed",
        "material restored",
    ]


def test_a_day_later_the_file_goes_unless_a_copy_of_the_training_has_it_too(coordinator, now, folder):
    training = TrainingFactory()
    shared, alone = (
        files.keep(
            files.read(SimpleUploadedFile("a.pdf", PDF)), MaterialFactory(session=None, training=training)
        )
        for _each in range(2)
    )
    for material in (shared, alone):
        material.save()
    services.remove_material(material=alone, by=coordinator, now=now)
    services.copy_training(training=training, key=uuid4(), slug="copy", title="Copy", by=coordinator, now=now)
    services.remove_material(material=shared, by=coordinator, now=now)
    assert files.forget_removed(now + timedelta(days=400)) == 1
    assert [file.name for file in folder.iterdir()] == [shared.file]


@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_list_and_the_page_take_the_same_queries(desk, client, person, many, queries_of):
    session = SessionFactory()
    MaterialFactory.create_batch(many, session=session)
    assert queries_of(desk, list_of(session)) == 4
    assert queries_of(client, f"/trainings/sessions/{session.pk}/") == 11
