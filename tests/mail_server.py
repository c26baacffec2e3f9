"""A mail server on this machine, which takes what it is sent: enough of SMTP (RFC 5321) for one client at a time."""

import socket
import socketserver
import threading
from email import message_from_string
from email.policy import default


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Session(socketserver.StreamRequestHandler):
    server: "_Listening"

    def handle(self) -> None:
        self.say("220 ready")
        to = ""
        while line := self.hear():
            command = line.upper()
            if command.startswith("RCPT TO:"):
                to = line.partition("<")[2].partition(">")[0]
                self.say(self.server.reply)
            elif command == "DATA":
                self.say("354 go on")
                self.server.taken.append((to, self.message()))
                self.say("250 taken")
            elif command == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def hear(self) -> str:
        return self.rfile.readline().decode().rstrip("\r\n")

    def message(self) -> str:
        """Return the plain text of the message that follows."""
        lines = []
        while (line := self.hear()) != ".":
            lines.append(line)
        body = message_from_string("\n".join(lines), policy=default).get_body(("plain",))
        assert body is not None, "every mail has a text"
        return str(body.get_content())


class _Listening(socketserver.TCPServer):
    reply = ""
    taken: list[tuple[str, str]]


class MailServer:
    """Listens on a port while it is entered; `taken` holds whom mails were for and their text."""

    def __init__(self, port: int) -> None:
        self.port, self.reply = port, "250 fine"
        self.taken: list[tuple[str, str]] = []

    def saying(self, reply: str) -> "MailServer":
        """Answer every recipient so."""
        self.reply = reply
        return self

    def __enter__(self) -> "MailServer":
        self._server = _Listening(("127.0.0.1", self.port), _Session)
        self._server.reply, self._server.taken = self.reply, self.taken
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
