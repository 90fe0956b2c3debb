"""The settings of the site. What an installation may choose is read in `env`; the rest is decided here."""

from datetime import timedelta
from importlib.resources import files
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from samklang.config import env, logging, sign_in
from samklang.config.secret import kept_secret

DEBUG = env.yes("DEBUG")
DATA = env.DATA
SECRET_KEY = kept_secret(env.text("SECRET_KEY"), DATA)
PUBLIC_ADDRESS = env.address()
"""Where people reach the site; links in mail begin with it."""
ALLOWED_HOSTS = [*env.items("HOSTS"), str(urlsplit(PUBLIC_ADDRESS).hostname), "localhost", "127.0.0.1", "[::1]"]
HTTPS = PUBLIC_ADDRESS.startswith("https://")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
DEMO = env.yes("DEMO")
"""The data are constructed, and every page says so."""
DEMO_TODAY = env.day("DEMO_TODAY") if DEMO else None
"""The day it is in the demo; the real one where nothing is said."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "samklang.web",  # before allauth and the forms, whose pages it dresses
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "samklang.ledger",
    "samklang.access",
    "samklang.people",
    "samklang.method",
    "samklang.calibration",
    "samklang.planning",
    "samklang.delivery",
    "samklang.practice",
    "samklang.companies",
    "samklang.citizens",
    "samklang.evidence",
    "samklang.funding",
    "samklang.committee",
    "samklang.handbook",
    "samklang.reports",
    "samklang.desk",
    "samklang.setup",
    "samklang.api",
]

MIDDLEWARE = [
    "samklang.config.middleware.WatchMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "samklang.web.middleware.BrowserMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "samklang.web.middleware.PrivateMiddleware",
    "samklang.web.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samklang.web.uploads.UploadLimitMiddleware",
    "samklang.web.middleware.OriginMiddleware",
    "samklang.access.middleware.SessionTimeMiddleware",
    "samklang.access.middleware.SecondFactorMiddleware",
    "samklang.access.middleware.AllauthMiddleware",
    "samklang.web.middleware.TextMiddleware",
    "samklang.web.middleware.AsOfMiddleware",
    "samklang.access.middleware.RefusalMiddleware",
]
ROOT_URLCONF = "samklang.config.urls"
WSGI_APPLICATION = "samklang.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samklang.config.navigation.shell",
            ],
            "builtins": ["samklang.web.templatetags.wording", "samklang.web.templatetags.components"],
        },
    }
]
FORM_RENDERER = "samklang.web.renderer.Renderer"

DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # with fewer, counts of sign-ins that failed would be dropped
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "planner"]}}

AUTH_USER_MODEL = "access.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
PASSWORD_RESET_TIMEOUT = int(timedelta(days=14).total_seconds())
"""How long an invitation can be used; `access.links` holds that a link of somebody with a password lasts two hours."""

ACCOUNT_ADAPTER = "samklang.access.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# An address stands in the register, and a link sent to it was used, or a workplace vouched for it.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "samklang.access.links.PasswordLinks"  # noqa: S105 - the name of a class
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # the second step is asked for all the same
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(timedelta(minutes=15).total_seconds())
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "login": "samklang.access.forms.sign_in.SignInForm",
    "reset_password": "samklang.access.forms.sign_in.ResetForm",
    "reset_password_from_key": "samklang.access.forms.sign_in.NewPasswordForm",
    "change_password": "samklang.access.forms.sign_in.ChangePasswordForm",
    "set_password": "samklang.access.forms.sign_in.SetPasswordForm",
    "reauthenticate": "samklang.access.forms.sign_in.StillYouForm",
}
ACCOUNT_RATE_LIMITS = {
    # A whole jobcentre may sit behind one address, and sign in at nine.
    "login": "150/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "30/m/ip,3/5m/key",
    "reset_password_from_key": "60/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.yes("BEHIND_PROXY"))
MFA_ADAPTER = "samklang.access.adapters.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "samklang.access.forms.sign_in.CodeForm",
    "reauthenticate": "samklang.access.forms.sign_in.StillYourCodeForm",
    "activate_totp": "samklang.access.forms.sign_in.AddAppForm",
    "add_webauthn": "samklang.access.forms.sign_in.AddPasskeyForm",
    "edit_webauthn": "samklang.access.forms.sign_in.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "150/m/ip"}
MFA_TOTP_ISSUER = "Samklang"
MFA_TOTP_TOLERANCE = 1  # half a minute either way, for a phone whose clock is not right
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey is two factors only where it asks for a finger, a face or a PIN
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
NOTICE_DAYS = env.number("NOTICE_DAYS", 42)
"""How many days before measuring begins staff are told of it; what a municipality must give is for it to check."""
CONTROLLER = env.text("CONTROLLER")
"""Who is responsible for the data, as the privacy page says it; the municipality's name where nothing is said."""
PRIVACY_CONTACT, DATA_PROTECTION_OFFICER = env.text("PRIVACY_CONTACT"), env.text("DATA_PROTECTION_OFFICER")
ACCESSIBILITY_CONTACT, ACCESSIBILITY_STATEMENT = env.text("ACCESSIBILITY_CONTACT"), env.text("ACCESSIBILITY_STATEMENT")
"""Whom to tell what does not work, and the address of the official statement made in the agency's own tool."""
ACCESSIBILITY_REVIEWED = env.day("ACCESSIBILITY_REVIEWED")
"""When the municipality last looked the statement over, which it does once a year; None where it never has."""
TEXTS = env.text("TEXTS")
"""A folder with the municipality's own texts: privacy.da.txt, privacy.en.txt, accessibility.da.txt and so on."""
DOCS = env.text("DOCS")
"""The folder that the handbook is read from; docs beside the program where nothing is said."""
XAPI_URL, XAPI_KEY, XAPI_SECRET = env.web_address("XAPI_URL"), env.text("XAPI_KEY"), env.text("XAPI_SECRET")
"""The store of learning that is told what happens in courses; none where nothing is said."""
XAPI_NAMES = env.yes("XAPI_NAMES")
"""Whether it is told people's own names; otherwise it knows them by a number of its own."""
AI_URL = env.web_address("AI_URL", example="https://model.example.dk/v1")
AI_KEY, AI_MODEL, AI_TRANSCRIBES = env.text("AI_KEY"), env.text("AI_MODEL"), env.text("AI_TRANSCRIBES")
"""The language model that staff may practise with, and the one that writes down what they say; none where nothing is
said. A jobcentre still has to switch it on."""
AI_TIMEOUT = env.number("AI_TIMEOUT", 30)
"""Seconds until it must have said something."""
JOBINDSATS_URL = env.web_address("JOBINDSATS_URL", example="https://api.jobindsats.dk/v3")
JOBINDSATS_TOKEN = env.text("JOBINDSATS_TOKEN")
STATBANK_URL = env.web_address("STATBANK_URL", example="https://api.statbank.dk/v1")
"""Where public figures are fetched; nobody is asked where nothing is said."""
SECOND_FACTOR = env.one_of("SECOND_FACTOR", "required", "optional")
"""Whether everybody who signs in with a password must have a second step."""
SOCIALACCOUNT_ADAPTER = "samklang.access.adapters.WorkplaceAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: the policy of the page lets no form of ours lead elsewhere
SOCIALACCOUNT_PROVIDERS = sign_in.providers()

