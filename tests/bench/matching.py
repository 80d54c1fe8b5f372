"""How well and how quickly earlier involvement is found.

    python -m tests.bench.matching --store store.jsonl --queries queries.jsonl --out answers.jsonl
        [--sqlcipher-file F] [--keys N]

answers an evaluation set: its people are put into an encrypted store, and every enquiry is asked at a desk
through the door that the window uses. With a truth.jsonl beside the store it is scored too. Without words
(`./dev bench matching`) it makes sets of its own, answers them all, and asks Splink 5 the same in the same run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench.evaluation import everything, scoring, targets, ties
from tests.bench.evaluation.measuring import answer_set

_KEYS = 300
"""The names of so many enquiries are typed letter by letter."""


def main() -> None:
    """Everything, with the sets made here."""
    everything.run(_KEYS)


def answer(words: list[str]) -> int:
    """Answer one set."""
    chosen = _parser().parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        file = chosen.sqlcipher_file or Path(folder) / "set.lintel"
        measured = answer_set(chosen.store, chosen.queries, chosen.out, file, chosen.keys)
    print("\n".join(measured.lines()))
    if (truth := chosen.store.with_name("truth.jsonl")).exists():
        score = scoring.of_files(truth.parent, chosen.out)
        lost = ties.exactly_lost(truth.parent, chosen.out)
        print("\n".join(targets.table(score, measured.people, lost)))
    return 1 if measured.failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.matching")
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--sqlcipher-file", type=Path, help="where the encrypted store is made, and kept for next time"
    )
    parser.add_argument("--keys", type=int, default=_KEYS, help="how many names to type letter by letter")
    return parser


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(answer(sys.argv[1:]))
    main()
