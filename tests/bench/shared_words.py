"""What it costs to know which decisions share words: `python -m tests.bench shared`.

A year of a council: contacts with five answers of about forty words each, one in ten with a sentence that others
have too. The index is read as after a start; a look is what opening a contact adds; and answers are saved with the
index in memory and without, turn by turn, as a save must not know of it.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from tests.bench.append import ME
from tests.store.stories import NOON, ready
from workstation.domain import kinds
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Body
from workstation.domain.times import FixedClock
from workstation.services import opening, sharing
from workstation.services.desk import Desk
from workstation.services.record import say
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store

CONTACTS: Final = int(os.environ.get("LINTEL_BENCH_CONTACTS", "20000"))
ROUNDS: Final = 200
COPIED: Final = (
    "Information has been considered alongside the threshold document and the level of need is low."
)
PROMPTS: Final = ("worry", "strengths", "change_mind", "wanted", "history")
_WORDS: Final = [f"{a}{b}{c}" for a in "bdfglmnprst" for b in "aeiou" for c in ("n", "rt", "sk", "ll", "th")]


def _text(dice: random.Random) -> str:
    words = " ".join(dice.choices(_WORDS, k=dice.randrange(20, 60)))
    return f"{words}. {COPIED}" if dice.random() < 0.02 else f"{words}."


def _story(dice: random.Random, number: int) -> Iterator[Body]:
    yield kinds.Received(number=f"C26-{number:05}-A", channel="phone", source="6", words=_text(dice))
    for agency in ("school", "gp", "early_help"):
        yield kinds.AgencyAnswered(agency=agency, who="Somebody", said=_text(dice), means="Known.")
    for prompt in PROMPTS:
        yield kinds.ReasonsWritten(prompt=prompt, text=_text(dice))


def _desk(path: Path) -> Desk:
    clock = FixedClock(NOON)
    store = Store.open(path, PRACTICE_KEY, clock=clock, kind="practice", create=True)
    store.people.add(ME)
    dice = random.Random(7)
    for first in range(0, CONTACTS, 500):
        entries = [
            entry
            for each in range(first, min(first + 500, CONTACTS))
            for entry in ready(f"c{each:05}", tuple(_story(dice, each)), f"d{each}")
        ]
        store.journal.append_entries(entries)
    desk = opening.assemble(store, clock, Settings(), practice=True)
    opening.sit_down(desk, ME.id)
    return desk


def _took(act: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    before = time.process_time()
    act()
    return (time.process_time() - before) * 1000


def _saves(desk: Desk, dice: random.Random) -> tuple[float, float]:
    """Medians of a save with the index in memory and without."""
    kept, none = desk.shared, sharing.index_of(desk.store, desk.guide, desk.clock)
    took: dict[bool, list[float]] = {True: [], False: []}
    for each in range(2 * ROUNDS):
        there = each % 2 == 0
        desk.shared = kept if there else none
        body = kinds.ReasonsWritten(prompt="worry", text=_text(dice))
        contact = ContactId(f"c{each:05}")
        took[there].append(_took(lambda body=body, contact=contact: say(desk, contact, body)))  # type: ignore[misc]
    desk.shared = kept
    return statistics.median(took[True]), statistics.median(took[False])


def main() -> None:
    """Measure, and say it."""
    with tempfile.TemporaryDirectory() as folder:
        desk, dice = _desk(Path(folder) / "store"), random.Random(8)
        turns: list[float] = []
        begun = time.process_time()
        more = True
        while more:
            before = time.process_time()
            more = desk.shared.read_on()
            turns.append((time.process_time() - before) * 1000)
        whole = time.process_time() - begun
        entries, size = desk.store.written.last(), desk.shared.size / 1e6
        print(f"{CONTACTS} contacts, {entries} entries: read beside the work in {whole:.1f} s of a core,")
        print(f"    in {len(turns)} turns of {statistics.median(turns):.0f} ms; {size:.1f} MB in memory")
        looks = []
        for _ in range(ROUNDS):
            file = desk.file(ContactId(f"c{dice.randrange(CONTACTS):05}"))
            looks.append(_took(lambda file=file: sharing.shared(desk, file)))  # type: ignore[misc]
        looks.sort()
        print(f"a look {statistics.median(looks):.1f} ms, the slowest of {ROUNDS} {looks[-1]:.1f} ms")
        there, none = _saves(desk, dice)
        print(f"a save with it {there:.2f} ms, without {none:.2f} ms: {there / none:.2f} x (goal 1.05)")
        desk.close()


if __name__ == "__main__":
    main()
