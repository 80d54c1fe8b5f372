"""`lintelctl central erase`, the part that two managers do at their own workstations.

    lintelctl central erase find CONTACT            the entries of a contact, each with its id
    lintelctl central erase agree ENTRY --authority "Court order 12" --because "Wrong family, ordered on ..."
    lintelctl central erase do ENTRY --authority ... --because ...       another manager: the words are gone
    lintelctl central erase open                    what was agreed to and not erased yet

With `--real --as NAME` in the record of real work, and with the password of whoever does it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Final

from workstation.trouble import Trouble

if TYPE_CHECKING:
    from workstation.domain.entries import Entry
    from workstation.domain.ids import ContactId, EntryId
    from workstation.services.desk import Desk
    from workstation.services.erasing import Done

    Opened = Callable[[argparse.Namespace], AbstractContextManager[Desk]]
    ContactOf = Callable[[Desk, str], ContactId]

_SHOWN: Final = 60


def add_to(erase: Any, opened: argparse.ArgumentParser, desk_of: Opened, contact_of: ContactOf) -> None:  # noqa: ANN401 - argparse's own type is private
    """Add these to the commands of `lintelctl central erase`."""

    def command(name: str, do: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = erase.add_parser(
            name, help=words, description=words, parents=[opened]
        )
        added.set_defaults(do=do)
        return added

    find = command(
        "find",
        lambda args: _find(args, desk_of, contact_of),
        "at a workstation: the entries of a contact, with ids",
    )
    find.add_argument("contact")
    command("open", lambda args: _open(args, desk_of), "at a workstation: what was agreed to, and not erased")
    for name, words in (
        ("agree", "at a workstation: agree that the words of an entry go"),
        ("do", "at a workstation: erase what another manager agreed to"),
    ):
        added = command(name, lambda args: _erase(args, desk_of), words)
        added.set_defaults(step=name)
        added.add_argument("entry")
        added.add_argument("--authority", required=True, help="the order or duty under which the words go")
        added.add_argument("--because", required=True, help="why, in words that can be judged later")


def _erase(args: argparse.Namespace, desk_of: Opened) -> int:
    from workstation.domain.ids import EntryId
    from workstation.services import erasing

    act = erasing.agree if args.step == "agree" else erasing.erase
    with desk_of(args) as desk:
        erasing.catch_up(desk)
        done = act(desk, EntryId(args.entry), args.authority, args.because)
        away = ""
        try:
            done = erasing.hear(desk, done)
        except Trouble as trouble:  # what was written stays written, and is sent later
            away = f" {trouble.title}"
    machine = {"entry": done.entry, "target": done.target, "state": done.state.name.lower(), "why": done.why}
    _answer(args, machine, f"{_begins(args.step)} {done.state.value}{_why(done)}{away}")
    return 0


def _begins(step: str) -> str:
    return "You agreed that the words go." if step == "agree" else "You erased the words."


def _why(done: Done) -> str:
    return f" Its reason: {done.why.value}." if done.why else ""


def _open(args: argparse.Namespace, desk_of: Opened) -> int:
    from workstation.services import erasing

    with desk_of(args) as desk:
        erasing.catch_up(desk)
        found = erasing.agreements(desk)
        names = {one.by: worker.name for one in found if (worker := desk.person(one.by))}
    rows = [
        {"entry": one.target, "contact": one.contact, "agreed_by": names.get(one.by, one.by),
         "authority": one.authority, "because": one.because}
        for one in found
    ]  # fmt: skip
    lines = [f"{r['entry']}  {r['agreed_by']}: {r['authority']}. {r['because']}" for r in rows]
    _answer(args, rows, "\n".join(lines) or "Nothing waits for a second manager.")
    return 0


def _find(args: argparse.Namespace, desk_of: Opened, contact_of: ContactOf) -> int:
    from workstation.services import erasing

    with desk_of(args) as desk:
        erasing.catch_up(desk)
        found = erasing.find(desk, contact_of(desk, args.contact))
        names = {entry.author: worker.name for entry in found if (worker := desk.person(entry.author))}
    rows: list[dict[str, EntryId | str]] = [
        {"entry": entry.id, "at": entry.happened.isoformat(timespec="minutes"), "kind": entry.kind,
         "by": names.get(entry.author, entry.author), "words": _beginning(entry)}
        for entry in found
    ]  # fmt: skip
    lines = ["  ".join(str(value) for value in row.values()) for row in rows]
    _answer(args, rows, "\n".join(lines) or "Nothing here has words that could be erased.")
    return 0


def _beginning(entry: Entry) -> str:
    """The first letters of what an entry says, as it is kept, to tell it from its neighbours."""
    words = (entry.body or b"").decode("utf-8", "replace")
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def _answer(args: argparse.Namespace, machine: object, words: str) -> None:
    print(json.dumps(machine, ensure_ascii=False, indent=1) if args.json else words)
