from django.apps import AppConfig


class GamificationConfig(AppConfig):
    name = "gamification"

    def ready(self) -> None:
        from gamification import receivers  # noqa: F401  (connects to the signals of interviews)
        from gamification.personal_data import HOLDINGS
        from interview_coach.core.personal_data import register

        register(HOLDINGS)
