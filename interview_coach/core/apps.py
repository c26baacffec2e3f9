from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "interview_coach.core"
    label = "core"

    def ready(self) -> None:
        from interview_coach.core import checks  # noqa: F401  (registers the system checks)
