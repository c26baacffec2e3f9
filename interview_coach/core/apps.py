from django.apps import AppConfig
from django.core.checks import Tags, register


class CoreConfig(AppConfig):
    name = "interview_coach.core"
    label = "core"

    def ready(self) -> None:
        from interview_coach.core import checks  # noqa: F401  (registers the system checks)
        from interview_coach.core.postgresql.ownership import check_role  # its module hears of migrations too

        register(check_role, Tags.database)
