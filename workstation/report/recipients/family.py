"""The copy for a parent or carer: what was decided, what they themselves said, how to disagree.

It names nobody who contacted us, no other adult, nothing that police or another agency told us, and no words of a
child: what a child said at school may put that child in danger at home.
"""

from __future__ import annotations

from dataclasses import replace

from workstation.domain import kinds, wording
from workstation.domain.belonging import children_of
from workstation.domain.contact import ContactFile
from workstation.domain.ids import PersonId
from workstation.domain.kinds import Body
from workstation.domain.past import Past
from workstation.report.case import Case, quoted, stopped
from workstation.report.parts import Head, Paragraph, Section, ours, said
from workstation.report.recipients import referrer
from workstation.report.recipients.reduced import reduced, worded
from workstation.report.redact import Redactor


def projected(case: Case, redactor: Redactor, reader: PersonId | None) -> Case:
    """The case with the decision and the reader's own words in it."""

    def change(body: Body) -> Body | None:
        kept = _own(body, reader)
        return worded(kept, redactor.clean) if kept is not None else None

    return replace(case, file=reduced(without_service(case.file, reader), change), past=Past(), hidden=True)


def lives_at_every_hidden_address(file: ContactFile, reader: PersonId | None) -> bool:
    """Whether no address of the contact is hidden from this person."""
    return all(reader in a.people for a in file.addresses if a.confidential)


def without_service(file: ContactFile, reader: PersonId | None, *, elsewhere: bool = False) -> ContactFile:
    """The contact without the service that has it now, for a reader who may not know where the family is helped: a
    refuge or a domestic abuse service would say where to look. `elsewhere`: another contact hides an address.
    """
    if not elsewhere and lives_at_every_hidden_address(file, reader):
        return file
    return reduced(file, lambda body: None if isinstance(body, kinds.HandedOver) else body)


def _own(body: Body, reader: PersonId | None) -> Body | None:
    if isinstance(body, kinds.Received):
        return kinds.Received(number=body.number, channel="", source="")
    if reader is None:
        return referrer.decision_alone(body)
    if isinstance(body, kinds.AdultNamed) and body.person == reader:
        return kinds.AdultNamed(
            person=reader, name=body.name, title=body.title, relationship=body.relationship
        )
    if isinstance(body, kinds.ParentTold) and body.person == reader and body.told == "yes":
        return kinds.ParentTold(person=reader, told="yes", words=body.words, objects=body.objects)
    if isinstance(body, kinds.ParentAgreed) and body.person == reader:
        return kinds.ParentAgreed(person=reader, agrees=body.agrees, to=body.to)
    if isinstance(body, kinds.SupportDeclined) and body.person == reader:
        return kinds.SupportDeclined(
            person=reader, offered=body.offered, reason=body.reason, words=body.words
        )
    if isinstance(body, kinds.LevelJudged):
        return None
    return referrer.decision_alone(body)


def head(case: Case, reader: PersonId | None) -> Head:
    """Who it is for, and which children it is about."""
    adult = case.file.adult(reader) if reader else None
    names = [wording.full_name(c.name) for c in children_of(case.file, reader)]
    lines = (f"About {wording.listed(names)}",) if names else ()
    child = case.file.child(reader) if reader else None
    young = wording.full_name(child.name) if child else "Parent or carer"
    return Head(wording.adult_name(adult) if adult else young, referrer.number(case), lines)


def sections(case: Case, words: str, reader: PersonId | None) -> tuple[Section, ...]:
    """The decision in the words in which families are told (`after.telling`), and what this reader said."""
    paragraphs = tuple(said(part) for part in words.split("\n\n") if part.strip())
    undecided = (ours("This is not decided yet. We will tell you when it is."),)
    own = _what_you_said(case, reader)
    return (
        Section("What we decided", paragraphs or undecided),
        *((Section("What you told us", own),) if own else ()),
    )


def _what_you_said(case: Case, reader: PersonId | None) -> tuple[Paragraph, ...]:
    if reader is None:
        return ()
    told, agrees, declined = (
        case.file.told(reader), case.file.agrees(reader), case.file.refusal(reader)
    )  # fmt: skip
    found: list[Paragraph] = []
    if told is not None and isinstance(told.body, kinds.ParentTold) and told.body.words.strip():
        found.append(said(stopped(quoted(told.body.words)), label="Your words"))
    if declined is not None:
        words = f" {stopped(quoted(declined.words))}" if declined.words.strip() else ""
        found.append(said(f"You did not want {declined.offered or 'support'} now.{words}"))
    elif agrees is not None and agrees.agrees == "yes":
        found.append(said(f"You agreed to {agrees.to or 'support'}."))
    return tuple(found)
