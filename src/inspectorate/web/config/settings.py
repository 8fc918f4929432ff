"""Django's settings, from the installation's environment."""

from __future__ import annotations

import os
from pathlib import Path

import govuk_frontend_jinja
from django.contrib.messages import constants as message_levels

from inspectorate.web.config.environment import django_database, read_environment

ENVIRONMENT = read_environment(os.environ)
DEMONSTRATION = ENVIRONMENT.demonstration
FRAMEWORKS = ENVIRONMENT.frameworks

WEB = Path(__file__).parents[1]
DESIGN = WEB / "design"

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
ROOT_URLCONF = "inspectorate.web.config.urls"
WSGI_APPLICATION = "inspectorate.web.config.wsgi.application"
# without a DATABASE_URL the commands start a server first, and name it here; the library's own defaults are never meant
DATABASES = {"default": django_database(ENVIRONMENT.database or "postgresql:///inspectorate")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "inspectorate.web.design",
    "inspectorate.web.history",
    "inspectorate.web.outbox",
    "inspectorate.web.accounts",
    "inspectorate.web.planning",
    "inspectorate.web.casework",
    "inspectorate.web.exchange",
    "inspectorate.web.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "inspectorate.web.config.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "inspectorate.web.config.middleware.unreachable_database",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "inspectorate.web.config.middleware.AccessMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            *(WEB / app / "templates" for app in ("design", "accounts", "planning", "casework", "exchange", "demo")),
            Path(govuk_frontend_jinja.__file__).parent / "templates",
        ],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "inspectorate.web.config.jinja.environment",
            "context_processors": ["inspectorate.web.config.jinja.context"],
        },
    },
    {
        # the pages of django-allauth are written for Django's own templates
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "accounts" / "django_templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "inspectorate.web.config.jinja.context",
            ]
        },
    },
]
MESSAGE_TAGS = {message_levels.SUCCESS: "success", message_levels.WARNING: "important", message_levels.ERROR: "error"}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
STATICFILES_DIRS = [DESIGN / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "inspectorate.web.design.storage.HashedModules"},
}
MEDIA_ROOT = ENVIRONMENT.data / "files"
# The limits on signing in are counted here: in the database, because every process of every machine must count
# together, and a count must outlive a restart. Nothing else is cached.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "sign_in_counts"}}

# What a browser is told, and what it may do
SECURE_SSL_REDIRECT = not DEMONSTRATION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if DEMONSTRATION else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_ENGINE = "inspectorate.web.accounts.sessions"
SESSION_COOKIE_SECURE = not DEMONSTRATION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_SECURE = not DEMONSTRATION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "inspectorate.web.config.errors.forged"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20

# People
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["inspectorate.web.accounts.backends.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "demo:people" if DEMONSTRATION else "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "inspectorate.web.accounts.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "inspectorate.web.accounts.adapters.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_ADAPTER = "inspectorate.web.accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMONSTRATION
MFA_TOTP_ISSUER = "Inspectorate"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up: an administrator has entered each address
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Inspectorate: "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # there is nothing that a stranger could do with a message
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that leads to another house is refused by form-action 'self'
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": ENVIRONMENT.oidc.name,
                "client_id": ENVIRONMENT.oidc.client_id,
                "secret": ENVIRONMENT.oidc.client_secret,
                "settings": {"server_url": ENVIRONMENT.oidc.issuer},
            }
        ]
        if ENVIRONMENT.oidc.issuer
        else []
    }
}

EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if ENVIRONMENT.mail.host else 'console'}.EmailBackend"
EMAIL_HOST = ENVIRONMENT.mail.host
EMAIL_PORT = ENVIRONMENT.mail.port
EMAIL_HOST_USER = ENVIRONMENT.mail.user
EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.password
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 10  # a link to set a password is sent while its page waits
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail.sender

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"outage": {"()": "inspectorate.web.config.logs.OutageInOneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["outage"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
