"""A million simulated histories in pieces, on every core; stopped and gone on with at will.

What was run is kept in a file, a line for each piece: first seed, histories, how many were broken, and a digest of
the code. A piece counts only if it was whole, of this very code, and no history in it was broken.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from tests.sync.simulator import running
from tests.sync.simulator.running import Broken

PIECE: Final = 5_000
DONE: Final = Path("build/soak.txt")
_ROOT: Final = Path(__file__).parents[2]
_CODE: Final = ("workstation", "tests/sync")


def soak(
    count: int, first: int, say: Callable[[Sequence[Broken]], object], *, piece: int = PIECE, code: str = ""
) -> int:
    """Run every piece that does not count yet; 1 when a law was broken in one of them."""
    DONE.parent.mkdir(exist_ok=True)
    code = code or digest_of(_ROOT / folder for folder in _CODE)
    known = counting(DONE.read_text() if DONE.exists() else "", piece, code)
    starts = [start for start in range(first, first + count, piece) if start not in known]
    print(f"{len(starts)} pieces of {piece} histories; {DONE} keeps what is done", flush=True)
    failed = 0
    began = time.monotonic()
    with multiprocessing.Pool(os.cpu_count()) as pool, DONE.open("a") as notes:
        todo = pool.imap_unordered(_run, [(start, piece) for start in starts])
        for number, (start, broken) in enumerate(todo, start=1):
            failed += len(broken)
            print(start, piece, len(broken), code, file=notes, flush=True)
            rate = number * piece / (time.monotonic() - began)
            print(f"{number} of {len(starts)} pieces, {failed} broken, {rate:.0f} a second", flush=True)
            say(broken)
    return 1 if failed else 0


def counting(notes: str, piece: int, code: str) -> set[int]:
    """The first seeds of the pieces that need not be run again. The last word on a piece is the one that holds; a
    line that was cut short, or that an older version wrote, says nothing.
    """
    found: dict[int, bool] = {}
    for line in notes.splitlines():
        words = line.split()
        if len(words) == 4 and all(word.isdecimal() for word in words[:3]):
            start, size, broken = map(int, words[:3])
            if (size, words[3]) == (piece, code):
                found[start] = broken == 0
    return {start for start, whole in found.items() if whole}


def digest_of(folders: Iterable[Path]) -> str:
    """Changes with the name and the content of every file under these that is written by hand."""
    told = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                name = path.relative_to(folder.parent).as_posix()
                told.update(f"{name}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return told.hexdigest()[:32]


def _run(piece: tuple[int, int]) -> tuple[int, list[Broken]]:
    start, size = piece
    return start, list(running.broken_among(range(start, start + size)))
