"""All settings, from the environment; what is missing is said in a sentence.

An installation is in production unless ``ENVIRONMENT=local`` (which ``bin/run`` and ``bin/test`` set), so
that what is forgotten errs on the safe side. ``bin/run`` leaves its variables in ``.data/env``, so that a
plain ``manage.py`` finds the running database; whoever names a database speaks for themselves.
"""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

from network import bookkeeping, logs, periods, rates

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
if "DATABASE_URL" not in os.environ:
    env.read_env(str(BASE_DIR / ".data" / "env"), recurse=False)


def required(name, sentence):
    """The variable `name`, or an error that says in a sentence what to set."""
    value = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {sentence}")
    return value


ENVIRONMENT = env.str("ENVIRONMENT", "production")
if ENVIRONMENT not in ("production", "local"):
    raise ImproperlyConfigured("ENVIRONMENT is either 'production' or 'local'.")
PRODUCTION = ENVIRONMENT == "production"

DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)
if PRODUCTION and DEMO:
    raise ImproperlyConfigured("DEMO is on in production: demo mode signs anybody in. Unset DEMO.")
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG is on in production: it shows secrets to strangers. Unset DEBUG.")
BENCH = env.bool("BENCH", False)
if PRODUCTION and BENCH:
    raise ImproperlyConfigured("BENCH is on in production: it opens a page for measuring. Unset BENCH.")

LOCAL_SECRET_KEY = "local-only-a-key-that-production-refuses-to-start-with-0123456789"  # noqa: S105
if PRODUCTION:
    SECRET_KEY = required("SECRET_KEY", "Set it to 50 random characters or more, and keep it secret.")
    if SECRET_KEY == LOCAL_SECRET_KEY or len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
        raise ImproperlyConfigured("SECRET_KEY is the default one or too short. Set 50 random characters.")
else:
    SECRET_KEY = env.str("SECRET_KEY", LOCAL_SECRET_KEY)

# Where the site is seen from: mails and calendar files carry it.
if PRODUCTION:
    SITE_URL = required("SITE_URL", "Set it to the public address, for example https://netvaerk.example.dk")
else:
    SITE_URL = env.str("SITE_URL", "http://localhost:8000")
SITE_URL = SITE_URL.rstrip("/")
SITE_HTTPS = SITE_URL.startswith("https://")
SITE_PORT = urlsplit(SITE_URL).port
if PRODUCTION and not SITE_HTTPS:
    raise ImproperlyConfigured(
        "SITE_URL does not begin with https://. People sign in here: serve it over HTTPS."
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [urlsplit(SITE_URL).hostname])
if not PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "network",
    "members",
    "meetings",
    "billing",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "network.storage.ServedFiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "bootstrap",
    "django_htmx",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "network.middleware.drop_cookies",
    "network.middleware.refuse_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "network.middleware.danish_first",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "network.middleware.keep_private",
    "network.middleware.ask_second_factor",
    "network.middleware.explain_acts",
]

ROOT_URLCONF = "network.urls"
WSGI_APPLICATION = "network.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "network.navigation.navigation",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "members.templatetags.words",
            ],
        },
    },
]
INSTALLED_APPS.append("django.forms")  # the form templates that FORM_RENDERER falls back on

# Database ------------------------------------------------------------------------------------------------
required("DATABASE_URL", "Set it to a PostgreSQL address, or start the product with bin/run.")
DATABASES = {"default": env.dj_db_url("DATABASE_URL", conn_max_age=600, conn_health_checks=True)}
OPTIONS = DATABASES["default"].setdefault("OPTIONS", {})
OPTIONS["prepare_threshold"] = 2  # the plans of questions that are kept (members/kept.py), and of no others
# For the web only (gunicorn.conf.py sets WEB=1): time limits, and a plan once made is kept for every value.
if env.bool("WEB", False):
    OPTIONS["options"] = "-c statement_timeout=10s -c lock_timeout=5s -c plan_cache_mode=force_generic_plan"
    OPTIONS["options"] += " -c idle_in_transaction_session_timeout=30s"
