"""Settings that would leave an installation open are told at startup. Demo mode is excused: it has no secrets."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register

from interview_coach.core.checks import START

KEY_LENGTH, FEWEST_DIFFERENT = 50, 5  # what Django itself asks for (security.W009)
TOKEN_LENGTH = 16


@register(Tags.security, START)
def check_secret_key(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Sessions and tokens are signed by a key that nobody guesses; with another no server starts."""
    key = settings.SECRET_KEY
    if settings.DEMO or (len(key) >= KEY_LENGTH and len(set(key)) >= FEWEST_DIFFERENT):
        return []
    hint = f"{KEY_LENGTH} random characters or more, or none: then one is made."
    return [Error("SECRET_KEY is simple: whoever guesses it signs in as anyone.", hint=hint, id="coach.E001")]


@register(Tags.security)
def check_production(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Whatever serves real people has a key, keeps its errors to itself, and speaks https."""
    if settings.DEMO:
        return []
    return [*_errors(), *_warnings()]


def _errors() -> Iterator[CheckMessage]:
    if settings.DEBUG:
        yield Error("DEBUG shows settings and source to whoever causes an error.", id="coach.E002")
    if "*" in settings.ALLOWED_HOSTS:
        yield Error("ALLOWED_HOSTS takes any name: links in mails could lead to a stranger.", id="coach.E003")
    for origin in settings.CORS_ALLOWED_ORIGINS:
        if not _is_origin(origin):
            yield Error(f"CORS_ALLOWED_ORIGINS: {origin!r} is no origin such as https://app.example.org.",
                        id="coach.E004")  # fmt: skip


def _warnings() -> Iterator[CheckMessage]:
    if not (settings.SESSION_COOKIE_SECURE and settings.SECURE_SSL_REDIRECT and settings.SECURE_HSTS_SECONDS):
        yield _warning(5, "Cookies, redirect or HSTS do not insist on https.", hint="Leave HTTPS at 1.")
    if settings.SECURE_SSL_REDIRECT and not settings.TRUSTED_PROXIES:
        yield _warning(6, "Without TRUSTED_PROXIES all requests behind a TLS proxy are redirected, for ever.")
    if not settings.REQUIRE_VERIFIED_EMAIL:
        yield _warning(7, "Anyone signs in with an address that is not theirs (REQUIRE_VERIFIED_EMAIL).")
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        yield _warning(8, "Mails are printed, not sent: nobody can prove an address (EMAIL_URL).")
    if 0 < len(settings.METRICS_TOKEN) < TOKEN_LENGTH:
        yield _warning(9, f"METRICS_TOKEN has fewer than {TOKEN_LENGTH} characters.")
    if not settings.STAFF_TWO_FACTOR:
        yield _warning(14, "Platform staff enter every organization's back office by a password (STAFF_TWO_FACTOR).")


def _warning(number: int, text: str, hint: str | None = None) -> CheckMessage:
    return checks.Warning(text, hint=hint, id=f"coach.W{number:03}")


def _is_origin(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and not (parts.path or parts.query)
