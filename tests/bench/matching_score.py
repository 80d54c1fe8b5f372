"""Scores answers: `python -m tests.bench.matching_score FOLDER_OF_THE_SET ANSWERS.jsonl`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.bench.evaluation import scoring, targets, ties
from tests.bench.evaluation.reading import lines


def main(words: list[str]) -> int:
    """Print the table of targets."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.matching_score")
    parser.add_argument("set", type=Path)
    parser.add_argument("answers", type=Path)
    chosen = parser.parse_args(words)
    people = sum(1 for _ in lines(chosen.set / "store.jsonl"))
    score = scoring.of_files(chosen.set, chosen.answers)
    lost = ties.exactly_lost(chosen.set, chosen.answers)
    print("\n".join(targets.table(score, people, lost)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
