"""`lintelctl print` and whom `lintelctl show` reads for: a copy for one recipient, as a file, on record."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workstation.trouble import BadInput, Trouble

if TYPE_CHECKING:
    from workstation.domain.ids import AuthorId, ContactId, PersonId
    from workstation.services.copy_order import Form, Full, Order
    from workstation.services.desk import Desk

Opened = Callable[[argparse.Namespace], AbstractContextManager["Desk"]]
RECIPIENTS: Final = ("case file", "receiving team", "referrer", "family", "quality")
_FORMS: Final[dict[str, Form]] = {".html": "html", ".htm": "html", ".txt": "text"}


def add_reader(command: argparse.ArgumentParser) -> None:
    """Which reader it is for."""
    command.add_argument("--recipient", choices=RECIPIENTS, default="case file", help="who reads it")
    command.add_argument("--reader", default="", help="of the family: whose copy it is, by name")
    command.add_argument("--paper", choices=("summary", "chronology"), default="summary")


def add_to(
    command: argparse.ArgumentParser, opened: Opened, contact: Callable[[Desk, str], ContactId]
) -> None:
    """The arguments of `print`. `opened` gives the desk, `contact` finds a contact by number or identity."""
    command.add_argument("contact")
    command.add_argument("--out", type=Path, required=True, help="a .pdf, .html or .txt file")
    command.add_argument("--for", dest="for_whom", default="", help="the name of the reader, at the foot")
    add_reader(command)
    command.add_argument("--hidden-read", action="store_true", help="you have read where words are hidden")
    command.add_argument("--safe-because", default="", help="family: why paper is safe for them")
    command.add_argument("--address-because", default="", help="put the hidden address on it, and why")
    command.add_argument("--agreed-by", default="", help="who agreed that this reader may see the address")
    command.set_defaults(opened=opened, find_contact=contact)


def run(args: argparse.Namespace) -> int:
    """Take a copy and write it to a file."""
    from dataclasses import replace

    from workstation.services import prints, recall

    form = _FORMS.get(args.out.suffix.lower(), "pdf")
    with args.opened(args) as desk:
        contact = args.find_contact(desk, args.contact)
        order = order_of(args, desk, contact, args.for_whom or args.recipient)
        order = replace(order, full=_full(args, desk), override=args.safe_because)
        seen = prints.preview(desk, contact, order)
        if args.hidden_read:
            order = replace(order, read=seen.hidden_found)
        elif seen.hidden_found:
            print("\n".join(seen.hidden_found), file=sys.stderr)
        if seen.again:
            print(seen.again, file=sys.stderr)
        taken = prints.take(desk, contact, order, form=form)
        saved = _saved(args.out, taken.made)
        recall.came_out(desk, contact, taken.number, "saved" if saved else "failed")
    if not saved:
        raise Trouble("The copy could not be saved there.", "Choose another folder, or make room.")
    machine = {"file": str(args.out), "bytes": len(taken.made), "number": taken.number}
    print(
        json.dumps(machine, ensure_ascii=False, indent=1)
        if args.json
        else f"Saved: {args.out} ({taken.number})"
    )
    return 0


def order_of(args: argparse.Namespace, desk: Desk, contact: ContactId, for_whom: str) -> Order:
    """The copy that the arguments ask for."""
    from workstation.services.copy_order import Order, Recipient

    return Order(
        for_whom,
        Recipient(args.recipient),
        args.paper,
        _reader(args.reader, desk, contact) if args.reader else None,
    )


def _reader(name: str, desk: Desk, contact: ContactId) -> PersonId:
    from workstation.services.copy_order import offers

    words = name.casefold().split()
    found = [p for p, called in offers(desk, contact).readers if all(w in called.casefold() for w in words)]
    if len(found) != 1:
        raise BadInput("Which parent or carer is this copy for?", "Write the name as it is in the contact.")
    return found[0]


def _full(args: argparse.Namespace, desk: Desk) -> Full | None:
    from workstation.services.copy_order import Full

    if not args.address_because and not args.agreed_by:
        return None
    return Full(args.address_because, _colleague(args.agreed_by, desk))


def _colleague(name: str, desk: Desk) -> AuthorId | None:
    named = name.casefold().strip()
    return next((w.id for w in desk.staff.values() if named in (w.id.casefold(), w.name.casefold())), None)


def _saved(path: Path, made: bytes) -> bool:
    try:
        path.write_bytes(made)
    except OSError:
        return False
    return True
