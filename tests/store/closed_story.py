"""A small practice file with something of everything in it, and all that a program reads there.

`golden/closed.lintel` was written with this by the program as commit 23c4992 left it, the commit that closed the
first issue; `golden/closed.json` is what that program itself read in it. To write the two again:

    git worktree add --detach FOLDER 23c4992 && cp tests/store/closed_story.py FOLDER/tests/store/
    cd FOLDER && python -m tests.store.closed_story PLACE/closed.lintel

The test of upgrades reads the file with the program of today and compares. Names and numbers made by chance are
others each time, so the two files belong together.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, cast, get_args

from msgspec import structs

from tests.domain.test_every_answer import sample
from tests.report import contacts
from tests.report.contacts import BOLA, CONTACT, ELLIE, RUKHSANA, TOM
from workstation.domain import copies, kinds
from workstation.domain.contact import ContactFile
from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, ContactId, EntryId, PersonId
from workstation.domain.kinds import Body, Name
from workstation.domain.line import ContactLine
from workstation.domain.people import Role, Worker
from workstation.domain.times import FixedClock
from workstation.domain.travel import Reason
from workstation.services import (
    agreeing,
    erasing,
    find,
    opening,
    outage,
    prints,
    recall,
    receive,
    record,
    sheets,
)
from workstation.services.agreeing import Proof
from workstation.services.copy_order import Full, Order, Recipient
from workstation.services.desk import Desk
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store
from workstation.store.lists import View

EVERY: Final = ContactId("c-every-kind")
"""About this one every kind of entry there was is said once, in words that mean nothing."""
CAROL: Final = AuthorId("w-carol")
KIRI: Final = PersonId("p-kiri")
LATER: Final = timedelta(hours=2)
_FOUND: Final = ("farrow", "elspeth", "ellie", "C26-18412-K", "ferreday", "marlowe", "quillet")
_BESIDES: Final = frozenset({"ErasureAgreed", "Redacted"})
"""Said where words are really erased."""


# -- written ------------------------------------------------------------------------------------------------------


def write(path: Path) -> None:
    """The file, and beside it what this program reads in it."""
    clock = FixedClock(contacts.at("14:12"))
    with Store.open(path, PRACTICE_KEY, clock=clock, kind="practice", create=True) as store:
        for worker in (*contacts.STAFF.values(), Worker(CAROL, "Carol Ames", Role.MANAGER)):
            store.people.add(worker)
        store.journal.append_entries(contacts.whole())
    desk = desk_over(path, clock)
    try:
        _print(desk, clock)
        _receive(desk, clock)
        _erase(desk, clock)
        for name in sorted(set(kinds.KINDS) - _BESIDES):
            desk.store.journal.append(EVERY, [sample(name)], RUKHSANA)
            clock.move(timedelta(minutes=1))
        desk.store.journal.refuse({desk.store.journal.of_contact(EVERY)[-1].id: Reason.NOT_GRANTED})
        desk.store.drafts.put(
            f"contact/{CONTACT}/reasons.why", CONTACT, '{"text":"Half a"}', desk.now(), worker=RUKHSANA
        )
        desk.store.drafts.put("call", None, '{"words":"She rang, Ọláńrewájú 张伟"}', desk.now(), worker=TOM)
    finally:
        desk.close()
    desk = desk_over(path, clock)
    try:
        told = {"at": clock.now().isoformat(), **everything(desk)}
    finally:
        desk.close()
    path.with_suffix(".json").write_text(
        json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def desk_over(path: Path, clock: FixedClock) -> Desk:
    """A desk over the file, at which Rukhsana sits."""
    store = Store.open(path, PRACTICE_KEY, clock=clock, kind="practice")
    desk = opening.assemble(store, clock, Settings(council="Northbeck Council"), practice=True)
    opening.sit_down(desk, RUKHSANA)
    return desk


def _print(desk: Desk, clock: FixedClock) -> None:
    """Six copies: came out, failed, saved and got back, for quality, with the address, unknown. A correction."""
    for order, became in (
        (Order("case file"), "printed"),
        (Order("assessment team", Recipient.RECEIVING_TEAM), "failed"),
        (Order("referrer", Recipient.REFERRER), "saved"),
        (Order("audit", Recipient.QUALITY), "printed"),
    ):
        taken = prints.take(desk, CONTACT, _read(desk, order))
        recall.came_out(desk, CONTACT, taken.number, cast("Any", became))
        clock.move(timedelta(minutes=3))
    recall.got_back(desk, CONTACT, copies.copies(desk.file(CONTACT))[2].number, "got back")
    full = Full("They go there today.", BOLA)
    (asked,) = agreeing.ask(desk, CONTACT, "Sgt Amis, welfare check", full.because, BOLA).entries
    agreeing.answer_here(desk, CONTACT, EntryId(asked), Proof(BOLA), "I rang the desk.", approved=True)
    prints.take(desk, CONTACT, _read(desk, Order("Sgt Amis, welfare check", full=full)))
    prints.take(desk, CONTACT, _read(desk, Order("case file", paper="chronology")))
    clock.move(LATER)
    child = next(c for c in desk.file(CONTACT).children if c.person == ELLIE)
    record.put(desk, CONTACT, (_renamed(child),))


def _renamed(child: kinds.ChildNamed) -> Body:
    return structs.replace(child, name=Name("Farrow", "Elspeth"))


def _read(desk: Desk, order: Order) -> Order:
    return replace(order, read=prints.look(desk, CONTACT, order).seen.hidden_found)


def _receive(desk: Desk, clock: FixedClock) -> None:
    """A pack with three sheets, one of them entered; and a contact by phone that waits, with a hidden address."""
    pack = outage.take(desk, 3).pack
    record_ = receive.receive(
        desk,
        receive.NewContact(
            words="A man shouts at night.", sheet=f"R-02 {pack.letters}", taken_by="Tom Ashdown",
            received_at=clock.now() - timedelta(hours=3), late_because="Lintel was away.",
        ),
    )  # fmt: skip
    assert record_.contacts
    said = (
        kinds.ChildNamed(person=KIRI, name=Name("Ferreday", "Kiri"), where_now="At home"),
        kinds.AddressRecorded(
            address="a-9", people=(KIRI,), lines="14 Marlowe Crescent", postcode="NB2 3CD", confidential=True
        ),
    )
    receive.receive(desk, receive.NewContact(words="She stays at a friend's.", said=said))


def _erase(desk: Desk, clock: FixedClock) -> None:
    """Words of a note, by two managers."""
    made = record.put(desk, CONTACT, (kinds.NoteMade(text="This belongs to another child."),))
    for manager, act in ((BOLA, erasing.agree), (CAROL, erasing.erase)):
        opening.sit_down(desk, manager)
        act(desk, EntryId(made.entries[0]), "Court order 12/26", "It is about another child.")
        clock.move(timedelta(minutes=1))
    opening.sit_down(desk, RUKHSANA)


# -- read ---------------------------------------------------------------------------------------------------------


def everything(desk: Desk) -> dict[str, Any]:
    """All there is in the file: each entry, the chains, drafts, copies, packs, lists, and what Find finds."""
    journal = desk.store.journal
    every = journal.all_contacts()
    devices = sorted({entry.device for contact in every for entry in journal.of_contact(contact)})
    files = {contact: desk.file(contact) for contact in every}
    return {
        "entries": [_entry(entry) for contact in every for entry in journal.of_contact(contact)],
        "chains": {"wrong": journal.verify(), "ends": {name: _tip(journal.tip(name)) for name in devices}},
        "waiting": [journal.waiting_count(), journal.count()],
        "refused": {entry: reason.value for entry, reason in journal.refused().items()},
        "drafts": [
            [worker, draft.key, draft.contact, draft.text, draft.at.isoformat()]
            for worker in (RUKHSANA, TOM)
            for draft in desk.store.drafts.of_worker(worker)
        ],
        "people": [[w.id, w.name, w.role.value] for w in desk.store.people.all()],
        "copies": {contact: [_copy(copy) for copy in copies.copies(file)] for contact, file in files.items()},
        "count of copies": {name: desk.store.notes.get(f"copy number of {name}") for name in devices},
        "packs": [[p.letters, p.first, p.last, p.at.isoformat(), p.by, p.contacts] for p in sheets.packs(desk)],
        "files": {contact: _file(file) for contact, file in files.items()},
        "lists": {view: [_line(line) for line in _listed(desk, view)] for view in _views()},
        "found": {words: [line.number for line in find.search(desk, words).contacts] for words in _FOUND},
    }  # fmt: skip


def _entry(entry: Entry) -> list[Any]:
    words = None if entry.body is None else hashlib.sha256(entry.body).hexdigest()
    return [
        entry.id, entry.contact, entry.kind, entry.author, entry.device, entry.seq, entry.previous.hex(),
        entry.happened.isoformat(), entry.recorded, list(entry.answers), entry.edition, entry.digest.hex(), words,
        entry.position,
    ]  # fmt: skip


def _tip(tip: tuple[int, bytes]) -> list[Any]:
    return [tip[0], tip[1].hex()]


def _copy(copy: copies.PaperCopy) -> list[Any]:
    body = copy.said.body
    back = copy.back.body.how if copy.back else None
    return [
        copy.number, copy.outcome, back, list(copy.why), body.for_whom, body.recipient, body.paper, body.hidden,
        body.saw, body.full_because, body.agreed_by,
    ]  # fmt: skip


def _file(file: ContactFile) -> list[Any]:
    """What a contact comes to, in short; its fields are the entries'."""
    return [file.number, file.stage.value, file.head, file.hidden, sorted(c.person for c in file.children)]


def _views() -> tuple[View, ...]:
    return get_args(View)


def _listed(desk: Desk, view: View) -> tuple[ContactLine, ...]:
    return desk.store.register.queue(view, now=desk.now(), worker=RUKHSANA)[0]


def _line(line: ContactLine) -> list[Any]:
    due = line.due_at.isoformat() if line.due_at else None
    return [line.contact, line.number, line.stage.value, line.child, line.hidden, line.worker, due]


if __name__ == "__main__":
    write(Path(sys.argv[1]))
