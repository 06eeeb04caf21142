"""The yardstick for pages: a bare Django project with the usual middleware and one view that makes five queries."""

import os
import random

import environ
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

QUERIES, QUERY = 5, "SELECT id, app_label, model FROM django_content_type WHERE id = %s"

if not settings.configured:
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        SECRET_KEY="a yardstick keeps no secrets",
        ROOT_URLCONF="benchmarks.bare",
        DATABASES={"default": environ.Env.db_url_config(os.environ["DATABASE_URL"]) | {"CONN_MAX_AGE": 60}},
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        LOGGING_CONFIG=None,
    )
    import django

    django.setup()


def page(request: HttpRequest) -> HttpResponse:
    """Five rows by their key, written down as text; no model in between."""
    with connection.cursor() as cursor:
        found = [cursor.execute(QUERY, [random.randint(1, 12)]).fetchone() for _ in range(QUERIES)]
    return HttpResponse(f"<!doctype html><title>Yardstick</title><p>{found}</p>")


urlpatterns = [path("", page), path("healthz", page)]
application = WSGIHandler()
