"""One settings file, driven by the environment. Every variable is described in `.env.example`."""

from datetime import timedelta
from pathlib import Path

import environ
from corsheaders.defaults import default_headers

from interview_coach import policies
from interview_coach.core.secret import encryption_key, installation_secret

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(env.str("ENV_FILE", str(BASE_DIR / ".env")))

DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).resolve()

# --- mode -------------------------------------------------------------------------------------------------------------
# Demo mode is what `make run` serves: demo people may log in, one process does everything.
DEMO = env.bool("DEMO", False)
DEBUG = env.bool("DEBUG", False)
DEMO_PASSWORD = env.str("DEMO_PASSWORD", "practice-makes-better-26")
# Without Redis everything lives in one process: in-memory layer and cache, and the worker is a thread of it.
REDIS_URL = env.str("REDIS_URL", "")
EMBEDDED = not REDIS_URL

# Set it where more than one machine serves; otherwise one is made once and kept with the data.
SECRET_KEY = env.str("SECRET_KEY", "") or installation_secret(DATA_DIR / "secret.key")
# What texts are encrypted under, the newest first. In demo mode one is made once and kept beside the secret; elsewhere
# no server starts without (`interview_coach.core.start`).
ENCRYPTION_KEYS = env.list("ENCRYPTION_KEYS", default=[])
if DEMO and not ENCRYPTION_KEYS:
    ENCRYPTION_KEYS = [installation_secret(DATA_DIR / "encryption.key", encryption_key)]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PORT = env.int("PORT", 8000)
# How many proxies stand in front and append to X-Forwarded-For; 0 trusts none of it.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
# The header (as a WSGI name) in which a trusted proxy says where a client is, "HTTP_CF_IPCOUNTRY" say; empty: unknown.
LOCATION_HEADER = env.str("LOCATION_HEADER", "")
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- what browsers are told (docs/security.md) ------------------------------------------------------------------------
# Where real people work there is https; each part can still be switched on its own.
HTTPS = env.bool("HTTPS", not DEMO)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("SECURE_COOKIES", HTTPS)
if SESSION_COOKIE_SECURE:  # browsers take a cookie of this prefix only over https, for this host and every path
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SESSION_COOKIE_AGE = env.int("BACK_OFFICE_SESSION_HOURS", 12) * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("HSTS_SUBDOMAINS", HTTPS)
SECURE_SSL_REDIRECT = env.bool("SSL_REDIRECT", HTTPS)
# Asked from inside, without the proxy; and the API, which refuses plain http (`interview_coach.refusals`).
SECURE_REDIRECT_EXEMPT = [r"^healthz/$", r"^readyz/$", r"^metrics/?$", r"^api/"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # and so in no cookie of its own
# The API answers data, and no page of another origin may read it unless it is named here.
CORS_ALLOWED_ORIGINS = env.list("CORS_ALLOWED_ORIGINS", default=[])
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_HEADERS = (*default_headers, "idempotency-key", "x-request-id")
CORS_EXPOSE_HEADERS = ("Idempotent-Replayed", "Retry-After", "X-Request-ID")
CONTENT_SECURITY_POLICY = {"DIRECTIVES": policies.DATA}

# --- apps -------------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",  # the default one would put its own site in the place of ours
    "interview_coach.apps.ProjectConfig",
    "interview_coach.core",
    "accounts",
    "questionbank",
    "interviews",
    "analytics",
    "gamification",
    "interview_coach.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_standardized_errors",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "channels",
    "corsheaders",
    "csp",
    "django_prometheus",
]
MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "interview_coach.core.middleware.RequestContextMiddleware",
    "accounts.middleware.RequestTrailMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "interview_coach.headers.BrowserPolicyMiddleware",
    "interview_coach.refusals.RefusalsMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "interview_coach.core.middleware.BodyLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.BackOfficeScopeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "interview_coach.core.middleware.UnavailableMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]
ROOT_URLCONF = "interview_coach.urls"
WSGI_APPLICATION = "interview_coach.wsgi.application"
ASGI_APPLICATION = "interview_coach.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "interview_coach" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- data -------------------------------------------------------------------------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", f"sqlite:///{DATA_DIR / 'interview_coach.sqlite3'}")
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    # Readers never wait for a writer (WAL), and writers queue at BEGIN rather than fail at their first write.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
elif _database["ENGINE"].endswith("postgresql"):
    # Django's backend, and each statement's tenant scope with it: what row-level security goes by.
    _database["ENGINE"] = "interview_coach.core.postgresql"
    # The role that migrations run under, where it is another than the application's.
    _owner = env.str("DATABASE_OWNER_URL", "")
    _database["OWNER"] = env.db_url_config(_owner) if _owner else None
    _pool = env.int("DATABASE_POOL", 10)
    # A database that was restarted leaves dead connections behind; each is tried before a request gets it.
    _database["CONN_HEALTH_CHECKS"] = True
    _database.setdefault("OPTIONS", {})
    if _pool:
        _database["OPTIONS"]["pool"] = {"min_size": 1, "max_size": _pool, "timeout": 30}
