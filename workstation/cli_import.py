"""`lintelctl import`: a file as earlier history, its list of rows, and a first guess at what columns mean."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workstation.trouble import Trouble

if TYPE_CHECKING:
    from workstation.services.bring_in import BroughtIn
    from workstation.services.desk import Desk

Opened = Callable[[argparse.Namespace], AbstractContextManager["Desk"]]


def add_to(command: argparse.ArgumentParser, opened: Opened) -> None:
    """The arguments of the command. `opened` gives the desk to work at."""
    command.add_argument("file", type=Path)
    command.add_argument("--mapping", type=Path, help="what its columns mean (JSON or TOML)")
    command.add_argument(
        "--suggest", type=Path, help="take nothing; write a guess at what its columns mean here"
    )
    command.add_argument("--sheet", default="", help="the sheet of a workbook to look at with --suggest")
    command.add_argument(
        "--save-list", "--list", dest="list_file", type=Path, help="save the list of every row here (CSV)"
    )
    command.set_defaults(opened=opened)


def run(args: argparse.Namespace) -> int:
    """Take the file, or only look at it."""
    return _suggest(args) if args.suggest else _take(args)


def _take(args: argparse.Namespace) -> int:
    from workstation.intake import mapping
    from workstation.intake.refusals import ColumnsUnknown
    from workstation.services import bring_in

    explained = mapping.load(args.mapping) if args.mapping else None
    with args.opened(args) as desk:
        try:
            done = bring_in.bring_in(desk, args.file, mapping=explained, progress=_progress(args))
        except ColumnsUnknown as trouble:
            advice = (
                "Let `lintelctl import FILE --suggest M.json` guess, check M.json, then use --mapping M.json."
            )
            raise ColumnsUnknown(trouble.title, f"Nothing was taken from it. {advice}") from None
    if args.list_file:
        bring_in.save_list(done.report, args.list_file)
    _say(args, _machine(done), "\n".join(_lines(done)))
    return 0


def _suggest(args: argparse.Namespace) -> int:
    from workstation.intake import mapping
    from workstation.services import bring_in

    with args.opened(args) as desk:
        preview = bring_in.look(desk, args.file, sheet=args.sheet)
        if preview.known_as in ("census", "Annex A", "looked after"):
            raise Trouble("This file needs nobody to explain it.", "Bring it in without a mapping.")
        remarks = bring_in.check(desk, preview.suggested, preview)
    mapping.save(preview.suggested, args.suggest)
    sources = preview.suggested.sources
    words = [f"{source.field}: {', '.join(source.columns) or source.constant}" for source in sources]
    words += [f"  {'STOPS IT: ' if remark.stops else ''}{remark.words}" for remark in remarks]
    words.append(f"Written to {args.suggest}. Check it.")
    said = [{"words": remark.words, "stops": remark.stops, "field": remark.field} for remark in remarks]
    _say(args, {"file": str(args.suggest), "remarks": said}, "\n".join(words))
    return 0


def _machine(done: BroughtIn) -> dict[str, Any]:
    total = done.report.total()
    rows = [
        {
            "sheet": row.sheet, "row": row.row, "result": row.verdict, "marks": list(row.marks),
            "because": row.because, "element": row.path, "what": row.what, "on_record": row.came,
        }
        for row in done.report.rows
    ]  # fmt: skip
    return {
        "read_as": done.report.read_as, "rows": total.rows, "taken": total.taken, "with_marks": total.with_marks,
        "refused": total.refused, "new": done.new, "corrected": done.corrected, "notes": list(done.report.notes),
        "columns_not_taken": [*done.report.unknown_columns, *done.report.left_out_columns], "list": rows,
    }  # fmt: skip


def _lines(done: BroughtIn) -> list[str]:
    report = done.report
    total = report.total()
    counted = f"{total.taken} taken, {total.with_marks} taken with marks, {total.refused} refused"
    corrected = f", {done.corrected} of them corrections" if done.corrected else ""
    left = [*report.unknown_columns, *report.left_out_columns]
    return [
        f"Read as {report.read_as}." if report.read_as else "Nobody knows what kind of file this is.",
        f"{total.rows} rows: {counted}. {done.new} new on record{corrected}.",
        *report.notes,
        *([f"Columns not taken: {', '.join(left)}."] if left else []),
        *(
            f"  {row.path or f'{row.sheet} row {row.row}'}: {row.verdict}: {row.because or '; '.join(row.marks)}"
            for row in report.rows
            if row.verdict != "taken"
        ),
        *(
            f"  {row.sheet} row {row.row}: {row.came}"
            for row in report.rows
            if row.came.startswith("corrects")
        ),
    ]


def _progress(args: argparse.Namespace) -> Callable[[int, int], None]:
    def tell(read: int, of: int) -> None:
        if not args.json and sys.stderr.isatty():
            print(f"\r{read:,} rows of about {of:,} ", end="", file=sys.stderr, flush=True)

    return tell


def _say(args: argparse.Namespace, machine: object, words: str) -> None:
    print(json.dumps(machine, ensure_ascii=False, indent=1) if args.json else words)
