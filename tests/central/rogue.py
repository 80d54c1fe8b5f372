"""Servers that speak just enough of PostgreSQL to lie: each serves one client after another until it is closed.

`heard` is every byte that came over them, decrypted: a password must never be in it.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from tests.central.certificates import Pair

Conversation = Callable[["Rogue", socket.socket], None]
SSL_REQUEST = 80877103


class Rogue:
    """Listens on a port and holds this conversation with everybody."""

    def __init__(self, conversation: Conversation, pair: Pair | None = None) -> None:
        self.heard = b""
        self.pair = pair
        self._conversation = conversation
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True, name="rogue")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(10)

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            client.settimeout(5)
            # Whatever the client does when it finds out: the next one is served.
            with contextlib.suppress(OSError, EOFError), client:
                self._conversation(self, client)

    # -- words of the protocol ----------------------------------------------------------------------------

    def hear(self, client: socket.socket) -> bytes:
        """What comes next; the end of the conversation is an EOFError."""
        data = client.recv(65536)
        if not data:
            raise EOFError
        self.heard += data
        return data

    def in_tls(self, client: socket.socket) -> ssl.SSLSocket:
        """Agree to TLS and show the certificate."""
        assert self.pair is not None
        self.hear(client)
        client.sendall(b"S")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.pair.certificate, self.pair.key)
        return context.wrap_socket(client, server_side=True)


def message(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!i", len(body) + 4) + body


def ask(request: int, extra: bytes = b"") -> bytes:
    """An authentication request: 3 the password in clear, 5 md5, 0 come in."""
    return message(b"R", struct.pack("!i", request) + extra)


READY = message(b"Z", b"I")


def parameters(version: str = "16.0") -> bytes:
    return b"".join(
        message(b"S", name.encode() + b"\0" + value.encode() + b"\0")
        for name, value in (("server_version", version), ("client_encoding", "UTF8"))
    )


def columns(many: int, oid: int = 25) -> bytes:
    """The description of a row of texts."""
    each = b"x\0" + struct.pack("!ihihih", 0, 0, oid, -1, -1, 1)
    return message(b"T", struct.pack("!h", many) + each * many)


def row(*values: bytes) -> bytes:
    body = b"".join(struct.pack("!i", len(value)) + value for value in values)
    return message(b"D", struct.pack("!h", len(values)) + body)


def answer(*rows: bytes, many: int) -> bytes:
    """A whole answer to an extended query."""
    parts = (
        message(b"1", b""),
        message(b"2", b""),
        columns(many),
        *rows,
        message(b"C", b"SELECT 1\0"),
        READY,
    )
    return b"".join(parts)


def clear_password(rogue: Rogue, client: socket.socket) -> None:
    """F01: no TLS here, and your password in clear, please."""
    rogue.hear(client)
    client.sendall(b"N")
    rogue.hear(client)
    client.sendall(ask(3))
    rogue.hear(client)


def tls_then(request: bytes) -> Conversation:
    """A TLS of one's own, then this request."""

    def conversation(rogue: Rogue, client: socket.socket) -> None:
        with rogue.in_tls(client) as tls:
            rogue.hear(tls)
            tls.sendall(request)
            if request == ask(0):
                tls.sendall(parameters() + READY)
            while True:
                rogue.hear(tls)

    return conversation


def silent_after(steps: int) -> Conversation:
    """F07: stop answering at this point: 0 at once, 1 after agreeing to TLS, 2 after the handshake."""

    def conversation(rogue: Rogue, client: socket.socket) -> None:
        if steps == 0:
            while True:
                rogue.hear(client)
        if steps == 1:
            rogue.hear(client)
            client.sendall(b"S")
            while True:
                rogue.hear(client)
        with rogue.in_tls(client) as tls:
            while True:
                rogue.hear(tls)

    return conversation
