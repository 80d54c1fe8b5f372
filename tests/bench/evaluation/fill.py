"""Fills a store from an evaluation set: `python -m tests.bench.evaluation.fill STORE FILE`.

In a process of its own: what it takes in memory is gone when the enquiries begin. It prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Final

from tests.bench.evaluation import filling, reading

_EVERY: Final = 10.0
"""Seconds between two lines of progress."""


class _Progress:
    """Tells now and then how far it is, where nobody reads JSON."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _EVERY

    def __call__(self, what: str, done: int) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + _EVERY
            print(f"  {done} {what} ...", file=sys.stderr, flush=True)


def main(words: list[str]) -> int:
    """Fill it, and say how it went."""
    source, file = map(Path, words)
    odd = reading.Oddities()
    before = time.perf_counter()
    people = list(reading.people(source, odd, filling.NOW.year))
    contacts = filling.fill(file, people, _Progress())
    took = time.perf_counter() - before
    said = {"people": len(people), "contacts": contacts, "seconds": took, "worked": time.process_time()}
    print(json.dumps(said | {"odd": str(odd)}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
