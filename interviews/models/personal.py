"""The base of every row that a person produced."""

from django.conf import settings
from django.db import models

from interview_coach.core.models import PublicModel
from interview_coach.core.tenancy import TenantModel


class PersonalModel(TenantModel, PublicModel):
    """A row that a person produced in an organization; both are on it, so that rows can be spread by either."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta(TenantModel.Meta):
        abstract = True
