"""All benchmarks, one after the other: `./dev bench`, or `python -m tests.bench NAME ...` for some of them."""

from __future__ import annotations

import importlib
import sys

ALL = (
    "append",
    "fold",
    "start",
    "bundle",
    "stall",
    "bring_in",
    "line",
    "push",
    "pull",
    "first_sync",
    "herd",
    "simulate",
    "shared",
    "typing",
    "matching",
    "canaries",
    "warnings",
)
_MODULES = {"typing": "typing_names", "shared": "shared_words"}
"""Where a benchmark is not called like its module."""


def main(names: list[str]) -> int:
    """Run these benchmarks, or all; wrong names are told."""
    if names[:1] == ["typing"] and len(names) > 1:
        from tests.bench import typing_names

        return typing_names.main(names[1:])
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(ALL)}.", file=sys.stderr)
        return 2
    for name in names or ALL:
        print(f"\n== {name}", flush=True)
        importlib.import_module(f"tests.bench.{_MODULES.get(name, name)}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
