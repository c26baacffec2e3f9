from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    name = "interviews"

    def ready(self) -> None:
        from interviews import receivers  # noqa: F401  (connects the gate to what goes live)
        from interviews.services.ai import checks  # noqa: F401  (registers the system checks)
