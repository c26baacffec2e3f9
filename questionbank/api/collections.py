"""Collections of questions that an organization shares."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from interview_coach.core.api.inputs import StrictBooleanField, StrictCharField, StrictSerializer, StrictUUIDField
from interview_coach.core.api.rows import RowSerializer
from interview_coach.core.api.views import ScopedViewSet
from questionbank.models import QuestionCollection
from questionbank.selectors import collections as selectors
from questionbank.services import collections as services


class CollectionOut(RowSerializer):
    uuid = serializers.UUIDField()
    name = serializers.CharField()
    description = serializers.CharField()
    shared_with_all = serializers.BooleanField()
    is_active = serializers.BooleanField()
    questions = serializers.IntegerField(help_text="How many it can ask now.")
    is_own = serializers.BooleanField(help_text="Whether the caller made it.")
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class CollectedOut(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    text = serializers.CharField()
    field = serializers.CharField()
    level = serializers.CharField()
    difficulty = serializers.CharField()


class WholeCollectionOut(CollectionOut):
    entries = CollectedOut(many=True, help_text="In the order in which they are asked.")
    teams = serializers.ListField(child=serializers.UUIDField(), help_text="Those it is shared with.")

    @classmethod
    def of_collection(cls, collection: QuestionCollection) -> dict[str, Any]:
        """Return a collection with its questions and teams."""
        names = list(CollectedOut().fields)
        asked = [{name: getattr(question, name) for name in names}
                 for question in selectors.questions_in(collection.pk)]  # fmt: skip
        return {**CollectionOut.of(collection), "entries": asked, "teams": selectors.shared_with(collection.pk)}


def _uuids(most: int, **kwargs: Any) -> serializers.ListField:
    return serializers.ListField(child=StrictUUIDField(), max_length=most, **kwargs)


class CollectionIn(StrictSerializer):
    name = StrictCharField(max_length=100)
    description = StrictCharField(max_length=2000, required=False, allow_blank=True)
    shared_with_all = StrictBooleanField(required=False)
    questions = _uuids(services.MOST_QUESTIONS, min_length=1)
    teams = _uuids(services.MOST_TEAMS, required=False)


class CollectionChangeIn(StrictSerializer):
    name = StrictCharField(max_length=100, required=False)
    description = StrictCharField(max_length=2000, required=False, allow_blank=True)
    shared_with_all = StrictBooleanField(required=False)
    is_active = StrictBooleanField(required=False)
    questions = _uuids(services.MOST_QUESTIONS, min_length=1, required=False)
    teams = _uuids(services.MOST_TEAMS, required=False)


class Collections(ScopedViewSet):
    """The organization's collections: for a candidate those shared with everybody or with their teams."""

    queryset = QuestionCollection.objects.none()
    model = QuestionCollection
    ordering_fields = ("uuid", "name")

    @extend_schema(responses=CollectionOut(many=True))
    def list(self, request: Request) -> Response:
        """The collections one may practise with; coach and up find those that are switched off, too."""
        return self.list_rows(selectors.collections(self.actor), CollectionOut)

    @extend_schema(request=CollectionIn, responses={201: WholeCollectionOut})
    def create(self, request: Request) -> Response:
        """Make one of questions of the organization and of the house; coach and up. 409 `collection_name_taken`."""
        made = services.make_collection(actor=self.actor, now=self.now, **self.body(CollectionIn))
        return Response(self._shown(made.uuid), status=201)

    @extend_schema(responses=WholeCollectionOut)
    def retrieve(self, request: Request, uuid: UUID) -> Response:
        """One collection with its questions in order."""
        return Response(self._shown(uuid))

    @extend_schema(request=CollectionChangeIn, responses=WholeCollectionOut)
    def partial_update(self, request: Request, uuid: UUID) -> Response:
        """Change one: owner and admin any, a coach their own. Lists take the place of the former ones."""
        services.change_collection(
            actor=self.actor, collection_uuid=uuid, now=self.now, **self.body(CollectionChangeIn)
        )
        return Response(self._shown(uuid))

    def _shown(self, uuid: UUID) -> dict[str, Any]:
        return WholeCollectionOut.of_collection(selectors.collection(self.actor, uuid))
