"""What goes wrong when a person is described. Each mistake changes what is said, or says that it cannot."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from tests.bench.households import slips
from tests.bench.households.family import Family, Human, a_surname
from tests.bench.households.formats import Place
from tests.bench.households.naming import feminine, masculine
from tests.bench.households.places import Town
from tests.bench.households.pools import pool


@dataclass(slots=True)
class Said:
    """What somebody says of a person."""

    forename: str | None
    middle: str | None
    surname: str | None
    dob: str | None
    dob_kind: str
    sex: str | None
    address: Place | None = None
    phone: str | None = None
    nhs: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """Whom it is said of."""

    human: Human
    family: Family
    town: Town


Mistake = Callable[[Said, About, Random], bool]


def truly(human: Human) -> Said:
    """A person described without a mistake."""
    name = human.called
    return Said(
        name.forename, name.middle or None, name.surname or None, human.born.isoformat(), "known", human.sex
    )


def unborn(human: Human, mother: Human, rng: Random) -> Said:
    """A child described before it was born: the mother's surname, and the day it was expected."""
    due = human.born + timedelta(days=round(rng.gauss(0, 9)))
    forename = rng.choice((None, None, "Unborn", "Baby", "Unborn baby"))
    return Said(forename, None, mother.called.surname or None, due.isoformat(), "edd", None)


# -- names ------------------------------------------------------------------------------------------------------


def _typo(which: str) -> Mistake:
    def spoil(said: Said, about: About, rng: Random) -> bool:
        name = getattr(said, which)
        if not name or len(name) < 4:
            return False
        setattr(said, which, slips.mistyped(name, rng))
        return True

    return spoil


def _respelling(which: str) -> Mistake:
    def spoil(said: Said, about: About, rng: Random) -> bool:
        name = getattr(said, which)
        new = slips.respelt(name, pool(about.human.group).variants, rng) if name else None
        if not new:
            return False
        setattr(said, which, new)
        return True

    return spoil


def _nickname(said: Said, about: About, rng: Random) -> bool:
    short = pool(about.human.group).nicknames
    for which in ("forename", "middle"):
        name = getattr(said, which)
        if name in short:
            said.forename = rng.choice(short[name])
            said.middle = None if which == "middle" else said.middle
            return True
    return False


def _swapped(said: Said, about: About, rng: Random) -> bool:
    if not said.forename or not said.surname:
        return False
    said.forename, said.surname = said.surname, said.forename
    return True


def _surname_first(said: Said, about: About, rng: Random) -> bool:
    """The surname first and the rest behind it: all in one box, or cut in the wrong place."""
    if not said.forename or not said.surname:
        return False
    given = " ".join(filter(None, (said.forename, said.middle)))
    if rng.random() < 0.5:
        said.forename, said.middle, said.surname = f"{said.surname} {given}", None, None
    else:
        first, _, rest = f"{said.surname} {given}".rpartition(" ")
        said.forename, said.middle, said.surname = first, None, rest
    return True


def _middle_first(said: Said, about: About, rng: Random) -> bool:
    if not said.middle or said.middle in ("Singh", "Kaur", said.forename):
        return False
    said.forename, said.middle = said.middle, (said.forename if rng.random() < 0.3 else None)
    return True


def _part_dropped(said: Said, about: About, rng: Random) -> bool:
    """Of a name of several words only one."""
    for which in rng.sample(("surname", "forename"), 2):
        parts = re.split(r"[ -]", getattr(said, which) or "")
        parts = [part for part in parts if len(part) > 2]
        if len(parts) > 1:
            setattr(said, which, rng.choice(parts))
            return True
    return False


def _joined(said: Said, about: About, rng: Random) -> bool:
    """Hyphens, spaces and apostrophes put in or left out."""
    for which in rng.sample(("surname", "forename"), 2):
        name = getattr(said, which) or ""
        if re.search(r"[ '-]", name):
            new = re.sub(r"[ '-]", rng.choice(("", " ")), name)
            if new != name:
                setattr(said, which, new)
                return True
        if re.match(r"(Mc|Mac|Al|El|Abu|Abdul)[A-Z]", name):
            setattr(said, which, re.sub(r"^(Mc|Mac|Al|El|Abu|Abdul)(?=[A-Z])", r"\1 ", name))
            return True
    return False


