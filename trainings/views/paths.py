"""Learning paths, as each person goes them."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ambassadors.access import PersonalRequest, signed_in
from trainings.experience import ways
from trainings.models import LearningPath

PAGE = 12


@signed_in
@require_safe
def paths(request: PersonalRequest) -> HttpResponse:
    page = Paginator(LearningPath.objects.published().by_title(), PAGE).get_page(request.GET.get("page"))
    rows = ways(paths=page.object_list, person=request.user, now=timezone.now())
    return render(request, "trainings/paths.html", {"page": page, "ways": rows})


@signed_in
@require_safe
def path(request: PersonalRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(LearningPath.objects.visible_to(request.user), slug=slug)
    (way,) = ways(paths=[shown], person=request.user, now=timezone.now())
    return render(request, "trainings/path.html", {"path": shown, "words": shown.words, "way": way})
