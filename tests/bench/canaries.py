"""Whether a hidden address stands on any copy: a thousand made-up families, every kind of copy, every reader.

`./dev bench canaries`, or `python -m tests.bench.canaries FAMILIES [FROM]` for fewer of them.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.hostile import canaries, sweep
from tests.hostile.sweep import Count

FAMILIES = 1_000
_AT_ONCE = 50
"""Families in one file: so many that their histories are searched, so few that no family meets all others."""


def main(many: int = FAMILIES, first: int = 0) -> None:
    """Make them, look, and print the counts."""
    started, cpu = time.monotonic(), time.process_time()
    count = Count()
    for begin in range(first, first + many, _AT_ONCE):
        _some(range(begin, min(begin + _AT_ONCE, first + many)), count)
        print(f"{begin + _AT_ONCE - first:5} families, {_sum(count)}", flush=True)
    took, worked = time.monotonic() - started, time.process_time() - cpu
    print(f"\n{many} families, {_sum(count)}, in {took:.0f} s ({worked:.0f} s CPU)")
    for title, found in (("made", count.made), ("refused in words", count.refused), ("LEAKED", count.leaks),
                         ("LINKS, NOTES OR ATTACHMENTS", count.besides)):  # fmt: skip
        for what, times in sorted(found.items()):
            print(f"  {title}: {times:6} {what}")
    print(f"  the files say of themselves: {', '.join(sorted(count.titles))}")
    if count.leaks or count.besides:
        sys.exit(1)


def _some(numbers: range, count: Count) -> None:
    families = tuple(canaries.families(numbers))
    with tempfile.TemporaryDirectory() as folder:
        desk = sweep.desk_of(Path(folder) / "canaries.lintel", families)
        try:
            for one in families:
                sweep.swept(desk, one, count)
        finally:
            desk.close()


def _sum(count: Count) -> str:
    return (
        f"{sum(count.made.values()):,} copies and texts, {count.hidden:,} times [hidden], "
        f"{sum(count.leaks.values())} marks leaked, {sum(count.besides.values())} links or attachments"
    )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3]))
