"""A colleague's own word that a named reader may have a copy with the hidden address (block B7).

    ask(desk, contact, "Sgt Amis, welfare check", because, of)      # it goes to that colleague's own computer
    answer(desk, contact, request, because, approved=True)          # they, where they sit
    answer_here(desk, contact, request, Proof(...), because, ...)   # they, where the worker sits

What they say is an entry of theirs. At the worker's computer they show with their own password who they are: to the
record of a computer that works alone, or to Central, which then knows under which name of theirs this computer
writes. Without either nobody can speak for them: then the question waits until it reaches their own computer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import Final, Protocol

from msgspec import Struct

from workstation.domain import full_copies, kinds
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile
from workstation.domain.full_copies import FullRequest, Standing
from workstation.domain.ids import AuthorId, ContactId, EntryId
from workstation.domain.people import may_read
from workstation.domain.travel import DeviceKey
from workstation.services import copy_order, record
from workstation.services.came import of_the_day
from workstation.services.desk import Desk
from workstation.services.exchanging import as_somebody_else
from workstation.sync.central import Central, CentralAway
from workstation.trouble import AccessTrouble, BadInput, NotYours, RuleTrouble, WrongPassword

_NEWEST: Final = 20_000
"""Entries that are looked through for a question that waits: it is a day old at most."""


class Line(Central, Protocol):
    """A line to Central in somebody's name."""

    def close(self) -> None:
        """Hang up."""
        ...


Dial = Callable[[str, str], Line]
"""The line of whoever has this name and password at Central."""


class OnlyThemselves(AccessTrouble):
    """The server is needed to know that it is them, and it cannot be reached."""

    advice = "Ask them instead: the question reaches their own computer, and they answer there."
    code = "LT-904"


@dataclass(frozen=True)
class Proof:
    """Who somebody is, at a computer where another person sits. `login` is their name at Central."""

    who: AuthorId
    password: str = ""
    login: str = ""

    def __repr__(self) -> str:
        return "Proof(…)"


def ask(desk: Desk, contact: ContactId, for_whom: str, because: str, of: AuthorId | None) -> Changed:
    """Ask a colleague to agree. Asking again while the question waits, or a yes can be used, says nothing new.

    `FullCopy` (block B7) without a named reader, a reason, or a colleague who reads contacts and is not oneself.
    """
    desk.may_open(contact)
    file = desk.file(contact)
    asked = copy_order.full_ready(desk, file, for_whom, because, of)
    before = full_copies.requests(file, desk.now())
    known = full_copies.newest(before, desk.worker.id, asked.of, for_whom, because)
    if known is not None and known.standing in (Standing.WAITING, Standing.AGREED):
        return Changed(frozenset(), frozenset())
    return _append(desk, contact, asked, desk.worker.id)


def answer(desk: Desk, contact: ContactId, request: EntryId, because: str, *, approved: bool) -> Changed:
    """Say yes or no to a colleague who asks, in one's own words.

    `NotYours` for anybody but the one who was asked, `RuleTrouble` when the question waits no more.
    """
    return _answer(desk, contact, request, desk.worker.id, because, approved=approved)


def answer_here(
    desk: Desk, contact: ContactId, request: EntryId, proof: Proof, because: str, *, approved: bool,
    dial: Dial | None = None,
) -> Changed:  # fmt: skip
    """The same at the computer of whoever asks. It may wait for Central, so it belongs on no thread that others
    wait for. `WrongPassword` when it is not them, `OnlyThemselves` without a server where one is needed.
    """
    desk.in_store(_must_wait, desk, contact, request, proof.who, because)
    _prove(desk, proof, dial)
    return desk.in_store(_answer, desk, contact, request, proof.who, because, approved=approved)


def settle_here(
    desk: Desk, contact: ContactId, asked: kinds.FullCopyAsked, proof: Proof, because: str, *, approved: bool
) -> Changed:
    """Ask, if that was not done, and have the answer at once (`answer_here`)."""
    first = desk.in_store(ask, desk, contact, asked.for_whom, asked.because, asked.of)
    request = desk.in_store(_waits, desk, contact, asked)
    then = answer_here(desk, contact, request, proof, because, approved=approved)
    return Changed(then.contacts, first.kinds | then.kinds, then.by, (*first.entries, *then.entries))


def _waits(desk: Desk, contact: ContactId, asked: kinds.FullCopyAsked) -> EntryId:
    before = full_copies.requests(desk.file(contact), desk.now())
    found = full_copies.newest(before, desk.worker.id, asked.of, asked.for_whom, asked.because)
    if found is None:
        raise RuleTrouble("Nobody waits for this answer any more.", "Look at the copy again.")
    return found.asked.entry


# -- who they are -------------------------------------------------------------------------------------------------


