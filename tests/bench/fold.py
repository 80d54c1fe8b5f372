"""How long folding takes: one contact of 60 entries, and the whole register of 100,000 entries.

python -m tests.bench.fold
"""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.domain.telling import CONTACT, Teller, police_contact, settle_everything
from workstation.domain import kinds
from workstation.domain.fold import fold
from workstation.domain.times import FixedClock
from workstation.services import opening

ROUNDS, WANTED, ENTRIES = 300, 60, 100_000
ENTRIES_A_CONTACT = 14


def one_contact() -> float:
    """Median milliseconds to fold a contact of 60 entries."""
    teller = long_story()
    took = []
    for _ in range(ROUNDS):
        before = time.perf_counter()
        fold(CONTACT, teller.said)
        took.append(time.perf_counter() - before)
    return statistics.median(took) * 1000


def long_story() -> Teller:
    """A contact of 60 entries, as a busy one has."""
    teller = police_contact()
    settle_everything(teller)
    while len(teller.said) < WANTED:
        teller.say(kinds.NoteMade(text=f"Rang again, attempt {len(teller.said)}."))
    return teller


def whole_register(folder: Path) -> tuple[int, float, float]:
    """Entries in the file, seconds to make the practice authority, seconds to refold every row."""
    clock = FixedClock(datetime(2026, 11, 24, 10, 42, tzinfo=UTC))
    path = folder / "practice.lintel"
    before = time.perf_counter()
    opening.make_practice(path, clock=clock, contacts=ENTRIES // ENTRIES_A_CONTACT)
    made = time.perf_counter() - before
    desk = opening.practice_desk(path, clock=clock)
    before = time.perf_counter()
    desk.store.register.rebuild()
    took = time.perf_counter() - before
    count = desk.store.journal.count()
    desk.close()
    return count, made, took


def main() -> None:
    """Print the figures."""
    print(f"fold of one contact of {WANTED} entries: {one_contact():.2f} ms (median of {ROUNDS})")
    with tempfile.TemporaryDirectory() as folder:
        count, made, took = whole_register(Path(folder))
    print(f"practice authority of {count} entries made in {made:.1f} s")
    print(
        f"refold of the whole register: {count} entries in {took:.1f} s, {count / took:,.0f} entries a second"
    )


if __name__ == "__main__":
    main()
