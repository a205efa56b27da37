"""Django's settings for one installation of Keepwell.

Set by the environment: KEEPWELL_HOME, KEEPWELL_DEBUG, KEEPWELL_DEMO, KEEPWELL_POLICY, KEEPWELL_HOSTS,
KEEPWELL_ORIGINS, KEEPWELL_BEHIND_PROXY, KEEPWELL_SSL_REDIRECT, KEEPWELL_EMAIL_FROM, KEEPWELL_SMTP_HOST,
_PORT, _USER and _PASSWORD, KEEPWELL_IDLE_MINUTES, KEEPWELL_SESSION_HOURS, KEEPWELL_LOCK_AFTER,
KEEPWELL_LOCK_MINUTES, KEEPWELL_OIDC_FILE or _NAME, _URL, _CLIENT, _SECRET_FILE, _DOMAINS and _SECOND_FACTOR,
and DATABASE_URL.
"""

import os
from pathlib import Path
from urllib.parse import quote

import dj_database_url

from keepwell.policy import shipped
from keepwell.web.site.environment import flag, number, words
from keepwell.web.site.home import collected, home, secret_key
from keepwell.web.staff.oidc.configured import providers

SITE = Path(__file__).resolve().parent

DEBUG = flag("KEEPWELL_DEBUG")
KEEPWELL_DEMO = flag("KEEPWELL_DEMO")
SECRET_KEY = secret_key()
KEEPWELL_KEYS = home() / "keys"
# Seconds between two looks of one process for entries of the access log to seal; 0: this process never looks.
KEEPWELL_SEAL_EVERY = 30
# The policy of this controller.
KEEPWELL_POLICY = Path(os.environ.get("KEEPWELL_POLICY") or shipped("local-authority"))

# What this controller asks besides the forms of Keepwell: docs/forms.md. There need be no such file.
KEEPWELL_FORMS = Path(os.environ.get("KEEPWELL_FORMS") or home() / "forms.toml")

# Applications -----------------------------------------------------------------------------------------------------

# Rooms above `staff`; a higher room comes first, as its templates and addresses win. A room that is not
# built yet has no folder and is left out.
ROOMS = [
    f"keepwell.web.{room}"
    for room in ("desk", "seeing", "journey", "work", "school", "concerns", "record", "access")
    if (SITE.parent / room / "__init__.py").exists()
]

INSTALLED_APPS = [
    # Before allauth, so that our templates of the sign-in pages win.
    "keepwell.web.site.apps.HouseConfig",
    *ROOMS,
    "keepwell.web.staff",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "keepwell.web.staff.oidc",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "keepwell.web.site.middleware.content_security",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "keepwell.web.site.middleware.nothing_stored",
    # Sessions end in time, and nothing opens before a second factor is set up. Before sign-in is asked for.
    "keepwell.web.staff.sessions.Limits",
    # Every page needs sign-in unless its view says otherwise.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "keepwell.web.site.middleware.one_refusal",
    "keepwell.web.site.middleware.forms_only",
    # Last, so that it is asked first: it logs what the access room refused.
    "keepwell.web.access.middleware.RefusalMiddleware",
    "keepwell.web.record.middleware.NowElsewhereMiddleware",
    "keepwell.web.record.middleware.key_missing",
]

ROOT_URLCONF = "keepwell.web.site.urls"
WSGI_APPLICATION = "keepwell.web.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "keepwell.web.site.context.house",
            ],
        },
    }
]

# Database ---------------------------------------------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{quote(str(home() / 'keepwell.sqlite3'))}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        # A transaction takes the write lock when it begins, so that two writers wait for each other
        # (20 s) instead of failing half-way.
        transaction_mode="IMMEDIATE",
        timeout=20,
        # 64 MB of pages in memory: a large council's indexes fit.
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
    )

