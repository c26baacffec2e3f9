"""One call of a model: asked, asked again where its verdict cannot stand, repeated where the service fails."""

import asyncio
import queue
import threading
import time
from collections.abc import AsyncIterable, Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from pydantic_ai import Agent, ModelRetry, RunContext, RunUsage, capture_run_messages
from pydantic_ai.messages import AgentStreamEvent, ModelMessage, ModelMessagesTypeAdapter, ModelResponse

from interviews.evaluation.llm.config import ModelConfig
from interviews.evaluation.llm.faults import BadOutput, Fault, Manipulated, TimedOut
from interviews.evaluation.llm.hearing import partial_of, said_by
from interviews.evaluation.llm.meter import RE_ASKS, Meter, allowance_for, prompt_tokens, tokens_in
from interviews.evaluation.llm.pauses import Pauses
from interviews.evaluation.llm.schema import VerdictDraft
from interviews.evaluation.llm.service import client_for, fault_of, model_for, output_for, settings_for
from interviews.evaluation.llm.verify import Terms, faults_in, manipulation_in

Hear = Callable[[dict[str, Any]], None]


@dataclass(slots=True)
class Talk:
    """A call of `config`'s model about `terms`; what it uses up goes to `meter`."""

    config: ModelConfig
    terms: Terms
    meter: Meter
    pauses: Pauses = field(default_factory=Pauses)
    _partials: "queue.SimpleQueue[dict[str, Any] | None]" = field(default_factory=queue.SimpleQueue)
    _manipulated: bool = False
    _streams: bool = True
    _re_asks: int = RE_ASKS  # that are left

    def hold(self, hear: Hear) -> VerdictDraft:
        """The verdict that stood every test; raises `Fault`. `hear` gets the growing verdict, in the caller's thread.

        The talk runs in a thread of its own: databases and tenant scopes of the caller know nothing of its event loop.
        The thread is not waited for: a name that does not resolve keeps its loop longer than any deadline.
        """
        started, outcome = time.perf_counter(), list[VerdictDraft | Exception]()
        thread = threading.Thread(target=self._run, args=(outcome,), name="llm-talk", daemon=True)
        thread.start()
        while (partial := self._partials.get()) is not None:
            hear(partial)
        self.meter.milliseconds += (time.perf_counter() - started) * 1000
        if isinstance(outcome[0], Exception):
            raise outcome[0]
        return outcome[0]

    def _run(self, outcome: list[VerdictDraft | Exception]) -> None:
        try:
            asyncio.run(self._told(outcome))
        finally:
            self._partials.put(None)  # also where there was no loop to be had

    async def _told(self, outcome: list[VerdictDraft | Exception]) -> None:
        try:
            outcome.append(await self._persist())
        except Exception as error:  # noqa: BLE001  (handed to the thread that waits, whatever it is)
            outcome.append(error)
        self._partials.put(None)

    async def _persist(self) -> VerdictDraft:
        self._streams = self.config.streams
        end = self.pauses.clock() + self.config.deadline
        for attempt in count(1):
            try:
                return await self._once(end - self.pauses.clock())
            except Fault as fault:
                pause = self.pauses.before_next(fault, attempt, self.config.pause)
                late = self.pauses.clock() + pause >= end
                if not fault.passes or attempt >= self.config.attempts or late:
                    raise
            await self.pauses.sleep(pause)
        raise AssertionError

    async def _once(self, seconds: float) -> VerdictDraft:
        if seconds <= 0:
            raise TimedOut("the model took too long", passes=False)
        usage, heard, before = RunUsage(), [0], self.meter.requests
        with capture_run_messages() as messages:
            try:
                return await self._ask(seconds, usage, heard)
            except Exception as error:  # noqa: BLE001  (what it is, `fault_of` says)
                fault = self._judged(fault_of(error), heard[0])
                raise fault from None  # the chain holds requests, and with them the key
            finally:
                self._re_asks -= max(0, self.meter.requests - before - 1)
                self._count(usage, messages)

    async def _ask(self, seconds: float, usage: RunUsage, heard: list[int]) -> VerdictDraft:
        prompt = self.terms.prompt
        most = allowance_for(prompt, self.config).tokens_in
        async with client_for(self.config, self.meter, most) as client:
            agent = Agent(
                model_for(self.config, client), output_type=output_for(self.config), instructions=prompt.instructions,
                retries=self._re_asks, model_settings=settings_for(self.config), name="judge",
            )  # fmt: skip
            agent.output_validator(self._checked)
            handler = self._listener(heard) if self._streams else None
            result = await agent.run(prompt.message, usage=usage, timeout=seconds, event_stream_handler=handler)
        verdict: VerdictDraft = result.output
        return verdict

    def _checked(self, draft: VerdictDraft) -> VerdictDraft:
        """Let a verdict pass, or have it asked for again."""
        manipulation = manipulation_in(draft, self.terms)
        self._manipulated = bool(manipulation)
        if manipulation:
            raise ModelRetry(manipulation)
        if faults := faults_in(draft, self.terms):
            raise ModelRetry(" ".join(faults))
        return draft

    def _judged(self, fault: Fault, heard: int) -> Fault:
        """A bad output is manipulation where the last verdict was; an empty stream is asked for in one piece."""
        is_bad = self.meter.is_spent or isinstance(fault, BadOutput)
        if is_bad and self._manipulated:
            return Manipulated("the model's verdict was not its own", passes=False)
        if self.meter.is_spent:
            return BadOutput("the model's verdicts took up what was set aside for them", passes=False)
        if is_bad and self._streams and not heard:
            self._streams = False
            return BadOutput(fault.reason)
        return fault

    def _listener(
        self, heard: list[int]
    ) -> Callable[[RunContext[Any], AsyncIterable[AgentStreamEvent]], Awaitable[None]]:
        async def listen(_: RunContext[Any], events: AsyncIterable[AgentStreamEvent]) -> None:
            said = ""
            async for event in events:
                more = said_by(event)
                said, heard[0] = said + more, heard[0] + bool(more)
                if "}" in more and (partial := partial_of(said)):
                    self._partials.put(partial)

        return listen

    def _count(self, usage: RunUsage, messages: list[ModelMessage]) -> None:
        """Add what an attempt used up; a service that does not count is counted by length."""
        replies = [message for message in messages if isinstance(message, ModelResponse) and message.parts]
        unmeasured = replies if not usage.input_tokens else []
        said = [min(tokens_in(str(reply.parts)), self.config.max_output_tokens) for reply in unmeasured]
        self.meter.input_tokens += usage.input_tokens + len(unmeasured) * prompt_tokens(self.terms.prompt)
        self.meter.output_tokens += usage.output_tokens + sum(said)
        self.meter.model_version = next((r.model_name for r in replies if r.model_name), self.meter.model_version)
        if messages:
            self.meter.exchange = {"messages": ModelMessagesTypeAdapter.dump_python(messages, mode="json")}
