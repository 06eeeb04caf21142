"""The file that people take along holds a row of every table that points to them."""

from django.apps import apps

from ambassadors import known
from ambassadors.models import Ambassador, User

OURS = ("ambassadors", "trainings", "campaigns", "outbox")
# By the column that points to a person: the name of the records that tell it, or why it is left out.
TOLD = {
    "ambassadors.Ambassador.person": "programme",
    "ambassadors.Topic.ambassadors": "programme",
    "ambassadors.Application.person": "application to join",
    "ambassadors.Channel.ambassador": "channels",
    "ambassadors.Boundary.ambassador": "boundaries",
    "ambassadors.AskCount.ambassador": "invitations per month",
    "ambassadors.GoOn.ambassador": "yearly question",
    "ambassadors.NextRound.person": "waits for the next round",
    "ambassadors.OnboardingTick.ambassador": "first steps ticked",
    "ambassadors.ProgrammeInvitation.person": "invitation to the programme",
    "ambassadors.ConsentSubject.person": "guideline consent",
    "ambassadors.Leaving.person": "last day",
    "ambassadors.SavedView.owner": "saved views",
    "trainings.Announcement.written_by": "written to everybody with a seat",
    "trainings.CalendarFeed.person": "private calendar address",
    "trainings.Certificate.person": "training certificates",
    "trainings.Enrolment.person": "enrolments",
    "trainings.FeedbackGiven.person": "feedback given",
    "trainings.Interest.person": "trainings they would come to",
    "trainings.Progress.person": "trainings at their own pace",
    "trainings.Session.trainers": "sessions led",
    "campaigns.Answer.ambassador": "answers to campaigns",
    "campaigns.Campaign.contact": "campaigns answered for",
    "campaigns.Invitation.ambassador": "invitations to campaigns",
    "campaigns.PersonShown.person": "pictures that show the person",
    "outbox.AddressFault.person": "address that fails",
    "outbox.AuditEntry.actor": "deeds for others",
    "outbox.Message.recipient": "messages",
    "outbox.Mute.person": "kinds of message switched off",
}
# What somebody did for others stands in the journal ("deeds for others"); what is made of the file itself needs no row.
LEFT_OUT = {
    "ambassadors.Application.decided_by": "a deed",
    "ambassadors.AskBack.asked_by": "a deed",
    "ambassadors.ExportLink.person": "this file",
    "ambassadors.GuidelineVersion.edited_by": "a deed",
    "ambassadors.GuidelineVersion.published_by": "a deed",
    "ambassadors.Import.confirmed_by": "a deed",
    "ambassadors.Import.uploaded_by": "a deed",
    "ambassadors.ImportRow.person": "what a file of the company says, deleted within seven days",
    "ambassadors.KLowering.asked_by": "a deed",
    "ambassadors.KLowering.decided_by": "a deed",
    "ambassadors.Leaving.entered_by": "a deed",
    "ambassadors.ProgrammeInvitation.invited_by": "a deed",
    "ambassadors.SettingChange.by": "a deed",
    "trainings.Enrolment.recorded_by": "a deed",
    "campaigns.PersonShown.kept_by": "a deed",
}


def pointing_to_people() -> set[str]:
    fields = (
        (model, field)
        for app in OURS
        for model in apps.get_app_config(app).get_models()
        for field in [*model._meta.concrete_fields, *model._meta.local_many_to_many]
        if field.related_model in (User, Ambassador) and model is not User
    )
    return {f"{model._meta.label}.{field.name}" for model, field in fields}


def test_every_table_that_points_to_a_person_is_told():
    assert pointing_to_people() == {*TOLD, *LEFT_OUT}
    assert set(known._RECORDS) >= set(TOLD.values())
