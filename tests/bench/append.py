"""How much a durable append costs over a bare commit: `python -m tests.bench.append`.

Both write the same bytes to files of the same settings on the same disk, turn by turn, so that a busy machine
slows both. The append is the whole of it: chain, checks, entry, draft, contact folded anew, register.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.store.stories import AVA, NOON, clock, lines, note, ready, story
from workstation.domain.entries import encode
from workstation.domain.ids import ContactId
from workstation.settings import PRACTICE_KEY
from workstation.store.engine import open_engine, writing
from workstation.store.file import Store

CONTACTS, ROUNDS, GOAL = 300, 600, 1.3


def measured(act: Callable[[], object]) -> float:
    before = time.perf_counter()
    act()
    return (time.perf_counter() - before) * 1000


def compare(folder: Path) -> tuple[float, float]:
    """Median milliseconds of an append and of a bare commit of the same words."""
    bare = open_engine(folder / "bare", PRACTICE_KEY, create=True)
    with writing(bare) as cx:
        cx.exec_driver_sql("CREATE TABLE words (no INTEGER PRIMARY KEY, id TEXT, rest TEXT, body BLOB)")
    raw = bare.raw_connection()
    cursor = raw.cursor()

    def bare_commit(id_: str, body: bytes) -> None:
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("INSERT INTO words (id, rest, body) VALUES (?, ?, ?)", (id_, "x" * 320, body))
        cursor.execute("COMMIT")

    appends, commits = [], []
    with Store.open(folder / "store", PRACTICE_KEY, clock=clock(), kind="practice", create=True) as store:
        store.register.follow(lines)
        for each in range(CONTACTS):
            store.journal.append_entries(ready(f"c{each:04d}", story(f"c{each:04d}", each), f"d{each}"))
        for each in range(ROUNDS):
            said = note("Rang back, and she was in. " * 16 + str(each))
            contact, key = ContactId(f"c{each % CONTACTS:04d}"), f"contact/{each}/note"
            store.drafts.put(key, contact, "{}", NOON, worker=AVA)
            body = encode(said)
            commits.append(measured(partial(bare_commit, contact, body)))
            appends.append(measured(partial(store.journal.append, contact, [said], AVA, draft=key)))
    cursor.close()
    raw.close()
    bare.dispose()
    return statistics.median(appends), statistics.median(commits)


def main() -> None:
    with tempfile.TemporaryDirectory(dir=".") as folder:
        append, bare = compare(Path(folder))
    print(f"append {append:.3f} ms, bare commit {bare:.3f} ms, ratio {append / bare:.2f} (goal {GOAL})")


if __name__ == "__main__":
    main()
