"""Unsafe settings are named before anything is served."""

import pytest

from interview_coach.checks import check_production, check_secret_key
from interview_coach.core.secret import encryption_key
from tests.services import run_manage

SAFE = {
    "DEMO": False, "DEBUG": False, "SECRET_KEY": "a-key-that-nobody-guesses-" * 3, "ALLOWED_HOSTS": ["coach.example"],
    "CORS_ALLOWED_ORIGINS": [], "SESSION_COOKIE_SECURE": True, "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 31_536_000, "TRUSTED_PROXIES": 1, "REQUIRE_VERIFIED_EMAIL": True, "METRICS_TOKEN": "",
    "STAFF_TWO_FACTOR": True,
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
}  # fmt: skip
UNSAFE = [
    ("SECRET_KEY", "short", "coach.E001"),
    ("SECRET_KEY", "ab" * 40, "coach.E001"),
    ("DEBUG", True, "coach.E002"),
    ("ALLOWED_HOSTS", ["*"], "coach.E003"),
    ("CORS_ALLOWED_ORIGINS", ["*"], "coach.E004"),
    ("CORS_ALLOWED_ORIGINS", ["https://app.example/path"], "coach.E004"),
    ("SESSION_COOKIE_SECURE", False, "coach.W005"),
    ("SECURE_HSTS_SECONDS", 0, "coach.W005"),
    ("TRUSTED_PROXIES", 0, "coach.W006"),
    ("REQUIRE_VERIFIED_EMAIL", False, "coach.W007"),
    ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", "coach.W008"),
    ("METRICS_TOKEN", "guess", "coach.W009"),
    ("STAFF_TWO_FACTOR", False, "coach.W014"),
]


def ids(settings, **changed) -> list[str]:
    for name, value in {**SAFE, **changed}.items():
        setattr(settings, name, value)
    return [message.id for message in (*check_secret_key(None), *check_production(None))]


def test_safe_settings_are_quiet(settings):
    assert ids(settings) == []


@pytest.mark.parametrize(("name", "value", "named"), UNSAFE)
def test_an_unsafe_setting_is_named(settings, name, value, named):
    assert ids(settings, **{name: value}) == [named]


@pytest.mark.parametrize(("name", "value", "named"), UNSAFE)
def test_demo_mode_is_excused(settings, name, value, named):
    assert ids(settings, DEMO=True, **{name: value}) == []


def test_djangos_own_deployment_checks_are_clean_by_default(tmp_path):
    production = {
        "DEMO": "0",
        "TRUSTED_PROXIES": "1",
        "ENCRYPTION_KEYS": encryption_key(),
        "EMAIL_URL": "smtp://localhost:25",
        "DATA_DIR": str(tmp_path),
        "HTTPS": "1",
    }
    done = run_manage("check", "--deploy", "--fail-level", "WARNING", DJANGO_SETTINGS_MODULE="interview_coach.settings",
                      DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3", **production)  # fmt: skip
    assert (done.returncode, done.stdout.strip()) == (0, "System check identified no issues (0 silenced).")
