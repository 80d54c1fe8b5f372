"""Who is the same human being as whom, as far as people have judged it.

A cluster is named after its smallest person id, so the same judgements always give the same names, whether
they came one by one or all at once.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from workstation.store.engine import run, run_many
from workstation.store.record import batched
from workstation.store.schema import match_rows, person_rows

Pair = tuple[str, str]


def settle_all(cx: sa.Connection) -> None:
    """Name every cluster anew."""
    same = sa.select(match_rows.c.person, match_rows.c.other).where(match_rows.c.verdict == "same")
    pairs = [(person, other) for person, other in cx.execute(same)]
    cx.execute(person_rows.update().values(cluster=person_rows.c.person))
    _write(cx, named(pairs))


def settle(cx: sa.Connection, people: Iterable[str]) -> None:
    """Name anew the clusters of these people: everybody whose judgements or companions changed."""
    if not run(cx, "SELECT 1 FROM match_rows LIMIT 1") and not _joined(cx):
        return
    start = set(people)
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


def _joined(cx: sa.Connection) -> bool:
    return bool(run(cx, "SELECT 1 FROM person_rows WHERE cluster <> person LIMIT 1"))


def _pairs_around(cx: sa.Connection, start: set[str]) -> set[Pair]:
    """Every judgement that can be reached from these people, step by step."""
    pairs: set[Pair] = set()
    seen: set[str] = set()
    edge = sorted(start)
    while edge:
        seen.update(edge)
        for batch in batched(edge):
            either = match_rows.c.person.in_(batch) | match_rows.c.other.in_(batch)
            query = sa.select(match_rows.c.person, match_rows.c.other)
            found = cx.execute(query.where(match_rows.c.verdict == "same", either))
            pairs.update((person, other) for person, other in found)
        edge = sorted({person for pair in pairs for person in pair} - seen)
    return pairs


def _write(cx: sa.Connection, names: dict[str, str]) -> None:
    if names:
        statement = "UPDATE person_rows SET cluster = ? WHERE person = ? AND cluster <> ?"
        run_many(cx, statement, [(name, person, name) for person, name in names.items()])
