"""The production settings on a PostgreSQL from its wheel, without a broker: nothing but the request is timed."""

from interview_coach.settings import *  # noqa: F403
from tests import services  # noqa: F401  (starts PostgreSQL, or makes a folder for SQLite)

ROOT_URLCONF = "bench.urls"
PASSWORD_HASHERS = ["tests.hashers.QuickPBKDF2PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
REQUIRE_VERIFIED_EMAIL = False
DEMO = True
LOGGING_CONFIG = None
# One thread asks: it keeps its connection, as a worker's pool would.
DATABASES["default"]["CONN_MAX_AGE"] = None  # noqa: F405
