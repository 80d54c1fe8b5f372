"""Contact sheets on paper: which references were printed here, and which contact was entered from which sheet.

    reference(desk, "r7")                  # R-07 K7QM3D: the sheet that was meant
    told_of(desk, "R-07")                  # what to say of it while it is typed
    entered(desk, reference)               # the contact that was entered from it

What was printed is a note in this computer's own file: when, by whom, which references, how many contacts were on
the list. That a sheet was entered is on record in its contact, and so is known wherever that contact is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import msgspec
from msgspec import Struct

from workstation.domain import paper_sheet, wording
from workstation.domain.ids import ContactId
from workstation.domain.paper_sheet import SheetReference
from workstation.domain.times import local
from workstation.services.desk import Desk
from workstation.trouble import BadInput, RuleTrouble

_NOTE: Final = "outage packs"
_KEPT: Final = 500
"""Packs that are remembered; of older ones only how far their references went."""


class Pack(Struct, frozen=True):
    """One pack that was printed here: its letters and references, when, by whom, and how many contacts it lists."""

    letters: str
    first: int
    last: int
    at: datetime
    by: str
    contacts: int

    @property
    def sheets(self) -> str:
        """`R-01 to R-10 K7QM3D`."""
        last = SheetReference(self.last, self.letters).words
        return last if self.first == self.last else f"{SheetReference(self.first).words} to {last}"


@dataclass(frozen=True, slots=True)
class Entered:
    """The contact that was entered from a sheet."""

    contact: ContactId
    number: str
    at: datetime | None
    """When it was entered, which is later than when it came in."""


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to say about a reference that was typed: the reference in full, or why not."""

    reference: str = ""
    words: str = ""
    contact: ContactId | None = None
    """The contact that was entered from it before."""


class NoSuchSheet(BadInput):
    """No paper sheet has this reference."""

    code = "LT-911"


class SheetEnteredBefore(RuleTrouble):
    """This paper sheet was entered before."""

    advice = "Nothing was saved twice. Open the contact that is there, and add to it what is new."
    code = "LT-910"

    def __init__(self, title: str = "", advice: str = "", contact: ContactId | None = None) -> None:
        super().__init__(title, advice)
        self.contact = contact
        """The contact that is there."""


def packs(desk: Desk) -> tuple[Pack, ...]:
    """The packs that were printed on this computer, the newest last."""
    kept = desk.store.notes.get(_NOTE)
    return msgspec.json.decode(kept, type=tuple[Pack, ...]) if kept else ()


def remember(desk: Desk, pack: Pack) -> None:
    """Write down that a pack was printed here. Its references are taken."""
    kept = (*packs(desk), pack)[-_KEPT:]
    desk.store.notes.keep(_NOTE, msgspec.json.encode(kept).decode())


def reference(desk: Desk, typed: str) -> SheetReference:
    """The reference that somebody typed, with the letters of its pack where this computer knows them.

    `NoSuchSheet` when it is none, and when only the letters tell which sheet is meant.
    """
    found = paper_sheet.understood(typed)
    if found is None:
        said = f"“{typed.strip()[:20]}” is not the reference of a sheet." if typed.strip() else ""
        raise NoSuchSheet(
            said or "Which sheet is it?", "It stands at the top of the sheet: R-07 and six letters."
        )
    if found.pack:
        return found
    here = [pack.letters for pack in packs(desk) if pack.first <= found.number <= pack.last]
    if len(here) != 1:
        several, none = (
            f"More than one sheet is {found.words}.",
            f"{found.words} was not printed on this computer.",
        )
        raise NoSuchSheet(several if here else none, "Type the six letters behind it as well.")
    return SheetReference(found.number, here[0])


def told_of(desk: Desk, typed: str) -> Told:
    """What to say of a reference that was just typed. Never raises: it may not be typed to its end."""
    try:
        sheet = reference(desk, typed)
        must_be_new(desk, sheet)
    except SheetEnteredBefore as before:
        return Told(words=before.title, contact=before.contact)
    except NoSuchSheet as unknown:
        return Told(words=f"{unknown.title} {unknown.what_to_do}")
    return Told(reference=sheet.words)


def entered(desk: Desk, sheet: SheetReference) -> Entered | None:
    """The contact that was entered from this sheet, on this computer or another one it has heard from."""
    found = desk.store.register.marked([sheet.mark])
    if not found:
        return None
    line = desk.store.register.contact(found[0])
    return Entered(found[0], line.number if line else "", _begun(found[0]))


def _begun(contact: ContactId) -> datetime | None:
    """When a contact was put on record: its identity begins with it."""
    parts = contact.split("-")
    if len(parts) != 5 or not parts[2].startswith("7"):
        return None
    return datetime.fromtimestamp(int(parts[0] + parts[1], 16) / 1000, UTC)


def must_be_new(desk: Desk, sheet: SheetReference) -> None:
    """Refuse a sheet that was entered: `R-07 K7QM3D was entered at 14:02 as C26-…`."""
    before = entered(desk, sheet)
    if before is None:
        return
    day = "" if before.at is None or local(before.at).date() == local(desk.now()).date() else (
        f" on {wording.day(before.at)}"
    )  # fmt: skip
    at = f" at {wording.clock(before.at)}" if before.at else ""
    told = f"{sheet.words} was entered{day}{at} as {before.number}."
    raise SheetEnteredBefore(told, contact=before.contact)
