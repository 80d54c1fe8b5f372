"""A bad network on loopback, for tests of whatever talks over TCP.

    with Proxy("127.0.0.1", cluster.port) as proxy:
        connect(port=proxy.port)
        proxy.latency = 0.2; proxy.rate = 32_000     seconds and bytes a second, each way
        proxy.swallow = True                         bytes vanish and connections stay: a VPN that went away
        proxy.refuse = True                          new connections are reset
        proxy.reset()                                every open connection is reset now
        proxy.cut_after(down=100)                    reset after so many more bytes: in the middle of an answer
        proxy.silent_after(down=100)                 swallow everything after so many more bytes
        proxy.listening = False                      nobody answers at the port

It runs in a thread of its own; faults may be changed at any time.
"""

from __future__ import annotations

import asyncio
import random
import socket
import struct
import threading
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Final, Self, TypeVar

_T = TypeVar("_T")
_RESET: Final = struct.pack("ii", 1, 0)
"""With this, closing a socket sends a reset and not an end."""


class Proxy:
    """Carries bytes to one server, badly if told so."""

    def __init__(self, host: str, port: int, *, seed: int = 0) -> None:
        self._to, self._dice = (host, port), random.Random(seed)
        self.port = 0
        self.latency = self.jitter = 0.0
        self.rate = 0.0
        self.swallow = self.refuse = False
        self.carried = {"up": 0, "down": 0}
        self.connections = 0
        self._left: dict[str, int | None] = {"up": None, "down": None}
        self._breaks = True
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True, name="proxy")

    def __enter__(self) -> Self:
        self._thread.start()
        self._do(self._listen())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._do(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    # -- faults -------------------------------------------------------------------------------------------

    @property
    def listening(self) -> bool:
        return self._server is not None

    @listening.setter
    def listening(self, value: bool) -> None:
        if value and self._server is None:
            self._do(self._listen())
        elif not value and self._server is not None:
            self._do(self._close())

    def reset(self) -> None:
        """Break every connection there is."""
        self._do(self._reset_all())

    def cut_after(self, *, up: int | None = None, down: int | None = None) -> None:
        """Break the connection that carries the next so many bytes, when they have passed."""
        self._left, self._breaks = {"up": up, "down": down}, True

    def silent_after(self, *, up: int | None = None, down: int | None = None) -> None:
        """The same, and instead of breaking it `swallow` whatever comes from then on."""
        self._left, self._breaks = {"up": up, "down": down}, False

    # -- carrying -----------------------------------------------------------------------------------------

    def _do(self, work: Coroutine[Any, Any, _T]) -> _T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(15)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
        self._server = None
        await self._reset_all()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _reset_all(self) -> None:
        for writer in list(self._writers):
            _break(writer)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task: Any = asyncio.current_task()
        self._tasks.add(task)
        self._writers.add(writer)
        self.connections += 1
        beyond: asyncio.StreamWriter | None = None
        try:
            if self.refuse:
                _break(writer)
                return
            answers, beyond = await asyncio.open_connection(*self._to)
            self._writers.add(beyond)
            await asyncio.gather(
                self._carry(reader, beyond, "up", writer), self._carry(answers, writer, "down", beyond)
            )
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            for each in (writer, beyond):
                if each is not None:
                    self._writers.discard(each)
                    each.close()
            self._tasks.discard(task)

    async def _carry(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        way: str,
        other: asyncio.StreamWriter,
    ) -> None:
        while data := await reader.read(16384):
            await self._slow_down(len(data))
            if self.swallow:
                continue
            left = self._left[way]
            if left is not None and len(data) >= left:
                writer.write(data[:left])
                await writer.drain()
                self._left[way] = None
                if self._breaks:
                    _break(writer)
                    _break(other)
                    return
                self.swallow = True
                continue
            self._left[way] = None if left is None else left - len(data)
            self.carried[way] += len(data)
            writer.write(data)
            await writer.drain()
        if writer.can_write_eof() and not self.swallow:
            writer.write_eof()

    async def _slow_down(self, size: int) -> None:
        pause = self.latency + self._dice.uniform(-self.jitter, self.jitter) if self.latency else 0.0
        if self.rate:
            pause += size / self.rate
        if pause > 0:
            await asyncio.sleep(pause)


def _break(writer: asyncio.StreamWriter) -> None:
    sock: socket.socket | None = writer.get_extra_info("socket")
    if sock is not None and sock.fileno() >= 0:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    writer.transport.abort()
