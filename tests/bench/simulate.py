"""Simulated histories of the exchange, and the laws they must keep: `python -m tests.bench.simulate`.

    --histories N --seed S     run N histories from seed S on (2,000 from 0)
    --mutant NAME              with a known mistake planted: then they must be broken
    --list-mutants             the known mistakes
    --story SEED               tell one history step by step
    --soak N                   N histories on every core, in pieces; begins where it was stopped (`soaking`)

Exit code 1 when a law was broken. Figures are per core: seconds are the processor's, not the wall's.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import time
from collections import Counter
from collections.abc import Sequence

from tests.bench import soaking
from tests.sync.simulator import mutants, running
from tests.sync.simulator.running import Broken


def main(arguments: Sequence[str] = ()) -> int:
    """What the command line asks for; without any, the figures for `./dev bench`."""
    asked = _arguments(arguments)
    if asked.list_mutants:
        for mutant in mutants.ALL.values():
            print(f"{mutant.name:42} {mutant.what}")
        return 0
    if asked.soak:
        return soaking.soak(asked.soak, asked.seed, _say)
    planted = mutants.ALL[asked.mutant].planted() if asked.mutant else contextlib.nullcontext()
    with planted:
        return tell(asked.story) if asked.story is not None else run(asked.seed, asked.histories)


def run(first: int, count: int) -> int:
    """Run these histories and print what came of them."""
    began = time.process_time()
    broken = list(running.broken_among(range(first, first + count)))
    took = time.process_time() - began
    print(f"{count} histories from seed {first}: {len(broken)} broken, {count / took:.0f} histories a second")
    _say(broken)
    return 1 if broken else 0


def tell(seed: int) -> int:
    """Print one history."""
    lines, broken = running.story(seed)
    print(*lines, sep="\n")
    print(f"\nseed {seed}: {f'{broken.law}: {broken.seen}' if broken else 'every law holds'}")
    return 1 if broken else 0


def _say(broken: Sequence[Broken]) -> None:
    for law, times in Counter(each.law for each in broken).most_common():
        first = next(each for each in broken if each.law == law)
        print(f"  {law}: {times} times, first with seed {first.seed}: {first.seen}")
        print(f"    python -m tests.bench.simulate --story {first.seed}")


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.simulate", description="Simulated histories."
    )
    parser.add_argument("--histories", type=int, default=2_000, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    parser.add_argument("--mutant", choices=sorted(mutants.ALL), metavar="NAME")
    parser.add_argument("--list-mutants", action="store_true")
    parser.add_argument("--story", type=int, metavar="SEED")
    parser.add_argument("--soak", type=int, metavar="N")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
