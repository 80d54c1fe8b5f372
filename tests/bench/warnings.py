"""On how many contacts of the practice authority each rule stands: `python -m tests.bench warnings`.

The rules are asked anew about decided contacts, with the history and the words that they share with others, as the
manager's page would be. LINTEL_BENCH_EVERY (every how many contacts; 12) and LINTEL_BENCH_SEED say which. What is
counted is contacts: a rule that names three agencies of one contact stands on one.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import Final

from workstation.domain import gates
from workstation.domain.ids import AuthorId
from workstation.domain.rule_sentences import WARNINGS
from workstation.domain.times import SystemClock
from workstation.services import find, opening
from workstation.services.desk import Desk

EVERY: Final = int(os.environ.get("LINTEL_BENCH_EVERY", "12"))
SEED: Final = int(os.environ.get("LINTEL_BENCH_SEED", "1"))
CONTACTS: Final = int(os.environ.get("LINTEL_BENCH_CONTACTS", "6000"))


def main() -> None:
    """Count, and say it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "practice"
        opening.make_practice(path, clock=SystemClock(), seed=SEED, contacts=CONTACTS)
        desk = opening.practice_desk(path)
        opening.sit_down(desk, AuthorId("rukhsana.shah"))
        try:
            while desk.shared.read_on():
                pass
            find.get_ready(desk)
            _count(desk)
        finally:
            desk.close()


def _count(desk: Desk) -> None:
    stood: Counter[str] = Counter()
    years: Counter[tuple[int, bool]] = Counter()
    decided = warned = lines = 0
    rows = desk.store.written.between(0, desk.store.written.last(), ("Received",))
    for contact in list(dict.fromkeys(row.contact for row in rows))[::EVERY]:
        file = desk.file(contact)
        if file.signed is None or file.received_at is None:
            continue
        found = {gap.rule for gap in gates.warnings(file, desk.guide, find.all_around(desk, file))}
        decided, lines, warned = decided + 1, lines + bool(found), warned + bool(found & WARNINGS)
        stood.update(found)
        years[file.received_at.year, bool(found & WARNINGS)] += 1
    most = desk.guide.rules.limits.most_warned_percent
    print(
        f"{decided} decided contacts: {100 * warned / decided:.1f} % with a warning (goal at most {most} %),"
    )
    print(f"    {100 * lines / decided:.1f} % with anything on the manager's list")
    for year in sorted({year for year, _ in years}):
        of = years[year, True] + years[year, False]
        print(f"    {year}: {100 * years[year, True] / of:.0f} % of {of}")
    for rule, contacts in stood.most_common():
        kind = "" if rule in WARNINGS else "  (no warning: a gate or a requirement)"
        print(f"{rule:5}{100 * contacts / decided:6.1f} %  {desk.guide.rules.rules[rule].name}{kind}")


if __name__ == "__main__":
    main()
