from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class ProjectConfig(AppConfig):
    """The project package itself: wiring, and the commands that reach across all apps."""

    name = "interview_coach"

    def ready(self) -> None:
        from interview_coach import (
            celery,  # noqa: F401  (becomes the application that wake-ups are sent by)
            checks,  # noqa: F401  (registers them)
        )


class AdminConfig(DjangoAdminConfig):
    """The back office, with the house's own rule of who may enter."""

    default_site = "interview_coach.back_office.BackOffice"
