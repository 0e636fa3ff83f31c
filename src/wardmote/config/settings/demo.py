"""`./run`: the demonstration partnership on one machine. Never for real records.

Debug is off here too, so that what a newcomer sees when something fails is what a practitioner would see.
"""

import os
import secrets

from wardmote.config.settings.base import *  # noqa: F403 - settings modules extend one another by name
from wardmote.config.settings.base import INSTALLED_APPS, WARDMOTE_HOME

DEMO = True
HELD_DATE = os.environ.get("WARDMOTE_TODAY") or "2025-03-24"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *os.environ.get("WARDMOTE_HOSTS", "").split()]
INSTALLED_APPS = [*INSTALLED_APPS, "wardmote.demo"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"


def _kept_secret() -> str:
    """Make this installation's own key once, readable by its owner alone."""
    path = WARDMOTE_HOME / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as handle:
            handle.write(secrets.token_urlsafe(48))
    return path.read_text()


SECRET_KEY = _kept_secret()
