from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate


class CoreConfig(AppConfig):
    name = "interview_coach.core"
    label = "core"

    def ready(self) -> None:
        from interview_coach.core import (
            append_only,
            checks,  # noqa: F401  (registers the system checks)
        )
        from interview_coach.core.postgresql.ownership import check_role  # its module hears of migrations too

        register(check_role, Tags.database)
        pre_migrate.connect(append_only.before_migrate, sender=self)
        post_migrate.connect(append_only.guard, sender=self)
