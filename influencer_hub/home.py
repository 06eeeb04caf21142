"""A person's start page: what is next, what is open, how far the first steps are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ambassadors.access import everybody


@everybody
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html")
