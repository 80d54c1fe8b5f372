"""Erasing words under a lawful authority: one manager agrees, another one erases. The entry and its digest remain.

    catch_up(desk)                                   # where no window does it
    find(desk, contact)                              # the entries of a contact, to see which one is meant
    agree(desk, target, authority, because)          # the first of the two
    erase(desk, target, authority, because)          # the second: the words are gone here at once
    hear(desk, done)                                 # one round with Central, and what became of it there
    agreements(desk)                                 # what was agreed to, and is not erased yet

Central believes each of the two only from themselves (`sync.vouching`), so an erasure may wait there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from workstation.domain.entries import Entry, decode
from workstation.domain.ids import AuthorId, ContactId, EntryId
from workstation.domain.kinds import ErasureAgreed, Redacted
from workstation.domain.people import may_sign
from workstation.domain.travel import Reason
from workstation.services import exchanging, record
from workstation.services.desk import Desk
from workstation.sync.central import Central, CentralTrouble
from workstation.trouble import BadInput, NotYours

_LEAST: Final = 10
"""Letters: an authority and a reason that somebody can judge in ten years."""


class State(Enum):
    """What became of an agreement or an erasure."""

    UNSENT = "The server has not heard it yet: it will when it can be reached."
    REFUSED = "The server keeps it apart."
    AGREED = "The server has it. Another manager has to erase the words."
    ERASED = "The words are gone here and at the server."
    WAITS = (
        "The words are gone here. The server has them until both of you have sent your entry from your own "
        "sign-in, or a third manager confirms."
    )


@dataclass(frozen=True, slots=True)
class Done:
    """What was written, about which entry; `state` as far as it is known, `why` when Central keeps it apart."""

    entry: EntryId
    target: EntryId
    contact: ContactId
    state: State = State.UNSENT
    why: Reason | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Somebody agreed that the words of an entry go, and they are still here."""

    target: EntryId
    contact: ContactId
    by: AuthorId
    authority: str
    because: str


def catch_up(desk: Desk) -> bool:
    """Read what colleagues wrote first, if the server can be reached; whether it could."""
    try:
        with exchanging.once(desk) as central:
            return central is not None
    except CentralTrouble:
        return False


def find(desk: Desk, contact: ContactId) -> tuple[Entry, ...]:
    """The entries of a contact whose words can be erased."""
    desk.may_open(contact)
    entries = desk.store.journal.of_contact(contact)
    return tuple(entry for entry in entries if entry.body is not None and _erasable(entry))


def agree(desk: Desk, target: EntryId, authority: str, because: str) -> Done:
    """Agree that the words of an entry go. Nothing is gone yet."""
    entry = _meant(desk, target, authority, because)
    if any(one.target == target and one.by == desk.worker.id for one in agreements(desk)):
        raise BadInput("You have agreed to this already.", "Another manager has to erase the words.")
    said = ErasureAgreed(target=target, authority=authority.strip(), because=because.strip())
    (made,) = desk.store.journal.append(entry.contact, [said], desk.worker.id)
    record.changed(desk, [made])
    return Done(made.id, target, entry.contact)


def erase(desk: Desk, target: EntryId, authority: str, because: str) -> Done:
    """Erase the words to which another manager agreed. `ErasureNotAgreed` when nobody else did."""
    entry = _meant(desk, target, authority, because)
    made = desk.store.journal.redact(target, authority.strip(), because.strip(), desk.worker.id)
    record.changed(desk, [made])
    return Done(made.id, target, entry.contact)


def hear(desk: Desk, done: Done) -> Done:
    """One round with Central, and what became of it. `CentralAway` leaves everything as it was."""
    with exchanging.once(desk) as central:
        if central is None:
            return done
        refused = desk.store.journal.refused().get(done.entry)
        if refused is not None:
            return _with(done, State.REFUSED, refused)
        made, target = desk.store.journal.by_id(done.entry), desk.store.journal.by_id(done.target)
        if made is None or made.position is None:
            return done
        if made.kind == ErasureAgreed.__name__:
            return _with(done, State.AGREED)
        waits = target is not None and _has_words_there(central, target)
        return _with(done, State.WAITS if waits else State.ERASED)


def _has_words_there(central: Central, target: Entry) -> bool:
    """Whether Central still gives out the words of an entry. It never had what came before practice began."""
    place = target.position
    if place is None or not any(proof.entry for proof in central.proofs(target.stream, [place])):
        return False
    return any(entry.body is not None for entry in central.pull(target.stream, place - 1, 1).entries)


def agreements(desk: Desk) -> tuple[Agreement, ...]:
    """What was agreed to and is not erased, as far as this computer has heard; the oldest first."""
    _must_be_manager(desk)
    found = [
        (entry, body) for entry in desk.store.journal.of_kind(ErasureAgreed.__name__)
        if isinstance(body := decode(entry.kind, entry.body or b""), ErasureAgreed)
    ]  # fmt: skip
    open_ = [(entry, body) for entry, body in found if _has_words(desk, body.target)]
    return tuple(
        Agreement(body.target, entry.contact, entry.author, body.authority, body.because)
        for entry, body in open_
    )


def _has_words(desk: Desk, target: EntryId) -> bool:
    entry = desk.store.journal.by_id(target)
    return entry is not None and entry.body is not None


def _meant(desk: Desk, target: EntryId, authority: str, because: str) -> Entry:
    """The entry somebody wants the words of erased, if they may say so."""
    _must_be_manager(desk)
    if len(authority.strip()) < _LEAST or len(because.strip()) < _LEAST:
        raise BadInput("Name the authority and the reason, ten letters or more each.", "Nothing was changed.")
    entry = desk.store.journal.by_id(target)
    if entry is None:
        raise BadInput("There is no such entry on this computer.", "Look it up with `erase find`.")
    desk.may_open(entry.contact)
    if not _erasable(entry):
        raise BadInput("That words were erased is never erased itself.", "Nothing was changed.")
    if entry.body is None:
        raise BadInput("The words of this entry are gone already.", "There is nothing left to do.")
    return entry


def _must_be_manager(desk: Desk) -> None:
    if not may_sign(desk.worker):
        raise NotYours("Only a manager can erase words from a record.")


def _erasable(entry: Entry) -> bool:
    return entry.kind not in (ErasureAgreed.__name__, Redacted.__name__)


def _with(done: Done, state: State, why: Reason | None = None) -> Done:
    return Done(done.entry, done.target, done.contact, state, why)
