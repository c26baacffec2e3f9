from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "analytics"

    def ready(self) -> None:
        from analytics import receivers  # noqa: F401  (connects to the signals of interviews)
        from analytics.personal_data import HOLDINGS
        from interview_coach.core.personal_data import register

        register(HOLDINGS)
