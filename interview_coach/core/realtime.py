"""Wake-ups for sockets. A push says only "there is something new"; the database holds what.

Pushes are handed to an event loop and never awaited: a slow or dead layer cannot delay the request whose rows are
already committed, and a lost push costs a moment, since consumers read on from what the client has seen.
"""

import asyncio
import logging
import os
import threading
from collections.abc import Mapping
from functools import partial

from channels.layers import get_channel_layer
from django.db import transaction

log = logging.getLogger(__name__)

_loops: dict[int, asyncio.AbstractEventLoop] = {}
_lock = threading.Lock()


def use_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Send pushes on `loop`: the server's own, since the in-memory layer wakes consumers on no other."""
    _loops[os.getpid()] = loop


def _loop() -> asyncio.AbstractEventLoop:
    """Return this process's loop, starting a thread for one where no server loop was given (WSGI, workers)."""
    with _lock:
        loop = _loops.get(os.getpid())
        if loop is None or loop.is_closed():
            loop = asyncio.new_event_loop()
            threading.Thread(target=loop.run_forever, name="realtime", daemon=True).start()
            _loops[os.getpid()] = loop
        return loop


def push(group: str, message_type: str, **data: object) -> None:
    """Wake the consumers of `group` with the handler `message_type` once the surrounding transaction commits."""
    transaction.on_commit(partial(push_now, group, message_type, data))


def push_now(group: str, message_type: str, data: Mapping[str, object]) -> None:
    """Wake the consumers of `group` at once."""
    asyncio.run_coroutine_threadsafe(_send(group, {"type": message_type, **data}), _loop())


async def _send(group: str, message: dict[str, object]) -> None:
    layer = get_channel_layer()
    if layer is None:
        return
    try:
        await asyncio.wait_for(layer.group_send(group, message), timeout=5)
    except Exception as error:  # noqa: BLE001  whatever the layer's transport raises: the event itself is safe in the database
        log.warning("push_lost", extra={"group": group, "error": repr(error)})
