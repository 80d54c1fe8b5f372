"""Makes every copy of a family for every reader there is, and reads each as whoever gets it could."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.hostile.bones import beside_words, metadata
from tests.hostile.canaries import Family, earlier
from tests.report import contacts
from tests.report.reading import words_of
from workstation.domain.entries import Entry
from workstation.domain.times import FixedClock
from workstation.report.redact import HIDDEN
from workstation.services import afterwards, agencies, meeting, opening, prints, referring
from workstation.services.desk import Desk
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store
from workstation.trouble import Trouble

NEUTRAL = {
    "Title",
    "Author",
    "Creator",
    "Producer",
    "Subject",
    "Keywords",
    "CreationDate",
    "ModDate",
    "Trapped",
}
"""What a PDF may say of itself, in words that are the same on every copy but for the kind of paper."""


@dataclass
class Count:
    """What was made, what was refused in words, where a mark was still to be read, and what else was found."""

    made: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    leaks: Counter[str] = field(default_factory=Counter)
    besides: Counter[str] = field(default_factory=Counter)
    hidden: int = 0
    """How often `[hidden]` stands there: that something was hidden at all."""
    titles: set[str] = field(default_factory=set)
    """What the PDFs say of themselves."""


def desk_of(path: Path, families: Iterable[Family], *, every: int = 5) -> Desk:
    """A desk in a new practice file with these families; every fifth has an older contact that tells all."""
    clock = FixedClock(contacts.at("15:12"))
    store = Store.open(path, PRACTICE_KEY, clock=clock, kind="practice", create=True)
    for worker in contacts.STAFF.values():
        store.people.add(worker)
    for one in families:
        before: tuple[Entry, ...] = earlier(one.number) if one.number % every == 0 else ()
        store.journal.append_entries((*before, *one.entries))
    desk = opening.assemble(store, clock, Settings(), practice=True, council="Northbeck Council")
    desk.store.register.rebuild()
    opening.sit_down(desk, contacts.RUKHSANA)
    return desk


def swept(desk: Desk, family: Family, count: Count) -> None:
    """Make every copy of this family, and count what can be read on them."""
    for what, make in _papers(desk, family):
        try:
            seen = make()
        except Trouble as trouble:
            count.refused[f"{what}: {trouble.title}"] += 1
            continue
        count.made[f"{what}, PDF and text"] += 1
        _look(family, f"{what}, PDF", words_of(seen.pdf), count)
        _look(family, f"{what}, text", seen.text, count)
        said = metadata(seen.pdf)
        _look(family, f"{what}, metadata", " ".join(said.values()), count)
        count.titles.update(value for key, value in said.items() if key in NEUTRAL)
        count.besides.update(f"{what}: {found}" for found in beside_words(seen.pdf))
        _look(family, f"{what}, bytes", seen.pdf.decode("latin-1"), count)
        _look(family, f"{what}, places to read", "\n".join(seen.hidden_found), count)
    for what, write in _texts(desk, family):
        try:
            words = write()
        except Trouble as trouble:
            count.refused[f"{what}: {trouble.title}"] += 1
            continue
        count.made[what] += 1
        _look(family, what, words, count)


def _look(family: Family, where: str, read: str, count: Count) -> None:
    count.hidden += read.count(HIDDEN)
    count.leaks.update(f"{where}: {what}" for what in family.leaks(read))
    if "quality" in where:
        count.leaks.update(f"{where}: named, {who}" for who in family.named(read))


def _papers(desk: Desk, family: Family) -> Iterator[tuple[str, Callable[[], prints.Preview]]]:
    """Every kind of paper for every reader."""
    contact = family.contact
    for what, order, paper in (*_orders(family), *_other_papers(desk, family)):
        yield what, lambda order=order, paper=paper: prints.preview(desk, contact, order, *paper)  # type: ignore[misc]


def _orders(family: Family) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    """The summary and the chronology for each reader that is registered."""
    for_whom = f"the police at {family.marks['address']}"
    if find_spec("workstation.report.recipients") is None:
        yield "summary for anybody", for_whom, ()
        return
    recipients: Any = import_module("workstation.report.recipients")
    orders: Any = import_module("workstation.services.copy_order")
    for recipient in recipients.Recipient:
        for paper in ("summary", "chronology"):
            order = orders.Order(
                for_whom, recipient, paper, reader=family.mother, override="She reads it here, with us."
            )
            yield f"{paper} for {recipient}", order, ()


def _other_papers(desk: Desk, family: Family) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    yield "request for a strategy discussion", "strategy discussion", (prints.strategy_paper(),)
    words = f"We write to you at {family.marks['address']}. Ring {family.marks['phone']}."
    yield (
        "letter to the mother", "Ms Canary",
        (prints.letter_paper(desk, family.contact, family.mother, words, "She asked for a letter."),),
    )  # fmt: skip


def _texts(desk: Desk, family: Family) -> Iterator[tuple[str, Callable[[], str]]]:
    """What goes to the clipboard and into emails, and the copies as HTML."""
    contact, file = family.contact, desk.file(family.contact)
    yield "text to the referrer", lambda: afterwards.referrer_text(desk, file)
    yield "text to the family", lambda: afterwards.family_text(desk, file)
    for agency in ("school", "gp", "health_visitor", "police"):
        yield f"request to {agency}", lambda agency=agency: agencies.request(desk, contact, agency)  # type: ignore[misc]
    yield "request, as a letter", lambda: words_of(agencies.letter(desk, contact, "school")[1])
    yield "questions to the referrer", lambda: referring.ready_text(desk, contact, ("worried", "wanted"))
    yield "page of the meeting", lambda: meeting.family(desk, contact).words
    as_html: Any = getattr(prints, "as_html", None)
    if as_html is not None:
        for what, order, _paper in _orders(family):
            yield f"{what}, HTML", lambda order=order: as_html(desk, contact, order)  # type: ignore[misc]
