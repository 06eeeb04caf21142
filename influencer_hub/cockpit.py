"""The coordinator's first page: what needs a human, before anything else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ambassadors.access import coordinators


@coordinators
def cockpit(request: HttpRequest) -> HttpResponse:
    return render(request, "cockpit/home.html")
