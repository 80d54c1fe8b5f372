"""What earlier contacts left of a family: rows of the store, each with that contact's own mistakes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from tests.bench.households import slips, spoil
from tests.bench.households.family import Family, Human
from tests.bench.households.formats import Alias, Place, Relation, Stored
from tests.bench.households.places import Home, Town
from tests.bench.households.pools import pool
from tests.bench.households.spoil import About, Said

_NAMED: Final = {"mother": 0.92, "father": 0.55, "partner": 0.7, "grandparent": 0.7, "child": 0.86}
_FRESH: Final = 0.3
"""How often a contact writes everybody down anew instead of finding those it has."""
_UNBORN_FOR: Final = timedelta(days=200)
_ROLE_OF: Final = {"mother": "mother", "father": "father", "partner": "partner", "grandparent": "grandparent"}


@dataclass(slots=True)
class Recorded:
    """A family, its rows, and whose row is whose."""

    family: Family
    rows: list[Stored] = field(default_factory=list)
    of: dict[int, list[str]] = field(default_factory=dict)
    """For each human (by place in the family) the rows that are theirs."""
    mistakes: dict[str, list[str]] = field(default_factory=dict)
    """For each row what is wrong with it."""
    homes: list[Home] = field(default_factory=list)
    """Where they lived, as far as somebody wrote it down; the latest last."""

    def rows_of(self, human: Human) -> list[str]:
        """The ids of the rows of one of the family."""
        return self.of.get(_place(self.family, human), [])


def _place(family: Family, human: Human) -> int:
    return next(n for n, other in enumerate(family.humans) if other is human)


def record(family: Family, seed: int, town: Town) -> Recorded:
    """Everything earlier contacts wrote down."""
    rng = Random(f"{seed}/record/{family.number}")
    found = Recorded(family)
    latest: dict[int, Stored] = {}
    for number, day in enumerate(family.contacts):
        if number and rng.random() < _FRESH:
            latest = {}
        contact = f"C{family.number:06d}-{number}"
        home = (
            family.homes[min(number, max(len(family.homes) - 2, 0))]
            if rng.random() < 0.75
            else family.homes[-1]
        )
        found.homes = [*(known for known in found.homes if known != home), home]
        named = _named(family, day, latest, rng)
        for place in named:
            _write(found, place, latest, _Visit(contact, day, home.written(rng), town), rng)
        _relate(family, {place: latest[place] for place in named})
    return found


@dataclass(frozen=True, slots=True)
class _Visit:
    contact: str
    day: date
    address: Place
    town: Town


def _named(family: Family, day: date, known: dict[int, Stored], rng: Random) -> list[int]:
    """Who is named that day; at least one child who is there or expected."""
    there = [n for n, h in enumerate(family.humans) if not h.child or h.born - _UNBORN_FOR < day]
    named = [n for n in there if rng.random() < _chance(family.humans[n], day, known=n in known)]
    children = [n for n in there if family.humans[n].child]
    if children and not any(n in children for n in named):
        named.append(rng.choice(children))
    return named


def _chance(human: Human, day: date, *, known: bool) -> float:
    """How often somebody is named: a child not yet born seldom."""
    if human.child and human.born > day:
        return 0.3
    return 0.8 if known else _NAMED[human.part]


def _write(found: Recorded, place: int, latest: dict[int, Stored], visit: _Visit, rng: Random) -> None:
    human = found.family.humans[place]
    unborn = human.child and human.born > visit.day
    row = latest.get(place)
    if row is not None and not (row.dob_kind == "edd" and not unborn):
        row.contacts.append(visit.contact)
        if all(visit.address.line != address.line for address in row.addresses) and rng.random() < 0.8:
            row.addresses.append(visit.address)
        return
    said, mistakes = _said(found.family, human, visit, rng, unborn=unborn)
    if row is None:
        row = _new_row(f"P{found.family.number:06d}-{len(found.rows):02d}", said, visit)
        found.rows.append(row)
        found.of.setdefault(place, []).append(row.id)
        latest[place] = row
    else:
        _born_since(row, said, visit)
    found.mistakes[row.id] = mistakes
    _more(row, human, rng)


def _said(
    family: Family, human: Human, visit: _Visit, rng: Random, *, unborn: bool
) -> tuple[Said, list[str]]:
    if unborn:
        said = spoil.unborn(human, family.humans[0], rng)
        said.address = visit.address
        return said, ["before_birth"]
    said = spoil.truly(human)
    said.address = visit.address
    if rng.random() < 0.6:
        said.forename, said.middle, said.surname = map(
            slips.plain, (said.forename, said.middle, said.surname)
        )
    if said.middle and human.group not in ("somali", "sikh") and rng.random() < 0.4:
        said.middle = None
    wanted = rng.choices((0, 1, 2), (72, 23, 5))[0]
    mistakes = spoil.spoil(said, About(human, family, visit.town), wanted, rng, ("moved",))
    if not human.child and said.dob:
        _adult_date(said, rng)
    return said, mistakes


def _adult_date(said: Said, rng: Random) -> None:
    if rng.random() < 0.4:
        said.dob, said.dob_kind = None, "unknown"
    elif rng.random() < 0.1:
        said.dob, said.dob_kind = (said.dob or "")[:4], "estimated"


def _new_row(id_: str, said: Said, visit: _Visit) -> Stored:
    place = said.address or visit.address
    return Stored(id_, said.forename, said.middle, said.surname, said.dob, said.dob_kind, said.sex, [], [place], [],
        None, [], [visit.contact])  # fmt: skip


def _born_since(row: Stored, said: Said, visit: _Visit) -> None:
    """The child is born now: the row says so, and keeps how it was called before."""
    if row.forename:
        row.aliases.append(Alias(row.forename, row.surname, "as-given"))
    row.forename, row.middle, row.surname = said.forename, said.middle, said.surname
    row.dob, row.dob_kind, row.sex = said.dob, said.dob_kind, said.sex
    row.contacts.append(visit.contact)


def _more(row: Stored, human: Human, rng: Random) -> None:
    """Other names, numbers."""
    if human.before and rng.random() < 0.3:
        row.aliases.append(Alias(row.forename, human.before[0], "birth"))
    short = pool(human.group).nicknames.get(human.called.forename)
    if short and rng.random() < 0.08:
        row.aliases.append(Alias(rng.choice(short), row.surname, "known-as"))
    if human.phone and rng.random() < 0.8:
        row.phones.append(human.phone)
    if human.nhs and row.nhs is None and rng.random() < 0.7:
        row.nhs = human.nhs


def _relate(family: Family, rows: dict[int, Stored]) -> None:
    """Write down who is whose."""
    for one, row in rows.items():
        for other, theirs in rows.items():
            kind = _kind(family.humans[one], family.humans[other]) if one != other else ""
            if kind and all(relation.to != theirs.id for relation in row.relations):
                row.relations.append(Relation(theirs.id, kind))


def _kind(one: Human, other: Human) -> str:
    """What `other` is to `one`."""
    if one.child:
        if other.child:
            return "sibling"
        if other.part == "father" and one.other_father:
            return ""
        if other.part == "partner" and one.other_father:
            return "father"
        return "" if other.part == "partner" else _ROLE_OF[other.part]
    if other.child:
        return "child" if _kind(other, one) in ("mother", "father") else ""
    if {one.part, other.part} in ({"mother", "father"}, {"mother", "partner"}):
        return "partner"
    if one.part == "mother" and other.part == "grandparent":
        return "mother" if other.sex == "F" else "father"
    return "child" if one.part == "grandparent" and other.part == "mother" else ""
