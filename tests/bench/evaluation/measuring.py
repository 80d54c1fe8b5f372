"""Answers a whole set and measures it: filling, unlocking, memory, size, each enquiry and each key."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from tests.bench.evaluation import answering, filling, reading
from tests.bench.evaluation.answering import Reply, Timed, quantile
from tests.bench.evaluation.reading import Question
from workstation.services.desk import Desk

_ROOT: Final = Path(__file__).parents[3]
_WARM: Final = 5
"""Enquiries asked before the watch runs: what they load is loaded once a day."""


@dataclass(slots=True)
class Measured:
    """What a run took."""

    people: int = 0
    contacts: int = 0
    odd: str = ""
    filled: float = 0.0
    filled_worked: float = 0.0
    opened_first: float = 0.0
    opened: float = 0.0
    opened_again: float = 0.0
    memory: float = 0.0
    file: float = 0.0
    index: float = 0.0
    failed: list[str] = field(default_factory=list)
    """What stopped enquiries that could not be answered: kinds of errors, never words of the set."""
    timed: Timed = field(default_factory=Timed)

    def lines(self) -> Iterator[str]:
        """What to print."""
        how = (
            f"filled in {self.filled:.1f} s ({self.filled_worked:.1f} s of the processor)"
            if self.filled
            else "filled before"
        )
        yield f"{self.people} people in {self.contacts} contacts, {how}"
        if self.odd:
            yield f"left out, or asked without an id: {self.odd}"
        if self.failed:
            yield f"ENQUIRIES THAT STOPPED: {len(self.failed)} ({', '.join(sorted(set(self.failed)))})"
        first = f"; with no index kept {self.opened_first:.2f} s to make it" if self.filled else ""
        yield (
            f"closed store to ready: {self.opened_again:.2f} s, {self.opened:.2f} s in a new process, "
            f"which loads the libraries{first}"
        )
        yield (
            f"memory of the matcher {self.memory:.0f} MB, "
            f"its index in the file {self.index:.1f} MB of {self.file:.0f} MB"
        )
        timed = self.timed
        for name, values, worked in (
            ("enquiry", timed.enquiries, timed.enquiries_worked),
            ("key", timed.keys, timed.keys_worked),
        ):
            yield (
                f"{name}: p50 {quantile(values, 0.5):.1f} ms, p95 {quantile(values, 0.95):.1f} ms, "
                f"p99 {quantile(values, 0.99):.1f} ms, longest {max(values, default=0):.1f} ms (n {len(values)}); "
                f"of the processor p50 {quantile(worked, 0.5):.1f} ms, p99 {quantile(worked, 0.99):.1f} ms"
            )


def answer_set(store: Path, queries: Path, out: Path, file: Path, keys: int) -> Measured:
    """Answer every enquiry of a set into `out`; the encrypted store is made at `file`, or taken from there."""
    measured = filled(store, file)
    measured.opened_first = float(_aside("open", str(file.resolve()))["seconds"])
    before, started = memory(), time.perf_counter()
    desk = filling.ready(file)
    measured.opened = time.perf_counter() - started
    measured.memory = memory() - before
    try:
        odd = reading.Oddities()
        questions = list(reading.questions(queries, odd, filling.NOW.year))
        measured.odd = ", ".join(filter(None, (measured.odd, str(odd))))
        for question in questions[:_WARM]:
            answered(desk, question, Measured())
        with out.open("wb") as written:
            for question in questions:
                reply = answered(desk, question, measured)
                written.write(msgspec.json.encode(reply) + b"\n")
        answering.type_names(desk, questions[:keys], measured.timed)
    finally:
        desk.close()
    started = time.perf_counter()
    desk = filling.ready(file)
    measured.opened_again = time.perf_counter() - started
    desk.close()
    measured.file = sum(each.stat().st_size for each in file.parent.glob(f"{file.name}*")) / 1e6
    measured.index = filling.index_bytes(file) / 1e6
    return measured


def answered(desk: Desk, question: Question, measured: Measured) -> Reply:
    """One answer; when an enquiry stops, the others are still answered, and the run says so at its end."""
    try:
        return answering.answer(desk, question, measured.timed)
    except Exception as error:  # noqa: BLE001 - thousands of others wait
        measured.failed.append(type(error).__name__)
        return answering.without_people(question)


def memory() -> float:
    """What this process holds now, in MB."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:  # not every system tells it so
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def filled(store: Path, file: Path) -> Measured:
    """The store of this set, made now unless it is there; people and contacts in any case."""
    beside = file.with_name(file.name + ".set")
    print_ = _fingerprint(store)
    known = json.loads(beside.read_text()) if file.exists() and beside.exists() else {}
    if known.get("set") != print_:
        for each in file.parent.glob(f"{file.name}*"):
            each.unlink()
        print("filling the store ...", flush=True)
        known = _aside("fill", str(store.resolve()), str(file.resolve())) | {"set": print_}
        beside.write_text(json.dumps(known | {"seconds": 0, "worked": 0}))
    return Measured(
        int(known["people"]),
        int(known["contacts"]),
        str(known["odd"]),
        float(known["seconds"]),
        float(known["worked"]),
    )


def _fingerprint(store: Path) -> str:
    found = hashlib.sha256()
    for line in reading.lines(store):
        found.update(line)
    return found.hexdigest()


def _aside(what: str, *words: str) -> dict[str, str | float]:
    """Do one thing in a process of its own; what it says."""
    command = [sys.executable, "-m", f"tests.bench.evaluation.{what}", *words]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=_ROOT)
    said: dict[str, str | float] = json.loads(done.stdout.splitlines()[-1])
    return said
