"""An enquiry made ready for comparing: its words, its date as a code, what can be looked up. Done once for each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from msgspec import Struct

from workstation.domain.kinds import Born
from workstation.domain.person_line import PersonLine
from workstation.history import days, numbers, places
from workstation.history.matcher import Enquiry, Named
from workstation.history.places import Place
from workstation.history.spelling import Speller, Spelt

Day = Callable[[], date]
"""Today, by whoever's clock."""
_GROWN: Final = 18
PARENTS: Final = ("mother", "father", "parent", "step-mother", "step-father", "stepmother", "stepfather")
_OLDER: Final = dict.fromkeys(PARENTS, 12) | dict.fromkeys(("grandparent", "grandmother", "grandfather"), 25)
"""So many years older somebody is at least: whoever is a small child on record is nobody's mother now."""
WOMEN: Final = frozenset({"mother", "stepmother", "step-mother", "grandmother", "aunt", "sister"})
MEN: Final = frozenset({"father", "stepfather", "step-father", "grandfather", "uncle", "brother"})


class Asked(Struct, frozen=True, kw_only=True):
    """Somebody asked about."""

    spelt: Spelt = Spelt()
    light: bool = False
    """The family name tells hardly anybody apart: another one says nothing."""
    born: int = 0
    born_on: date | None = None
    sex: str = ""
    adult: bool | None = None
    """Whether a grown-up is asked about; None when it may be either."""
    place: Place = Place()
    phone: str = ""
    nhs: str = ""
    la_child_id: str = ""
    upn: str = ""
    parent: bool = False
    """A mother or father of the one asked about."""
    born_by: int = 0
    """The year a mother or father was born in at the latest, or a grandparent; 0 when that is not known."""
    others: tuple[Asked, ...] = ()
    typing: bool = False


def asked(enquiry: Enquiry, speller: Speller, today: date) -> Asked:
    """The enquiry made ready."""
    nhs = numbers.plain(enquiry.nhs)
    address = f"{enquiry.address} {enquiry.town}" if enquiry.address and enquiry.town else enquiry.address
    spelt = _spelt(enquiry, speller)
    return Asked(
        spelt=spelt,
        light=speller.light(spelt.family),
        born=days.code_of(enquiry.born, today),
        born_on=enquiry.born.on,
        sex=enquiry.sex,
        adult=_grown(enquiry.born, today),
        place=places.place(address, enquiry.postcode),
        phone=numbers.phone(enquiry.phone),
        nhs=nhs,
        la_child_id=numbers.plain(enquiry.la_child_id),
        upn=numbers.plain(enquiry.upn),
        others=tuple(
            other
            for named in enquiry.others
            if not (other := _other(named, speller, today, _year(enquiry.born, today))).spelt.empty
        ),
        typing=enquiry.typing,
    )


def _spelt(enquiry: Enquiry, speller: Speller) -> Spelt:
    if enquiry.given or enquiry.middle or enquiry.family:
        return speller.parts(enquiry.given, enquiry.middle, enquiry.family)
    return speller.box(enquiry.name)


def _year(born: Born, today: date) -> int:
    """The year of birth, as near as it is known: this one at the latest."""
    known = born.on or born.due
    return min(known.year if known else today.year - (born.age or 0), today.year)


def _other(named: Named, speller: Speller, today: date, child: int) -> Asked:
    """A relative. `child` is the year in which the one asked about was born."""
    parts = named.given or named.family
    role = named.role.lower()
    spelt = speller.parts(named.given, "", named.family) if parts else speller.box(named.name)
    return Asked(
        spelt=spelt,
        light=speller.light(spelt.family),
        born=days.code_of(named.born, today),
        born_on=named.born.on,
        sex="F" if role in WOMEN else "M" if role in MEN else "",
        adult={"sibling": False, "child": False}.get(role, True if role in _OLDER else None),
        parent=role in PARENTS,
        born_by=child - _OLDER[role] if role in _OLDER else 0,
    )


def _grown(born: Born, today: date) -> bool:
    if born.on is not None:
        return today.year - born.on.year - ((today.month, today.day) < (born.on.month, born.on.day)) >= _GROWN
    return born.age is not None and born.age >= _GROWN


def enquiry_for(child: PersonLine, people: tuple[PersonLine, ...] = ()) -> Enquiry:
    """The enquiry that a child already named in a contact amounts to, with everybody named beside them."""
    others = [line for line in people if line.person != child.person]
    latest = child.places[-1] if child.places else None
    return Enquiry(
        person=child.person,
        given=child.given,
        family=child.family,
        born=Born(on=child.born_on, due=child.born_due, age=child.age),
        sex=child.sex if child.sex in {"F", "M"} else "",
        address=latest.lines if latest else "",
        postcode=child.postcode or (latest.postcode if latest else ""),
        phone=next((line.phone for line in others if line.phone and line.relationship in PARENTS), ""),
        la_child_id=child.la_child_id,
        nhs=child.nhs,
        upn=child.upn,
        others=tuple(
            Named(
                role=_role(line),
                given=line.given,
                family=line.family,
                born=Born(on=line.born_on, due=line.born_due, age=line.age),
            )
            for line in others
            if line.given or line.family
        ),
        contact=child.contact,
    )


def _role(line: PersonLine) -> str:
    return "sibling" if line.role == "child" else line.relationship or "other"
