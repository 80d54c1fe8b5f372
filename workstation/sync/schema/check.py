"""Looks through Central's own catalogue for what an administrator's hand may have loosened.

Each rule in `sql/check.sql` is a question whose every row is a fault. The rules are those that attacks taught
(`trust.md` 5.4): a function that runs with its owner's rights must end its search path with `pg_temp`, or a
temporary table takes the place of a real one; a table's owner is not bound by row security unless it is forced.

Functions are held against the steps themselves. One that was added may be as well made as ours and still hand
everything out, and one of ours may have had its body changed: no rule about how a function looks would see either.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from workstation.sync.schema.reading import read, read_steps

if TYPE_CHECKING:
    import psycopg

_MADE: Final = re.compile(r"^create function lintel\.(\w+)\(.*?\bas \$\$(.*?)\$\$", re.DOTALL | re.MULTILINE)
_GRANTED: Final = re.compile(r"^grant execute on function ([^;]*?)\s+to ([^;]*);", re.MULTILINE)
_OWN: Final = "lintel_fn"

_FUNCTIONS: Final = """
select p.oid::regprocedure::text, n.nspname, p.proname, p.prosrc, array(
    select case when x.grantee = 0 then 'PUBLIC' else pg_get_userbyid(x.grantee) end
    from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
)::text[]
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname = 'lintel' or pg_get_userbyid(p.proowner) in ('lintel_owner', 'lintel_fn')
order by 1
"""


class _Made(Struct, frozen=True):
    """A function as the steps make it: its body, and who may call it."""

    body: str
    callers: frozenset[str]


def check(cx: psycopg.Connection[Any]) -> list[str]:
    """What is wrong, a sentence each; nothing when all holds."""
    ruled = (
        f"{name} {fault}." for fault, question in _rules() for (name,) in cx.execute(question).fetchall()
    )
    return [*ruled, *_strangers(cx)]


def _rules() -> Iterator[tuple[str, bytes]]:
    for rule in read("check.sql").split("-- : ")[1:]:
        fault, _, question = rule.partition("\n")
        yield fault, question.encode()


def _strangers(cx: psycopg.Connection[Any]) -> Iterator[str]:
    """Functions that no step made, or made otherwise, and those that somebody else may call now."""
    made = _made()
    found = cx.execute(_FUNCTIONS.encode()).fetchall()
    same_name = Counter((schema, name) for _, schema, name, _, _ in found)
    for shown, schema, name, body, callers in found:
        ours = made.get(name) if schema == "lintel" and same_name[schema, name] == 1 else None
        if ours is None or ours.body != body:
            yield f"{shown} is a function that Lintel did not make like this: nobody knows what it does."
        # What is open to everybody, a rule has said already.
        elif more := sorted({*callers} - ours.callers - {"PUBLIC"}):
            yield f"{shown} may be called by others than it is for: {', '.join(more)}."


def _made() -> dict[str, _Made]:
    steps = read_steps()
    callers: dict[str, set[str]] = {}
    for functions, roles in _GRANTED.findall(steps):
        for function in _listed(functions):
            callers.setdefault(function.removeprefix("lintel."), {_OWN}).update(_listed(roles))
    return {name: _Made(body, frozenset(callers.get(name, {_OWN}))) for name, body in _MADE.findall(steps)}


def _listed(words: str) -> list[str]:
    return [word.strip() for word in words.split(",")]
