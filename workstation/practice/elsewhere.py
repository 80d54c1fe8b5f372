"""The invented council from a process of its own, so that one core invents while another one writes.

Both begin with the same seed and moment and come to the same bytes. So a process that cannot be started, or dies on
the way, costs time and nothing else: the rest is invented here.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Generator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice
from queue import Queue
from threading import Thread
from typing import IO, Final, cast

import msgspec
from msgspec import Struct

from workstation import own_process
from workstation.domain.entries import Entry
from workstation.guidebook import shelf
from workstation.practice import council
from workstation.practice.council import Progress

WORKER_FLAG: Final = "--practice-worker"
_LENGTH_BYTES: Final = 4
_A_PIECE: Final = 500
"""Entries that travel together."""
_AHEAD: Final = 64
"""Pieces that may lie here before they are taken."""


class Piece(Struct, frozen=True, array_like=True):
    """Some entries, and how many contacts are written, of how many. One without entries is the last."""

    done: int
    of: int
    entries: list[Entry]


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Piece)


def generate(
    seed: int,
    as_of: datetime,
    *,
    contacts: int,
    progress: Progress | None = None,
    command: Sequence[str] | None = None,
) -> Generator[Entry, None, None]:
    """As `council.generate`. `command` starts another process than ours; the tests use it."""
    told = (str(seed), as_of.isoformat(), str(contacts))
    taken = 0
    if not shelf.changed():  # the process knows only what ships with Lintel
        whole = False
        for piece in _pieces(command or own_process.command(WORKER_FLAG, __name__, *told)):
            yield from piece.entries
            taken += len(piece.entries)
            whole = not piece.entries
            if progress is not None and piece.of:
                progress(piece.done, piece.of)
        if whole:
            return
    yield from islice(council.generate(seed, as_of, contacts=contacts, progress=progress), taken, None)


def _pieces(command: Sequence[str]) -> Generator[Piece, None, None]:
    """What the process says, as far as it comes. It is ended however the reading ends."""
    try:
        process = subprocess.Popen(  # noqa: S603  our own program and nothing a person typed
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=own_process.environment(), cwd=tempfile.gettempdir(),
        )  # fmt: skip
    except OSError:
        return
    with process:
        lying: Queue[Piece | None] = Queue(_AHEAD)
        told = (cast(IO[bytes], process.stdout), lying)
        reader = Thread(target=_read_ahead, args=told, name="invented entries", daemon=True)
        reader.start()
        piece = None
        try:
            while (piece := lying.get()) is not None:
                yield piece
        finally:
            process.kill()
            while piece is not None:  # nobody wants the rest: let the reader come to its end
                piece = lying.get()
            reader.join()


def _read_ahead(said: IO[bytes], lying: Queue[Piece | None]) -> None:
    """A pipe holds little: without this the process would wait while we write."""
    try:
        with suppress(msgspec.MsgspecError):  # it died in the middle of a piece
            while length := said.read(_LENGTH_BYTES):
                lying.put(_decoder.decode(said.read(int.from_bytes(length, "big"))))
    finally:
        lying.put(None)  # whatever went wrong, nobody waits for more


def _say(piece: Piece) -> None:
    words = _encoder.encode(piece)
    sys.stdout.buffer.write(len(words).to_bytes(_LENGTH_BYTES, "big") + words)
    sys.stdout.buffer.flush()


def main(arguments: list[str]) -> int:
    """`elsewhere SEED MOMENT CONTACTS`: the council to standard output, in pieces with their length before them."""
    seed, as_of, contacts = arguments
    far = [0, 0]

    def progress(done: int, of: int) -> None:
        far[:] = done, of

    entries = council.generate(
        int(seed), datetime.fromisoformat(as_of), contacts=int(contacts), progress=progress
    )
    for piece in iter(lambda: list(islice(entries, _A_PIECE)), []):
        _say(Piece(far[0], far[1], piece))
    _say(Piece(far[0], far[1], []))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