def _other_parents_surname(said: Said, about: About, rng: Random) -> bool:
    parents = about.family.parts("mother", "father") if about.human.child else []
    others = [
        p.called.surname
        for p in parents
        if p.called.surname not in ("", said.surname, about.human.called.surname)
    ]
    if not said.surname or not others:
        return False
    said.surname = rng.choice(others)
    return True


def _surname_changed(said: Said, about: About, rng: Random) -> bool:
    """A name that nobody of the family had when they were known: a step-parent's, an adoptive or foster name."""
    known = {human.called.surname for human in about.family.humans}
    partners = [p.called.surname for p in about.family.parts("partner")]
    new = partners[0] if partners and rng.random() < 0.6 else a_surname(about.family, rng)
    if not said.surname or not new or (new in known and new not in partners):
        return False
    said.surname = f"{said.surname}-{new}" if rng.random() < 0.15 and "-" not in said.surname else new
    return True


def _singh_kaur(said: Said, about: About, rng: Random) -> bool:
    if about.human.group != "sikh" or said.surname in ("Singh", "Kaur", None):
        return False
    said.surname, said.middle = ("Kaur" if about.human.sex == "F" else "Singh"), None
    return True


def _other_form(said: Said, about: About, rng: Random) -> bool:
    """A daughter with her father's form of the surname, a son with his mother's."""
    group, surname = about.human.group, said.surname or ""
    new = masculine(group, surname)
    if new == surname:
        new = feminine(group, surname, wife=rng.random() < 0.7)
    if new == surname:
        return False
    said.surname = new
    return True


def _fathers_name_for_surname(said: Said, about: About, rng: Random) -> bool:
    """Of a chain of own, father's and grandfather's name only two are given."""
    if about.human.group not in ("somali", "arab", "bulgarian") or not said.middle:
        return False
    said.surname, said.middle = said.middle, None
    return True


def _initial_only(said: Said, about: About, rng: Random) -> bool:
    if not said.forename or not said.surname or not said.dob:
        return False
    said.forename, said.middle = said.forename[0], None
    return True


def _wrong_sex(said: Said, about: About, rng: Random) -> bool:
    if said.sex is None:
        return False
    said.sex = "M" if said.sex == "F" else "F"
    return True


# -- dates --------------------------------------------------------------------------------------------------------


def _day(said: Said) -> date | None:
    return (
        date.fromisoformat(said.dob)
        if said.dob and len(said.dob) == 10 and said.dob_kind == "known"
        else None
    )


