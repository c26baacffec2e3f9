"""Every route of the public API as the resolver knows it."""

import re
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

ANSWERING = ("get", "post", "put", "patch", "delete")
# The number of the world's draft (`tests.architecture.world`), for routes that name a rubric's version.
DRAFT = 2


class Route(NamedTuple):
    """A path below `/api/v1/` with its converters as written, and the methods it answers."""

    path: str
    methods: tuple[str, ...]

    @property
    def named(self) -> bool:
        """Whether the path names a row."""
        return "<uuid:uuid>" in self.path

    @property
    def kind(self) -> str:
        """The kind of row that the path names: its first part."""
        return self.path.split("/")[0]

    @property
    def shown(self) -> str:
        """The path as documents write it."""
        return re.sub(r"<\w+:(\w+)>", r"{\1}", self.path)

    def url(self, uuid: object = "", number: object = DRAFT, user: object = "") -> str:
        values = {"uuid": uuid, "number": number, "user": user}
        return "/api/v1/" + re.sub(r"<\w+:(\w+)>", lambda found: str(values[found[1]]), self.path)


def api_routes() -> list[Route]:
    """Return the routes mounted under `/api/v1/`, in order."""
    mounted = next(entry for entry in get_resolver().url_patterns if str(entry.pattern) == "api/v1/")
    return [Route(path, _methods(callback)) for path, callback in _walk(mounted.url_patterns, "")]


def _walk(entries, prefix):
    for entry in entries:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, path)
        elif isinstance(entry, URLPattern):
            yield path, entry.callback


def _methods(callback) -> tuple[str, ...]:
    actions = getattr(callback, "actions", None)
    return tuple(m for m in ANSWERING if (m in actions if actions else hasattr(callback.cls, m)))
