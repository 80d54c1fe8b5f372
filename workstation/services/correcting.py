"""What a file says, beside what is on record: new, there already, put right, or older than what is there.

Only what an earlier file said is put right by a newer one. What a person said of the same thing stays as it is: no
machine overwrites a person's answer (design rule 5).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from workstation.domain.contact import ContactFile
from workstation.domain.fold import fold
from workstation.domain.ids import EntryId
from workstation.domain.kinds import AddressRecorded, Body, EarlierTaken, question
from workstation.domain.said import Said
from workstation.intake.acts import Taken
from workstation.services.strangers import Strangers
from workstation.store.act import Act
from workstation.store.journal import Journal

NEW: Final = "new"
KNOWN: Final = "on record already"
OLDER: Final = "older than what is on record, so left alone"
A_PERSON: Final = "somebody here said otherwise since, so left alone"
LATER: Final = "on record already; a later file has put it right since"

_FROM_A_FILE: Final = "8"
"""The version digit of identities that are made of words (`ids.uuid_of`): what a file said has one."""
_NOT_TOLD: Final = frozenset({"marks", "from_file", "row", "key", "person", "address", "people", "child"})
_WORDS: Final = {
    "on": "date", "ended": "end", "la_child_id": "our number", "nhs": "NHS number", "upn": "UPN", "born": "birth",
    "as_of": "right on", "nfa": "no further action", "lines": "address",
}  # fmt: skip


def judged(
    journal: Journal, batch: Sequence[Taken], strangers: Strangers
) -> list[tuple[Taken, Act | None, str]]:
    """For each of these: what to say to the journal (nothing: leave it alone), and what became of it in words.
    `strangers` are those met so far in this file: what is said of them later is left, too.
    """
    known, there, answering = journal.here([t.entry for t in batch], {t.contact for t in batch})
    # Where everything is known and nothing was ever put right, there is nothing to weigh.
    asked = there & (answering | {t.contact for t in batch if t.entry not in known})
    files = {contact: fold(contact, told) for contact, told in journal.of_contacts(sorted(asked)).items()}
    strangers.meet([t for t in batch if t.entry not in known], files)
    return [
        (taken, None, left)
        if taken.entry not in known and (left := strangers.left(taken))
        else _judged(taken, files.get(taken.contact), is_known=taken.entry in known)
        for taken in batch
    ]


def _judged(taken: Taken, file: ContactFile | None, *, is_known: bool) -> tuple[Taken, Act | None, str]:
    asked = question(taken.body)
    standing = file.answers(*asked) if file and asked else ()
    if is_known:
        replaced = bool(standing) and all(said.entry != taken.entry for said in standing)
        return taken, None, LATER if replaced else KNOWN
    if not standing or file is None:
        return taken, _act(taken), NEW
    if any(not _from_a_file(said.entry) for said in standing):
        return taken, None, A_PERSON
    if _is_older(taken, standing, file):
        return taken, None, OLDER
    told = _told(standing[-1].body, taken.body)
    return taken, _act(taken, tuple(said.entry for said in standing)), f"corrects: {told}" if told else NEW


def _act(taken: Taken, answers: tuple[EntryId, ...] = ()) -> Act:
    return Act(taken.body, taken.contact, taken.happened, answers, taken.edition, taken.entry)


def _from_a_file(entry: EntryId) -> bool:
    return entry[14:15] == _FROM_A_FILE


def _is_older(taken: Taken, standing: Sequence[Said[Body]], file: ContactFile) -> bool:
    """Whether what stands comes from newer data. A name says nothing of its day; the events beside it do."""
    if taken.as_of is None:
        return False
    bodies = [said.body for said in standing]
    events = [body for body in bodies if isinstance(body, EarlierTaken)] or [
        said.body for said in file.earlier
    ]
    newest = max((body.as_of for body in events if body.as_of), default=date.min)
    return newest > taken.as_of


def _told(before: Body, now: Body) -> str:
    """What changed, in words: `outcome was O07, is O02`. Addresses are not repeated."""
    if type(before) is not type(now):
        return "who it is about"
    changed = [
        name
        for name in now.__struct_fields__
        if name not in _NOT_TOLD and getattr(before, name) != getattr(now, name)
    ]
    if isinstance(now, AddressRecorded):
        return ", ".join(_WORDS.get(name, name.replace("_", " ")) for name in changed)
    if changed == ["as_of"]:
        return ""
    return "; ".join(
        _change(name, getattr(before, name), getattr(now, name)) for name in changed if name != "as_of"
    )


def _change(name: str, before: object, now: object) -> str:
    words = _WORDS.get(name, name.replace("_", " "))
    return f"{words} was {_shown(before)}, is {_shown(now)}"


def _shown(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/}{value.year}"
    if isinstance(value, tuple):
        return " and ".join(map(str, value)) or "nothing"
    if isinstance(value, msgspec.Struct):
        parts = [_shown(part) for name in value.__struct_fields__ if (part := getattr(value, name))]
        return " ".join(parts) or "nothing"
    return str(value)[:60] or "nothing"
