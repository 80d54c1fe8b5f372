"""Who is the same human being as whom, as far as people have judged it.

A cluster is what hangs together by standing answers `same`. Two people about whom `same` and `different` both
stand are not joined by that: it counts as `not sure` until a person has chosen. Where `different` stands between
two who hang together through others, everybody stays together, and people are told (`domain.judged`): no machine
picks the answer that is wrong. A cluster is named after its smallest person id, so the same judgements always
give the same names, whether they came one by one or all at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import sqlalchemy as sa

from workstation.store.engine import marks, run, run_many
from workstation.store.record import batched
from workstation.store.schema import person_rows

Pair = tuple[str, str]
_NO_MORE: Final = """verdict = 'same' AND NOT EXISTS (SELECT 1 FROM match_rows AS no WHERE no.verdict = 'different'
    AND ((no.person = match_rows.person AND no.other = match_rows.other)
      OR (no.person = match_rows.other AND no.other = match_rows.person)))"""
"""`same`, and nobody says otherwise of these two."""


def settle_all(cx: sa.Connection) -> None:
    """Name every cluster anew."""
    pairs = [(one, other) for one, other in run(cx, f"SELECT person, other FROM match_rows WHERE {_NO_MORE}")]  # noqa: S608
    cx.execute(person_rows.update().values(cluster=person_rows.c.person))
    _write(cx, named(pairs))


def settle(cx: sa.Connection, people: Iterable[str]) -> None:
    """Name anew the clusters of these people: everybody whose judgements or companions changed."""
    start = set(people)
    if not run(cx, "SELECT 1 FROM match_rows LIMIT 1") and not _joined(cx, start):
        return
    names = dict.fromkeys(start, "") | named(_pairs_around(cx, start))
    _write(cx, {person: name or person for person, name in names.items()})


def named(pairs: Iterable[Pair]) -> dict[str, str]:
    """The cluster of everybody in these pairs."""
    above: dict[str, str] = {}

    def top(person: str) -> str:
        while (up := above.setdefault(person, person)) != person:
            above[person] = person = above[up]
        return person

    for one, other in pairs:
        first, second = sorted((top(one), top(other)))
        above[second] = first
    return {person: top(person) for person in above}


def _joined(cx: sa.Connection, people: Iterable[str]) -> bool:
    """Whether one of these people is named after another: to look at everybody would take longer with each file
    that is brought in.
    """
    asked = "SELECT 1 FROM person_rows WHERE cluster <> person AND person IN"
    return any(run(cx, f"{asked} {marks(batch)} LIMIT 1", batch) for batch in batched(people))


def _pairs_around(cx: sa.Connection, start: set[str]) -> set[Pair]:
    """Every judgement that can be reached from these people, step by step."""
    pairs: set[Pair] = set()
    seen: set[str] = set()
    edge = sorted(start)
    while edge:
        seen.update(edge)
        for batch in batched(edge):
            asked = ", ".join("?" * len(batch))
            either = f"(person IN ({asked}) OR other IN ({asked}))"
            query = f"SELECT person, other FROM match_rows WHERE {_NO_MORE} AND {either}"  # noqa: S608
            pairs.update((person, other) for person, other in run(cx, query, [*batch, *batch]))
        edge = sorted({person for pair in pairs for person in pair} - seen)
    return pairs


def _write(cx: sa.Connection, names: dict[str, str]) -> None:
    if names:
        statement = "UPDATE person_rows SET cluster = ? WHERE person = ? AND cluster <> ?"
        run_many(cx, statement, [(name, person, name) for person, name in names.items()])
