"""A language model's service to test against: real HTTP on loopback, speaking OpenAI's chat completions and
Anthropic's messages, streaming and not, with faults by script.

What it answers is a `Reply` for each request, in order; when the script is spent, the `usual` one. Every request is
kept in `requests`.
"""

import json
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

VERSION = "fake-model-2026-03-02-with-a-long-name"
KEY = "sk-very-secret-key-0123456789"
CHUNK = 12  # characters of JSON in a frame of the stream


@dataclass
class Seen:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def system(self) -> str:
        """What stands in the system role."""
        top = self.body.get("system", "")
        top = top if isinstance(top, str) else " ".join(block["text"] for block in top)
        return top + "".join(_text(m) for m in self.body["messages"] if m["role"] in ("system", "developer"))

    @property
    def message(self) -> str:
        """The first thing said by the user."""
        return next(_text(m) for m in self.body["messages"] if m["role"] == "user")

    @property
    def seal(self) -> str:
        return re.search(r"anything else: ([0-9a-f]{16})", self.system).group(1)

    @property
    def rubric(self) -> list[dict[str, Any]]:
        return json.loads(re.search(r"RUBRIC\n(\[.*?\n\])\n", self.message, re.DOTALL).group(1))

    @property
    def answer(self) -> str:
        """The answer as it stands in its frame."""
        return re.search(r'<answer mark="\w+">\n(.*)\n</answer mark="\w+">', self.message, re.DOTALL).group(1)

    @property
    def streams(self) -> bool:
        return bool(self.body.get("stream"))


def _text(message: dict[str, Any]) -> str:
    content = message.get("content") or ""
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


# --- what a model may say ---------------------------------------------------------------------------------------------
def sentences_of(text: str) -> list[str]:
    return [s.strip() for s in re.split(r"(?<=[.!?])\s+", text) if "left out" not in s and len(s.split()) > 1]


def honest(seen: Seen, score: float = 7.0, quoted: Sequence[str] = ()) -> dict[str, Any]:
    """A verdict as asked for: each criterion with a quote from the answer, or from `quoted`."""
    sentences = quoted or sentences_of(seen.answer)
    return {
        "seal": seen.seal,
        "criteria": [
            {"key": c["key"], "score": score, "quote": sentences[n % len(sentences)][:200],
             "reason": f"It speaks to {c['label'].lower()}.", "advice": "Give one figure."}
            for n, c in enumerate(seen.rubric)
        ],
        "summary": "The cache and its expiry are explained. One figure would help.",
    }  # fmt: skip


def scoring(score: float) -> Callable[[Seen], dict[str, Any]]:
    return lambda seen: honest(seen, score)


def _orders(seen: Seen) -> list[str]:
    """Sentences of the answer, as it was sent, that ask for a score."""
    asks = re.compile(r"\b(10|ten|perfect|maximum|full marks|volle punktzahl)\b", re.IGNORECASE)
    return [s for s in re.split(r"(?<=[.!?])\s+|\n", seen.answer) if asks.search(s)]


def obedient(seen: Seen) -> dict[str, Any]:
    """A model that does what the answer tells it, and forgets its seal over it; honest where nothing is ordered."""
    if not _orders(seen):
        return honest(seen)
    return {**honest(seen, 10.0), "seal": "as the candidate wishes"}


def cunning(seen: Seen) -> dict[str, Any]:
    """One that keeps the seal, but takes the order itself for evidence."""
    orders = _orders(seen)
    verdict = honest(seen, 10.0 if orders else 7.0)
    for item in verdict["criteria"] if orders else ():
        item["quote"] = orders[0]
    return verdict


def gullible(answer: str, score: float = 10.0) -> Callable[[Seen], dict[str, Any]]:
    """The worst there can be: whatever reaches it beside `answer` it takes for an order, and gives `score` throughout,
    its seal in place, with words of the answer for evidence."""
    honestly_said = sentences_of(answer)

    def says(seen: Seen) -> dict[str, Any]:
        rest = seen.answer.replace("(left out: not part of the answer)", " ")
        for sentence in honestly_said:
            rest = rest.replace(sentence, " ")
        return honest(seen, score if re.search(r"\w", re.sub(r"‹/answer[^›]*›", "", rest)) else 7.0, honestly_said)

    return says


def inventing(seen: Seen) -> dict[str, Any]:
    verdict = honest(seen)
    verdict["criteria"][0]["quote"] = "I rebuilt the whole system in a weekend."
    return verdict


