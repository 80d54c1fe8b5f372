"""`lintelctl guide`: the council's own editions of guide data, checked and put in force (`guidebook.council`)."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workstation.guidebook.council import Kept


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """What can be asked of it. `common` are the options that every command has."""
    asked = parser.add_subparsers(required=True, metavar="WHAT", parser_class=type(parser))
    one = asked.add_parser("check", help="say what is wrong with a file of guide data", parents=[common])
    one.add_argument("file", type=Path)
    one.set_defaults(do=_check)
    one = asked.add_parser("install", help="check a file, keep it, and put it in force", parents=[common])
    one.add_argument("file", type=Path)
    one.set_defaults(do=_install)
    one = asked.add_parser("use", help="put an edition in force that is here already", parents=[common])
    one.add_argument("edition")
    one.set_defaults(do=_use)
    one = asked.add_parser("list", help="every edition here, and which is in force", parents=[common])
    one.set_defaults(do=_list)


def _check(args: argparse.Namespace) -> int:
    from workstation.guidebook import council

    council.open_shelf(_folder())
    sheet = council.check(args.file)
    _say(
        args,
        {"sort": sheet.sort, "edition": sheet.edition},
        f"{args.file.name} can be used: {sheet.edition}.",
    )
    return 0


def _install(args: argparse.Namespace) -> int:
    from workstation.guidebook import council

    folder = _folder()
    council.open_shelf(folder)
    sheet = council.install(args.file, folder)
    words = (
        f"{sheet.edition} is kept and in force here from the next start. Earlier answers keep their edition."
    )
    _say(args, {"sort": sheet.sort, "edition": sheet.edition}, words)
    return 0


def _use(args: argparse.Namespace) -> int:
    from workstation.guidebook import council

    folder = _folder()
    council.open_shelf(folder)
    sort = council.use(args.edition, folder)
    _say(
        args, {"sort": sort, "edition": args.edition}, f"{args.edition} is in force here from the next start."
    )
    return 0


def _list(args: argparse.Namespace) -> int:
    from workstation.guidebook import council

    found = council.every(_folder())
    machine = [
        {"sort": k.sort, "edition": k.edition, "own": k.own, "in_force": k.in_force, "faults": list(k.faults)}
        for k in found
    ]
    _say(args, machine, "\n".join(_row(kept) for kept in found))
    return 0 if not any(kept.faults for kept in found) else 1


def _row(kept: Kept) -> str:
    whose = "the council’s" if kept.own else "built in"
    words = f"{'in force' if kept.in_force else '':9} {kept.edition}  ({whose})"
    return "\n".join((words, *(f"          cannot be used: {fault}" for fault in kept.faults)))


def _folder() -> Path:
    from workstation import paths

    return paths.council_guide()


def _say(args: argparse.Namespace, machine: object, words: str) -> None:
    print(json.dumps(machine, ensure_ascii=False, indent=1) if args.json else words)
