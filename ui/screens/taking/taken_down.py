"""What has been taken down so far: one value that is kept at every pause and put back after anything."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, Literal

import msgspec
from msgspec import Struct

from ui.screens.taking.callers import ANONYMOUS, UNKNOWN
from workstation.domain import kinds, said_dates, said_names, wording
from workstation.domain.changed import Changed
from workstation.domain.guide import Guide, source_group
from workstation.domain.household import Member
from workstation.domain.ids import ContactId, PersonId, uuid7
from workstation.domain.kinds import Body
from workstation.domain.notification import Letter, Person
from workstation.domain.past import Candidate
from workstation.domain.times import local, milliseconds
from workstation.services import identify, notifications, protect, receive, referring
from workstation.services.desk import Desk

KEY: Final = "new contact"
Mode = Literal["phone", "paste", "form", "paper"]


class Child(Struct, frozen=True, omit_defaults=True):
    """One child as described by the caller."""

    person: PersonId
    name: str = ""
    born: str = ""
    postcode: str = ""
    verdicts: dict[PersonId, str] = {}
    candidates: tuple[Candidate, ...] = ()
    more: Person | None = None
    """What a notification says of this child besides: sex, school, their own words."""


class Adult(Struct, frozen=True, omit_defaults=True):
    """Somebody of the family, added from the record with one press: they are that person."""

    person: PersonId
    member: Member

    @property
    def words(self) -> str:
        """`MERRICK, Jo, mother`."""
        return ", ".join(part for part in (self.member.called, self.member.relationship) if part)


class Named(Struct, frozen=True, omit_defaults=True):
    """An adult whom a notification names."""

    person: PersonId
    of: Person

    @property
    def words(self) -> str:
        """`STOKES, Liam, suspect`."""
        return ", ".join(part for part in (wording.full_name(self.of.name), self.of.role) if part)


class OnPaper(Struct, frozen=True, omit_defaults=True):
    """What only a paper sheet has. `acted_at` and `channel` are in full when it is put on record."""

    reference: str = ""
    came: str = ""
    taken_by: str = ""
    channel: str = ""
    danger: str = ""
    acted: str = ""
    agreed: str = ""
    acted_at: datetime | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing of it was taken down."""
        return self == OnPaper()


class Asked(Struct, frozen=True, omit_defaults=True):
    """How far one question is: a mark, and words."""

    mark: str = ""
    answer: str = ""

    @property
    def known(self) -> bool:
        """Whether we know the answer, be it yes or no."""
        return bool(self.answer.strip()) or self.mark in ("told", "not told")


class TakenDown(Struct, frozen=True, omit_defaults=True):
    """Everything in the fields of a new contact, with the cursor in the notes."""

    mode: Mode = "phone"
    words: str = ""
    cursor: int = 0
    began: datetime | None = None
    who: str = ""
    role: str = ""
    agency: str = ""
    phone: str = ""
    source: str = UNKNOWN
    anonymous: bool = False
    reference: str = ""
    reached: str = ""
    late_because: str = ""
    children: tuple[Child, ...] = ()
    adults: tuple[Adult, ...] = ()
    named: tuple[Named, ...] = ()
    asked: dict[str, Asked] = {}
    address: str = ""
    private: bool = False
    level: str = ""
    """The level of need that they give it."""
    asked_back: tuple[str, ...] = ()
    """Which questions they were sent while they were still on the phone."""
    letter: Letter | None = None
    """The email it came in."""
    another: ContactId | None = None
    """The contact that looks like the same notification, when the worker has said that it is not."""
    paper: OnPaper | None = None
    """The sheet it was written on while Lintel was away."""

    @property
    def empty(self) -> bool:
        """Whether nothing has been taken down."""
        said = (self.words, self.who, self.role, self.agency, self.phone, self.address)
        named = any(c.name or c.born or c.postcode for c in self.children)
        written = named or self.asked or self.adults or (self.paper is not None and not self.paper.empty)
        return not any(part.strip() for part in said) and not written


def to_text(taken: TakenDown) -> str:
    """As it is kept."""
    return msgspec.json.encode(taken).decode()


def from_text(text: str) -> TakenDown | None:
    """What was kept; None when there was nothing, or it was written by another version."""
    try:
        return msgspec.json.decode(text, type=TakenDown) if text else None
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


def tidy_postcode(text: str) -> str:
    """`nb47ab` as `NB4 7AB`; part of a postcode stays as it is, in capitals."""
    bare = "".join(text.upper().split())
    return (
        f"{bare[:-3]} {bare[-3:]}"
        if 5 <= len(bare) <= 7 and bare[-3:-2].isdigit()
        else " ".join(text.upper().split())
    )


