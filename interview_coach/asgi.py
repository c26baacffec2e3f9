"""HTTP and sockets in one ASGI application. In the embedded mode it brings its own worker."""

import asyncio
import os
from typing import Any

from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interview_coach.settings")
django_app = get_asgi_application()

from django.conf import settings  # noqa: E402  (Django must be set up before what follows is imported)

from accounts.services.audit.requests import lines  # noqa: E402  (Django must be set up before what follows)
from interview_coach.body_limit import BodyLimit  # noqa: E402
from interview_coach.core.realtime import use_loop  # noqa: E402
from interview_coach.core.start import refuse_unsafe_start  # noqa: E402
from interview_coach.embedded import EmbeddedWorker  # noqa: E402
from interview_coach.sockets import websocket_urlpatterns  # noqa: E402

refuse_unsafe_start()


class Lifespan:
    """Starts what must run beside the server on its loop, and ends it with the server."""

    def __init__(self) -> None:
        self.worker = EmbeddedWorker() if settings.EMBEDDED else None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                use_loop(asyncio.get_running_loop())
                if self.worker:
                    await asyncio.to_thread(self.worker.start)
                await send({"type": "lifespan.startup.complete"})
            else:
                if self.worker:
                    await asyncio.to_thread(self.worker.stop)
                # Uvicorn may end by the signal itself, and runs no exit handler then.
                await asyncio.to_thread(lines.stop)
                await send({"type": "lifespan.shutdown.complete"})
                return


application = ProtocolTypeRouter(
    {
        "http": BodyLimit(django_app),
        "websocket": URLRouter(websocket_urlpatterns),
        "lifespan": Lifespan(),
    }
)
