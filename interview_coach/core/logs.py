"""Log lines: readable in development, one JSON object a line in production; both carry the request id."""

from typing import Any

import structlog

# Never with local variables: they hold answers, passwords and tokens.
_PLAIN = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)


def formatter(*, json: bool = False) -> structlog.stdlib.ProcessorFormatter:
    """Return the formatter for every handler; `json` chooses the machine-readable form."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Any] = (
        [structlog.processors.ExceptionRenderer(_PLAIN), structlog.processors.JSONRenderer()]
        if json
        else [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last]
    )
