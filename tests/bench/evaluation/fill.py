"""Fills a store from an evaluation set: `python -m tests.bench.evaluation.fill STORE FILE`.

In a process of its own: what it takes in memory is gone when the enquiries begin. It prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from tests.bench.evaluation import filling, reading


def main(words: list[str]) -> int:
    """Fill it, and say how it went."""
    source, file = map(Path, words)
    odd = reading.Oddities()
    before = time.perf_counter()
    people = list(reading.people(source, odd, filling.NOW.year))
    contacts = filling.fill(file, people)
    took = time.perf_counter() - before
    said = {"people": len(people), "contacts": contacts, "seconds": took, "worked": time.process_time()}
    print(json.dumps(said | {"odd": str(odd)}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
