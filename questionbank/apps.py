from django.apps import AppConfig


class QuestionbankConfig(AppConfig):
    name = "questionbank"
    verbose_name = "Question bank"

    def ready(self) -> None:
        from interview_coach.core.personal_data import register
        from questionbank.personal_data import HOLDINGS

        register(HOLDINGS)
