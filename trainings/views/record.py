"""A person's own training record and their certificates. There is no address for anybody else's."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from ambassadors.access import PersonalRequest, signed_in, type_view
from trainings import feedback, services
from trainings.models import Certificate, FeedbackGiven, Progress, Session, Training
from trainings.record import entries, keys, paths

PAGE = 12


@signed_in
@require_safe
def record(request: PersonalRequest) -> HttpResponse:
    now, person = timezone.now(), request.user
    page = Paginator(keys(person), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "entries": entries(keys=page.object_list, person=person, open_ones=_open(request)),
        "ways": paths(person=person, now=now) if page.number == 1 else [],
    }
    return render(request, "trainings/record.html", context)


def _open(request: PersonalRequest) -> set[UUID]:
    """What one can still say something about."""
    person = request.user
    given = FeedbackGiven.objects.of(person).filter(session=None).values("training")
    done = Progress.objects.of(person).done().exclude(training__in=given)
    dates = feedback.open_sessions(person, timezone.now())
    return {*done.values_list("training", flat=True), *dates.values_list("pk", flat=True)}


@signed_in
@require_safe
def record_file(request: PersonalRequest) -> HttpResponse:
    from trainings.certificate_pdf import record_pdf  # noqa: PLC0415 (slow, and rarely asked for)

    now, person = timezone.now(), request.user
    everything = entries(keys=keys(person), person=person, open_ones=set())
    finished = [way.path.words.title for way in paths(person=person, now=now) if way.now is None]
    content = record_pdf(person=person, entries=everything, paths=finished, now=now)
    return _as_pdf(content, _("training-record") + ".pdf")


def _as_pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# Certificates ------------------------------------------------------------------------------------------


@signed_in
@require_POST
def make_for_session(request: PersonalRequest, session_id: UUID) -> HttpResponse:
    session = get_object_or_404(Session.objects.published().with_training(), pk=session_id)
    return _make(request, session.training, session)


@signed_in
@require_POST
def make_for_own_pace(request: PersonalRequest, slug: str) -> HttpResponse:
    training = get_object_or_404(Training.objects.self_paced().defer("search"), slug=slug)
    return _make(request, training, None)


def _make(request: PersonalRequest, training: Training, session: Session | None) -> HttpResponse:
    """What somebody has not earned does not exist for them."""
    made = services.make_certificate(
        training=training, session=session, person=request.user, now=timezone.now()
    )
    if made is None:
        raise Http404
    messages.success(request, _("Your certificate is there. Its number is %(code)s.") % {"code": made.code})
    return _back(made)


def _back(certificate: Certificate) -> HttpResponse:
    place = certificate.session_id or certificate.training_id
    return HttpResponseRedirect(reverse("trainings:record") + f"#of-{place}", status=303)


def _own(request: PersonalRequest, certificate_id: UUID) -> Certificate:
    own = Certificate.objects.of(request.user).valid().with_what_it_says()
    return get_object_or_404(own, pk=certificate_id)


@signed_in
@require_safe
def certificate_file(request: PersonalRequest, certificate_id: UUID) -> HttpResponse:
    from trainings.certificate_pdf import certificate_pdf, file_name  # noqa: PLC0415 (slow, and rarely asked for)

    own = _own(request, certificate_id)
    return _as_pdf(certificate_pdf(own), file_name(own.training, own.session))


def _page_of(deed: Callable[..., None], said: str) -> type_view:
    @signed_in
    @require_POST
    def press(request: PersonalRequest, certificate_id: UUID) -> HttpResponse:
        own = _own(request, certificate_id)
        deed(certificate=own, now=timezone.now())
        messages.success(request, _(said))
        return _back(own)

    return press


show_name = _page_of(services.show_name, gettext_noop("The public page names you now."))
hide_name = _page_of(services.hide_name, gettext_noop("The public page does not name you any more."))
delete = _page_of(
    services.delete_certificate, gettext_noop("Deleted. Its number is not confirmed to anybody any more.")
)
