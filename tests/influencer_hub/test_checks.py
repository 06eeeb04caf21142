"""What `manage.py check` refuses."""

import os
import subprocess
import sys

import pytest
from django.urls import path

from influencer_hub import urls
from influencer_hub.checks import every_view_declares_its_access
from influencer_hub.localservices import BASE_DIR

GOOD = {
    "DATABASE_URL": "postgres://hub@db/hub",
    "REDIS_URL": "redis://cache/0",
    "EMAIL_URL": "smtp://mail",
    "SECRET_KEY": "0123456789" * 6 + "abcdef",
    "BASE_URL": "https://hub.example",
}


def check(tmp_path, *options: str, **environment: str) -> tuple[int, set[str]]:
    """The exit code and the codes of ours that it names."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    run = subprocess.run(
        [sys.executable, "manage.py", "check", *options],
        cwd=BASE_DIR,
        env=kept | {"HUB_DATA_DIR": str(tmp_path)} | {n: v for n, v in environment.items() if v},
        capture_output=True,
        text=True,
        check=False,
    )
    words = run.stderr.replace("(", " ").replace(")", " ").split()
    return run.returncode, {word for word in words if word.startswith(("hub.", "security."))}


def test_production_with_all_its_values_passes_without_a_warning(tmp_path):
    assert check(tmp_path, "--deploy", **GOOD) == (0, set())


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("SECRET_KEY", "", "hub.E003"),
        ("BASE_URL", "http://hub.example", "hub.E004"),
        ("EMAIL_URL", "", "hub.E005"),
        ("DEBUG", "1", "hub.E006"),
        ("SECOND_FACTOR_WAIVED", "1", "hub.E007"),
    ],
)
def test_production_that_leaves_something_to_a_default_is_refused(tmp_path, name, value, code):
    status, said = check(tmp_path, "--deploy", **GOOD | {name: value})
    assert (status, code in said) == (1, True)


@pytest.mark.parametrize(
    "elsewhere", [{"DATABASE_URL": GOOD["DATABASE_URL"]}, {"BASE_URL": GOOD["BASE_URL"]}]
)
def test_mails_are_shown_on_this_machine_alone(tmp_path, elsewhere):
    assert check(tmp_path, **elsewhere) == (0, set())
    assert check(tmp_path, LOCAL_MAILS="1", **elsewhere) == (1, {"hub.E002"})


def test_a_newcomer_needs_no_value_at_all(tmp_path):
    assert check(tmp_path) == (0, set())


@pytest.mark.parametrize(("declares", "found"), [("", ["hub.E001"]), ("signed in", [])])
def test_a_view_that_does_not_say_who_may_enter_is_refused(settings, declares, found):
    def view(request):
        raise NotImplementedError

    if declares:
        view.access = declares
    settings.ROOT_URLCONF = type("urls", (), {"urlpatterns": [path("secret/", view), *urls.urlpatterns]})
    assert [error.id for error in every_view_declares_its_access()] == found
