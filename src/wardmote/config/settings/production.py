"""A real installation, behind TLS. Refuses to start without what it needs, and as a demonstration."""

import os

from django.core.exceptions import ImproperlyConfigured

from wardmote.config.settings.base import *  # noqa: F403 - settings modules extend one another by name

if os.environ.get("WARDMOTE_DEMO") or os.environ.get("WARDMOTE_TODAY"):
    raise ImproperlyConfigured(
        "The demonstration cannot be switched on with the production settings. "
        "Unset WARDMOTE_DEMO and WARDMOTE_TODAY, or start with ./run, which uses the demonstration settings."
    )


def _needed(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. A production start needs it; see docs/build/installing.md.")
    return value


SECRET_KEY = _needed("WARDMOTE_SECRET_KEY")
ALLOWED_HOSTS = _needed("WARDMOTE_HOSTS").split()
EMAIL_HOST = os.environ.get("WARDMOTE_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("WARDMOTE_MAIL_PORT", "25"))

# TLS ends at a proxy, which names the visitor's address; limits on guessing count by it.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("WARDMOTE_PROXIES", "1"))
EMAIL_HOST_USER = os.environ.get("WARDMOTE_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("WARDMOTE_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("WARDMOTE_MAIL_TLS") == "1"
# Keys that were used before; what they signed stays good until it runs out.
SECRET_KEY_FALLBACKS = os.environ.get("WARDMOTE_OLD_SECRET_KEYS", "").split()

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
