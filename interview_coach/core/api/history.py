"""The calls under `…/history/`: what happened to a row, what it was at a time, and bringing that back.

An app says by subclassing which rows they are about.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Value, When
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from interview_coach.core.api.inputs import StrictCharField, StrictSerializer, StrictUUIDField
from interview_coach.core.api.rows import RowSerializer
from interview_coach.core.api.views import ScopedViewSet
from interview_coach.core.history import CHANGED, CREATED, DELETED, kept_columns

KINDS = {CREATED: "created", CHANGED: "changed", DELETED: "deleted"}


class ChangeOut(RowSerializer):
    """One change of a row."""

    uuid = serializers.UUIDField(help_text="The change's own; `revert/` takes it.")
    kind = serializers.ChoiceField(choices=list(KINDS.values()))
    at = serializers.DateTimeField(source="history_date")
    by = serializers.UUIDField(source="history_user.uuid", allow_null=True, help_text="Null: the system.")
    reason = serializers.CharField(source="history_change_reason")


class StateOut(serializers.Serializer[Any]):
    """What a row was by a change. Rows that it points at are named by their uuid, null where they are gone."""

    version = ChangeOut()
    state = serializers.DictField()


class RevertIn(StrictSerializer):
    version = StrictUUIDField()
    reason = StrictCharField(max_length=500)


AT = OpenApiParameter("at", datetime, description="A moment with its time zone; now, if left out.")


class Histories(ScopedViewSet):
    """The history of a row, for those who run its organization. Core knows no roles: who may is the service's rule."""

    # An app's `services.kinds` says what of a model may be brought back; `accounts.services.versions` does it.
    kind: Any
    service: Any

    @extend_schema(responses=ChangeOut(many=True))
    def list(self, request: Request, uuid: UUID) -> Response:
        """What happened to it, the newest first: when, by whom, and why."""
        named = [When(history_type=sign, then=Value(name)) for sign, name in KINDS.items()]
        rows = self.service.versions_of(self.actor, self.kind.model, uuid)
        rows = rows.annotate(kind=Case(*named, output_field=CharField()))
        return self.list_rows(rows, ChangeOut)

    @extend_schema(parameters=[AT], responses=StateOut)
    def as_of(self, request: Request, uuid: UUID) -> Response:
        """What it was at a moment (`?at=`), and by which change."""
        when = _moment(request) or self.now
        return Response(shown(self.service.version_at(self.actor, self.kind.model, uuid, when)))

    @extend_schema(request=RevertIn, responses=StateOut)
    def revert(self, request: Request, uuid: UUID) -> Response:
        """Bring back what it was by a change. That is a change itself: it has its reason, and can be reverted."""
        body = self.body(RevertIn)
        done = self.service.revert(kind=self.kind, actor=self.actor, uuid=uuid, now=self.now, **body)
        return Response(shown(done))


def shown(change: Any) -> dict[str, Any]:
    """Return a change with what the row was by it."""
    change.kind = KINDS[change.history_type]
    return {"version": ChangeOut.of(change), "state": {f.name: _value(change, f) for f in kept_columns(change)}}


def _value(change: Any, field: Any) -> Any:
    value = getattr(change, field.attname)
    if value is None or field.remote_field is None:
        return value
    # Through the default manager: rows of another organization are not named, were one ever pointed at.
    return field.remote_field.model.objects.filter(pk=value).values_list("uuid", flat=True).first()


def _moment(request: Request) -> datetime | None:
    given = request.query_params.get("at")
    if given is None:
        return None
    moment: datetime = serializers.DateTimeField().run_validation(given)
    return moment
