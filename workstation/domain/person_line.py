"""A person of a contact as lists and the matcher know them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from workstation.domain import whereabouts
from workstation.domain.contact import ContactFile
from workstation.domain.ids import ContactId, PersonId


class PlaceLine(Struct, frozen=True, omit_defaults=True):
    """Where somebody lived. Never a hidden address: its words are not in a contact file."""

    lines: str
    postcode: str = ""
    since: date | None = None
    until: date | None = None


class PersonLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One person as named in one contact, for search and matching."""

    contact: ContactId
    person: PersonId
    role: Literal["child", "adult"]
    family: str = ""
    given: str = ""
    also: tuple[str, ...] = ()
    born_on: date | None = None
    born_due: date | None = None
    age: int | None = None
    sex: str = ""
    relationship: str = ""
    la_child_id: str = ""
    nhs: str = ""
    upn: str = ""
    postcode: str = ""
    phone: str = ""
    places: tuple[PlaceLine, ...] = ()
    """Every address recorded for them in this contact, hidden ones left out."""
    school: str = ""
    hidden: bool = False

    @property
    def whereabouts(self) -> tuple[str, ...]:
        """What others at the same address, or on the same phone, have in common with them."""
        doors = (whereabouts.door(place.lines, place.postcode) for place in self.places)
        return tuple(dict.fromkeys(key for key in (*doors, *whereabouts.phones(self.phone)) if key))


def people_lines(file: ContactFile) -> tuple[PersonLine, ...]:
    """The people of a contact, each as lists and the matcher know them. Nothing of a hidden address is in it."""
    hidden = file.hidden
    postcodes = {p: a.postcode for a in file.addresses for p in a.people}
    places = _places(file)
    # Since when the children live there says nothing of an adult who lives with them now.
    with_them = tuple(
        dict.fromkeys(
            PlaceLine(place.lines, place.postcode)
            for c in file.children
            for place in places.get(c.person, ())
        )
    )
    children = tuple(
        PersonLine(
            contact=file.contact, person=c.person, role="child", family=c.name.family, given=c.name.given,
            also=c.name.also, born_on=c.born.on, born_due=c.born.due, age=c.born.age, sex=c.sex,
            la_child_id=c.la_child_id, nhs=c.nhs, upn=c.upn, school=c.school, places=places.get(c.person, ()),
            postcode="" if hidden else c.postcode or postcodes.get(c.person, ""), hidden=hidden,
        )
        for c in file.children
    )  # fmt: skip
    adults = tuple(
        PersonLine(
            contact=file.contact, person=a.person, role="adult", family=a.name.family, given=a.name.given,
            also=a.name.also, born_on=a.born.on, relationship=a.relationship,
            phone="" if hidden else a.safe_contact, hidden=hidden,
            places=places.get(a.person, ()) or (with_them if a.lives_there == "yes" else ()),
            postcode="" if hidden else postcodes.get(a.person, ""),
        )
        for a in file.adults
        if a.known
    )  # fmt: skip
    return (*children, *adults, *_earlier_children(file))


def _places(file: ContactFile) -> dict[PersonId, tuple[PlaceLine, ...]]:
    """Who lived where, as this contact says. `fold` left the words of hidden addresses out; so does this."""
    found: dict[PersonId, tuple[PlaceLine, ...]] = {}
    for address in file.addresses:
        if not address.confidential and (address.lines or address.postcode):
            place = PlaceLine(address.lines, address.postcode, address.since, address.until)
            found.update({person: (*found.get(person, ()), place) for person in address.people})
    return found


def _earlier_children(file: ContactFile) -> tuple[PersonLine, ...]:
    """The child of an earlier record that files know by number only. Those with names are named (`ChildNamed`)."""
    told = [said.body for said in file.earlier if not said.body.child]
    if not told or any(child.person == PersonId(file.contact) for child in file.children):
        return ()
    newest = sorted(told, key=lambda b: (b.as_of or b.on or date.min, b.on or date.min), reverse=True)
    return (
        PersonLine(
            contact=file.contact,
            person=PersonId(file.contact),
            role="child",
            la_child_id=newest[0].la_child_id,
            born_on=next((b.born for b in newest if b.born), None),
            born_due=next((b.due for b in newest if b.due), None),
            sex=next((b.sex for b in newest if b.sex), ""),
            upn=next((b.upn for b in newest if b.upn), ""),
        ),
    )
