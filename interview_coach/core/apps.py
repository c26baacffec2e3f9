from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "interview_coach.core"
    label = "core"
