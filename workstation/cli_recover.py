"""`lintelctl recovery`, `recover` and `salvage`: a record whose password is lost, or whose file is damaged.

`salvage` asks for its owner's password (`--as` where several share it), or takes both shares.
"""

from __future__ import annotations

import argparse
import getpass
import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.domain import wording
from workstation.trouble import Trouble

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.services.salvaging import Salvaged

Opened = Callable[[argparse.Namespace], AbstractContextManager["Desk"]]


def add_to(command: argparse.ArgumentParser, opened: Opened) -> None:
    """The file and the shares. `opened` gives the desk to work at."""
    command.add_argument("file", type=Path, help="the record, desks/....lintel or record.lintel")
    command.add_argument(
        "--share", type=Path, action="append", default=[], help="a file with a share (twice)"
    )
    command.set_defaults(opened=opened)


def make_key(args: argparse.Namespace) -> int:
    """A new recovery key."""
    from workstation.services import recovering

    public = recovering.make_key(*args.shares)
    words = (
        f'recovery_key = "{public}"\n\nThis line belongs into the settings of every computer. Give each share to '
        "its custodian, on paper or a stick, and destroy the files here: whoever has both opens every record."
    )
    _answer(args, {"recovery_key": public, "shares": [str(one) for one in args.shares]}, words)
    return 0


def recover(args: argparse.Namespace) -> int:
    """A new password for a record, or what it holds that Central never had."""
    from workstation.services import recovering

    _check(args.share)
    if args.take_over:
        args.real = True
        with args.opened(args) as desk:
            taken = recovering.take_over(desk, args.file, _shares(args.share))
        _answer(args, {"taken": taken}, f"{taken} entries will be sent from here, in their author's name.")
        return 0
    shares, password = _shares(args.share), getpass.getpass("New password: ")
    if getpass.getpass("The same again: ") != password:
        raise Trouble("The two passwords are not the same.", "Nothing was changed. Try again.")
    name = recovering.recover(args.file, shares, password, args.worker)
    _answer(args, {"name": name}, f"{name} can sign in with the new password now.")
    return 0


def _shares(files: Sequence[Path]) -> tuple[str, str]:
    """Both shares, from files or as the custodians type them."""
    if not files:
        return getpass.getpass("Share of one custodian: "), getpass.getpass("Share of the other: ")
    try:
        first, second = (path.read_text("utf-8") for path in files)
    except (OSError, UnicodeDecodeError):
        raise Trouble("A share could not be read.", "Check the names of the files.") from None
    return first, second


def salvage(args: argparse.Namespace) -> int:
    """Get out of a damaged record what can be read. The damaged file is kept."""
    from workstation.services import salvaging

    _check(args.share)
    if args.share:
        key = salvaging.key_by_shares(args.file, _shares(args.share))
    else:
        key = salvaging.key_by_password(args.file, getpass.getpass("Password: "), args.worker)
    made = salvaging.salvage(args.file, key)
    _answer(args, _machine(made), "\n".join(_lines(made)))
    return 0


def _machine(made: Salvaged) -> dict[str, object]:
    return {
        "entries": made.entries, "unsent": made.unsent, "drafts": made.drafts, "false": made.false,
        "pages": made.pages, "damaged": made.damaged, "missing": made.missing, "guessed": made.guessed,
        "kept": str(made.kept),
    }  # fmt: skip


def _lines(made: Salvaged) -> list[str]:
    read = wording.count(made.entries, "entry", "entries")
    unsent = f" The server has not got {made.unsent} of them: they will be sent." if made.central else ""
    lines = [f"{read} could be read.{unsent} Of words half typed, {wording.count(made.drafts, 'draft')}."]
    lines.append(f"{made.damaged} of {wording.count(made.pages, 'page')} could not be read.")
    if made.false:
        lines.append(
            f"{wording.count(made.false, 'entry', 'entries')} did not say what was written: left out."
        )
    lines += _lacking(made)
    for name in made.guessed:
        lines.append(
            f"The role of {name} could not be read. They are a social worker here until it is known."
        )
    lines.append(f"The damaged file is kept as it was, and is never removed: {made.kept}")
    lines.append(
        "When words are erased, they are not erased in it. Destroy it when it is not needed any more."
    )
    lines.append(f"{wording.listed(made.owners)} can sign in as before.")
    return lines


def _lacking(made: Salvaged) -> list[str]:
    if not made.missing:
        return ["Nothing lacks of what was written on this computer."]
    lines = ["Of what was written on this computer, these could not be read:"]
    lines += [f"  {device}: {', '.join(map(_span, spans))}" for device, spans in made.missing.items()]
    if made.central:
        lines.append("What the server has of these comes back at the next exchange, with the work of others.")
        lines.append("What it never had is lost. Ask whoever wrote it to look through their last contacts.")
    else:
        lines.append("They are lost. Ask whoever wrote them to look through their contacts.")
    return lines


def _span(span: tuple[int, int]) -> str:
    first, last = span
    return f"entry {first}" if first == last else f"entries {first} to {last}"


def _check(shares: Sequence[Path]) -> None:
    if len(shares) not in (0, 2):
        raise Trouble("It takes two shares.", "Give --share twice, or not at all to be asked.")


def _answer(args: argparse.Namespace, machine: object, words: str) -> None:
    print(json.dumps(machine, ensure_ascii=False, indent=1) if args.json else words)
