"""One connection that posts JSON as fast as it is answered: little enough that the server is what is measured."""

from __future__ import annotations

import json
import socket
from collections.abc import Sequence
from typing import Any


class Connection:
    """A kept-alive HTTP connection to loopback."""

    def __init__(self, port: int, cookie: str, token: str, *, accept: str = "application/json") -> None:
        self.port = port
        self.head = (
            f"Host: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nX-CSRFToken: {token}\r\nAccept: {accept}\r\n"
            "Content-Type: application/json\r\n"
        )
        self.socket: socket.socket | None = None

    def post(self, path: str, body: bytes) -> tuple[int, bytes]:
        """Post, and return the status and the body.

        Raises:
            OSError: there was no answer, or not the whole of one.
        """
        return self._send(f"POST {path} HTTP/1.1\r\n{self.head}Content-Length: {len(body)}\r\n\r\n".encode() + body)

    def get(self, path: str) -> tuple[int, bytes]:
        """Get, and return the status and the body.

        Raises:
            OSError: as for `post`.
        """
        return self._send(f"GET {path} HTTP/1.1\r\n{self.head}\r\n".encode())

    def _send(self, request: bytes) -> tuple[int, bytes]:
        try:
            if self.socket is None:
                self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=20)
            self.socket.sendall(request)
            return self._answer(self.socket)
        except OSError:
            self.close()
            raise

    def _answer(self, kept: socket.socket) -> tuple[int, bytes]:
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._more(kept)
        head, _, body = data.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        status = int(lines[0].split(" ")[1])
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        if headers.get("transfer-encoding") == "chunked":
            while not body.endswith(b"0\r\n\r\n"):
                body += self._more(kept)
            return status, _joined(body)
        length = int(headers.get("content-length", "0"))
        while len(body) < length:
            body += self._more(kept)
        return status, body

    @staticmethod
    def _more(kept: socket.socket) -> bytes:
        found = kept.recv(65536)
        if not found:
            raise ConnectionError("the connection ended before the answer did")
        return found

    def close(self) -> None:
        """End the connection."""
        if self.socket is not None:
            self.socket.close()
            self.socket = None


def _joined(chunks: bytes) -> bytes:
    body = b""
    while chunks:
        size, _, rest = chunks.partition(b"\r\n")
        length = int(size, 16)
        body, chunks = body + rest[:length], rest[length + 2 :]
    return body


def answer_body(client: str, judgements: Sequence[tuple[str, str, int | None]]) -> bytes:
    """Return the body of a request that saves answers."""
    shape: dict[str, Any] = {
        "client": client,
        "judgements": [{"question": one, "value": value, "seen": seen} for one, value, seen in judgements],
    }
    return json.dumps(shape).encode()