SESSION_COOKIE_AGE = env.number("SESSION_MINUTES", 60) * 60
"""A session ends when nothing has been asked for this long."""
SESSION_SAVE_EVERY_REQUEST = False  # SessionTimeMiddleware does, once a minute
SESSION_MOST_HOURS = env.number("SESSION_MOST_HOURS", 10)
"""And in any case this long after signing in."""
TOKEN_REQUESTS_A_MINUTE = env.number("TOKEN_REQUESTS_A_MINUTE", 1500)
"""How often one token may ask; Microsoft Entra ID wants to send 25 requests a second."""
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# A name that begins so is taken by a browser only over HTTPS and from this very host: no neighbour can put one there.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = [f"__Host-{name}" if HTTPS else name for name in ("sessionid", "csrftoken")]
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.yes("BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
UPLOAD_MOST_BYTES = 20_000_000
"""The largest file anybody can send; larger ones are refused before they are read to the end."""
FILE_UPLOAD_HANDLERS = [
    "samklang.web.uploads.UploadLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LANGUAGE_CODE = "da"
LOCALE_PATHS = [str(files("samklang") / "locale")]
FORMAT_MODULE_PATH = "samklang.web.formats"
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = env.text("STATIC") or str(DATA / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

LOGGING = logging.configuration(
    form=env.one_of("LOG", "auto", "json", "text"), level=env.one_of("LOG_LEVEL", "info", "debug", "warning", "error")
)
METRICS_TOKEN = env.text("METRICS_TOKEN")
METRICS_FROM = env.networks("METRICS_FROM")
"""Who may read the figures: whoever has the token, or asks from one of these networks. Neither: nobody."""

vars().update(env.mail())
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("EMAIL_FROM", "Samklang <samklang@localhost>")
ENTRANCE_MAILBOX = env.mailbox("ENTRANCE_MAILBOX")
"""Where companies write; None where no mailbox is read."""

SILENCED_SYSTEM_CHECKS = [
    "security.W005",
    "security.W021",
]  # subdomains and preload lists are the municipality's to decide
