"""The production settings on a PostgreSQL from its wheel, without a broker: nothing but the request is timed."""

import os

os.environ.setdefault("DEMO", "1")  # it makes its own keys

import tests.services  # isort: skip  # noqa: F401  (first: starts PostgreSQL, and tells the settings where it is)
from interview_coach.settings import *  # isort: skip  # noqa: F403

ROOT_URLCONF = "bench.urls"
PASSWORD_HASHERS = ["tests.hashers.QuickPBKDF2PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
REQUIRE_VERIFIED_EMAIL = False
DEMO = True
RATE_LIMITS = dict.fromkeys(RATE_LIMITS, 0)  # noqa: F405
LOGGING_CONFIG = None
# One thread asks: it keeps its connection, as a worker's pool would.
DATABASES["default"]["CONN_MAX_AGE"] = None  # noqa: F405
TRAIL_FLUSH_SECONDS = 3600.0  # the bench flushes when nothing is timed
