"""The base of every API view: scope, idempotency, one service call, one shape out."""

from contextlib import ExitStack
from functools import partial
from typing import Any

from django.utils import timezone
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSetMixin

from interview_coach.core.api import idempotency
from interview_coach.core.api.inputs import NothingIn


class ScopedView(GenericAPIView[Any]):
    """Opens the tenant scope of the caller for as long as the view runs; POSTs honour `Idempotency-Key`."""

    idempotent = True
    serializer_class: Any = None

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        with ExitStack() as self.during_request:
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.actor is not None:
            self.during_request.enter_context(self.actor.scope())
            self._honour_idempotency_key(request)

    def _honour_idempotency_key(self, request: Request) -> None:
        key = idempotency.read_key(request) if request.method == "POST" and self.idempotent else None
        if key is not None:
            # DRF looks the handler up right after `initial`: put ours around it.
            handler = getattr(self, "post", self.http_method_not_allowed)
            vars(self)["post"] = partial(self._post_once, key, handler)

    def _post_once(self, key: str, handler: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        return idempotency.run_once(key, request, partial(handler, request, *args, **kwargs), self.handle_exception)

    @property
    def actor(self) -> Any:
        """Who asks, for which organization (`accounts.rules.Actor`)."""
        return self.request.auth

    @property
    def person(self) -> Any:
        """The signed-in user's row, loaded when first asked for."""
        return self.request.user

    @property
    def now(self) -> Any:
        """The time of the request, handed to services."""
        return timezone.now()

    def body(self, serializer: Any) -> dict[str, Any]:
        """Return the validated body; raise the 400 that names every wrong field."""
        checked = serializer(data=self.request.data, context=self.get_serializer_context())
        checked.is_valid(raise_exception=True)
        return dict(checked.validated_data)

    def no_body(self) -> None:
        """Raise the 400 that names whatever a body holds where none is taken."""
        self.body(NothingIn)


class ScopedViewSet(ViewSetMixin, ScopedView):
    """The same for viewsets."""

    lookup_field = "uuid"
    lookup_value_converter = "uuid"

    def list_rows(self, queryset: Any, row: Any) -> Response:
        """Answer one page of `queryset`, each row in the shape of the row serializer `row`: one SQL statement."""
        page = self.paginate_queryset(row.shape(self.filter_queryset(queryset)))
        return self.get_paginated_response(page)
