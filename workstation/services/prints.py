"""Copies on paper: look at one, then print it. The record knows of every copy before anybody holds it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import replace
from threading import Event
from typing import Final, NamedTuple

from msgspec.structs import replace as put

from workstation.domain import copies, kinds, wording
from workstation.domain.after import safe_ways
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.past import Past
from workstation.domain.people import Worker
from workstation.domain.thresholds import Thresholds
from workstation.report import apart, enquiry, html
from workstation.report.parts import Copy, Summary
from workstation.report.redact import MAYBE
from workstation.report.text import text
from workstation.services import copy_made, copy_order, hidden_around, recall, record
from workstation.services.copy_made import NOT_PRINTED
from workstation.services.copy_order import Form, Order, Paper, as_order
from workstation.services.desk import Desk
from workstation.trouble import RuleTrouble

__all__ = [
    "MAYBE", "NOT_PRINTED", "Begun", "Form", "Looked", "Order", "Paper", "Preview", "Taken", "begin",
    "drawn", "letter", "letter_paper", "look", "preview", "print_copy", "recorded", "stop_all", "strategy_paper",
    "take", "written",
]  # fmt: skip

stop_all = apart.stop_all
_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ23456789"
"""For the parts of a copy number: without letters and digits that are read as another."""
_BY_CHANCE: Final = 4


class HiddenNotRead(RuleTrouble):
    """Words are hidden on this copy, and nobody has said that they read the places."""

    advice = "Read each place that says [hidden], and then print again."
    code = "LT-900"


class Preview(NamedTuple):
    """A copy as it would be printed. `hidden_found` says where words were hidden, without the words, for the
    worker to confirm; `earlier` are the copies that exist already, in words; `again` says that this version was
    printed before.
    """

    pdf: bytes
    text: str
    pages: int
    copy: Copy
    hidden_found: tuple[str, ...]
    earlier: tuple[str, ...]
    again: str = ""
    copies: tuple[copies.PaperCopy, ...] = ()
    must_not_see: tuple[str, ...] = ()
    """Who the black band of a copy with the address would name."""
    secret: bool = False
    """Whether there is a hidden address that could be shown."""
    hides: bool = False
    """Whether this copy hides address, phone, school and GP."""
    unsure: str = ""
    """What nobody but a reader can check."""
    doubted: tuple[str, ...] = ()
    """The words in whose place `[name?]` stands, so that somebody can say which of them are no names."""
    kind: str = "Contact summary"
    """Which kind of paper it is: what a file of it is called."""


class Taken(NamedTuple):
    """A copy that is on record now: what changed, its pages or words, and its number."""

    changed: Changed
    made: bytes
    number: str


class Looked(NamedTuple):
    """A copy as far as it can be seen at once. A big one has no pages yet: `drawn` makes them, elsewhere."""

    seen: Preview
    whole: Summary | None = None
    """What is still to be drawn."""
    about: int = 0
    """About how many pages that will be."""


def look(
    desk: Desk, contact: ContactId, order: Order | str, paper: Paper | None = None, *, name: str = ""
) -> Looked:
    """Look at a copy. Nothing is recorded, no copy number is taken. A big one is not drawn: all else would wait.
    `name` is what the record calls the paper, as in `take`: copies are counted by it.
    """
    order = as_order(order)
    made = copy_made.made(desk, contact, order, paper, name)
    there = copies.copies(made.file, hidden_around.on_paper(desk, made.file))
    seen = Preview(
        b"", text(made.whole), 0, made.whole.copy, made.whole.hidden_in,
        tuple(recall.in_words(copy) for copy in there), copy_made.again(made.same), there,
        copies.must_not_see(made.file), made.file.hidden, made.body.hidden, copy_made.unsure(order), made.doubted,
        made.whole.kind,
    )  # fmt: skip
    looked = Looked(seen, made.whole, apart.pages_about(made.whole))
    return looked if apart.is_big(made.whole) else Looked(drawn(looked))


def drawn(looked: Looked, stop: Event | None = None) -> Preview:
    """The same with its pages. It may take a minute, asks nothing of the store, and ends when `stop` is set."""
    if looked.whole is None:
        return looked.seen
    made, pages = apart.drawn(looked.whole, stop=stop)
    return looked.seen._replace(pdf=made, pages=pages)


def preview(
    desk: Desk, contact: ContactId, order: Order | str, paper: Paper | None = None, *, name: str = ""
) -> Preview:
    """`look`, with all pages however long that takes."""
    return drawn(look(desk, contact, order, paper, name=name))


def as_html(desk: Desk, contact: ContactId, order: Order | str) -> str:
    """The same copy as HTML, to be read here. Nothing is recorded and no copy number is taken."""
    return html.html(copy_made.made(desk, contact, as_order(order), None).whole)


class Begun(NamedTuple):
    """A copy with a number of its own that nobody has and no record knows of: it is still to be drawn."""

    contact: ContactId
    whole: Summary
    body: kinds.Printed
    form: Form
    edition: str

    @property
    def about(self) -> int:
        """About how many pages it will have."""
        return apart.pages_about(self.whole)


def begin(
    desk: Desk, contact: ContactId, order: Order | str, paper: Paper | None = None, form: Form = "pdf", *,
    name: str = "",
) -> Taken | Begun:  # fmt: skip
    """`take`, but of a copy that is big on paper only the beginning: `written` and `recorded` do the rest."""
    begun = _begun(desk, contact, as_order(order), paper, form, name)
    if form == "pdf" and apart.is_big(begun.whole):
        return begun
    return recorded(desk, begun, written(begun))


def take(
    desk: Desk, contact: ContactId, order: Order | str, paper: Paper | None = None, form: Form = "pdf", *,
    name: str = "",
) -> Taken:  # fmt: skip
    """Take a copy number, record the copy, and only then give its pages, or the same words as text or HTML.

    `PrintTrouble` when the paper cannot be made right: then nothing was recorded. `HiddenNotRead` while there are
    hidden words that nobody has read, `BadInput` without a recipient, `NotYours` for a role that does not read
    contacts, `FullCopy` (block B7) for the address without a named reader, a reason and another's agreement.
    """
    begun = _begun(desk, contact, as_order(order), paper, form, name)
    return recorded(desk, begun, written(begun))


def _begun(desk: Desk, contact: ContactId, order: Order, paper: Paper | None, form: Form, name: str) -> Begun:
    made = copy_made.made(desk, contact, order, paper, name)
    unread = [place for place in made.whole.hidden_in if place not in order.read]
    if unread:
        raise HiddenNotRead(f"Words are hidden on this copy in {wording.count(len(unread), 'place')}.")
    number = new_number(desk)
    whole = replace(made.whole, copy=replace(made.whole.copy, number=number))
    return Begun(contact, whole, put(made.body, copy_number=number), form, desk.guide.edition)


def written(begun: Begun, stop: Event | None = None) -> bytes:
    """Its pages or words. A big one may take a minute, asks nothing of the store, and ends when `stop` is set."""
    if begun.form == "pdf":
        return apart.drawn(begun.whole, stop=stop)[0]
    return (html.html(begun.whole) if begun.form == "html" else text(begun.whole)).encode()


def recorded(desk: Desk, begun: Begun, made: bytes) -> Taken:
    """The copy on record. It shows what stood when it was begun; for what came meanwhile it is to be got back.
    `NotAgreed` when meanwhile another copy used the colleague's yes to the address, or they took it back.
    """
    copy_order.must_still_be_agreed(desk, begun.contact, begun.body)
    entries = desk.store.journal.append(begun.contact, [begun.body], desk.worker.id, edition=begun.edition)
    return Taken(record.changed(desk, entries), made, begun.body.copy_number)


def print_copy(
    desk: Desk, contact: ContactId, order: Order | str, paper: Paper | None = None
) -> tuple[Changed, bytes]:
    """`take` without the number."""
    taken = take(desk, contact, order, paper)
    return taken.changed, taken.made


def strategy_paper() -> Paper:
    """The request for a strategy discussion."""
    from workstation.report.strategy import strategy_request  # noqa: PLC0415 - seldom printed

    return strategy_request


def letter_paper(desk: Desk, contact: ContactId, person: PersonId, words: str, override: str = "") -> Paper:
    """A letter to somebody of the family. `UnsafeWay` when nothing says that post is safe for them (R33), unless
    somebody says why it has to be a letter. `NotForThem` for whoever was not told because of risk.
    """
    from workstation.report.letter import family_letter  # noqa: PLC0415 - seldom printed
    from workstation.services import afterwards  # noqa: PLC0415 - as above

    file = desk.file(contact)
    adult = afterwards.must_know(file, person)
    copy_order.may_be_written_to(file, adult)
    afterwards.may_tell(file, adult, safe_ways.LETTER, override)
    afterwards.must_not_name_service(desk, file, person, words)

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
    body = kinds.Printed(
        copy_number=new_number(desk), for_whom=agency, saw=file.head, hidden=True, paper="request",
        shows=copies.shown_by(file), hid=hidden_around.addresses(desk, file),
    )  # fmt: skip
    nth = len(copies.same_as(file, body)) + 1
    copy = copy_made.copy_of(desk, desk.store.journal.of_contact(contact), body, nth)
    paper = apart.drawn(enquiry.letter(words, agency, file.number, file.head[:8], copy))[0]
    made = desk.store.journal.append(contact, [body], desk.worker.id, edition=desk.guide.edition)
    return record.changed(desk, made), paper


def new_number(desk: Desk) -> str:
    """A number no other copy has: `K7QM3-412-PA7X`.

    The first part is that of the name under which whoever sits here writes to this file: a file that was copied,
    or seen to be put back, has another. The second goes on from the last that this name gave, and is never behind
    its own chain, so that it goes on even in a file that has forgotten. It is written down before the copy is: a
    big one is drawn for a minute, and another may be begun meanwhile. A whole machine that went back unseen counts
    from before: the last part is chance, so that its copies too have numbers of their own (one in a million that
    two of them meet, and only where name and count are the same already).
    """
    chance = "".join(secrets.choice(_LETTERS) for _ in range(_BY_CHANCE))
    journal, notes = desk.store.journal, desk.store.notes
    note, (seq, _) = f"copy number of {journal.device}", journal.tip(journal.device)
    count = max(seq, int(notes.get(note) or 0)) + 1
    notes.keep(note, str(count))
    return f"{_letters(journal.device, 5)}-{count}-{chance}"


def _letters(of: str, many: int) -> str:
    digest = int.from_bytes(hashlib.sha256(of.encode()).digest(), "big")
    return "".join(_LETTERS[(digest // len(_LETTERS) ** n) % len(_LETTERS)] for n in range(many))
