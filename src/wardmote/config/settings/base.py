"""Settings shared by every way of running Wardmote. Each other module here says what differs and why."""

import os
from pathlib import Path
from typing import Any

import dj_database_url

# Fits of short series are many small sums, which get ten times slower, not quicker, when several threads share each.
# It has to stand here, before anything brings in numpy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

ROOT = Path(__file__).resolve().parents[4]
PACKAGE = ROOT / "src" / "wardmote"
WARDMOTE_HOME = Path(os.environ.get("WARDMOTE_HOME") or ROOT / "var").resolve()

# The folder of real police and geography files that the demonstration shows; None means synthetic months are made.
_demo_data = os.environ.get("WARDMOTE_DEMO_DATA")
DEMO_DATA = Path(_demo_data).resolve() if _demo_data else None
DEMO = False
# The date the demonstration is held at; None means the real date. Security and audit never use it.
HELD_DATE: str | None = None

DEBUG = False
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "wardmote.config.urls"
WSGI_APPLICATION = "wardmote.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOMS = [
    "common", "audit", "access", "partnership", "measures", "meetings", "people", "casework", "registers",
    "evidence", "performance", "plan", "publish", "home",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    *[f"wardmote.{room}" for room in ROOMS],
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "wardmote.common.middleware.RequestId",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "wardmote.access.middleware.SessionLimits",
    "wardmote.partnership.middleware.WhoIsActing",
    "wardmote.access.middleware.DoorKeeper",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / room / "templates" for room in [*ROOMS, "demo"]],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "wardmote.common.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "wardmote.home.context.shell",
            ],
        },
    },
    {
        # Only for what libraries bring: pages of theirs that ours do not replace, and their e-mails.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

SQLITE_OPTIONS = {
    # Durable commits and honest locking; wardmote.common.checks reads these back at start-up.
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def database(url: str) -> dict[str, Any]:
    """Return Django's settings for the database at `url`, with SQLite made durable."""
    chosen = dict(dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True))
    if chosen["ENGINE"].endswith("sqlite3"):
        chosen["OPTIONS"] = {**chosen.get("OPTIONS", {}), **SQLITE_OPTIONS}
    return chosen


DATABASES = {"default": database(os.environ.get("DATABASE_URL") or f"sqlite:///{WARDMOTE_HOME / 'wardmote.sqlite3'}")}

# Shared between worker processes, so that guessing is counted once however many answer.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "wardmote_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_checks = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_checks}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_checks}.CommonPasswordValidator"},
    {"NAME": f"{_checks}.NumericPasswordValidator"},
    {"NAME": f"{_checks}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ["email", "name"]}},
]
PASSWORD_RESET_TIMEOUT = 60 * 60

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:my_work"
ACCOUNT_ADAPTER = "wardmote.access.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up; allauth wants to know how it would be
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# An address is proved by the invitation that was sent to it.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "access:signed_out"
ACCOUNT_FORMS = {
    "login": "wardmote.access.forms.SignInForm",
    "change_password": "wardmote.access.forms.ChangePasswordForm",
    "reset_password": "wardmote.access.forms.AskForPasswordForm",
    "reset_password_from_key": "wardmote.access.forms.NewPasswordForm",
    "reauthenticate": "wardmote.access.forms.PasswordAgainForm",
}
# Guesses at one account: ten in five minutes, the most that Cyber Essentials allows, the code as well as the password.
# From one address: `failed_here` counts only guesses that were wrong, because a council shares one address.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/5m/key",
    "failed_here": "60/5m/ip",
    "login": "200/m/ip",
    "reauthenticate": "10/5m/user",
    "change_password": "10/5m/user",
    "reset_password": "20/5m/ip,3/5m/key",
    "reset_password_from_key": "20/5m/ip",
}
# How many proxies of ours stand in front and add to X-Forwarded-For; without one the connection's own address counts.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("WARDMOTE_PROXIES", "0"))
MFA_ADAPTER = "wardmote.access.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "wardmote.access.forms.CodeForm",
    "reauthenticate": "wardmote.access.forms.CodeAgainForm",
    "activate_totp": "wardmote.access.forms.SetUpCodeForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Wardmote"
# A code is taken half a minute early or late, for telephones with slow clocks; access.codes makes each good once.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "static/"
STATIC_ROOT = WARDMOTE_HOME / "static"
STATICFILES_DIRS: list[Path] = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        # the map that moves draws in a worker, whose script is our own
        "worker-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "wardmote.common.errors.csrf_failure"

# Sessions end after this long unused, and after this long whatever happens (seconds).
SESSION_IDLE_SECONDS = 20 * 60
SESSION_ABSOLUTE_SECONDS = 10 * 60 * 60
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS

DEFAULT_FROM_EMAIL = os.environ.get("WARDMOTE_MAIL_FROM", "Wardmote <no-reply@wardmote.invalid>")
SITE_ADDRESS = os.environ.get("WARDMOTE_ADDRESS", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"wardmote": {"level": "INFO"}},
}
