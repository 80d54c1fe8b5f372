"""Where a family lived and which phones it had, what happened at which age, and who else was at that door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from workstation.domain import whereabouts
from workstation.domain.household import AgeThen, Happening, Home, Member, Neighbours, Phone, Stay, day_of
from workstation.domain.ids import ContactId
from workstation.domain.person_line import PersonLine, PlaceLine
from workstation.history.folding import key
from workstation.history.known_kin import Known, named


def _lines_of(known: Known, members: Iterable[Member]) -> list[tuple[Member, PersonLine]]:
    whose = {person: member for member in members for person in member.people}
    lines = (x for each in known.lines.values() for x in each)
    return [(whose[x.person], x) for x in lines if x.person in whose]


def homes_of(
    known: Known, members: tuple[Member, ...], secret: frozenset[str]
) -> tuple[tuple[str, Home], ...]:
    """Where they lived, the address said last first."""
    stays: dict[str, dict[str, list[tuple[date, PlaceLine]]]] = {}
    written: dict[str, tuple[date, PlaceLine]] = {}
    for member, line in _lines_of(known, members):
        said = known.day(line.contact)
        for place in line.places:
            door = whereabouts.door(place.lines, place.postcode) or key(f"{place.lines} {place.postcode}")
            if door in secret:
                continue
            stays.setdefault(door, {}).setdefault(member.called, []).append((said, place))
            if door not in written or written[door][0] < said:
                written[door] = (said, place)
    homes = [
        (door, Home(lines=place.lines, postcode=place.postcode, stays=_stays(stays[door])))
        for door, (_, place) in sorted(written.items(), key=lambda w: w[1][0], reverse=True)
    ]
    return tuple(homes)


def _stays(by_name: Mapping[str, list[tuple[date, PlaceLine]]]) -> tuple[Stay, ...]:
    found = []
    for called, said in by_name.items():
        since = min((p.since for _, p in said if p.since), default=None)
        newest = max(said, key=lambda s: s[0])[1]
        seen = tuple(sorted({day for day, _ in said}))
        found.append(Stay(called=called, since=since, until=newest.until, seen=seen))
    return tuple(sorted(found, key=lambda s: (s.seen[-1], s.called), reverse=True))


def phones_of(known: Known, members: tuple[Member, ...]) -> tuple[Phone, ...]:
    """Numbers of those who are not hidden anywhere."""
    seen: dict[str, list[tuple[str, date]]] = {}
    for member, line in _lines_of(known, members):
        for number in whereabouts.phones("" if member.hidden else line.phone):
            seen.setdefault(number, []).append((member.called, known.day(line.contact)))
    others = _met(known, members, list(seen))
    return tuple(
        Phone(
            number=number,
            whose=tuple(dict.fromkeys(called for called, _ in said)),
            seen=tuple(sorted({day for _, day in said})),
            others=tuple(dict.fromkeys(named(x) for x in others.get(number, ()))),
        )
        for number, said in seen.items()
    )


def _met(known: Known, members: Iterable[Member], keys: list[str]) -> dict[str, list[PersonLine]]:
    """Whoever else was recorded at these doors or on these phones, and is not of the family."""
    ours = {person for member in members for person in member.people}
    found: dict[str, list[PersonLine]] = {}
    for at, line in known.kin.met_at(keys):
        if line.person not in ours and not line.hidden:
            found.setdefault(at, []).append(line)
    return found


def neighbours_of(
    known: Known, members: tuple[Member, ...], homes: tuple[tuple[str, Home], ...]
) -> tuple[Neighbours, ...]:
    """Other families ever recorded at an address of theirs, those seen last first."""
    doors = {door: home for door, home in homes if "|" in door}
    found: list[Neighbours] = []
    for door, lines in _met(known, members, list(doors)).items():
        by_contact: dict[ContactId, list[PersonLine]] = {}
        for line in lines:
            by_contact.setdefault(line.contact, []).append(line)
        known.past |= {p.contact: p for p in known.kin.past_of([x.person for x in lines])}
        found += _families(known, door, doors[door], by_contact)
    return tuple(sorted(found, key=lambda n: (n.seen[-1], n.contact), reverse=True))


def _families(
    known: Known, door: str, home: Home, by_contact: dict[ContactId, list[PersonLine]]
) -> list[Neighbours]:
    """One family may be at a door in several contacts: those that share a name are told once."""
    families: list[tuple[set[str], list[ContactId]]] = []
    for contact, lines in by_contact.items():
        if contact not in known.past:
            continue
        names = {named(x) for x in lines}
        like = next((f for f in families if f[0] & names), None)
        if like is None:
            families.append((names, [contact]))
        else:
            like[0].update(names)
            like[1].append(contact)
    return [_family(known, door, home, names, contacts, by_contact) for names, contacts in families]


def _family(
    known: Known, door: str, home: Home, names: set[str], contacts: list[ContactId],
    by_contact: dict[ContactId, list[PersonLine]],
) -> Neighbours:  # fmt: skip
    places = [
        p
        for c in contacts
        for x in by_contact[c]
        for p in x.places
        if whereabouts.door(p.lines, p.postcode) == door
    ]
    return Neighbours(
        called=tuple(sorted(names)),
        at=home.address,
        contact=max(contacts, key=lambda c: known.past[c].at),
        since=min((p.since for p in places if p.since), default=None),
        until=max((p.until for p in places if p.until), default=None),
        seen=tuple(sorted({known.day(c) for c in contacts})),
    )


def happenings_of(known: Known, members: tuple[Member, ...]) -> tuple[Happening, ...]:
    """Everything that happened, newest first, with the age of each child then."""
    children = sorted(
        (m for m in members if m.role == "child"), key=lambda m: m.born.on or m.born.due or date.max
    )
    shown = {c for m in members for c in m.contacts}
    found = [
        Happening(
            contact=p.contact, key=p.key, at=p.at, number=p.number, source=p.source, agency=p.agency, about=p.about,
            event=p.event, outcomes=p.outcomes, open=p.open,
            ages=tuple(
                AgeThen(m.name.given or m.called, m.age_on(day_of(p.at)), p.contact in m.contacts) for m in children
            ),
        )
        for p in known.events.values()
        if p.contact in shown
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda h: (h.at, h.key), reverse=True))
