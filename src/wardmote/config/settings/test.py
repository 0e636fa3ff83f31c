"""The test suite: the demonstration's rooms with the date held, quick hashing, and the engine that ./test asks for."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("WARDMOTE_HOME", tempfile.mkdtemp(prefix="wardmote-test-"))

from wardmote.config.settings.base import *  # noqa: F403 - the home folder must be chosen first
from wardmote.config.settings.base import INSTALLED_APPS, ROOT, database

SECRET_KEY = "for tests only"  # noqa: S105 - guards nothing
DEMO = True
HELD_DATE = "2025-03-24"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
INSTALLED_APPS = [*INSTALLED_APPS, "wardmote.demo"]
DATABASES = {"default": database(os.environ.get("DATABASE_URL") or "sqlite:///:memory:")}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default"]}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
_shared = ROOT.parent / "shared" / "data"
DEMO_DATA = Path(os.environ["WARDMOTE_DEMO_DATA"]) if os.environ.get("WARDMOTE_DEMO_DATA") else _shared
if not DEMO_DATA.is_dir():
    DEMO_DATA = None
