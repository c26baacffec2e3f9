"""The project's settings, with passwords cheap enough to hash a thousand times a minute."""

from interview_coach.core.secret import encryption_key
from interview_coach.settings import *  # noqa: F403

PASSWORD_HASHERS = ["tests.hashers.QuickPBKDF2PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEMO = True
ENCRYPTION_KEYS = [encryption_key()]
REQUIRE_VERIFIED_EMAIL = False
STAFF_TWO_FACTOR = False
RATE_LIMITS = dict.fromkeys(RATE_LIMITS, 0)  # noqa: F405  (a test that is about them sets its own)
LOGGING_CONFIG = None
WHITENOISE_AUTOREFRESH = True  # each client of a test would list all static files
TRAIL_REQUESTS = False  # tests of it turn it on, and flush
TRAIL_FLUSH_SECONDS = 3600.0
