"""JSON in and out by orjson: strict about surrogates, infinities and depth, and quick."""

from typing import Any

import orjson
from drf_orjson_renderer.parsers import ORJSONParser
from drf_orjson_renderer.renderers import ORJSONRenderer
from rest_framework.exceptions import ParseError

MAX_DEPTH = 32


class Renderer(ORJSONRenderer):
    """Renders rows as the database gave them; times end in Z."""

    format = "json"
    options = orjson.OPT_UTC_Z | orjson.OPT_NAIVE_UTC | orjson.OPT_NON_STR_KEYS


class Parser(ORJSONParser):
    """Parses UTF-8 JSON; whatever is malformed is a `parse_error`, never a server error."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            body = orjson.loads(stream.read())
        except (orjson.JSONDecodeError, UnicodeDecodeError) as error:
            raise ParseError(f"The body is not valid JSON: {error}") from error
        if _deeper_than(MAX_DEPTH, body):
            raise ParseError(f"The body is nested deeper than {MAX_DEPTH} levels.")
        return body


def _deeper_than(depth: int, body: Any) -> bool:
    """Tell whether lists and objects nest deeper: what was parsed must be storable without recursing far."""
    level = [body] if isinstance(body, dict | list) else []
    while level and depth:
        children = (item.values() if isinstance(item, dict) else item for item in level)
        level = [child for some in children for child in some if isinstance(child, dict | list)]
        depth -= 1
    return bool(level)


class ProblemRenderer(Renderer):
    """The same, under the media type of RFC 9457."""

    media_type = "application/problem+json"
