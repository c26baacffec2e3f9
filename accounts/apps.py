from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from accounts import receivers  # noqa: F401  (connects to Django's own signals)
        from accounts.personal_data import HOLDINGS
        from interview_coach.core.personal_data import register

        register(HOLDINGS)
