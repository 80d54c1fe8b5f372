"""All of it: the household set, the FEBRL floor, and Splink beside us on both."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from tests.bench.compare import peers
from tests.bench.evaluation import scoring
from tests.bench.evaluation.reading import lines
from tests.bench.evaluation.scoring import Given, Right
from tests.bench.households import make

_ROOT: Final = Path(__file__).parents[3]
_PLACE: Final = _ROOT / "build" / "bench"
_PEOPLE: Final = int(os.environ.get("LINTEL_BENCH_PEOPLE", "100000"))
_QUERIES: Final = 4000
_SEED: Final = 7
_BESIDE: Final = int(os.environ.get("LINTEL_BENCH_BESIDE", "1000"))
"""So many of the enquiries are put to Splink too."""


def run(keys: int) -> None:
    """Make what is missing under build/bench, answer, and print."""
    households = _PLACE / f"households-{_PEOPLE}-{_SEED}"
    if not (households / "truth.jsonl").exists():
        make.write(households, _PEOPLE, _QUERIES, _SEED)
    print(f"-- households, {_PEOPLE} people", flush=True)
    _answered(households, keys)
    try:
        peers.python()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"FEBRL and Splink are left out: they could not be installed ({error}).")
        return
    _beside(households)
    _febrl(keys)


def _answered(folder: Path, keys: int) -> None:
    """Answer a set and print its figures, in a process of its own: its memory is measured."""
    words: list[str | Path] = [
        "--store",
        folder / "store.jsonl",
        "--queries",
        folder / "queries.jsonl",
        "--keys",
        str(keys),
    ]
    words += ["--out", folder / "answers.jsonl", "--sqlcipher-file", folder / "set.lintel"]
    subprocess.run([sys.executable, "-m", "tests.bench.matching", *words], check=True, cwd=_ROOT)


def _beside(folder: Path) -> None:
    """The first enquiries put to Splink as well, and both scored on the same ones."""
    theirs = folder / "splink.jsonl"
    took = peers.run("splink_set.py", folder, theirs, _BESIDE)
    print(
        f"-- beside Splink 5, the same {_BESIDE} enquiries (loaded in {took['loaded']} s, {took['memory']} MB)"
    )
    found = []
    for name, answers in (("Lintel", folder / "answers.jsonl"), ("Splink", theirs)):
        score = scoring.score(_first(folder), _given(answers))
        found.append(score)
        thin = scoring.of_profile(score, "thin") or 0.0
        print(
            f"  {name}: recall@1 {score.at[1]:.4f}, @5 {score.at[5]:.4f}, thin @5 {thin:.4f}, "
            f"shown {score.shown:.4f}, household {score.household.get('family_only', 0):.4f}, "
            f"wrong shown {score.wrong['none'].mean:.2f}, p50 {score.p50:.1f} ms, p99 {score.p99:.1f} ms"
        )
    ours, splink = found
    misses = (1 - ours.at[5]) / ((1 - splink.at[5]) or 1)
    print(
        f"  {splink.p50 / ours.p50:.0f} x its median speed (goal 20, better 50), p99 {splink.p99 / ours.p99:.0f} x"
    )
    print(
        f"  misses@5: 1/{1 / misses if misses else float('inf'):.1f} of Splink's (must 1/6, goal 1/15)",
        flush=True,
    )


def _first(folder: Path) -> list[Right]:
    """The truth of the enquiries that Splink was asked."""
    decode = msgspec.json.Decoder(Right).decode
    asked = {each.qid for each in _given(folder / "splink.jsonl")}
    return [right for right in map(decode, lines(folder / "truth.jsonl")) if right.qid in asked]


def _given(path: Path) -> Iterable[Given]:
    return map(msgspec.json.Decoder(Given).decode, lines(path))


def _febrl(keys: int) -> None:
    """The FEBRL floor: its third and fourth file by themselves and in a haystack, and the fourth beside Splink."""
    third, whole, haystack = _PLACE / "febrl3", _PLACE / "febrl4", _PLACE / f"febrl-{_PEOPLE}"
    for folder, words in (
        (third, ("--whole", 3)),
        (whole, ("--whole", 4)),
        (haystack, ("--haystack", _PEOPLE)),
    ):
        if not (folder / "truth.jsonl").exists():
            peers.run("febrl_set.py", folder, *words)
    print("-- FEBRL3 as a whole (recall@5: must .998)", flush=True)
    _answered(third, 0)
    print("-- FEBRL4 as a whole, no number (recall@5: must .998; F1: must .985, goal .995)", flush=True)
    _answered(whole, 0)
    ours, theirs = _linked(whole), peers.run("splink_febrl4.py")
    for name, (f1, precision, recall) in (
        ("Lintel, the strong ones", ours),
        ("Splink, from weight 0", (theirs["f1"], theirs["precision"], theirs["recall"])),
    ):
        print(f"  {name}: F1 {f1:.4f}, precision {precision:.4f}, recall {recall:.4f}")
    print(f"-- both in a haystack of {_PEOPLE} (the recipe's own prototype finds .996)", flush=True)
    _answered(haystack, keys)


def _linked(folder: Path) -> tuple[float, float, float]:
    """F1, precision and recall of the pairs that are shown as strong."""
    answers = {each.qid: each for each in _given(folder / "answers.jsonl")}
    right = list(map(msgspec.json.Decoder(Right).decode, lines(folder / "truth.jsonl")))
    truth = {(each.qid, id_) for each in right for id_ in each.same}
    found = {
        (qid, id_)
        for qid, given in answers.items()
        for id_, word in islice(zip(given.ranked, given.strengths, strict=True), given.shown)
        if word in scoring.STRONG
    }
    hits = len(found & truth)
    if not hits:
        return 0.0, 0.0, 0.0
    precision, recall = hits / len(found), hits / len(truth)
    return 2 * precision * recall / (precision + recall), precision, recall
