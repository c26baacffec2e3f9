"""Is it up, is it ready, what does it count; and how errors outside the API look."""

import hmac
import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django_prometheus.exports import ExportToDjangoView
from kombu import Connection
from kombu.exceptions import OperationalError
from prometheus_client import Gauge
from redis.exceptions import RedisError

from accounts.services.audit.sealing import waiting
from interview_coach.core.api.problems import problem_response
from interview_coach.core.middleware import client_address
from interview_coach.core.models import uuid7
from interview_coach.core.postgresql.ownership import wall_stands

UNSEALED_LINES = Gauge("audit_unsealed_lines", "Lines of the trail that wait for a seal.",
                       multiprocess_mode="mostrecent")  # fmt: skip
UNSEALED_SECONDS = Gauge("audit_unsealed_seconds", "Age of the oldest line that waits for a seal.",
                         multiprocess_mode="mostrecent")  # fmt: skip


def front_page(request: HttpRequest) -> HttpResponse:
    """Send a visitor to the documentation of the API."""
    return redirect("docs")


def healthz(request: HttpRequest) -> HttpResponse:
    """The process is up."""
    return JsonResponse({"status": "ok"})


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _migrations() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RuntimeError("migrations are not applied")


def _wall() -> None:
    if not wall_stands(connection):
        raise RuntimeError("the policies between tenants are missing, or the role is above them")


def _cache() -> None:
    token = uuid7().hex
    cache.set("readyz:" + token, token, 10)
    if cache.get("readyz:" + token) != token:
        raise RuntimeError("the cache does not keep what it is given")


def _broker() -> None:
    if settings.EMBEDDED:
        return
    with Connection(settings.CELERY_BROKER_URL, connect_timeout=1) as broker:
        broker.ensure_connection(max_retries=1, interval_start=0)


PARTS: dict[str, Callable[[], None]] = {
    "database": _database,
    "migrations": _migrations,
    "wall": _wall,
    "cache": _cache,
    "broker": _broker,
}


def readyz(request: HttpRequest) -> HttpResponse:
    """Whether requests can be served: 200, or 503 naming what is missing."""
    missing = [name for name, check in PARTS.items() if not _works(check)]
    state = {"status": "unavailable" if missing else "ready", "missing": missing}
    return JsonResponse(state, status=503 if missing else 200)


def _works(check: Callable[[], None]) -> bool:
    try:
        check()
    except (DatabaseError, RedisError, OperationalError, OSError, RuntimeError):
        return False
    return True


def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus figures, for loopback or with the configured token."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    with_token = bool(settings.METRICS_TOKEN) and hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
    if not (with_token or _from_loopback(request)):
        return problem_response(403, "permission_denied", "Metrics are for loopback or with the configured token.")
    _measure_trail()
    response: HttpResponse = ExportToDjangoView(request)
    return response


def _measure_trail() -> None:
    """How far the sealer is behind, asked for when somebody looks; a database that is away leaves what was known."""
    try:
        lines, since = waiting()
    except DatabaseError:
        return
    UNSEALED_LINES.set(lines)
    UNSEALED_SECONDS.set(max(0.0, (timezone.now() - since).total_seconds()) if since else 0.0)


def _from_loopback(request: HttpRequest) -> bool:
    address = client_address(request.META)
    return bool(address) and ipaddress.ip_address(address).is_loopback


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem_response(400, "bad_request", "The request is malformed.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem_response(403, "permission_denied", "This is not allowed.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem_response(404, "not_found", "There is nothing here.")


def server_error(request: HttpRequest) -> HttpResponse:
    return problem_response(500, "server_error", "Something went wrong on our side; it has been noted.")
