"""What surrounds the trainings: a community call with its notes, materials, an enrolment that opens later, a need and a word to all."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from influencer_hub.sample.cast import Cast
from influencer_hub.sample.timetable import workday
from trainings.models import AccessNeed, Announcement, Call, CallDate, Enrolment, Material, Session, Training

BERLIN = ZoneInfo("Europe/Berlin")
LINK = "https://treffen.nordwerk.example"
NOTES = {
    -2: "- Alle haben erzählt, warum sie dabei sind. Niemand musste etwas zeigen.\n",
    -1: """- Was tun, wenn unter einem Bild nach Kundendaten gefragt wird: freundlich an den Kundendienst verweisen.
- Zwei haben ihren ersten eigenen Beitrag gezeigt, beide aus der Frühschicht.
- Wer mag, bringt nächstes Mal ein Foto mit, das nicht geklappt hat.
""",
}
NEED = "Ich bin rechts schwerhörig, ein Platz links vorn hilft mir."
WORD = "Wir fangen pünktlich an und hören pünktlich auf. Wer mag, bringt eine Frage aus dem Alltag mit."
WEEKS = range(-2, 6)


def gather(cast: Cast) -> None:
    """Once: what is there already stays as it is."""
    if Call.objects.exists():
        return
    _call(cast)
    _materials(cast)
    _opens_later(cast)
    _need_and_word(cast)


def _call(cast: Cast) -> None:
    call = Call.objects.create(
        title="Werkstimmen am Mittag",
        summary="Eine Dreiviertelstunde, in der wir erzählen, was gerade läuft. Zuhören zählt genauso.",
        second_title="Voices at noon",
        second_summary="Three quarters of an hour in which we tell what is going on. Listening counts as much.",
        link=f"{LINK}/mittag",
        published_at=cast.now - timedelta(days=60),
        created_at=cast.now - timedelta(days=61),
    )
    for week in WEEKS:
        day = workday(cast.now.date(), 1) + timedelta(weeks=week)
        if (day.month, day.day) >= (12, 24):
            continue
        starts_at = datetime.combine(day, time(12), tzinfo=BERLIN)
        notes = NOTES[week] if starts_at < cast.now and week in NOTES else ""
        CallDate.objects.create(
            call=call, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=45), notes=notes
        )


def _materials(cast: Cast) -> None:
    audiences = Material.Audience
    for slug, title, audience in (
        ("wenns-stuermt", "Zum Nachlesen: drei Arten von Kommentaren", audiences.BOOKED),
        ("handyfotos", "Beispielbilder aus Halle 3", audiences.EVERYBODY),
    ):
        training = Training.objects.filter(slug=slug).first()
        if training is not None:
            Material.objects.create(
                training=training, title=title, audience=audience, link=f"{LINK}/{slug}", added_at=cast.now
            )


def _opens_later(cast: Cast) -> None:
    """A date in which nobody has a seat yet."""
    empty = Session.objects.taking_place().coming(cast.now + timedelta(days=21)).filter(asked=0)
    session = empty.by_date().first()
    if session is not None:
        in_three_days = workday(cast.now.date(), 3)
        session.opens_at = datetime.combine(in_three_days, time(9), tzinfo=BERLIN)
        session.save(update_fields=["opens_at"])


def _need_and_word(cast: Cast) -> None:
    booked = Enrolment.objects.booked().coming(cast.now).order_by("session__starts_at", "number").first()
    if booked is not None:
        AccessNeed.objects.create(enrolment=booked, text=NEED)
        Announcement.objects.create(
            session=booked.session,
            text=WORD,
            written_by=booked.session.trainers.first(),
            written_at=cast.now - timedelta(hours=3),
        )
