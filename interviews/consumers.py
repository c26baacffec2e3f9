"""The socket of one sitting. A wake-up says there is something new; what, is read from the database in order."""

import asyncio
from typing import Any, ClassVar
from uuid import UUID

from django.utils import timezone

from accounts.auth.sockets import SignedInSocket
from interview_coach.core.consumers import NOT_FOUND, BadFrame, Command, Socket
from interview_coach.core.exceptions import NotFound
from interviews import selectors
from interviews.groups import interview_group
from interviews.models import Interview
from interviews.rules import LONGEST_TEXT
from interviews.services.questions import save_draft

# A client that reconnects says at once what it has seen. Live frames wait this long for that word, so that what it
# missed comes before what is new, and nothing comes twice.
FIRST_WORD_SECONDS = 0.5
LOOK_AGAIN_SECONDS = 20


class InterviewConsumer(SignedInSocket):
    """Sends events in order from where the client stands: from now on, or from the `replay` it asks for."""

    async def opened(self) -> None:
        self.sending = asyncio.Lock()
        self.first_word = asyncio.Event()
        self.group = interview_group(self.scope["url_route"]["kwargs"]["uuid"])
        # Joined before reading where the sitting stands: what happens in between wakes us.
        await self.channel_layer.group_add(self.group, self.channel_name)
        try:
            interview = await self.scoped(selectors.find, self.actor, Interview, self.uuid)
        except NotFound:
            await self.close(NOT_FOUND)
            return
        self.interview_id, self.position = interview.pk, interview.last_seq
        self.waiting = asyncio.create_task(self._go_live())

    @property
    def uuid(self) -> UUID:
        uuid: UUID = self.scope["url_route"]["kwargs"]["uuid"]
        return uuid

    async def disconnect(self, code: int) -> None:
        if hasattr(self, "waiting"):
            self.waiting.cancel()
        if hasattr(self, "group"):
            await self.channel_layer.group_discard(self.group, self.channel_name)
        await super().disconnect(code)

    async def _go_live(self) -> None:
        try:
            await asyncio.wait_for(self.first_word.wait(), FIRST_WORD_SECONDS)
        except TimeoutError:
            self.first_word.set()
        await self._send_news()
        while True:  # a push may be lost; a look now and then makes up for the one nothing follows
            await asyncio.sleep(LOOK_AGAIN_SECONDS)
            await self.leave_if_signed_out()
            if self.closed_with:
                return
            await self._send_news()

    async def interview_news(self, message: dict[str, Any]) -> None:
        """Woken: read on."""
        if hasattr(self, "position") and self.first_word.is_set():
            await self._send_news()

    async def _send_news(self) -> None:
        async with self.sending:
            while frames := await self.scoped(selectors.events_after, self.interview_id, self.position):
                for frame in frames:
                    await self.tell(frame)
                    self.position = frame["seq"]

    async def replay(self, frame: dict[str, Any]) -> None:
        """Send everything after `after`, then go on from there."""
        after = frame.get("after")
        if not isinstance(after, int) or isinstance(after, bool) or not 0 <= after < 2**31:
            raise BadFrame("invalid_frame", "`after` is a whole number from 0.")
        interview = await self.scoped(selectors.find, self.actor, Interview, self.uuid)
        async with self.sending:
            # A number from the future would make the socket mute until the sitting reached it.
            self.position = min(after, interview.last_seq)
            self.first_word.set()
        await self._send_news()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if hasattr(self, "position"):
            await super().receive(text_data, bytes_data)

    async def draft(self, frame: dict[str, Any]) -> None:
        """Keep what the candidate has typed so far."""
        text = frame.get("text")
        if not isinstance(text, str) or len(text) > LONGEST_TEXT or "\x00" in text:
            raise BadFrame("invalid_frame", "`text` is text of modest length.")
        try:
            question = UUID(str(frame.get("question")))
        except ValueError as error:
            raise BadFrame("invalid_frame", "`question` is a uuid.") from error
        await self.scoped(
            save_draft, actor=self.actor, interview_uuid=self.uuid, question_uuid=question, text=text,
            now=timezone.now(),
        )  # fmt: skip

    commands: ClassVar[dict[str, Command]] = {"replay": replay, "draft": draft, "ping": Socket.pong}
