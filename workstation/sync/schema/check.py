"""Looks through Central's own catalogue for what an administrator's hand may have loosened.

Each rule in `sql/check.sql` is a question whose every row is a fault. The rules are those that attacks taught
(`trust.md` 5.4): a function that runs with its owner's rights must end its search path with `pg_temp`, or a
temporary table takes the place of a real one; a table's owner is not bound by row security unless it is forced.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from workstation.sync.schema.reading import read

if TYPE_CHECKING:
    import psycopg


def check(cx: psycopg.Connection[Any]) -> list[str]:
    """What is wrong, a sentence each; nothing when all holds."""
    return [f"{name} {fault}." for fault, question in _rules() for (name,) in cx.execute(question).fetchall()]


def _rules() -> Iterator[tuple[str, bytes]]:
    for rule in read("check.sql").split("-- : ")[1:]:
        fault, _, question = rule.partition("\n")
        yield fault, question.encode()
