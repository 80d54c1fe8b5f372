"""`lintelctl central`, the part that a supervisor does with their own login: what was kept apart, claims, pieces,
and who read what is kept closed.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from workstation.cli_tables import table
from workstation.trouble import Trouble

if TYPE_CHECKING:
    from workstation.cli_tables import Cx


def alarms(_args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    """What a supervisor should look at."""
    from workstation.sync import admin

    return table(admin.rows(cx, "select * from lintel.alarms_v1()"), "Nothing to look at.")


def looks(_args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    """Who said why they have to read what is kept closed, and when it was opened to them."""
    from workstation.sync import admin

    return table(admin.rows(cx, "select * from lintel.looks_v1()"), "Nobody asked.")


def quarantine(_args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    """What waits."""
    from workstation.sync import admin

    waits = "select mark, stream, entry, contact, kind, author, device, reason, handed_by, at"  # no words
    return table(admin.rows(cx, f"{waits} from lintel.quarantine_v1()"), "Nothing waits.")


def waiting(_args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    """What was agreed to or erased, and still has its words."""
    from workstation.sync import admin

    return table(admin.rows(cx, "select * from lintel.erasures_v1()"), "Nothing waits.")


def confirm(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    """A third manager says that both of them meant it."""
    from workstation.sync import admin

    found = admin.rows(cx, "select lintel.erase_confirm_v1(%s) as done", [args.entry])
    return found, (
        "The words are gone here."
        if found[0]["done"]
        else "Nothing was erased. ENTRY is the one of kind Redacted; whoever wrote or brought one of the two "
        "cannot confirm it."
    )


def release(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    """Try one again."""
    from workstation.sync import admin

    return table(
        admin.rows(cx, "select * from lintel.release_v1(%s)", [_mark(args.mark)]), "Nothing was there."
    )


def close(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    """Leave one out for good."""
    from workstation.sync import admin

    found = admin.rows(cx, "select lintel.close_v1(%s, %s) as done", [_mark(args.mark), args.note])
    return found, "Left out, with your note." if found[0]["done"] else "Nothing like that waits."


def pack(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    """Pack what is not packed yet."""
    from workstation.sync import packing

    cx.autocommit = True  # nobody waits for a lock while we read
    many = packing.pack(cx, args.stream)
    return {"stream": args.stream, "packed": many}, f"Packed {many} pieces of {packing.SIZE:,} entries."


def unpack(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    """Take a piece away."""
    from workstation.sync import packing

    done = args.first.isdecimal() and packing.drop(cx, args.stream, int(args.first))
    return {"done": done}, "Taken away. Pack it again when you like." if done else "There is no such piece."


def claims(_args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    """What colleagues say about computers that this server forgot."""
    from workstation.sync import admin

    return table(admin.rows(cx, "select * from lintel.claims_v1()"), "Nobody claims anything.")


def agree(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    """Agree to what was claimed."""
    from workstation.sync import admin

    claimed = [
        row for row in admin.rows(cx, "select * from lintel.claims_v1()")
        if (row["device"], row["worker"]) == (args.device, args.worker)
    ]  # fmt: skip
    if len({row["key"] for row in claimed}) != 1:
        raise Trouble("There is not exactly one key for that computer.", "Ask its owner which one is theirs.")
    values = [args.device, args.worker, claimed[0]["key"]]
    found = admin.rows(cx, "select lintel.agree_v1(%s, %s, %s) as done", values)
    known = "It is known again.", "Somebody else has to agree: it was your own claim."
    return found, known[0] if found[0]["done"] else known[1]


def _mark(words: str) -> bytes:
    try:
        return bytes.fromhex(words)
    except ValueError:
        raise Trouble("That is no mark.", "Copy it from `lintelctl central quarantine list`.") from None
