"""What every installation shares. Values that differ come from the environment or `.env`."""

import re
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from .embeds import PROVIDERS

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")

# Where the site is reached; https:// switches secure cookies, the redirect and HSTS on.
PORT = env.int("PORT", default=8000)
BASE_URL = env("BASE_URL", default=f"http://localhost:{PORT}").rstrip("/")

SECRET_KEY = env("SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    "cms",
    "search",
    "home",
    "blog",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    # After wagtail.snippets, whose models grapple looks up while it starts.
    "grapple",
    "graphene_django",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cms.graphql.views.Directly",
    "cms.delivery.Delivery",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.security.Policies",
    "blog.middleware.PublicPages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "blog.middleware.LostAddresses",
    # The last one: it calls the view.
    "cms.retries.Retries",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

# The public pages are Jinja2, in templates/ and in an app's jinja2/; the editor and what Wagtail
# renders by itself are Django's, in an app's templates/.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"environment": "cms.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["wagtail.templatetags.wagtailcore_tags"],
        },
    },
]

SQLITE = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        " PRAGMA mmap_size=134217728; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;"
    ),
}

# PostgreSQL takes longer to plan a look-up than to answer it: what a connection asks again and again
# is prepared, and soon stays planned. (5 is psycopg's own default; Django's is never.)
POSTGRESQL = {"server_side_binding": True, "prepare_threshold": 5}
SAID = {"true": True, "false": False, "none": None}


def database(url: str) -> dict:
    """Django's settings of one database: SQLite with our pragmas, PostgreSQL with statements that
    stay planned, unless its address says otherwise."""
    config = environ.Env.db_url_config(url)
    given = config.get("OPTIONS", {})
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = SQLITE
    elif config["ENGINE"] == "django.db.backends.postgresql":
        config["ENGINE"] = "cms.postgresql"
        ours = {name: given[name] for name in POSTGRESQL.keys() & given}
        ours = {name: SAID.get(str(value).lower(), value) for name, value in ours.items()}
        config["OPTIONS"] = POSTGRESQL | given | ours
    return config | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}