def _dated(said: Said, year: int, month: int, day: int) -> bool:
    if not (1 <= month <= 12 and 1900 < year <= 2026 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return False
    said.dob = date(year, month, day).isoformat()
    return True


def _date_digit(said: Said, about: About, rng: Random) -> bool:
    """One digit of the day, the month or the last two of the year is another."""
    if _day(said) is None or said.dob is None:
        return False
    for _ in range(20):
        place = rng.choice((2, 3, 3, 5, 6, 6, 8, 9, 9))
        digit = rng.choice([d for d in "0123456789" if d != said.dob[place]])
        new = said.dob[:place] + digit + said.dob[place + 1 :]
        if _dated(said, int(new[:4]), int(new[5:7]), int(new[8:])):
            return True
    return False


def _date_swapped(said: Said, about: About, rng: Random) -> bool:
    born = _day(said)
    return born is not None and born.day != born.month and _dated(said, born.year, born.day, born.month)


def _year_off(said: Said, about: About, rng: Random) -> bool:
    born = _day(said)
    return born is not None and _dated(
        said, born.year + rng.choice((-1, 1, -1, 1, -2, 2)), born.month, born.day
    )


def _days_off(said: Said, about: About, rng: Random) -> bool:
    born = _day(said)
    if born is None:
        return False
    said.dob = (born + timedelta(days=rng.choice((-7, -3, -2, -1, 1, 2, 3, 7)))).isoformat()
    return True


def _date_missing(said: Said, about: About, rng: Random) -> bool:
    if said.dob is None:
        return False
    said.dob, said.dob_kind = None, "unknown"
    return True


def _age_only(said: Said, about: About, rng: Random) -> bool:
    born = _day(said)
    if born is None:
        return False
    said.dob, said.dob_kind = str(min(born.year + rng.choice((-1, 0, 0, 0, 1)), 2026)), "estimated"
    return True


# -- places --------------------------------------------------------------------------------------------------


def _postcode_typo(said: Said, about: About, rng: Random) -> bool:
    place = said.address
    if place is None or not place.postcode:
        return False
    code = place.postcode
    where = rng.choice([n for n, letter in enumerate(code) if letter != " " and n > 1])
    near = "0123456789" if code[where].isdigit() else "ABDEFGHJLNPQRSTUWXYZ"
    new = code[:where] + rng.choice([letter for letter in near if letter != code[where]]) + code[where + 1 :]
    said.address = Place(place.line, place.town, new)
    return True


def _moved(said: Said, about: About, rng: Random) -> bool:
    """They live somewhere nobody knew them to live."""
    if said.address is None:
        return False
    said.address = about.town.home(rng).written(rng)
    return True


MISTAKES: Final[dict[str, tuple[int, Mistake]]] = {
    "typo_forename": (8, _typo("forename")), "typo_surname": (8, _typo("surname")),
    "respelt_forename": (9, _respelling("forename")), "respelt_surname": (9, _respelling("surname")),
    "nickname": (26, _nickname), "swapped": (6, _swapped), "surname_first": (6, _surname_first),
    "middle_first": (9, _middle_first), "part_dropped": (22, _part_dropped), "joined": (22, _joined),
    "other_parents_surname": (9, _other_parents_surname), "surname_changed": (11, _surname_changed),
    "singh_kaur": (60, _singh_kaur), "other_form": (40, _other_form), "chain_cut": (30, _fathers_name_for_surname),
    "initial_only": (1, _initial_only), "wrong_sex": (1, _wrong_sex), "date_digit": (11, _date_digit),
    "date_swapped": (10, _date_swapped), "year_off": (4, _year_off), "days_off": (4, _days_off),
    "date_missing": (7, _date_missing), "age_only": (6, _age_only), "postcode_typo": (8, _postcode_typo),
    "moved": (10, _moved),
}  # fmt: skip
"""Every mistake, with how often it is tried."""
_DATES: Final = frozenset({"date_digit", "date_swapped", "year_off", "days_off", "date_missing", "age_only"})
_WHOLE: Final = frozenset({"swapped", "surname_first", "middle_first", "initial_only", "nickname", "typo_forename",
    "respelt_forename"})  # fmt: skip
_SURNAMES: Final = frozenset({"other_parents_surname", "surname_changed", "singh_kaur", "other_form", "chain_cut",
    "typo_surname", "respelt_surname"})  # fmt: skip
_ADDRESSES: Final = frozenset({"postcode_typo", "moved"})
_KINDS: Final = (
    _DATES,
    _SURNAMES,
    _ADDRESSES,
    frozenset({"swapped", "surname_first"}),
    _WHOLE - {"swapped", "surname_first"},
)
_ALWAYS_APART: Final = (_DATES, _ADDRESSES, frozenset({"swapped", "surname_first"}))
# Whether the surname is where it belongs decides what can still be done to it: so the order of the words goes last.
_LAST: Final = ("swapped", "surname_first")


def spoil(
    said: Said, about: About, wanted: int, rng: Random, without: Sequence[str] = (), *, apart: bool = True
) -> list[str]:
    """Make up to so many mistakes, at most one of a kind unless they need not be kept `apart`; their names."""
    chosen = _choose(said, about, wanted, rng, without, apart=apart)
    done: list[str] = []
    for name in sorted(chosen, key=lambda name: (name in _LAST, chosen.index(name))):
        before = copy(said)
        if MISTAKES[name][1](said, about, rng) and copy(said) != before:
            done.append(name)
    return done


def _choose(
    said: Said, about: About, wanted: int, rng: Random, without: Sequence[str], *, apart: bool
) -> list[str]:
    """Different kinds of mistakes, each possible on its own."""
    chosen: list[str] = []
    names = list(MISTAKES)
    weights = [weight for weight, _ in MISTAKES.values()]
    for name in rng.choices(names, weights, k=40):
        if len(chosen) == wanted:
            break
        kinds = [kind for kind in (_KINDS if apart else _ALWAYS_APART) if name in kind]
        if name in chosen or name in without or any(other in kind for other in chosen for kind in kinds):
            continue
        if MISTAKES[name][1](copy(said), about, Random(0)):
            chosen.append(name)
    return chosen
