from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    name = "interviews"

    def ready(self) -> None:
        from interview_coach.core.personal_data import register
        from interviews import receivers  # noqa: F401  (connects the gate to what goes live)
        from interviews.personal_data import HOLDINGS
        from interviews.services.ai import checks  # noqa: F401  (registers the system checks)

        register(HOLDINGS)
