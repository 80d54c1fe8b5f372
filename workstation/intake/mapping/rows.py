"""What one row of an explained file says: a contact from before, or a person an agency knows, as acts."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId, uuid_of
from workstation.domain.kinds import AdultNamed, Body, Born, ChildNamed, EarlierTaken
from workstation.domain.other_person import Who
from workstation.intake import acts
from workstation.intake.annex_a import Codes
from workstation.intake.cells import words
from workstation.intake.headings import bare
from workstation.intake.mapping import people
from workstation.intake.mapping.values import Columns, Values
from workstation.intake.mapping.worked_out import WorkedOut
from workstation.intake.messages import Row
from workstation.intake.told_apart import ToldApart

KNOWN: Final = "known to an agency"
_TOTAL: Final = re.compile(
    r"(?:grand |sub|sub |sub-)?totals?\b[ :=]*[\d,.]*|count:?", re.IGNORECASE | re.ASCII
)
_NAME: Final = ("family", "given", "name")
_ADULT_SAYS: Final = ("nhs", "upn", "la_child_id", "sex")


class RowRead(Struct, kw_only=True):
    """What a row says of which contact, or why it is refused. `who` and `what` are for the list of rows."""

    contact: ContactId = ContactId("")
    happened: datetime | None = None
    bodies: tuple[Body, ...] = ()
    as_of: date | None = None
    marks: tuple[str, ...] = ()
    refused: str = ""
    who: str = ""
    what: str = ""


class RowReader:
    """Reads the rows of one file. Remembers who had which number in it: two people may share one by mistake."""

    def __init__(
        self, *, today: date, codes: Codes, from_1904: bool, file: str, apart: ToldApart | None = None
    ) -> None:
        self._today = today
        self._codes = codes
        self._from_1904 = from_1904
        self._file = file
        self._apart = apart or ToldApart()
        self._worked_out = WorkedOut(today=today, codes=codes, from_1904=from_1904)

    def read(self, columns: Columns, row: Row, where: str) -> RowRead:
        """The row as its mapping says."""
        if fault := row.fault or _total(row):
            return RowRead(refused=fault)
        values = Values(columns, row, self._worked_out)
        if columns.mapping.about == "contact":
            return self._contact(values, columns.mapping.system, where)
        return self._known(values, columns.mapping.system, where)

    # -- a contact from before ---------------------------------------------------------------------------------

    def _contact(self, values: Values, system: str, where: str) -> RowRead:
        reference, on = values.id("reference"), values.day("on")
        hour = values.hour("time", "on")
        child = people.child_of(values, on)
        contact = self._contact_id(values, system, reference, on, child)
        child = people.in_contact(values, child, contact, self._apart) if child else None
        others = people.others_of(values, contact, on, self._apart)
        if child is None and others:
            child, others = others[0], others[1:]
        adults = people.adults_of(values, contact, self._apart)
        if child is None and not adults:
            return RowRead(refused="it names nobody", what="contact", marks=tuple(values.marks))
        if on is None:
            values.mark("date of the contact is missing")
        if child is None:
            values.mark("no child is named")
        elif child.born.on and on and people.grown(child.born, on):
            values.mark("child is an adult at the date")
        event = self._event_of_contact(values, contact, child, reference, on)
        children = (child, *others) if child else ()
        residents = tuple(one.person for one in children) or tuple(adult.person for adult in adults)
        address = people.address_of(values, contact, residents)
        of_others = [people.event_of(event, other, contact) for other in others]
        bodies = tuple(filter(None, (*children, *adults, address, event, *of_others)))
        return RowRead(
            contact=contact,
            happened=acts.at(on or self._today, hour),
            bodies=self._told(bodies, values, where),
            as_of=event.as_of,
            marks=tuple(values.marks),
            who=_who(child, adults),
            what=_dated("contact", on),
        )

    def _contact_id(
        self, values: Values, system: str, reference: str, on: date | None, child: ChildNamed | None
    ) -> ContactId:
        """The same contact whenever it comes: by its number there, or by its day, its child and who told us."""
        if reference:
            return ContactId(uuid_of("earlier contact", system, reference))
        who = (
            people.known_by(child) if child else tuple(bare(values.text(f"adult1.{part}")) for part in _NAME)
        )
        told = (bare(values.text("source")), bare(values.text("agency")))
        return ContactId(uuid_of("earlier contact", system, "", str(on), *who, *told))

    def _event_of_contact(
        self,
        values: Values,
        contact: ContactId,
        child: ChildNamed | None,
        reference: str,
        on: date | None,
    ) -> EarlierTaken:
        person = child.person if child else ""
        themes, outcomes = values.codes("theme"), values.codes("outcome")
        referrer = ", ".join(filter(None, (values.text("referrer"), values.text("referrer_role"))))
        decided_by, team, worker = values.text("decided_by"), values.text("team"), values.text("worker")
        source, agency, nfa = values.code("source"), values.text("agency"), values.yes_no("nfa")
        decided_on, as_of, died = values.day("decided_on"), values.day("as_of"), values.day("died")
        if on and decided_on and decided_on < on:
            values.mark("decided before the contact")
        ethnicity = values.code("ethnicity")
        details = [*values.details]
        if referrer:
            details.insert(0, f"told by {referrer}")
        if died:
            details.append(f"date of death: {died:%d/%m/}{died.year}")
        details += values.notes()
        return EarlierTaken(
            event="contact",
            key=uuid_of("event", contact, person),
            reference=reference,
            child=person,
            la_child_id=child.la_child_id if child else "",
            on=on,
            ethnicity=ethnicity,
            source=source,
            agency=agency,
            nfa=nfa,
            themes=themes,
            outcomes=outcomes,
            decided_by=decided_by,
            decided_on=decided_on,
            team=team,
            worker=worker,
            as_of=as_of,
            detail="; ".join(details),
        )

    # -- a person an agency knows ------------------------------------------------------------------------------

    def _known(self, values: Values, system: str, where: str) -> RowRead:
        number, (name, title) = values.id("person"), people.name_of(values)
        as_of = values.day("as_of")
        seen_on = as_of or values.day("last_seen") or self._today
        contact = self._record(values, system, number, name)
        child = people.child_of(values, None)
        if child is None:
            return RowRead(refused="it names nobody", what=KNOWN, marks=tuple(values.marks))
        child = replace(child, person=acts.person_of(contact))
        grown = people.grown(child.born, seen_on)
        named: ChildNamed | AdultNamed = _as_adult(child, title, values) if grown else child
        event = self._event_known(values, contact, named, system)
        address = people.address_of(values, contact, (named.person,))
        relative = _relative(values, contact)
        died = _death(values, contact, named)
        bodies = tuple(filter(None, (named, relative, address, event, died)))
        return RowRead(
            contact=contact,
            happened=acts.at(event.on or as_of or self._today),
            bodies=self._told(bodies, values, where),
            as_of=as_of,
            marks=tuple(values.marks),
            who=number or _who(child, []),
            what=_dated(KNOWN, event.on),
        )

    def _record(self, values: Values, system: str, number: str, name: kinds.Name) -> ContactId:
        """The record of a person in this system: by their number there, or by name and birth. A number that stands
        at two people, be they siblings or twins, is a slip: each has a record of their own.
        """
        named = bare(name.family), bare(name.given), values.text("born")
        by_name = ContactId(uuid_of("known to", system, number, *named))
        if not number:
            return by_name
        if self._apart.is_another(number, Who(name.family, name.given, values.day("born"))):
            values.mark("another person in this file has the same number: kept apart")
            return by_name
        return ContactId(uuid_of("known to", system, number))

    def _event_known(
        self, values: Values, contact: ContactId, named: ChildNamed | AdultNamed, system: str
    ) -> EarlierTaken:
        began, ended, last_seen = values.day("began"), values.day("ended"), values.day("last_seen")
        as_of = values.day("as_of")
        if began and ended and ended < began:
            values.mark("it ended before it began")
        if as_of and any(day and day > as_of for day in (began, last_seen)):
            values.mark("it speaks of a day after the data was right")
        service = ", ".join(values.texts("service"))
        details = [*filter(None, (service, values.text("involvement"))), *values.details]
        details += [f"last seen {last_seen:%d/%m/}{last_seen.year}"] if last_seen else []
        details += _covering(values)
        worker = ", ".join(
            filter(None, (values.text("worker"), values.text("worker_role"), values.text("worker_phone")))
        )
        details += [f"known to {worker}"] if worker else []
        details += values.notes()
        on = began or last_seen
        return EarlierTaken(
            event=KNOWN,
            key=uuid_of("event", contact, bare(service), str(began or "")),
            child=named.person,
            la_child_id=named.la_child_id if isinstance(named, ChildNamed) else "",
            on=on,
            ended=ended if on else None,
            ethnicity=values.code("ethnicity"),
            agency=values.text("agency") or system,
            team=values.text("team"),
            worker=values.text("worker"),
            as_of=as_of,
            detail="; ".join(dict.fromkeys(details)),
        )

    # -- for both ----------------------------------------------------------------------------------------------

    def _told(self, bodies: tuple[Body, ...], values: Values, where: str) -> tuple[Body, ...]:
        """The bodies; those about an event say where they come from and what was odd about the row."""
        marks = tuple(values.marks)
        return tuple(
            replace(body, marks=marks, from_file=self._file, row=where)
            if isinstance(body, EarlierTaken)
            else body
            for body in bodies
        )


def _total(row: Row) -> str:
    """Why a row is refused that adds up those above it: `Total`, `Grand total: 12`."""
    first = next((words(cell) for cell in row.cells if cell), "")
    return "it is a total, and about nobody" if _TOTAL.fullmatch(first) else ""


def _covering(values: Values) -> list[str]:
    """From when to when the list knows of involvements."""
    covers = (values.day("covers_from"), values.day("covers_to"))
    days = [f"{day:%d/%m/}{day.year}" if day else "?" for day in covers]
    return [f"the list covers {days[0]} to {days[1]}"] if any(covers) else []


def _death(values: Values, contact: ContactId, named: ChildNamed | AdultNamed) -> EarlierTaken | None:
    died = values.day("died")
    if died is None:
        return None
    if named.born.on and died < named.born.on:
        values.mark("died before birth")
    return EarlierTaken(
        event="death", key=uuid_of("event", contact, "death"), child=named.person, on=died,
        as_of=values.day("as_of"), agency=values.text("agency"),
    )  # fmt: skip


def _as_adult(child: ChildNamed, title: str, values: Values) -> AdultNamed:
    """Somebody who was an adult when the data was right. What only children have is kept among the details."""
    for field in _ADULT_SAYS:
        text = getattr(child, field)
        if text:
            values.keep(field, text)
    return AdultNamed(
        person=child.person, name=child.name, title=title, born=Born(on=child.born.on, said=child.born.said)
    )


def _relative(values: Values, contact: ContactId) -> AdultNamed | None:
    text = values.text("relative")
    if " " not in text:  # one word is no name
        if text:
            values.keep("relative", text)
        return None
    given, _, family = text.rpartition(" ")
    name = kinds.Name(family=family, given=given)
    person = PersonId(uuid_of(contact, "adult", "next of kin", bare(text)[:1]))
    return AdultNamed(
        person=person,
        name=name,
        relationship="next of kin or carer",
        safe_contact=values.text("relative_phone"),
    )


def _who(child: ChildNamed | None, adults: list[AdultNamed]) -> str:
    """How the list of rows calls whom a row is about: a number when there is one, else the name."""
    if child is None:
        return " ".join(filter(None, (adults[0].name.given, adults[0].name.family))) if adults else ""
    name = " ".join(filter(None, (child.name.given, child.name.family)))
    return child.la_child_id or child.upn or child.nhs or name


def _dated(event: str, on: date | None) -> str:
    return f"{event} on {on:%d/%m/}{on.year}" if on else event
