"""Enquiries about made-up children, and what each should find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from tests.bench.households import slips, spoil
from tests.bench.households.family import Human
from tests.bench.households.formats import Described, Other, Place, Query, Truth
from tests.bench.households.places import Home, Town
from tests.bench.households.pools import pool
from tests.bench.households.record import Recorded
from tests.bench.households.spoil import About, Said

_THIN: Final = 0.3
_FULL_ERRORS: Final = (9, 23, 30, 25, 13)
_THIN_ERRORS: Final = (36, 42, 22, 0, 0)
_HARD_FULL: Final = (5, 15, 28, 30, 22)
_HARD_THIN: Final = (15, 35, 30, 15, 5)
_HARD_LEAVES_OUT: Final = 0.35
"""In a hard set so many of those beside the child are not named, and so many addresses not given."""
_WITH_UNBORN: Final = 2
"""That it was not born yet is mistake enough: at most one more."""
_OTHERS: Final = {"mother": 0.8, "father": 0.35, "partner": 0.12, "grandparent": 0.25}
_SIBLING: Final = 0.3
_ADDRESS, _PHONE, _NHS = 0.75, 0.18, 0.06


@dataclass(frozen=True, slots=True)
class Recordings:
    """Which rows were recorded at which address."""

    rows: Mapping[str, Sequence[str]]

    def at(self, home: Home | None) -> list[str]:
        """Everybody recorded there."""
        return [] if home is None else list(self.rows.get(building(home), ()))


def building(home: Home) -> str:
    """What tells one building from another: flats and rooms of it are one."""
    line = home.line
    if line.startswith(("Flat ", "Room ")):
        line = line.partition(", ")[2]
    return f"{line}|{home.postcode}"


@dataclass(frozen=True, slots=True)
class Asked:
    """The town the enquiries are made in."""

    seed: int
    town: Town
    recorded: Recordings


@dataclass(slots=True)
class Asking:
    """One enquiry being made."""

    qid: str
    found: Recorded
    child: Human
    rng: Random
    town: Town
    thin: bool
    hard: bool = False
    home: Home | None = None


def ask(qid: str, found: Recorded, child: Human, place: Asked, *, hard: bool = False) -> tuple[Query, Truth]:
    """An enquiry about this child, and its truth. A hard one says less, and more of it is wrong."""
    rng = Random(f"{place.seed}/{qid}")
    asking = Asking(qid, found, child, rng, place.town, rng.random() < _THIN, hard)
    said = _described(asking)
    others = _others(asking)
    if hard:
        said, others = _less(asking, said, others)
    if asking.thin:
        others = _thin(asking, said, others)
    rows = found.rows_of(child)
    mistakes, before = _mistakes(asking, said, only_name=said.address is None and not others)
    if "moved" in mistakes:
        asking.home = None
    if rng.random() < 0.6:
        said.forename, said.middle, said.surname = map(
            slips.plain, (said.forename, said.middle, said.surname)
        )
    truth = _truth(asking, rows, others, place.recorded, (mistakes, before))
    return Query(qid, _person(said), others), truth


def _described(asking: Asking) -> Said:
    rng, found = asking.rng, asking.found
    said = spoil.truly(asking.child)
    if said.middle and asking.child.group not in ("somali", "sikh") and rng.random() < 0.45:
        said.middle = None
    if rng.random() < 0.1:
        said.sex = None
    known = found.homes[-1] if found.homes else found.family.homes[-1]
    if rng.random() < _ADDRESS:
        asking.home = known if found.rows_of(asking.child) or rng.random() < 0.7 else found.family.homes[-1]
        said.address = asking.home.written(rng)
    if rng.random() < _PHONE:
        said.phone = next((h.phone for h in found.family.humans if h.phone), None)
    if rng.random() < _NHS:
        said.nhs = asking.child.nhs or None
    return said


def _others(asking: Asking) -> list[Other]:
    """Who is named beside the child, as they are called now; one in seven a little wrong."""
    rng, found = asking.rng, []
    for human in asking.found.family.humans:
        if human is asking.child or (asking.child.other_father and human.part == "father"):
            continue
        role = "sibling" if human.child else human.part
        if role == "partner" and asking.child.other_father:
            role = "father"
        if rng.random() < (_SIBLING if role == "sibling" else _OTHERS[role]):
            found.append(_named(human, role, rng))
    return found


def _less(asking: Asking, said: Said, others: list[Other]) -> tuple[Said, list[Other]]:
    """What a hurried caller leaves out."""
    rng = asking.rng
    if rng.random() < _HARD_LEAVES_OUT:
        said.address = asking.home = None
    said.middle = None if rng.random() < _HARD_LEAVES_OUT else said.middle
    return said, [other for other in others if rng.random() > _HARD_LEAVES_OUT]


def _named(human: Human, role: str, rng: Random) -> Other:
    forename, surname = human.called.forename, human.called.surname or None
    if rng.random() < 0.15:
        table = pool(human.group)
        short = table.nicknames.get(forename)
        if short and rng.random() < 0.5:
            forename = rng.choice(short)
        elif surname and len(surname) > 3 and rng.random() < 0.5:
            surname = slips.respelt(surname, table.variants, rng) or slips.mistyped(surname, rng)
        elif len(forename) > 3:
            forename = slips.respelt(forename, table.variants, rng) or slips.mistyped(forename, rng)
    if rng.random() < 0.12:
        surname = None
    if rng.random() < 0.6:
        forename, surname = slips.plain(forename) or forename, slips.plain(surname)
    born = human.born.isoformat() if rng.random() < (0.5 if human.child else 0.2) else None
    return Other(role, forename, surname, born)


def _thin(asking: Asking, said: Said, others: list[Other]) -> list[Other]:
    """Hardly more than a name: one more thing, sometimes two. Of a child whom nobody has seen yet it is the day or
    a parent, for with less nobody could find it.
    """
    rng = asking.rng
    keep = rng.choices(("dob", "age", "others", "address"), (36, 22, 24, 18))[0]
    unborn = "before_birth" in _before(asking)
    if (unborn and keep == "age") or (keep == "others" and not others):
        keep = "dob"
    said.phone = said.nhs = said.middle = None
    if keep == "age" and said.dob:
        said.dob, said.dob_kind = said.dob[:4], "estimated"
    elif keep != "dob" and not (keep == "address" and rng.random() < 0.3):
        said.dob, said.dob_kind = None, "unknown"
    if keep != "address":
        said.address = asking.home = None
    elif said.address is None:
        asking.home = asking.found.homes[-1] if asking.found.homes else asking.found.family.homes[-1]
        said.address = Place(asking.home.line, None, asking.home.postcode if rng.random() < 0.5 else None)
    return others[:1] if keep == "others" or rng.random() < 0.1 else []


def _before(asking: Asking) -> list[str]:
    """The mistakes that the child's best row has already."""
    rows = asking.found.rows_of(asking.child)
    return min((asking.found.mistakes[row] for row in rows), key=len, default=[])


