"""What has to be there before anything serves: folders, tables, and in demo mode the demo tenants."""

import io
import os
import sys
from pathlib import Path

import django
import environ
from django.conf import settings
from django.core.management import call_command

from bootstrap.environment import PROJECT

PEOPLE = ("admin@example.com", "alice@acme.example", "bob@acme.example", "charlie@bravo.example")


def demo_by_default() -> None:
    """Turn demo mode on where neither the environment nor `.env` says otherwise, and name the settings."""
    environ.Env.read_env(os.environ.get("ENV_FILE", str(PROJECT / ".env")))
    os.environ.setdefault("DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interview_coach.settings")


def prepare() -> None:
    """Bring the database up to date; nothing happens where it already is."""
    django.setup()
    from interview_coach.core.start import refuse_unsafe_start  # needs Django set up

    refuse_unsafe_start()
    for folder in (settings.MEDIA_ROOT, settings.STATIC_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True)
    print("Bringing the database up to date", flush=True)
    call_command("migrate", verbosity=0, interactive=False, skip_checks=False)  # what is misconfigured is told here
    call_command("check", databases=["default"], stdout=io.StringIO())  # as the application: what binds its role
    if settings.DEMO:
        call_command("seed_demo", verbosity=0)


def announce(port: int) -> None:
    """Say where to go and whom to log in as, at once even into a pipe."""
    base = f"http://127.0.0.1:{port}/"
    lines = [f"Ready: {base}", f"Admin: {base}admin/", f"Docs: {base}api/v1/docs/"]
    if settings.DEMO:
        lines += [f"Login: {person} / {settings.DEMO_PASSWORD}" for person in PEOPLE]
    print("\n".join(lines), flush=True)


if __name__ == "__main__":
    demo_by_default()
    prepare()
    sys.exit(0)
