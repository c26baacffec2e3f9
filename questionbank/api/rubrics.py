"""Rubrics: read by coach and up, written by those who run the organization."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from interview_coach.core.api.views import ScopedViewSet
from questionbank import selectors
from questionbank.api import examples
from questionbank.api import rubric_shapes as shapes
from questionbank.models import Rubric
from questionbank.services import rubrics


class Rubrics(ScopedViewSet):
    """What answers are judged on."""

    queryset = Rubric.objects.none()
    model = Rubric
    filterset_class = shapes.RubricFilters
    ordering_fields = ("uuid", "name")

    @extend_schema(responses=shapes.RubricOut(many=True))
    def list(self, request: Request) -> Response:
        """The organization's rubrics and the house's that are for many questions; `?question=` asks for that one's own.

        For coach and up.
        """
        rows = selectors.readable_rubrics(self.actor)
        asked = rows if "question" in request.query_params else rows.filter(question__isnull=True)
        return self.list_rows(asked, shapes.RubricOut)

    @extend_schema(responses=shapes.RubricWithVersionsOut)
    def retrieve(self, request: Request, uuid: UUID) -> Response:
        """One rubric with the criteria of its live version, and its versions; for coach and up."""
        return Response(self.shown(uuid))

    def shown(self, uuid: UUID) -> dict[str, Any]:
        rows = shapes.RubricDetailOut.shape(selectors.readable_rubrics(self.actor))
        versions = selectors.readable_versions(self.actor, uuid).order_by("-number")
        return {**get_object_or_404(rows, uuid=uuid), "versions": list(shapes.VersionRow.shape(versions))}

    @extend_schema(request=shapes.RubricIn, responses={201: shapes.RubricWithVersionsOut}, examples=[examples.RUBRIC])
    def create(self, request: Request) -> Response:
        """A new rubric with its first draft; for owner and admin."""
        draft = rubrics.create_rubric(
            organization_id=selectors.home_of_rubrics(self.actor), by=self.actor.user_id, now=self.now,
            **self.body(shapes.RubricIn),
        )  # fmt: skip
        return Response(self.shown(draft.rubric.uuid), status=201)

    @extend_schema(request=shapes.CloneIn, responses={201: shapes.RubricWithVersionsOut}, examples=[examples.CLONE])
    def clone(self, request: Request, uuid: UUID) -> Response:
        """A rubric of one's own that begins as this one is: its first version is a draft; for owner and admin."""
        body = self.body(shapes.CloneIn)
        draft = rubrics.clone_rubric(
            version=selectors.version_to_clone(self.actor, uuid, body["version"]), name=body["name"],
            organization_id=self.actor.organization_id, by=self.actor.user_id, now=self.now,
        )  # fmt: skip
        return Response(self.shown(draft.rubric.uuid), status=201)

    @extend_schema(request=shapes.DefaultIn, responses=shapes.RubricWithVersionsOut, examples=[examples.DEFAULT])
    def make_default(self, request: Request, uuid: UUID) -> Response:
        """Judge a category by this rubric wherever a question has no criteria of its own; for owner and admin."""
        rubric = selectors.own_rubric(self.actor, uuid)
        rubrics.make_default(rubric=rubric, by=self.actor.user_id, now=self.now, **self.body(shapes.DefaultIn))
        return Response(self.shown(uuid))


class RubricVersions(ScopedViewSet):
    """The numbered versions of a rubric."""

    queryset = Rubric.objects.none()

    def shown(self, uuid: UUID, number: int) -> dict[str, Any]:
        rows = shapes.VersionOut.shape(selectors.readable_versions(self.actor, uuid))
        found: dict[str, Any] = get_object_or_404(rows, number=number)
        return found

    @extend_schema(responses=shapes.VersionOut)
    def retrieve(self, request: Request, uuid: UUID, number: int) -> Response:
        """One version with its criteria; for coach and up."""
        return Response(self.shown(uuid, number))

    @extend_schema(request=shapes.VersionIn, responses={201: shapes.VersionOut})
    def create(self, request: Request, uuid: UUID) -> Response:
        """A new draft, beginning as the newest version is; for owner and admin."""
        rubric = selectors.own_rubric(self.actor, uuid)
        draft = rubrics.draft_version(rubric=rubric, by=self.actor.user_id, now=self.now, **self.body(shapes.VersionIn))
        return Response(self.shown(uuid, draft.number), status=201)

    @extend_schema(request=shapes.VersionIn, responses=shapes.VersionOut)
    def partial_update(self, request: Request, uuid: UUID, number: int) -> Response:
        """Change a draft; 409 `rubric_published` for a version that is none. For owner and admin."""
        version = selectors.own_version(self.actor, uuid, number)
        rubrics.change_draft(version=version, by=self.actor.user_id, now=self.now, **self.body(shapes.VersionIn))
        return Response(self.shown(uuid, number))

    @extend_schema(request=shapes.PublishIn, responses=shapes.VersionOut, examples=[examples.PUBLISH])
    def publish(self, request: Request, uuid: UUID, number: int) -> Response:
        """Judge new answers by a draft from now on; old scores stay. For owner and admin."""
        version = selectors.own_version(self.actor, uuid, number)
        rubrics.publish(version=version, by=self.actor.user_id, now=self.now, **self.body(shapes.PublishIn))
        return Response(self.shown(uuid, number))
