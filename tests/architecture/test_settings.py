"""The production settings refuse the demonstration, and refuse to start without what they need."""

import json
import os
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

GOOD = {
    "WARDMOTE_SECRET_KEY": "x" * 25 + "0123456789abcdefghijklmnopqrstuvwxyz!",
    "WARDMOTE_HOSTS": "wardmote.example.org",
}
LOOK = """
import django, json; django.setup()
from django.conf import settings
from django.core.management import call_command
from django.urls import get_resolver
call_command("check", "--deploy", "--fail-level", "WARNING")
print(json.dumps({
    "demo": settings.DEMO, "debug": settings.DEBUG, "held": settings.HELD_DATE,
    "installed": "wardmote.demo" in settings.INSTALLED_APPS, "routes": "demo" in get_resolver().namespace_dict,
    "mail": settings.EMAIL_BACKEND,
}))
"""


def _start(home, **environment: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    settings = {"DJANGO_SETTINGS_MODULE": "wardmote.config.settings.production", "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        [sys.executable, "-c", LOOK], capture_output=True, text=True,
        env={**kept, **settings, "WARDMOTE_HOME": str(home), **environment},
    )  # fmt: skip


def test_a_production_start_holds_no_demonstration_and_passes_the_deployment_check(tmp_path):
    started = _start(tmp_path, **GOOD)
    assert started.returncode == 0, started.stderr
    assert json.loads(started.stdout.splitlines()[-1]) == {
        "demo": False, "debug": False, "held": None, "installed": False, "routes": False,
        "mail": "django.core.mail.backends.smtp.EmailBackend",
    }  # fmt: skip


@pytest.mark.parametrize("wanted", [{"WARDMOTE_DEMO": "1"}, {"WARDMOTE_TODAY": "2025-03-24"}])
def test_the_demonstration_cannot_be_switched_on_in_production(tmp_path, wanted):
    started = _start(tmp_path, **GOOD, **wanted)
    assert started.returncode != 0
    assert "The demonstration cannot be switched on" in started.stderr


@pytest.mark.parametrize("missing", sorted(GOOD))
def test_a_production_start_says_what_it_lacks(tmp_path, missing):
    started = _start(tmp_path, **{name: value for name, value in GOOD.items() if name != missing})
    assert started.returncode != 0
    assert f"{missing} is not set" in started.stderr