elif _database["ENGINE"].endswith("mysql"):
    _database.setdefault("OPTIONS", {}).update({"charset": "utf8mb4", "isolation_level": "read committed"})

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("es", "Español")]
DATA_UPLOAD_MAX_MEMORY_SIZE = env.int("MAX_BODY_BYTES", 1_048_576)
MAX_MEDIA_BYTES = env.int("MAX_MEDIA_BYTES", 104_857_600)
MEDIA_LINK_SECONDS = env.int("MEDIA_LINK_SECONDS", 900)
MEDIA_ROOT = DATA_DIR / "media"
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": env.str("MEDIA_STORAGE", "django.core.files.storage.FileSystemStorage")},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# --- who is here ------------------------------------------------------------------------------------------------------
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.rules.password_words.PasswordWordsValidator"},
]
AUTHENTICATION_BACKENDS = ["accounts.auth.http.BackOfficeBackend"]
LOGIN_REDIRECT_URL = "admin:index"
REQUIRE_VERIFIED_EMAIL = env.bool("REQUIRE_VERIFIED_EMAIL", not DEMO)
# Platform staff enter the back office with a second factor only; the API, where it is switched on, is open to them.
STAFF_TWO_FACTOR = env.bool("STAFF_TWO_FACTOR", not DEMO)
ACCESS_TOKEN_MINUTES = env.int("ACCESS_TOKEN_MINUTES", 15)
SESSION_DAYS = env.int("SESSION_DAYS", 7)
LOGIN_FAILURE_LIMIT = env.int("LOGIN_FAILURE_LIMIT", 10)
LOGIN_ADDRESS_LIMIT = env.int("LOGIN_ADDRESS_LIMIT", 100)
LOGIN_LOCK_SECONDS = env.int("LOGIN_LOCK_SECONDS", 900)
WS_TICKET_SECONDS = 30
INVITATION_DAYS = env.int("INVITATION_DAYS", 7)
VERIFICATION_DAYS = env.int("VERIFICATION_DAYS", 7)
PASSWORD_RESET_TIMEOUT = 3600  # seconds that a mailed token for a new password is good
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 5  # seconds; a mail server that hangs must not hold a request
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Interview Coach <no-reply@localhost>")

# --- the public API ---------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.auth.http.SessionTokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["interview_coach.core.api.permissions.SignedIn"],
    "DEFAULT_THROTTLE_CLASSES": ["interview_coach.core.api.throttling.RateLimit"],
    "DEFAULT_RENDERER_CLASSES": ["interview_coach.core.api.rendering.Renderer"],
    "DEFAULT_PARSER_CLASSES": ["interview_coach.core.api.rendering.Parser"],
    "DEFAULT_PAGINATION_CLASS": "interview_coach.core.api.pagination.KeysetPagination",
    "DEFAULT_FILTER_BACKENDS": ["interview_coach.core.api.filters.StrictFilterBackend"],
    "DEFAULT_METADATA_CLASS": None,  # OPTIONS would describe serializers that our views do not have; the schema does
    "DEFAULT_SCHEMA_CLASS": "interview_coach.core.api.openapi.Schema",
    "EXCEPTION_HANDLER": "interview_coach.core.api.problems.handle",
    "PAGE_SIZE": 20,
    "DATETIME_INPUT_FORMATS": ["iso-8601"],
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
DRF_STANDARDIZED_ERRORS = {"EXCEPTION_FORMATTER_CLASS": "interview_coach.core.api.problems.ProblemFormatter"}
SIMPLE_JWT = {
    "ALGORITHM": "HS256",
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=ACCESS_TOKEN_MINUTES),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=SESSION_DAYS),
    "USER_ID_FIELD": "uuid",
    "USER_ID_CLAIM": "sub",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Interview Coach",
    "DESCRIPTION": "Practise interviews, read scored and evidenced feedback, follow progress.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "interview_coach.core.api.openapi.describe_problems",
    ],
    "ENUM_NAME_OVERRIDES": {
        "LevelEnum": "questionbank.models.Level",
        "DifficultyEnum": "questionbank.models.Difficulty",
        "InterviewTypeEnum": "interviews.models.InterviewType",
        "ModeEnum": "interviews.models.Mode",
        "InterviewStatusEnum": "interviews.models.Status",
        "EvaluationStatusEnum": "interviews.models.EvaluationStatus",
        "MediaKindEnum": "interviews.models.MediaKind",
        "ConsentKindEnum": "accounts.models.ConsentKind",
        "ReviewStatusEnum": "interviews.models.ReviewStatus",
        "EvaluatorKindEnum": "interviews.models.EvaluatorKind",
        "VersionStatusEnum": "questionbank.api.rubric_shapes.VERSION_STATES",
    },
}
# Requests a minute (`core.api.throttling`); 0 is no limit. A demonstration has one address and few people.
_LIBERAL = 50 if DEMO else 1
RATE_LIMITS = {
    "user": env.int("RATE_USER", 1_200 * _LIBERAL),
    "tenant": env.int("RATE_TENANT", 30_000 * _LIBERAL),
    "address": env.int("RATE_ADDRESS", 1_200 * _LIBERAL),
    "auth": env.int("RATE_AUTH", 60 * _LIBERAL),
}
IDEMPOTENCY_LEASE_SECONDS = env.int("IDEMPOTENCY_LEASE_SECONDS", 60)
IDEMPOTENCY_KEEP_HOURS = 24