DATABASES = {
    "default": database(
        env("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'colophon.sqlite3'}")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
WAGTAIL_I18N_ENABLED = False

# Faults go to standard error, where whatever runs the server collects them.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "filters": {"vanished": {"()": "cms.tasks.Vanished"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django_tasks": {"filters": ["vanished"]},
    },
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Where the mails of the workflow and of forgotten passwords go: into the server's output by default.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="webmaster@localhost")

# What cms/asgi.py takes of one request, in bytes, and the threads in which a worker answers.
MAX_BODY = 1_000_000
MAX_UPLOAD = env.int("MAX_UPLOAD", default=50_000_000)
SERVER_THREADS = env.int("SERVER_THREADS", default=2)
# A long article's form has some eight fields a block; its bytes are bounded above.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
# The server publishes what is scheduled; false where cron runs `manage.py publish_scheduled`.
SCHEDULER = env.bool("SCHEDULER", default=True)

STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT", default=str(BASE_DIR / "var" / "static"))
MEDIA_URL = "/media/"
MEDIA_ROOT = env("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

WHITENOISE_MIMETYPES = {".speculationrules": "application/speculationrules+json"}

WAGTAIL_SITE_NAME = "Colophon"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILIMAGES_IMAGE_MODEL = "blog.CustomImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "blog.forms.CustomImageForm"
# Nothing that a browser would run as a page or a script may be uploaded.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_DOCUMENT_MODEL = "blog.CustomDocument"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "epub", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_AUTOSAVE_INTERVAL = 3000
# The editor asks nobody elsewhere for anything.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
TAGGIT_CASE_INSENSITIVE = True

# What is done after a publish: `immediate`, in the editor's own request, or `database`, by
# `manage.py db_worker`.
TASK_BACKENDS = {
    "immediate": "cms.tasks.AfterCommitBackend",
    "database": "django_tasks_db.DatabaseBackend",
}
TASKS_BY = env("TASKS", default="immediate")
if TASKS_BY not in TASK_BACKENDS:
    raise ImproperlyConfigured(f"TASKS is {TASKS_BY!r}; it takes immediate or database.")
if TASKS_BY == "database":
    INSTALLED_APPS.append("django_tasks_db")
TASKS = {"default": {"BACKEND": TASK_BACKENDS[TASKS_BY]}}

# Search engines are told of what is published and unpublished by IndexNow, if there is a key.
INDEXNOW_KEY = env("INDEXNOW_KEY", default="")
INDEXNOW_ENDPOINT = env("INDEXNOW_ENDPOINT", default="https://api.indexnow.org/indexnow")
if INDEXNOW_KEY and not re.fullmatch(r"[A-Za-z0-9-]{8,128}", INDEXNOW_KEY):
    raise ImproperlyConfigured("INDEXNOW_KEY takes 8 to 128 letters, digits and dashes.")

# Of two articles whose texts are alike more than this (0 to 1), neither stands beside the other.
RELATED_DUPLICATE = env.float("RELATED_DUPLICATE", default=0.6)
# Files that find related articles quickly; made from the database, and may be deleted.
RELATED_FOLDER = env("RELATED_FOLDER", default=str(BASE_DIR / "var" / "related"))

# Whose videos and posts a reader may have shown within a page, where he asks for it.
EMBED_PROVIDERS = {}
for provider in env.list(
    "EMBED_PROVIDERS",
    default=["YouTube", "Vimeo", "Dailymotion", "TED", "Spotify", "Instagram", "TikTok", "X"],
):
    if provider not in PROVIDERS:
        raise ImproperlyConfigured(
            f"EMBED_PROVIDERS names {provider!r}; it takes {', '.join(PROVIDERS)}."
        )
    EMBED_PROVIDERS[provider] = PROVIDERS[provider]

# The password that `make run` gives the demo's logins; made once into .env.
DEMO_PASSWORD = env("DEMO_PASSWORD", default="")

# GraphQL: docs/graphql.md explains each. Introspection also tells clients of names that they nearly
# wrote.
GRAPHQL_INTROSPECTION = env.bool("GRAPHQL_INTROSPECTION", default=False)
GRAPHQL_MAX_BYTES = env.int("GRAPHQL_MAX_BYTES", default=100_000)
GRAPHQL_MAX_TOKENS = env.int("GRAPHQL_MAX_TOKENS", default=5_000)
GRAPHQL_MAX_DEPTH = env.int("GRAPHQL_MAX_DEPTH", default=15)
GRAPHQL_MAX_ALIASES = env.int("GRAPHQL_MAX_ALIASES", default=100)
GRAPHQL_MAX_ROOTS = env.int("GRAPHQL_MAX_ROOTS", default=20)
GRAPHQL_MAX_DIRECTIVES = env.int("GRAPHQL_MAX_DIRECTIVES", default=100)
GRAPHQL_MAX_LIST = env.int("GRAPHQL_MAX_LIST", default=100)
GRAPHQL_MAX_COST = env.int("GRAPHQL_MAX_COST", default=100_000)
GRAPHQL_TIMEOUT = env.float("GRAPHQL_TIMEOUT", default=10.0)
# A folder of documents, if no other may be asked; else how many a process keeps by their hash.
GRAPHQL_TRUSTED_DOCUMENTS = env("GRAPHQL_TRUSTED_DOCUMENTS", default="")
GRAPHQL_PERSISTED = env.int("GRAPHQL_PERSISTED", default=1_000)
# Where a frontend shows drafts, with {token} in it.
GRAPHQL_PREVIEW_URL = env("GRAPHQL_PREVIEW_URL", default="")

# Frontends that browsers load from these origins may ask; without any, nothing is added.
CORS_ALLOWED_ORIGINS = env.list("GRAPHQL_CORS_ORIGINS", default=[])
CORS_URLS_REGEX = r"^/graphql/$"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
CORS_ALLOW_HEADERS = ["accept", "content-type", "if-none-match", "x-request-id"]
CORS_EXPOSE_HEADERS = ["ETag", "X-Request-ID"]
if CORS_ALLOWED_ORIGINS:
    INSTALLED_APPS.append("corsheaders")
    MIDDLEWARE.insert(0, "corsheaders.middleware.CorsMiddleware")

GRAPPLE = {"APPS": ["blog", "home"], "EXPOSE_GRAPHIQL": False}

SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W003"]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
# Static files that templates print into a page; no other script within a page runs.
INLINE_SCRIPTS = ["js/theme.js"]
