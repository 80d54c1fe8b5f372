"""Copies on paper: look at one, then print it. The record knows of every copy before anybody holds it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol

from workstation.domain import kinds, lawful, wording
from workstation.domain.after import safe_ways
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile
from workstation.domain.fold import fold, hidden_words
from workstation.domain.guide import Guide
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.past import Past
from workstation.domain.people import Worker, may_read
from workstation.domain.thresholds import Thresholds
from workstation.guidebook.signoff import names
from workstation.report import apart, enquiry, pdf
from workstation.report.parts import Copy, Summary
from workstation.report.summary import summary
from workstation.report.text import text
from workstation.services import covering, find, record, weigh
from workstation.services.desk import Desk
from workstation.trouble import BadInput, NotYours, RuleTrouble

NOT_PRINTED: Final = "not printed"
"""Stands in a preview where the copy number will be."""
FILE_NAME: Final = pdf.FILE_NAME
_LONGEST: Final = 200
_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ23456789"
"""For the parts of a copy number: without letters and digits that are read as another."""


@dataclass(frozen=True)
class Preview:
    """A copy as it would be printed. `hidden_found` says where words were hidden, without the words, for the
    worker to confirm; `earlier` are the copies that exist already.
    """

    pdf: bytes
    text: str
    pages: int
    copy: Copy
    hidden_found: tuple[str, ...]
    earlier: tuple[str, ...]


class Paper(Protocol):
    """What a kind of paper says of a contact, without the words in `hide`."""

    def __call__(
        self, file: ContactFile, guide: Guide, past: Past, staff: Mapping[AuthorId, Worker], *,
        hide: tuple[str, ...], copy: Copy, thresholds: Mapping[str, Thresholds] | None = None,
    ) -> Summary: ...  # fmt: skip


def preview(desk: Desk, contact: ContactId, for_whom: str, paper: Paper = summary) -> Preview:
    """Look at a copy. Nothing is recorded and no copy number is taken."""
    file, whole, _ = _prepared(desk, contact, for_whom, paper)
    drawn, pages = apart.drawn(whole)
    return Preview(drawn, text(whole), pages, whole.copy, whole.hidden_in, _earlier(file))


def print_copy(
    desk: Desk, contact: ContactId, for_whom: str, paper: Paper = summary
) -> tuple[Changed, bytes]:
    """Take a copy number, record the copy, and only then give its pages.

    `PrintTrouble` when the paper cannot be made right: then nothing was recorded. `BadInput` without a
    recipient, `NotYours` for a role that does not read contacts.
    """
    file, whole, hidden = _prepared(desk, contact, for_whom, paper)
    copy = replace(whole.copy, number=_number(desk))
    made_pages = apart.drawn(replace(whole, copy=copy))[0]
    body = kinds.Printed(copy_number=copy.number, for_whom=for_whom.strip(), saw=file.head, hidden=hidden)
    made = desk.store.journal.append(contact, [body], desk.worker.id, edition=desk.guide.edition)
    return record.changed(desk, made), made_pages


def strategy_paper() -> Paper:
    """The request for a strategy discussion."""
    from workstation.report.strategy import strategy_request  # noqa: PLC0415 - seldom printed

    return strategy_request


def letter_paper(desk: Desk, contact: ContactId, person: PersonId, words: str, override: str = "") -> Paper:
    """A letter to somebody of the family. `UnsafeWay` when nothing says that post is safe for them (R33), unless
    somebody says why it has to be a letter.
    """
    from workstation.report.letter import family_letter  # noqa: PLC0415 - seldom printed
    from workstation.services import afterwards  # noqa: PLC0415 - as above

    file = desk.file(contact)
    adult = afterwards.must_know(file, person)
    afterwards.may_tell(file, adult, safe_ways.LETTER, override)

    def made(
        file: ContactFile, guide: Guide, past: Past, staff: Mapping[AuthorId, Worker], *,
        hide: tuple[str, ...], copy: Copy, thresholds: Mapping[str, Thresholds] | None = None,
    ) -> Summary:  # fmt: skip
        del guide, past, staff, thresholds
        return family_letter(file, adult, words, hide=hide, copy=copy)

    return made


def letter(desk: Desk, contact: ContactId, agency: str, words: str) -> tuple[Changed, bytes]:
    """A request to an agency on paper, with a copy number that the record knows of before anybody holds it. For
    `services.agencies`, which holds the gate before it.
    """
    file = desk.file(contact)
    copy = Copy(
        number=_number(desk), printed_at=desk.now(), printed_by=desk.worker.name, for_whom=agency,
        council=desk.council, marking=_marking(desk),
    )  # fmt: skip
    paper, _pages = apart.drawn(enquiry.letter(words, agency, file.number, file.head[:8], copy))
    body = kinds.Printed(copy_number=copy.number, for_whom=agency, saw=file.head, hidden=True)
    made = desk.store.journal.append(contact, [body], desk.worker.id, edition=desk.guide.edition)
    return record.changed(desk, made), paper


def _prepared(
    desk: Desk, contact: ContactId, for_whom: str, paper: Paper
) -> tuple[ContactFile, Summary, bool]:
    """The file, its summary without a copy number, and whether the summary hides an address."""
    if not may_read(desk.worker):
        raise NotYours(f"{desk.worker.role} does not read contacts.")
    if not for_whom.strip():
        raise BadInput("Who is this copy for?", "Write a name, a service, or ‘case file’.")
    if len(for_whom) > _LONGEST:
        raise BadInput("That is too long for the foot of a page.", f"Use at most {_LONGEST} letters.")
    desk.may_open(contact)
    entries = desk.store.journal.of_contact(contact)
    everything = fold(contact, entries)
    cover, file = covering.of(desk, everything), covering.seen(desk, everything)
    past = find.past(desk, contact) if cover else find.all_around(desk, file)
    _may_go_to(desk, file, for_whom)
    others = desk.store.journal.of_contacts([c.contact for c in past.contacts if c.contact != contact])
    hide = dict.fromkeys(word for story in (entries, *others.values()) for word in hidden_words(story))
    copy = Copy(
        number=NOT_PRINTED, printed_at=desk.now(), printed_by=desk.worker.name, for_whom=for_whom.strip(),
        council=desk.council, marking=_marking(desk), unsent=any(e.position is None for e in entries),
        alone=not desk.settings.central, facts_only=cover is not None, criteria=_criteria(file),
    )  # fmt: skip
    whole = paper(
        file, desk.guide, past, desk.staff, hide=tuple(hide), copy=copy, thresholds=weigh.thresholds_in(file)
    )
    return file, whole, file.hidden or bool(hide)


def _criteria(file: ContactFile) -> dict[str, str]:
    """What the criteria are called in the edition by which it was signed."""
    return names(file.signed.body.criteria_of) if file.signed else {}


def _may_go_to(desk: Desk, file: ContactFile, for_whom: str) -> None:
    """Nothing on paper goes to somebody whose post another person opens (R33)."""
    why = lawful.no_copy_for(file, desk.guide, for_whom)
    if why:
        raise RuleTrouble(why, "Tell them another way. Their safe contact is in Parents.")


def _marking(desk: Desk) -> str:
    marking = desk.settings.marking
    return f"{marking} · PRACTICE, MADE-UP FAMILY" if desk.practice else marking


def _number(desk: Desk) -> str:
    """A number no other copy has: `K7QM3-412-PA`.

    The first part is this computer's. The second counts the entries of its file, which are never taken away,
    and the record of each copy is one more, so it only grows. The last part tells copies apart that a restored
    file would count twice.
    """
    device, count = desk.store.device, desk.store.journal.count() + 1
    return f"{_letters(device, 5)}-{count}-{_letters(f'{device} {count} {desk.now().isoformat()}', 2)}"


def _letters(of: str, many: int) -> str:
    digest = int.from_bytes(hashlib.sha256(of.encode()).digest(), "big")
    return "".join(_LETTERS[(digest // len(_LETTERS) ** n) % len(_LETTERS)] for n in range(many))


def _earlier(file: ContactFile) -> tuple[str, ...]:
    """The copies that were printed, in words; those that show an address although it is hidden now say so."""
    return tuple(
        f"{said.body.copy_number}, for {said.body.for_whom}, {wording.moment(said.happened)}"
        + (". Its address was not hidden then" if file.hidden and not said.body.hidden else "")
        for said in file.log(kinds.Printed)
    )