# Web and commands ask for tasks by name. The worker alone loads them, and with them the PDF library: 27 MiB.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks" if "procrastinate" in sys.argv[1:2] else ""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "network_cache"}}
# Past this number a third is thrown away, and with it who has asked for how many codes: Django's 300 are few.
CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 100_000}
PGHISTORY_APPEND_ONLY = True
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful"}  # six thousand a day would pile up

# People --------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "members.Person"
AUTHENTICATION_BACKENDS = ["members.signing_in.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "networks"
ACCOUNT_ADAPTER = "members.signing_in.Adapter"
ACCOUNT_FORMS = {
    f"{act}_login_code": f"members.forms.signing_in.{act.title()}CodeForm" for act in ("request", "confirm")
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_RATE_LIMITS = rates.RATES
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_VERIFICATION = "none"  # the typed code proves the address at every sign-in
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_ON_GET = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "activate_totp": "members.forms.second_factor.ActivateForm",
    "authenticate": "members.forms.second_factor.AuthenticateForm",
    "reauthenticate": "members.forms.second_factor.ReauthenticateForm",
    "add_webauthn": "members.forms.second_factor.AddPasskeyForm",
    "edit_webauthn": "members.forms.second_factor.RenamePasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Netværk"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # passkeys on http://localhost

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own

# Words ---------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "network" / "locale"]
FORMAT_MODULE_PATH = ["network.formats"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Mail ----------------------------------------------------------------------------------------------------
if PRODUCTION:
    DEFAULT_FROM_EMAIL = required(
        "DEFAULT_FROM_EMAIL", "Set it to the sender, for example Netværk <post@example.dk>"
    )
else:
    DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Netværk <netvaerk@example.dk>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if env.str("EMAIL_URL", ""):
    MAIL = env.dj_email_url("EMAIL_URL")
    if "EMAIL_BACKEND" not in MAIL:  # an unknown beginning would send codes and password for all to read
        raise ImproperlyConfigured("EMAIL_URL begins with submission:// (encrypted, port 587) or smtp://.")
    vars().update({key: value for key, value in MAIL.items() if key.isupper()})
elif DEMO:
    EMAIL_BACKEND = "network.demo.mailbox.MailboxBackend"
elif PRODUCTION:
    required("EMAIL_URL", "Set it to an SMTP address, for example submission://user:password@mail.example.dk")
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_TIMEOUT = 10  # after EMAIL_URL, which would lift it
EINVOICE_VERSION = "1-DK" if env.bool("EINVOICE_CVR_WITH_DK", False) else "1"  # see billing/einvoice.py

# Files ---------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static_built"
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "build"]  # where `manage.py cut_typeface` puts it
# Names that change with the content: in production and in bin/run, where files are collected beforehand.
MANIFEST = env.bool("MANIFEST", PRODUCTION)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is kept on disk
    "staticfiles": {
        "BACKEND": "network.storage.StaticFiles"
        if MANIFEST
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not MANIFEST
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_MAX_MEMORY_SIZE = (MATERIAL_MAX_MB := min(env.int("MATERIAL_MAX_MB", 20), 50)) * 1_000_000
FILE_UPLOAD_HANDLERS = ["network.uploads.BoundedUploadHandler"]

# Answers -------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's ticks and the TOTP picture
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
LOGGING = logs.SETTINGS
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_ENGINE = "network.sessions"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
if SITE_HTTPS:
    SECURE_SSL_REDIRECT = env.bool("SSL_REDIRECT", True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    LANGUAGE_COOKIE_NAME = "__Host-language"
else:
    # Cookies ignore ports: two copies side by side in one browser need names of their own.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"session_{SITE_PORT}", f"csrf_{SITE_PORT}"
    LANGUAGE_COOKIE_NAME = f"language_{SITE_PORT}"

# The keeping of data: KEEP_DRAFT_DAYS and the other periods, each with its unit in its name. -----------------
vars().update(periods.read(env) | bookkeeping.read(env))

# Addresses are unique in any case (person_email_once); the check only knows plain unique columns.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