def put_on_record(desk: Desk, taken: TakenDown, reached: datetime | None) -> Changed:
    """Save a new contact with everything known. Runs beside the window, in one transaction."""
    today = local(desk.now()).date()
    bodies: list[Body] = [
        *_children(desk, taken, today),
        *_adults(desk, taken),
        *(notifications.named(one.of, one.person) for one in taken.named),
        *_answers(desk.guide, taken),
        *_address(desk, taken),
    ]
    bodies += _way_back(desk, taken)
    bodies += notifications.letter_notes(taken.letter)
    paper = taken.paper or OnPaper()
    bodies += protect.as_on_paper(paper.danger, paper.agreed)
    new = receive.NewContact(
        words=taken.words,
        channel=channel(taken),
        source=ANONYMOUS if taken.anonymous and taken.source == UNKNOWN else taken.source,
        agency=taken.agency.strip(),
        reference=taken.reference.strip(),
        received_at=reached,
        late_because=taken.late_because,
        another=taken.another,
        referrer=_referrer(taken),
        said=tuple(bodies),
        sheet=(paper.reference.strip() or "?") if taken.paper else "",
        taken_by=paper.taken_by,
        acted_at=paper.acted_at if paper.danger.strip() else None,
    )
    return receive.receive(desk, new, draft=KEY)


def _way_back(desk: Desk, taken: TakenDown) -> list[Body]:
    """The level they give it, and what they were sent to answer in writing, without what they said after all."""
    bodies: list[Body] = []
    if taken.level in ("1", "2", "3", "4"):
        bodies.append(kinds.LevelClaimed(level=taken.level))  # type: ignore[arg-type]
    left = tuple(name for name in taken.asked_back if not taken.asked.get(name, Asked()).known)
    if left:
        bodies.append(referring.asked_on_call(desk, left, "email", taken.who.strip()))
    return bodies


def channel(taken: TakenDown) -> str:
    """How it came, in the guide's words."""
    if taken.paper is not None:
        return taken.paper.channel or "phone"
    if taken.mode == "paste":
        return "notification" if source_group(taken.source) == "police" else "email"
    return taken.mode


def _referrer(taken: TakenDown) -> kinds.ReferrerNamed | None:
    named = kinds.ReferrerNamed(
        name=taken.who.strip(),
        role=taken.role.strip(),
        agency=taken.agency.strip(),
        phone=taken.phone.strip(),
    )
    if taken.anonymous:
        return kinds.ReferrerNamed(agency=taken.agency.strip(), anonymous=True)
    return named if named != kinds.ReferrerNamed() else None


def _children(desk: Desk, taken: TakenDown, today: date) -> list[Body]:
    bodies: list[Body] = []
    for child in taken.children:
        born = said_dates.understood(child.born, today) if child.born.strip() else None
        if not (child.name.strip() or born or child.postcode.strip()):
            continue
        named = kinds.ChildNamed(
            person=child.person,
            name=said_names.name_of(child.name),
            born=born or kinds.Born(said=child.born.strip()),
            postcode=tidy_postcode(child.postcode),
            sex=child.more.sex if child.more else "",
            school=child.more.school if child.more else "",
        )
        bodies.append(named)
        if child.more is not None and child.more.said:
            heard_by = taken.who.strip() or "Police"
            bodies.append(kinds.ChildHeard(person=child.person, words=child.more.said, heard_by=heard_by))
        for candidate in child.candidates:
            verdict = child.verdicts.get(candidate.other, "")
            if verdict:
                bodies += identify.call_bodies(desk, named, candidate, verdict)
    return bodies


def _adults(desk: Desk, taken: TakenDown) -> list[Body]:
    bodies: list[Body] = []
    for adult in taken.adults:
        bodies.append(identify.named_again(adult.member, adult.person))
        bodies += identify.match_bodies(desk, None, identify.from_record(adult.member, adult.person), "same")
    return bodies


def _answers(guide: Guide, taken: TakenDown) -> list[Body]:
    """Answers in words. A bare mark is kept too, but never in place of the words a required question needs."""
    bodies: list[Body] = []
    for name, asked in taken.asked.items():
        question = guide.ask(name)
        if asked.answer.strip():
            bodies.append(kinds.Answered(question_id=name, answer=asked.answer.strip()))
        elif asked.mark == "did not say":
            bodies.append(kinds.Answered(question_id=name, state="did not say"))
        elif asked.mark == "not told":
            bodies.append(kinds.Answered(question_id=name, answer="No"))
        elif asked.mark == "told" and question.caution:
            bodies.append(kinds.Answered(question_id=name, answer="Yes"))
        elif asked.mark == "told" and not question.required:
            bodies.append(kinds.Answered(question_id=name, answer="Told on the call: see what they told us"))
    return bodies


def _address(desk: Desk, taken: TakenDown) -> list[Body]:
    if not taken.address.strip():
        return []
    people = tuple(c.person for c in taken.children if c.name.strip() or c.born.strip())
    postcode = next((tidy_postcode(c.postcode) for c in taken.children if c.postcode.strip()), "")
    return [
        kinds.AddressRecorded(
            address=identify.new_address_id(desk),
            people=people,
            lines=taken.address.strip(),
            postcode=postcode,
            confidential=taken.private,
        )
    ]


def new_child(now: datetime, name: str = "") -> Child:
    """An empty child with an identity of its own."""
    return Child(PersonId(uuid7(milliseconds(now))), name=name)


def contact_of(changed: Changed) -> ContactId:
    """The contact that was just put on record."""
    return next(iter(changed.contacts))
