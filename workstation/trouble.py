"""Every failure a person may read: what happened, and what to do about it.

    Trouble
    +-- StoreTrouble      the file on this computer
    |   +-- WrongKey  StoreDamaged  StoreFromNewer  NotOurFile  StoreBusy  DiskFull  WrongStore
    +-- AccessTrouble     keys and signing in
    |   +-- KeystoreMissing  WrongPassword
    +-- RuleTrouble       the trade says no
    |   +-- GateShut  NotYours
    +-- IntakeTrouble     a file somebody gave us
    +-- PrintTrouble      paper
    +-- BadInput          words that cannot be kept as they are

The class docstring is the sentence shown when nothing more exact is known; `advice` says the next step;
`code` is for the log and the service desk and never carries case content.
"""

from __future__ import annotations

from typing import ClassVar


class Trouble(Exception):
    """Something did not work."""

    advice: ClassVar[str] = "Try again. If it happens again, ring the service desk and read them the code."
    code: ClassVar[str] = "LT-000"

    def __init__(self, title: str = "", advice: str = "") -> None:
        self.title = title or (type(self).__doc__ or "").strip()
        self.what_to_do = advice or type(self).advice
        super().__init__(self.title)


class StoreTrouble(Trouble):
    """The file on this computer could not be used."""

    code = "LT-100"


class WrongKey(StoreTrouble):
    """This file does not open with your key."""

    advice = (
        "Nothing was changed. It may belong to another person, or its first page may be damaged. "
        "Ring the service desk."
    )
    code = "LT-101"


class NotOurFile(StoreTrouble):
    """This file is not a Lintel store: it is not encrypted."""

    advice = "Nothing was changed. Somebody may have put another file in its place. Ring the service desk."
    code = "LT-102"


class StoreDamaged(StoreTrouble):
    """Part of the file on this computer is damaged."""

    advice = (
        "Nothing was changed. Do not copy over it. Ring the service desk: they can get back what can be read."
    )
    code = "LT-103"


class StoreFromNewer(StoreTrouble):
    """This file was written by a newer version of Lintel."""

    advice = "Nothing was changed. Update Lintel on this computer, then open it again."
    code = "LT-104"


class StoreBusy(StoreTrouble):
    """Lintel is already open on this file."""

    advice = "Use the window that is already open, or close it first."
    code = "LT-105"


class DiskFull(StoreTrouble):
    """The disk of this computer is full, so your last change could not be saved."""

    advice = (
        "Keep this window open. Make some room on the disk, then try again. Nothing before this was lost."
    )
    code = "LT-106"


class WrongStore(StoreTrouble):
    """A practice file cannot be opened as a real one, or the other way round."""

    advice = (
        "Nothing was changed. Start Lintel with `--practice` for the practice authority, without it for work."
    )
    code = "LT-107"


class EntryRefused(StoreTrouble):
    """The record does not allow that change: entries are only ever added."""

    advice = "Add a new entry that corrects the earlier one."
    code = "LT-108"


class AccessTrouble(Trouble):
    """You could not be signed in."""

    code = "LT-200"


class KeystoreMissing(AccessTrouble):
    """This computer has no safe place for keys that Lintel may use."""

    advice = "Unlock the computer's password store (keyring) and try again, or ring the service desk."
    code = "LT-201"


class WrongPassword(AccessTrouble):
    """That name and password do not match."""

    advice = "Check Caps Lock is off, then try again."
    code = "LT-202"


class RuleTrouble(Trouble):
    """The rules of the front door do not allow that."""

    code = "LT-300"


class GateShut(RuleTrouble):
    """There is something to finish first."""

    advice = "Press F8 to go to the next thing that needs you."
    code = "LT-301"


class NotYours(RuleTrouble):
    """Your role does not do that."""

    advice = "Ask a colleague whose role it is."
    code = "LT-302"


class IntakeTrouble(Trouble):
    """This file could not be read."""

    advice = (
        "Nothing was taken from it. Check that it is the right file, and save it again from where it came."
    )
    code = "LT-400"


class PrintTrouble(Trouble):
    """Nothing was printed."""

    advice = "Your copy is still here. Check the printer, or save it as a file instead."
    code = "LT-500"


class BadInput(Trouble):
    """These words cannot be kept as they are."""

    advice = "Take out the marked part and try again. Nothing else you typed was lost."
    code = "LT-600"