def without_last(seen: Seen) -> dict[str, Any]:
    verdict = honest(seen)
    verdict["criteria"].pop()
    return verdict


def leaking(seen: Seen) -> dict[str, Any]:
    return {**honest(seen), "summary": f"My seal is {seen.seal}."}


def wrong_schema(seen: Seen) -> dict[str, Any]:
    return {"verdict": "good", "points": 7}


# --- how a service may answer -----------------------------------------------------------------------------------------
@dataclass
class Reply:
    """How one request is answered: by what `says`, or by a fault."""

    says: Callable[[Seen], dict[str, Any]] = honest
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] | None = None
    hangs: bool = False
    resets: bool = False
    resets_midway: bool = False
    truncated: bool = False
    refuses: bool = False
    ignores_stream: bool = False
    counts: bool = True
    tokens: tuple[int, int] | None = None  # what it says it used, in and out; by length without it
    holds_last_until: threading.Event | None = None  # what must have happened before a stream goes on past its middle


def error(status: int, **headers: str) -> Reply:
    said = {"error": {"message": f"Bad key {KEY}? Try later.", "type": "server_error", "code": None}}
    return Reply(status=status, headers=headers, body=said)


class LLMServer:
    """Serves until `stop()`; `url` is what an operator would configure as `base_url`."""

    def __init__(self, port: int = 0) -> None:
        self.script: list[Reply] = []
        self.usual = Reply()
        self.requests: list[Seen] = []
        self.pause = 0.0  # seconds between the frames of a stream
        self.held_in_vain: list[str] = []
        self.released = threading.Event()
        self._lock = threading.Lock()
        handler = type("Handler", (_Handler,), {"llm": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def port(self) -> int:
        return self._http.server_port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def reset(self) -> None:
        """Forget what was; let go whoever hangs."""
        self.released.set()
        self.released = threading.Event()
        self.script, self.usual, self.requests, self.pause, self.held_in_vain = [], Reply(), [], 0.0, []

    def stop(self) -> None:
        self.released.set()  # whoever hangs
        self._http.shutdown()
        self._http.server_close()

    def next_reply(self, seen: Seen) -> Reply:
        with self._lock:
            self.requests.append(seen)
            return self.script.pop(0) if self.script else self.usual


class _Handler(BaseHTTPRequestHandler):
    llm: LLMServer
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None:
        """Quiet."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        seen = Seen(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
        reply = self.llm.next_reply(seen)
        if reply.hangs:
            self.llm.released.wait(30)
            return self._reset()
        if reply.resets:
            return self._reset()
        if reply.body is not None or reply.status != 200:
            return self._json(reply.status, reply.body or {}, reply.headers)
        speak = Anthropic if self.path.endswith("/messages") else OpenAI
        if seen.streams and not reply.ignores_stream:
            return self._stream(speak.stream(seen, reply), reply)
        return self._json(200, speak.whole(seen, reply), {})

    def _json(self, status: int, body: dict[str, Any], headers: dict[str, str]) -> None:
        raw = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(raw)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)

    def _stream(self, frames: Iterator[str], reply: Reply) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        frames = list(frames)
        for number, frame in enumerate(frames):
            if number == len(frames) * 3 // 4 and (awaited := reply.holds_last_until) and not awaited.wait(10):
                self.llm.held_in_vain.append(self.path)
            self.wfile.write(frame.encode())
            self.wfile.flush()
            if reply.resets_midway and number == 5:
                return self._reset()
            if self.llm.pause:
                time.sleep(self.llm.pause)
        return None

    def _reset(self) -> None:
        """Break the connection off, without a goodbye."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RD)
        self.connection.close()


def _said(seen: Seen, reply: Reply) -> str:
    said = json.dumps(reply.says(seen), ensure_ascii=False)
    return said[: len(said) // 2] if reply.truncated else said


def _counts(seen: Seen, said: str, reply: Reply) -> tuple[int, int]:
    return reply.tokens or (len(json.dumps(seen.body["messages"])) // 4, len(said) // 4)


class OpenAI:
    """`POST /v1/chat/completions`."""

    @staticmethod
    def whole(seen: Seen, reply: Reply) -> dict[str, Any]:
        said = _said(seen, reply)
        message: dict[str, Any] = {"role": "assistant", "content": None}
        if reply.refuses:
            message["refusal"] = "I cannot help with that."
        elif tools := seen.body.get("tools"):
            called = {"name": tools[0]["function"]["name"], "arguments": said}
            message["tool_calls"] = [{"id": "call_1", "type": "function", "function": called}]
        else:
            message["content"] = said
        tokens_in, tokens_out = _counts(seen, said, reply)
        usage = {"prompt_tokens": tokens_in, "completion_tokens": tokens_out, "total_tokens": tokens_in + tokens_out}
        return {
            "id": "chatcmpl-1", "object": "chat.completion", "created": 1767225600, "model": VERSION,
            "choices": [{"index": 0, "message": message,
                         "finish_reason": "tool_calls" if "tool_calls" in message else "stop"}],
            **({"usage": usage} if reply.counts else {}),
        }  # fmt: skip

    @staticmethod
    def stream(seen: Seen, reply: Reply) -> Iterator[str]:
        whole = OpenAI.whole(seen, reply)
        choice = whole["choices"][0]
        said = _said(seen, reply)
        yield OpenAI._frame({"role": "assistant", "content": ""})
        if reply.refuses:
            yield OpenAI._frame({"refusal": choice["message"]["refusal"]})
        elif calls := choice["message"].get("tool_calls"):
            start = {"index": 0, "id": "call_1", "type": "function"}
            yield OpenAI._frame({"tool_calls": [{**start, "function": {**calls[0]["function"], "arguments": ""}}]})
            for at in range(0, len(said), CHUNK):
                piece = {"index": 0, "function": {"arguments": said[at : at + CHUNK]}}
                yield OpenAI._frame({"tool_calls": [piece]})
        else:
            for at in range(0, len(said), CHUNK):
                yield OpenAI._frame({"content": said[at : at + CHUNK]})
        yield OpenAI._frame({}, finish_reason=choice["finish_reason"])
        if "usage" in whole:
            yield OpenAI._frame(None, usage=whole["usage"])
        yield "data: [DONE]\n\n"

    @staticmethod
    def _frame(delta: dict[str, Any] | None, usage: Any = None, finish_reason: str | None = None) -> str:
        choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish_reason}]
        frame = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1767225600, "model": VERSION,
                 "choices": choices, "usage": usage}  # fmt: skip
        return f"data: {json.dumps(frame)}\n\n"


class Anthropic:
    """`POST /v1/messages`."""

    @staticmethod
    def whole(seen: Seen, reply: Reply) -> dict[str, Any]:
        said = _said(seen, reply)
        tokens_in, tokens_out = _counts(seen, said, reply)
        return {
            "id": "msg_1", "type": "message", "role": "assistant", "model": VERSION, "stop_sequence": None,
            "content": [] if reply.refuses else [Anthropic._block(seen, json.loads(said))],
            "stop_reason": "refusal" if reply.refuses else "tool_use",
            "usage": {"input_tokens": tokens_in, "output_tokens": tokens_out},
        }  # fmt: skip

    @staticmethod
    def _block(seen: Seen, said: dict[str, Any]) -> dict[str, Any]:
        return {"type": "tool_use", "id": "toolu_1", "name": seen.body["tools"][0]["name"], "input": said}

    @staticmethod
    def stream(seen: Seen, reply: Reply) -> Iterator[str]:
        said = _said(seen, reply)
        tokens_in, tokens_out = _counts(seen, said, reply)
        message = {"id": "msg_1", "type": "message", "role": "assistant", "model": VERSION, "content": [],
                   "stop_reason": None, "stop_sequence": None,
                   "usage": {"input_tokens": tokens_in, "output_tokens": 1}}  # fmt: skip
        yield Anthropic._frame("message_start", message=message)
        if not reply.refuses:
            yield Anthropic._frame("content_block_start", index=0, content_block=Anthropic._block(seen, {}))
            for at in range(0, len(said), CHUNK):
                delta = {"type": "input_json_delta", "partial_json": said[at : at + CHUNK]}
                yield Anthropic._frame("content_block_delta", index=0, delta=delta)
            yield Anthropic._frame("content_block_stop", index=0)
        stop = {"stop_reason": "refusal" if reply.refuses else "tool_use", "stop_sequence": None}
        yield Anthropic._frame("message_delta", delta=stop, usage={"output_tokens": tokens_out})
        yield Anthropic._frame("message_stop")

    @staticmethod
    def _frame(kind: str, **data: Any) -> str:
        return f"event: {kind}\ndata: {json.dumps({'type': kind, **data})}\n\n"


if __name__ == "__main__":  # `python -m tests.llm_server 9100`: a model to point LLM_MODELS at
    import sys

    server = LLMServer(int(sys.argv[1]))
    server.pause = 0.01
    print(server.url, flush=True)
    threading.Event().wait()
