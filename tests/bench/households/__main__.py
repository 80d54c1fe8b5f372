"""`python -m tests.bench.households OUT --people 100000 --queries 4000 --seed 7`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.bench.households.make import write


def main(words: list[str]) -> int:
    """Write a set."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.households", description="Make a set of households."
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--hard", action="store_true", help="enquiries that say less, with more mistakes on one name"
    )
    chosen = parser.parse_args(words)
    people, queries = write(chosen.out, chosen.people, chosen.queries, chosen.seed, hard=chosen.hard)
    print(f"{people} people and {queries} enquiries in {chosen.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