# --- a sitting --------------------------------------------------------------------------------------------------------
IDLE_PAUSE_MINUTES = env.int("IDLE_PAUSE_MINUTES", 60)
IDLE_ABANDON_DAYS = env.int("IDLE_ABANDON_DAYS", 14)

# --- evaluation: the answer row is the queue --------------------------------------------------------------------------
EVALUATOR = env.str("EVALUATOR", "embedded")
EVALUATION_LEASE_SECONDS = env.float("EVALUATION_LEASE_SECONDS", 120.0)
EVALUATION_MAX_ATTEMPTS = env.int("EVALUATION_MAX_ATTEMPTS", 8)
EVALUATION_BACKOFF_SECONDS = env.float("EVALUATION_BACKOFF_SECONDS", 2.0)
EVALUATION_SWEEP_SECONDS = env.float("EVALUATION_SWEEP_SECONDS", 5.0)
# Fault tests slow the evaluator down to have something to kill.
EVALUATION_DELAY_SECONDS = env.float("EVALUATION_DELAY_SECONDS", 0.0)

# --- language models, where an organization asks for them (docs/ai.md) ----------------------------------------------
# JSON by name; empty: none. Kept as text, so that a malformed one is a failed system check instead of a traceback.
LLM_MODELS = env.str("LLM_MODELS", "")
LLM_TIMEOUT_SECONDS = env.float("LLM_TIMEOUT_SECONDS", 20.0)
LLM_DEADLINE_SECONDS = env.float("LLM_DEADLINE_SECONDS", 45.0)
LLM_ATTEMPTS = env.int("LLM_ATTEMPTS", 3)
LLM_BREAKER_FAILURES = env.int("LLM_BREAKER_FAILURES", 5)
LLM_BREAKER_SECONDS = env.float("LLM_BREAKER_SECONDS", 60.0)

# --- background work and sockets --------------------------------------------------------------------------------------
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}}
    if EMBEDDED
    else {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 1},
    }
}
CHANNEL_LAYERS = {
    "default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    if EMBEDDED
    else {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        # redis-py 8 would close an idle subscriber after its default socket timeout.
        "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": None}]},
    }
}
# Tasks that run at once where the worker is a part of the serving process; a language model keeps one for seconds.
EMBEDDED_WORKERS = env.int("EMBEDDED_WORKERS", 2)
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 5, "max_retries": 1}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_SERIALIZER = "json"
CELERY_TIMEZONE = "UTC"

# --- the audit trail (docs/audit.md) ----------------------------------------------------------------------------------
TRAIL_REQUESTS = env.bool("TRAIL_REQUESTS", True)
TRAIL_FLUSH_SECONDS = env.float("TRAIL_FLUSH_SECONDS", 2.0)
TRAIL_SEAL_SECONDS = env.float("TRAIL_SEAL_SECONDS", 10.0)

# --- operations -------------------------------------------------------------------------------------------------------
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
LOG_LEVEL = env.str("LOG_LEVEL", "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "interview_coach.core.logs.formatter", "json": env.bool("LOG_JSON", not DEMO)}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.server": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        # What goes to language models is the candidates' own; it is no matter for logs.
        "httpx2": {"level": "WARNING"},
        "httpcore2": {"level": "WARNING"},
        "openai": {"level": "WARNING"},
        "anthropic": {"level": "WARNING"},
    },
}

UNFOLD = {
    "SITE_TITLE": "Interview Coach",
    "SITE_HEADER": "Interview Coach",
    "SITE_SYMBOL": "record_voice_over",
    "SHOW_VIEW_ON_SITE": False,
}