def _prove(desk: Desk, proof: Proof, dial: Dial | None) -> None:
    if desk.session is not None or dial is not None:
        _ask_central(desk, proof, dial or as_somebody_else(desk))
    elif not desk.practice:
        from workstation.access import sign_in  # noqa: PLC0415 - seldom asked, and slow to load

        if desk.path is None:
            raise WrongPassword
        sign_in.open_up(desk.path, proof.who, proof.password, clock=desk.clock)


def _ask_central(desk: Desk, proof: Proof, dial: Dial) -> None:
    """Central lets them in under their own name, and hears from them under which they write at this computer."""
    key = desk.in_store(_key_of, desk, proof.who)
    try:
        with closing(dial(proof.login.strip(), proof.password)) as line:
            if line.hello(key.device).worker != proof.who:
                raise WrongPassword("That is not who was asked.", "Only they can say yes or no.")
            line.enrol(key)
    except CentralAway as away:
        raise OnlyThemselves from away


def _key_of(desk: Desk, who: AuthorId) -> DeviceKey:
    journal = desk.store.journal
    try:
        journal.sit(who, desk.seals)
        return journal.own_key()
    finally:
        journal.sit(desk.worker.id, desk.seals)


# -- what they say ------------------------------------------------------------------------------------------------


def _must_wait(desk: Desk, contact: ContactId, request: EntryId, who: AuthorId, because: str) -> ContactFile:
    desk.may_open(contact)
    file, person = desk.file(contact), desk.person(who)
    found = next((one for one in full_copies.requests(file, desk.now()) if one.asked.entry == request), None)
    if found is None or found.standing is not Standing.WAITING:
        raise RuleTrouble("Nobody waits for this answer any more.", "Look at the copy again.")
    if who != found.asked.body.of or who == found.asked.by or person is None or not may_read(person):
        raise NotYours("Somebody else was asked to agree.", "Only they can say yes or no.")
    if not because.strip():
        raise BadInput("Say why.", "Agreeing needs your words, as saying no does.")
    return file


def _answer(
    desk: Desk, contact: ContactId, request: EntryId, who: AuthorId, because: str, *, approved: bool
) -> Changed:
    _must_wait(desk, contact, request, who, because)
    body = kinds.FullCopyDecided(request=request, approved=approved, because=because.strip())
    return _append(desk, contact, body, who)


def _append(desk: Desk, contact: ContactId, body: kinds.Body, who: AuthorId) -> Changed:
    """Write it down as this person: under their own name at this file, and signed as them."""
    journal, me = desk.store.journal, desk.worker.id
    if who == me:
        return record.changed(desk, journal.append(contact, [body], me, edition=desk.guide.edition))
    try:
        journal.sit(who, desk.seals)
        made = journal.append(contact, [body], who, edition=desk.guide.edition)
    finally:
        journal.sit(me, desk.seals)
    return record.changed(desk, made)


# -- who has to know ----------------------------------------------------------------------------------------------


class CopyNews(Struct, frozen=True):
    """Something about a copy with the address that whoever sits here has to know."""

    contact: ContactId
    entry: EntryId
    words: str
    mine: bool
    """A colleague answered what this person asked; else this person is asked."""


def waiting_for_me(desk: Desk) -> tuple[CopyNews, ...]:
    """The questions that wait for whoever sits here, the oldest first."""
    if not desk.all_open:
        return ()
    asked = desk.store.journal.of_kind("FullCopyAsked", last=_NEWEST)
    found = (_news(desk, contact) for contact in dict.fromkeys(entry.contact for entry in asked))
    return tuple(news for of_contact in found for news in of_contact if not news.mine)


def news(desk: Desk, came: Iterable[ContactId]) -> tuple[CopyNews, ...]:
    """What just came of it, asked of this person or answered to them."""
    return tuple(news for contact in of_the_day(desk, came) for news in _news(desk, contact))


def _news(desk: Desk, contact: ContactId) -> list[CopyNews]:
    file, now, me = desk.file(contact), desk.now(), desk.worker.id
    waiting = full_copies.asked_of(file, now, me)
    found = [CopyNews(contact, one.asked.entry, _asks(desk, one, file), mine=False) for one in waiting]
    found += [
        CopyNews(contact, one.decided.entry, _says(desk, one, file), mine=True)
        for one in full_copies.requests(file, now)
        if one.asked.by == me and one.decided and one.standing in (Standing.AGREED, Standing.REFUSED)
    ]
    return found


def _asks(desk: Desk, request: FullRequest, file: ContactFile) -> str:
    who = desk.person(request.asked.by)
    return (
        f"{who.short if who else 'A colleague'} asks you to agree to a copy with the address: {file.number}."
    )


def _says(desk: Desk, request: FullRequest, file: ContactFile) -> str:
    who = desk.person(request.asked.body.of)
    said = "agreed" if request.standing is Standing.AGREED else "did not agree"
    return f"{who.short if who else 'A colleague'} {said} to the copy with the address: {file.number}."
