"""How fast a case system's contacts are brought in: `python -m tests.bench.bring_in [ROWS]`.

A file of contacts with a child, two adults, an address and notes in each row is explained by a mapping and brought
in twice: the first time everything is new, the second time everything is on record (what a stop and a new start
cost). Beside it the same number of entries of the same size goes bare into a file of the same settings.
"""

from __future__ import annotations

import csv
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from workstation.domain.people import Role
from workstation.services import bring_in, opening
from workstation.services.desk import Desk
from workstation.settings import PRACTICE_KEY
from workstation.store.engine import open_engine, writing

ROWS, GOAL = 100_000, 300.0
_HEADINGS = (
    "Contact ID", "Contact Date", "Contact Time", "Contact Source", "Agency", "Child Surname", "Child Forename",
    "Child DOB", "Gender", "LCS ID", "NHS Number", "Address", "Postcode", "Mother Name", "Mother DOB",
    "Father Name", "Father DOB", "Reason for Contact", "Contact Outcome", "Decision Maker", "Decision Date",
    "Contact Summary",
)  # fmt: skip
_FAMILIES = ("Farrow", "Okafor", "Nowak", "Begum", "Hussain", "O'Brien", "Smith", "Lee", "Patel", "Tetteh")
_GIVEN = ("Ellie", "Jayden", "Zofia", "Amina", "Yusuf", "Grace", "Noah", "Mia", "Leo", "Ava")
_OUTCOMES = ("NFA", "Early Help", "Assessment", "Information and Advice", "Strategy discussion")
_REASONS = ("Domestic Abuse", "Neglect", "Parental mental health", "Housing", "Missing")


def big_file(path: Path, rows: int) -> None:
    """An extract of so many contacts."""
    dice = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(_HEADINGS)
        for row in range(rows):
            family, given = dice.choice(_FAMILIES), dice.choice(_GIVEN)
            day = f"{dice.randint(1, 28):02d}/{dice.randint(1, 12):02d}/{dice.randint(2016, 2025)}"
            writer.writerow(
                (
                    f"C{row:07d}", day, "14:05", "6: Police", "Police", family, given,
                    f"{dice.randint(1, 28):02d}/03/{dice.randint(2008, 2015)}", "Female",
                    f"{7_000_000 + row // 3}", "", f"{dice.randint(1, 200)} High Street, Oakham",
                    f"SR{dice.randint(1, 9)} 4EN", f"Jo {family}", "01/02/1985", f"Sam {dice.choice(_FAMILIES)}",
                    "03/04/1983", dice.choice(_REASONS), dice.choice(_OUTCOMES), "A Manager", day,
                    "Rang twice and was told. " * 12,
                )
            )  # fmt: skip


def bare(folder: Path, bodies: list[bytes]) -> float:
    """Seconds to insert so many rows with these words, 250 in a transaction."""
    engine = open_engine(folder / "bare", PRACTICE_KEY, create=True)
    with writing(engine) as cx:
        cx.exec_driver_sql("CREATE TABLE words (no INTEGER PRIMARY KEY, id TEXT, rest TEXT, body BLOB)")
    before = time.perf_counter()
    for start in range(0, len(bodies), 250):
        with writing(engine) as cx:
            rows = [
                (f"{start + at:036d}", "x" * 320, body) for at, body in enumerate(bodies[start : start + 250])
            ]
            cx.exec_driver_sql("INSERT INTO words (id, rest, body) VALUES (?, ?, ?)", rows)
    took = time.perf_counter() - before
    engine.dispose()
    return took


def timed(desk: Desk, file: Path) -> tuple[float, float, int]:
    """Seconds to bring the file in, seconds of processor in this process, and how many entries were new."""
    mapping = bring_in.look(desk, file).suggested
    before, worked = time.perf_counter(), time.process_time()
    done = bring_in.bring_in(desk, file, mapping=mapping)
    return time.perf_counter() - before, time.process_time() - worked, done.new


def main(rows: int = ROWS) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name)
        big_file(folder / "old system.csv", rows)
        desk = opening.practice_desk(folder / "practice.lintel", contacts=50)
        opening.sit_down(desk, next(w.id for w in desk.staff.values() if w.role is not Role.ADMINISTRATOR))
        took, worked, new = timed(desk, folder / "old system.csv")
        again, worked_again, none = timed(desk, folder / "old system.csv")
        entries = desk.store.journal.of_kind("EarlierTaken")
        desk.close()
        assert none == 0, none
        bodies = [entry.body or b"" for entry in entries]
        raw = bare(folder, [bodies[at % len(bodies)] for at in range(new)])
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{rows} rows, {new} entries in {took:.1f} s ({worked:.1f} s of processor; goal "
        f"{GOAL * rows / ROWS:.0f} s): {rows / took:.0f} rows/s, {new / took:.0f} entries/s; bare inserts "
        f"{raw:.1f} s, ratio {took / raw:.1f}; again (all on record) {again:.1f} s ({worked_again:.1f} s of "
        f"processor), {rows / again:.0f} rows/s; {most:.0f} MB at most"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
