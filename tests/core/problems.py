"""What every refusal looks like, and whether it left anything behind."""

from http import HTTPStatus

from django.apps import apps

from accounts.models import ActivityLog
from interview_coach.core.tenancy import all_tenants

OUR_APPS = ("core", "accounts", "questionbank", "interviews", "analytics", "gamification")
MEMBERS = ("type", "title", "status", "detail", "code")


def problem_of(response) -> dict:
    """Return the problem document of a refusal; fail for anything that is none."""
    where = f"{response.request['REQUEST_METHOD']} {response.request['PATH_INFO']} -> {response.status_code}"
    assert 400 <= response.status_code < 500, f"{where}: {response.content[:300]!r}"
    assert response["Content-Type"] == "application/problem+json", where
    body = response.json()
    assert [name for name in MEMBERS if name not in body] == [], where
    assert (body["status"], body["title"]) == (response.status_code, HTTPStatus(response.status_code).phrase), where
    assert all(set(error) == {"field", "code", "detail"} for error in body.get("errors", [])), where
    return body


FAILURES = ("login_failed", "step_up_failed")


def row_counts(leaving: str = "") -> dict[str, int]:
    """Return how many rows each of our tables has, whoever owns them, `leaving` one aside.

    So are the guards of sign-in, and the trail's lines of failures: that a wrong password counts is what they are for.
    """
    models = [model for label in OUR_APPS for model in apps.get_app_config(label).get_models()]
    with all_tenants():
        counts = {m._meta.db_table: m._base_manager.count() for m in models}
        counts["activity_logs"] -= ActivityLog.objects.filter(action_type__in=FAILURES).count()
    return {table: count for table, count in counts.items() if table not in (leaving, "sign_in_guards")}
