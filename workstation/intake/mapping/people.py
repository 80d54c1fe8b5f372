"""The people of a row: names, births and addresses as bodies, with identities that survive a corrected file."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, cast

from msgspec.structs import replace

from workstation.domain import identifiers
from workstation.domain.ids import ContactId, PersonId, uuid_of
from workstation.domain.kinds import AddressRecorded, AdultNamed, Born, ChildNamed, EarlierTaken, Name
from workstation.intake.cells import LIKE_A_NAME, hides, is_stand_in
from workstation.intake.headings import bare
from workstation.intake.mapping.values import Values
from workstation.intake.naming import parted
from workstation.intake.oddities import years
from workstation.intake.told_apart import ToldApart

_GROWN: Final = 18
HIDDEN_TO_BE_SAFE: Final = "what says whether the address is hidden is neither yes nor no: hidden, to be safe"
KEPT_BACK: Final = "the address is hidden and this file does not have it: ask where it comes from"


def name_of(values: Values, prefix: str = "") -> tuple[Name, str]:
    """The name of a person and their title, from parts or from one cell (`SMITH, Ann`, `Mrs Ann Smith`)."""
    family, given = values.text(f"{prefix}family"), values.text(f"{prefix}given")
    title = ""
    if given and not family and (left_out := values.like_a_name(f"{prefix}family")):
        values.mark(LIKE_A_NAME.format(values.label(f"{prefix}family"), left_out))
    if not family and not given:
        title, family, given = parted(values.text(f"{prefix}name"))
    middle = "" if prefix else values.text("middle")
    also = () if prefix else tuple(values.texts("also"))
    return Name(family=family, given=" ".join(filter(None, (given, middle))), also=also), title


def born_of(values: Values, on: date | None) -> Born:
    """When a child was born or is due. `on` is the day of the contact."""
    born, due = values.day("born"), values.day("due")
    age = values.age("age") if born is None and due is None else None
    if born and on and born > on:
        values.mark("born after the contact")
    if born and due and abs((born - due).days) > 150:
        values.mark("the date of birth and the expected date are far apart")
    written = values.text("born")
    said = "" if born or due or is_stand_in(written) else written
    return Born(on=born, due=due, age=age, said=said)


def child_of(values: Values, on: date | None) -> ChildNamed | None:
    """The child of a row, not yet a person of any contact (`in_contact`); None when the row names nobody."""
    name, _ = name_of(values)
    born = born_of(values, on)
    la_child_id, upn, nhs = values.number("la_child_id"), values.number("upn"), values.number("nhs")
    if not (name.family or name.given or la_child_id or upn or nhs):
        return None
    postcode = values.number("postcode")
    return ChildNamed(
        person=PersonId(""),
        name=name,
        born=born,
        sex=cast('Literal["F", "M", "U", ""]', values.code("sex")),
        la_child_id=la_child_id,
        nhs=nhs,
        upn=upn,
        school=values.text("school"),
        postcode="" if values.text("address") else postcode,
    )


def in_contact(values: Values, child: ChildNamed, contact: ContactId, apart: ToldApart) -> ChildNamed:
    """The same as a person of this contact: twins, and siblings with one number, are two."""
    first = replace(child, person=PersonId(uuid_of(contact, "child", *known_by(child))))
    told = apart.beside(first)
    if told.person != first.person:
        values.mark("another child of this contact has the same birth or number: kept apart")
    return told


def known_by(child: ChildNamed) -> tuple[str, ...]:
    """What tells this child from another of the same contact, and would be the same when a misspelt name is put
    right in a newer file: a number, or the birth and the first letter of the given name.
    """
    for kind, number in (("our number", child.la_child_id), ("UPN", child.upn), ("NHS", child.nhs)):
        if number:
            return kind, identifiers.joined(number)
    if child.born.on or child.born.due:
        return "born", str(child.born.on or child.born.due), bare(child.name.given)[:1]
    return "name", bare(child.name.family), bare(child.name.given)


def others_of(values: Values, contact: ContactId, on: date | None, apart: ToldApart) -> list[ChildNamed]:
    """The other children of a row that has several."""
    found = [_other(values, prefix, on) for prefix in values.children]
    return [in_contact(values, one, contact, apart) for one in found if one is not None]


def _other(values: Values, prefix: str, on: date | None) -> ChildNamed | None:
    name, _ = name_of(values, prefix)
    la_child_id = values.id(f"{prefix}la_child_id")
    if not (name.family or name.given or la_child_id):
        return None
    born = values.day(f"{prefix}born")
    if born and on and born > on:
        values.mark(f"{values.label(f'{prefix}born')}: born after the contact")
    return ChildNamed(
        person=PersonId(""),
        name=name,
        born=Born(on=born),
        sex=cast('Literal["F", "M", "U", ""]', values.code(f"{prefix}sex")),
        la_child_id=la_child_id,
    )


def event_of(event: EarlierTaken, child: ChildNamed, contact: ContactId) -> EarlierTaken:
    """The same contact as it is about another child of the row."""
    key = uuid_of("event", contact, child.person)
    return replace(event, key=key, child=child.person, la_child_id=child.la_child_id, ethnicity="")


def adults_of(values: Values, contact: ContactId, apart: ToldApart) -> list[AdultNamed]:
    """The adults of a row: the fathers of two children of a contact are two."""
    found = [_adult(values, contact, prefix) for prefix in values.adults]
    return [apart.beside(adult) for adult in found if adult is not None]


def _adult(values: Values, contact: ContactId, prefix: str) -> AdultNamed | None:
    name, title = name_of(values, prefix)
    if not name.family and not name.given:
        return None
    relationship = values.text(f"{prefix}relationship")
    first = bare(name.given)[:1] or bare(name.family)[:1]
    return AdultNamed(
        person=PersonId(uuid_of(contact, "adult", prefix, bare(relationship), first)),
        name=name,
        title=title,
        relationship=relationship,
        born=Born(on=values.day(f"{prefix}born")),
        safe_contact=values.text(f"{prefix}phone"),
    )


def address_of(values: Values, contact: ContactId, people: tuple[PersonId, ...]) -> AddressRecorded | None:
    """Where they live, if the row says so. Of a row without an address the postcode alone is with the child. A
    hidden address that the file keeps back is one without lines: who reads of the child is warned of it.
    """
    lines, postcode = values.text("address", "\n"), values.number("postcode")
    hidden = _hidden(values)
    if not people or not (lines or hidden):
        return None
    if not lines:
        values.mark(KEPT_BACK)
    if not postcode:
        lines, postcode = identifiers.parted(lines)
    place = bare(lines) + identifiers.joined(postcode)
    return AddressRecorded(
        address=uuid_of(contact, "address", place, *people),
        people=people,
        lines=lines,
        postcode=postcode,
        confidential=hidden,
        since=values.day("since"),
        until=values.day("until"),
    )


def _hidden(values: Values) -> bool:
    """Whether the address is hidden: anything but nothing or a plain no hides it; what is no plain yes is marked.
    The words are not kept: they may give the place away (`at Rose House refuge`).
    """
    said = {hides(cell) for cell in values.filled("hidden")}
    if "perhaps" in said:
        values.mark(HIDDEN_TO_BE_SAFE)
    return said != {"no"}


def grown(born: Born, on: date) -> bool:
    """Whether somebody was an adult on that day, as far as it is known."""
    if born.on:
        return years(born.on, on) >= _GROWN
    return born.age is not None and born.age >= _GROWN