def _mistakes(asking: Asking, said: Said, *, only_name: bool) -> tuple[list[str], list[str]]:
    """The mistakes of this enquiry, and those that were there before. What is left beside a bare name stays."""
    before = _before(asking)
    usual, hard = (_THIN_ERRORS, _HARD_THIN) if asking.thin else (_FULL_ERRORS, _HARD_FULL)
    weights = hard if asking.hard else usual
    wanted = asking.rng.choices(range(5), weights)[0]
    if "before_birth" in before:
        wanted = min(wanted, _WITH_UNBORN)
    about = About(asking.child, asking.found.family, asking.town)
    without = ("date_missing", "age_only", "singh_kaur") if only_name else ()
    return spoil.spoil(
        said, about, max(wanted - len(before), 0), asking.rng, without, apart=not asking.hard
    ), before


def _person(said: Said) -> Described:
    return Described(said.forename, said.middle, said.surname, said.dob, said.dob_kind, said.sex, said.address,
        said.phone, said.nhs)  # fmt: skip


def _truth(
    asking: Asking,
    rows: list[str],
    others: list[Other],
    recorded: Recordings,
    mistakes: tuple[list[str], list[str]],
) -> Truth:
    found = asking.found
    everybody = [row.id for row in found.rows]
    family = [row for row in everybody if row not in rows]
    here = [row for row in recorded.at(asking.home) if row not in everybody]
    kind = "match" if rows else "family_only" if family else "none"
    tags = [*mistakes[0], *(f"stored_{name}" if name != "before_birth" else name for name in mistakes[1])]
    more = [tag for tag in found.family.tags if tag != "has_twins"]
    more += ["twins"] if asking.child.twin else []
    return Truth(
        qid=asking.qid, kind=kind, profile="thin" if asking.thin else "full",
        reachable=kind != "family_only" or _reachable(asking, others), same=rows, family=family, address=here,
        tags=[*tags, *more], n_errors=len(tags), group=asking.child.group,
    )  # fmt: skip


def _reachable(asking: Asking, others: Sequence[Other]) -> bool:
    """Whether somebody of the family who is on record is named, or an address of theirs."""
    if asking.home is not None and asking.home in asking.found.homes:
        return True
    stored = {human.called.forename for human in asking.found.family.humans if asking.found.rows_of(human)}
    plain = {slips.plain(name) for name in stored} | stored
    return any(other.forename in plain and other.surname for other in others)