# What all processes count together, such as wrong passwords: a cache of each process would give each its own count.
CACHES = {
    "default": {"BACKEND": "keepwell.web.staff.counting.TableCache"},
    # What one process works out and may keep for itself.
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

# People and sign-in -----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "staff.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "keepwell.web.staff.adapter.ClosedAdapter"
ACCOUNT_FORMS = {
    "login": "keepwell.web.staff.forms.SignIn",
    "reset_password": "keepwell.web.staff.forms.ForgottenPassword",
    "reset_password_from_key": "keepwell.web.staff.forms.NewPassword",
    "change_password": "keepwell.web.staff.forms.ChangedPassword",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# An administrator gives the address, nobody signs up: there is nothing to verify.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Keepwell: "
# A person is told by mail when a password or a factor of theirs changes.
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Asking for a new password says the same whether or not the address is known.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
# Who deletes a factor or makes new recovery codes has shown within five minutes that it is them.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300

# A second factor is asked of everybody; only where all people are invented it is merely offered.
KEEPWELL_SECOND_FACTOR = not KEEPWELL_DEMO
MFA_ADAPTER = "keepwell.web.staff.second_factor.HouseMFA"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "keepwell.web.staff.second_factor.Code",
    "reauthenticate": "keepwell.web.staff.second_factor.CodeAgain",
    "activate_totp": "keepwell.web.staff.second_factor.FirstCode",
    "add_webauthn": "keepwell.web.staff.passkeys.NewPasskey",
    "login_webauthn": "keepwell.web.staff.passkeys.Login",
    "authenticate_webauthn": "keepwell.web.staff.passkeys.Authenticate",
    "reauthenticate_webauthn": "keepwell.web.staff.passkeys.Again",
}
# A clock may be half a minute wrong.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# A passkey asks for a finger, a face or a number of its own each time: so it is two factors, and no password is needed.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}

# Wrong passwords and codes: so many for one account, and many more from one address of the network, because a whole
# office may have one address.
KEEPWELL_LOCK_SECONDS = 60 * number("KEEPWELL_LOCK_MINUTES", 15)
KEEPWELL_LOCK_ACCOUNT = f"{number('KEEPWELL_LOCK_AFTER', 5)}/{KEEPWELL_LOCK_SECONDS}s/key"
ACCOUNT_RATE_LIMITS = {
    "login_failed": f"100/5m/ip,{KEEPWELL_LOCK_ACCOUNT}",
    "login": "240/m/ip",
    "reset_password": "60/m/ip,3/15m/key",
    "reset_password_from_key": "60/m/ip",
}
if flag("KEEPWELL_BEHIND_PROXY"):
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

USERSESSIONS_ADAPTER = "keepwell.web.staff.adapter.Sessions"

# Providers of OpenID Connect. They sign in people who are known here, and open no accounts.
SOCIALACCOUNT_ADAPTER = "keepwell.web.staff.oidc.adapter.KnownPeople"
SOCIALACCOUNT_PROVIDERS = providers(os.environ, DEBUG)
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_STORE_TOKENS = False

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
if os.environ.get("KEEPWELL_SMTP_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = os.environ["KEEPWELL_SMTP_HOST"]
    EMAIL_PORT = int(os.environ.get("KEEPWELL_SMTP_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("KEEPWELL_SMTP_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("KEEPWELL_SMTP_PASSWORD", "")
    EMAIL_USE_TLS = True
DEFAULT_FROM_EMAIL = os.environ.get("KEEPWELL_EMAIL_FROM", "keepwell@localhost")

# Language and time ------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["keepwell.web.site.formats"]

# Static files -----------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = collected()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "keepwell.web.site.files.BuiltFiles"},
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = home() / "files"

# Files that somebody uploads to have them checked: each on the disk, never in memory, in a folder that only this
# account opens and that the desk empties as soon as the check has ended.
KEEPWELL_INCOMING = home() / "incoming"
KEEPWELL_INCOMING.mkdir(mode=0o700, exist_ok=True)
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = KEEPWELL_INCOMING

# Work in the background -------------------------------------------------------------------------------------------

# The queue is in the database, so that work is asked for in the transaction that needs it; `keepwell work` does it.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Safety -----------------------------------------------------------------------------------------------------------

ALLOWED_HOSTS = words("KEEPWELL_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
CSRF_TRUSTED_ORIGINS = words("KEEPWELL_ORIGINS")
if flag("KEEPWELL_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = flag("KEEPWELL_SSL_REDIRECT")
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 0 if DEBUG else 31_536_000
X_FRAME_OPTIONS = "DENY"

# Half an hour without a request ends the session, and so do twelve hours in all (keepwell/web/staff/sessions.py);
# closing the browser ends it sooner.
KEEPWELL_IDLE_SECONDS = 60 * number("KEEPWELL_IDLE_MINUTES", 30)
KEEPWELL_SESSION_SECONDS = 60 * 60 * number("KEEPWELL_SESSION_HOURS", 12)
SESSION_COOKIE_AGE = KEEPWELL_SESSION_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "keepwell_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_NAME = "keepwell_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = not DEBUG
CSRF_FAILURE_VIEW = "keepwell.web.site.views.stale_form"

# Logs say what happened to which page, never about whom: see keepwell/web/site/logs.py.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"bare": {"()": "keepwell.web.site.logs.BareFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "bare"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own set-up would mail whole tracebacks to administrators.
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # SQL carries its parameters.
        "django.db.backends": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
