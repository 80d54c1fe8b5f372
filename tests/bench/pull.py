"""How quick a record follows a stream beside a bare insert of the same rows: `python -m tests.bench.pull`.

Both end in an encrypted file with the same settings. The bare insert has the rows in memory already and one index;
the exchange asks the server page by page over TLS, checks every chain, keeps the mark with each page and marks the
contacts to be folded. (Signatures are checked by a stand-in that costs nothing; one is needed for each page.) What
is folded after the last page is told apart; so is a bare insert into the table of the store, with all its indexes.
Told by the clock, and by the processor time of this process, which says the same on a machine that others use, too.
Python works as in the window: threads take turns as often, and the collector is off (`as_in_the_window`).
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from tests.central.cluster import Cluster, sweep
from tests.central.office import PostgresOffice, prepare
from tests.store.conftest import KEY
from tests.store.stories import BEN, clock, lines
from tests.sync.seals import TestSeals
from tests.sync.telling import Computer
from ui.bench import TURN
from workstation.domain.entries import FRONT_DOOR, Entry
from workstation.domain.ids import AuthorId, ContactId, DeviceId
from workstation.store import rows
from workstation.store.carrying import Carrying
from workstation.store.engine import open_engine, run_many, writing
from workstation.store.file import Store
from workstation.store.schema import create_all
from workstation.sync.carried import Carried
from workstation.sync.central import MOST_BYTES, MOST_PULLED, Central
from workstation.sync.exchange import exchange

ENTRIES, BATCH, ROUNDS, GOAL = 10_000, 500, 3, 0.8
WORDS: Final = "The neighbours heard shouting twice, and a child crying afterwards. " * 8


class Took(NamedTuple):
    """How long something took, by the clock and by the processor."""

    clock: float
    processor: float

    def without(self, part: Took) -> Took:
        """The rest of it."""
        return Took(self.clock - part.clock, self.processor - part.processor)


def measured(act: Callable[[], object]) -> Took:
    """Seconds by the clock, and of processor time."""
    own, before = time.process_time(), time.perf_counter()
    act()
    return Took(time.perf_counter() - before, time.process_time() - own)


def as_in_the_window() -> None:
    """Let Python collect and take turns as it does there: when nobody works (`ui.collecting`), and often."""
    gc.disable()
    sys.setswitchinterval(TURN)


def a_page(entries: Sequence[Entry]) -> int:
    """How many of these entries Central sends at once."""
    return min(MOST_PULLED, MOST_BYTES // len(entries[-1].body or b""))


def bare(path: Path, entries: Sequence[Entry]) -> None:
    """The rows, in as many transactions as there are pages."""
    engine = open_engine(path, KEY, create=True)
    with writing(engine) as cx:
        cx.exec_driver_sql(
            "CREATE TABLE words (no INTEGER PRIMARY KEY, id TEXT UNIQUE, contact TEXT, rest TEXT, body BLOB,"
            " sig BLOB)"
        )
    page = a_page(entries)
    for start in range(0, len(entries), page):
        rows = [
            (each.id, each.contact, f"{each.kind}{each.author}{each.device}{each.happened}" + "x" * 200, each.body,
             each.sig)
            for each in entries[start : start + page]
        ]  # fmt: skip
        with writing(engine) as cx:
            cx.exec_driver_sql(
                "INSERT INTO words (id, contact, rest, body, sig) VALUES (?, ?, ?, ?, ?)", rows
            )
    engine.dispose()


def bare_entries(path: Path, entries: Sequence[Entry]) -> None:
    """The same into the table, the indexes and the triggers of the store."""
    engine = open_engine(path, KEY, create=True)
    with writing(engine) as cx:
        create_all(cx)
    page = a_page(entries)
    for start in range(0, len(entries), page):
        with writing(engine) as cx:
            run_many(cx, rows.INSERT, map(rows.to_row, entries[start : start + page]))
    engine.dispose()


class _Timed:
    """A journal that tells how long it folded."""

    def __init__(self, journal: Carrying) -> None:
        self._journal = journal
        self.folded = Took(0.0, 0.0)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever `Carried` has under this name
        return getattr(self._journal, name)

    def fold_some(self) -> frozenset[ContactId]:
        found = frozenset[ContactId]()

        def fold() -> None:
            nonlocal found
            found = self._journal.fold_some()

        took = measured(fold)
        self.folded = Took(self.folded.clock + took.clock, self.folded.processor + took.processor)
        return found


def follow(journal: _Timed, central: Central) -> None:
    """A first exchange, to the end."""
    while not exchange(cast(Carried, journal), central, lambda *_: True).finished:
        pass


def main() -> None:
    as_in_the_window()
    pc = Computer(AuthorId("ava"), DeviceId("pc"))
    entries = [pc.note(f"{WORDS}{each}", contact=ContactId(f"c{each // 12}")) for each in range(ENTRIES)]
    follows, folds, inserts, indexed = [], [], [], []
    with Cluster() as cluster, tempfile.TemporaryDirectory(dir=".") as folder:
        prepare(cluster)
        office = PostgresOffice(cluster)
        writer, reader = office.hire("ava"), office.hire(BEN)
        writer.enrol(pc.key)
        for start in range(0, ENTRIES, BATCH):
            writer.push(FRONT_DOOR, entries[start : start + BATCH])
        office.sql("analyze")
        for each in range(ROUNDS):
            with Store.open(Path(folder) / f"store-{each}", KEY, clock=clock(), create=True) as store:
                store.register.follow(lines)
                store.journal.sit(BEN, TestSeals("ben"))
                timed = _Timed(store.journal)
                whole = measured(partial(follow, timed, reader))
                follows.append(whole.without(timed.folded))
                folds.append(timed.folded)
                assert store.journal.mark(FRONT_DOOR).cursor == ENTRIES
            inserts.append(measured(partial(bare, Path(folder) / f"bare-{each}", entries)))
            indexed.append(measured(partial(bare_entries, Path(folder) / f"indexed-{each}", entries)))
        office.close()
    sweep()
    (ours, own), (fold, _) = middle(follows), middle(folds)
    (theirs, bare_own), (same, same_own) = middle(inserts), middle(indexed)
    print(
        f"{ENTRIES} entries: followed in {ours:.2f} s ({ENTRIES / ours:,.0f}/s), then folded in {fold:.2f} s;"
        f" bare insert {theirs:.2f} s, into the store's own table {same:.2f} s"
    )
    print(
        f"bare / followed {theirs / ours:.2f} (goal {GOAL}), by processor time {bare_own / own:.2f}; store's"
        f" table / followed {same / ours:.2f} and {same_own / own:.2f}; bare / followed and folded"
        f" {theirs / (ours + fold):.2f}"
    )


def middle(took: Sequence[Took]) -> Took:
    """The medians."""
    return Took(
        statistics.median(each.clock for each in took), statistics.median(each.processor for each in took)
    )


if __name__ == "__main__":
    main()
