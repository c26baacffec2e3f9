"""JSON in and out by orjson: strict about surrogates, infinities and depth, and quick."""

from typing import Any

import orjson
from drf_orjson_renderer.parsers import ORJSONParser
from drf_orjson_renderer.renderers import ORJSONRenderer
from rest_framework.exceptions import ParseError


class Renderer(ORJSONRenderer):
    """Renders rows as the database gave them; times end in Z."""

    format = "json"
    options = orjson.OPT_UTC_Z | orjson.OPT_NAIVE_UTC | orjson.OPT_NON_STR_KEYS


class Parser(ORJSONParser):
    """Parses UTF-8 JSON; whatever is malformed is a `parse_error`, never a server error."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            return orjson.loads(stream.read())
        except (orjson.JSONDecodeError, UnicodeDecodeError) as error:
            raise ParseError(f"The body is not valid JSON: {error}") from error


class ProblemRenderer(Renderer):
    """The same, under the media type of RFC 9457."""

    media_type = "application/problem+json"
