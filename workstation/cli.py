"""`lintelctl`: what can be done without a window.

    lintelctl practice [--seed N]         make the practice authority
    lintelctl import FILE                 take a file as earlier history (Annex A, census, agency list)
    lintelctl import FILE --mapping M     the same with its columns explained by M
    lintelctl import FILE --suggest M     look at it and write a guess at what its columns mean to M
    lintelctl find WORDS                  people and contacts
    lintelctl show CONTACT [--html]       the summary as plain text, or as a web page for a screen reader
    lintelctl print CONTACT --out FILE    the summary as a PDF, HTML or text file (recorded as a copy)
    lintelctl outage --out FILE           the outage pack: who waits, whom to ring, blank contact sheets
    lintelctl print ... --recipient WHO   as that reader may have it: receiving team, referrer, family, quality
    lintelctl rules                       what each rule says, and how often it spoke in this quarter
    lintelctl verify                      every chain, digest and page of the file
    lintelctl doctor                      what this computer has and lacks
    lintelctl recovery make-key A B       a recovery key in two shares, one file for each custodian
    lintelctl recover FILE                a new password for a record, with both shares
    lintelctl recover FILE --take-over    bring what Central never had of it into one's own record
    lintelctl salvage FILE                get out of a damaged record what can be read, into a fresh one
    lintelctl guide check|install FILE    the council's own questions, agencies and rules (`cli_guide`)
    lintelctl guide list|use EDITION      which edition of them is in force
    lintelctl central ...                 the council's server (`cli_central`)

All but `practice`, `doctor`, `guide` and most of `central` open the practice authority, or with `--real` the
record of real work (it asks for the password). `--json` gives machines their answer. Exit codes: 0 done; 1 there
are faults or nothing was found; 2 a trouble, said in words; 64 wrong use.
"""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from workstation import cli_central, cli_erase, cli_guide, cli_import, cli_print, cli_recover, cli_rules
from workstation.trouble import Trouble

if TYPE_CHECKING:
    from workstation.domain.ids import ContactId
    from workstation.services.desk import Desk

FOUND_NOTHING: Final = 1
TROUBLE: Final = 2
WRONG_USE: Final = 64


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    args = _parser().parse_args(argv)
    try:
        return int(args.do(args))
    except Trouble as trouble:
        print(f"{trouble.title} {trouble.what_to_do} ({trouble.code})", file=sys.stderr)
        return TROUBLE
    except KeyboardInterrupt:
        print("Stopped. What was done before is kept.", file=sys.stderr)
        return TROUBLE


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(WRONG_USE, f"{self.prog}: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="lintelctl", description="Lintel without a window.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    common = _Parser(add_help=False)
    common.add_argument("--store", type=Path, help="the file to work on, in place of the usual one")
    common.add_argument("--json", action="store_true", help="answer as JSON")
    opened = _Parser(add_help=False, parents=[common])
    opened.add_argument(
        "--real", action="store_true", help="the record of real work, not the practice authority"
    )
    opened.add_argument("--as", dest="worker", default="", help="who works (name or id)")

    def command(name: str, do: Callable[[argparse.Namespace], int], words: str, base: _Parser) -> _Parser:
        added = commands.add_parser(name, help=words, parents=[base], description=words)
        added.set_defaults(do=do)
        return added

    practice = command("practice", _practice, "make the practice authority afresh", common)
    practice.add_argument("--seed", type=int, default=1)
    practice.add_argument("--contacts", type=int, default=6000)
    practice.add_argument("--again", action="store_true", help="replace one that is there already")
    cli_import.add_to(command("import", cli_import.run, "take a file as earlier history", opened), _Opened)
    command("find", _find, "find people and contacts", opened).add_argument("words", nargs="+")
    shown = command("show", _show, "show a contact's summary as plain text", opened)
    shown.add_argument("contact")
    shown.add_argument("--html", action="store_true", help="as a web page for a screen reader")
    cli_print.add_reader(shown)
    printed = command("print", cli_print.run, "print a contact's summary to a PDF, HTML or text file", opened)
    cli_print.add_to(printed, _Opened, _contact)
    pack = command("outage", _outage, "save the outage pack as a PDF file", opened)
    pack.add_argument("--out", type=Path, required=True)
    pack.add_argument("--sheets", type=int, default=10, help="how many blank contact sheets (1 to 40)")
    rules = command("rules", cli_rules.run, "say what each rule says and how often it spoke", opened)
    cli_rules.add_to(rules, _Opened)
    command("verify", _verify, "check every chain, digest and page", opened)
    command("doctor", _doctor, "say what this computer has and lacks", common)
    key = command("recovery", cli_recover.make_key, "make a recovery key in two shares", common)
    key.add_argument("what", choices=["make-key"])
    key.add_argument("shares", type=Path, nargs=2, metavar="FILE", help="a new file for each custodian")
    back = command("recover", cli_recover.recover, "open a record with both custodians", opened)
    cli_recover.add_to(back, _Opened)
    back.add_argument("--take-over", action="store_true", help="bring over what Central never had of it")
    saved = command("salvage", cli_recover.salvage, "get out of a damaged record what can be read", opened)
    cli_recover.add_to(saved, _Opened)
    machine = _Parser(add_help=False)
    machine.add_argument("--json", action="store_true", help="answer as JSON")
    guide = commands.add_parser("guide", help="the council's own guide data", description=cli_guide.__doc__)
    cli_guide.add_to(guide, machine)
    erase = cli_central.add_to(commands, _Parser)
    cli_erase.add_to(erase, opened, _Opened, _contact)
    return parser


# -- commands --------------------------------------------------------------------------------------------------


def _practice(args: argparse.Namespace) -> int:
    from workstation import paths
    from workstation.domain.times import SystemClock
    from workstation.services import opening

    path = args.store or paths.practice_file()
    if path.exists() and not args.again:
        raise Trouble(
            f"There is a practice authority already: {path}", "Use --again to make a new one in its place."
        )
    opening.make_practice(
        path, clock=SystemClock(), seed=args.seed, contacts=args.contacts, progress=_progress(args)
    )
    _answer(args, {"file": str(path), "seed": args.seed}, f"The practice authority is ready: {path}")
    return 0


def _find(args: argparse.Namespace) -> int:
    from workstation.services import find

    with _Opened(args) as desk:
        found = find.search(desk, " ".join(args.words))
        nothing = f"Nothing found. {find.may_be_held(desk)}"
    people = [
        {"name": p.name, "born": p.born, "last": p.last, "why": p.why, "contacts": list(p.contacts)}
        for p in found.people
    ]
    contacts = [
        {"number": c.number, "child": c.child, "worry": c.worry, "stage": c.stage.value}
        for c in found.contacts
    ]
    lines = [f"{p['name']}  {p['born']}  {p['last']}  ({p['why']})" for p in people]
    lines += [f"{c['number']}  {c['child']}  {c['worry']}  {c['stage']}" for c in contacts]
    if found.near:
        lines.append(f"That is not a number we use. Did you mean {found.near}?")
    _answer(
        args,
        {"people": people, "contacts": contacts, "near": found.near},
        "\n".join(lines) or nothing,
    )
    return 0 if people or contacts else FOUND_NOTHING


def _show(args: argparse.Namespace) -> int:
    from workstation.services import prints

    with _Opened(args) as desk:
        contact = _contact(desk, args.contact)
        order = cli_print.order_of(args, desk, contact, "reading here")
        if args.html:
            print(prints.as_html(desk, contact, order))
            return 0
        seen = prints.preview(desk, contact, order)
    _answer(args, {"text": seen.text, "pages": seen.pages}, seen.text)
    return 0


def _outage(args: argparse.Namespace) -> int:
    from workstation.services import outage

    with _Opened(args) as desk:
        taken = outage.take(desk, args.sheets)
    pdf, pack = outage.pages(taken), taken.pack
    _saved(args.out, pdf, "The pack could not be saved there.")
    told = {"file": str(args.out), "bytes": len(pdf), "sheets": pack.sheets, "contacts": pack.contacts}
    _answer(args, told, f"Saved: {args.out}, with sheets {pack.sheets}")
    return 0


def _saved(path: Path, pages: bytes, trouble: str) -> None:
    try:
        path.write_bytes(pages)
    except OSError:
        raise Trouble(trouble, "Choose another folder, or make room.") from None


def _verify(args: argparse.Namespace) -> int:
    with _Opened(args) as desk:
        faults, count = desk.store.journal.verify(), desk.store.journal.count()
    words = "\n".join(faults) or f"{count} entries, every chain and digest holds."
    _answer(args, {"entries": count, "faults": faults}, words)
    return FOUND_NOTHING if faults else 0


def _doctor(args: argparse.Namespace) -> int:
    from workstation.services import checkup

    found = checkup.checkup(args.store)
    lines = [f"{'has  ' if c.good else 'LACKS'}  {c.what}: {c.words}" for c in found]
    _answer(args, [{"what": c.what, "good": c.good, "words": c.words} for c in found], "\n".join(lines))
    return 0 if all(c.good or not c.needed for c in found) else FOUND_NOTHING


# -- around them -----------------------------------------------------------------------------------------------


class _Opened:
    """The desk a command works at, closed afterwards."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._args = args

    def __enter__(self) -> Desk:
        self._desk = _open(self._args)
        return self._desk

    def __exit__(self, *_: object) -> None:
        self._desk.close()


def _open(args: argparse.Namespace) -> Desk:
    from workstation.services import opening

    if args.real:
        from workstation.services import signing_in
        from workstation.services.first_page import Given

        if not args.worker:
            raise Trouble("Say who you are with --as NAME.", "The name is the one you sign in with.")
        given = Given(args.worker, getpass.getpass("Password: "))
        return signing_in.sign_in(given, signing_in.door(), args.store)
    desk = opening.practice_desk(args.store, progress=_progress(args))
    wanted = args.worker or "Rukhsana Shah"
    worker = next((w.id for w in desk.staff.values() if wanted in (w.id, w.name)), None)
    if worker is None:
        desk.close()
        raise Trouble(f"Nobody here is called {wanted}.", "See the sign-in page for the practice colleagues.")
    opening.sit_down(desk, worker)
    return desk


def _contact(desk: Desk, words: str) -> ContactId:
    """The contact with this number, or with this id."""
    from workstation.domain.ids import ContactId

    contact = desk.store.register.by_number(words)
    if contact is None:
        line = desk.store.register.contact(ContactId(words))
        contact = line.contact if line else None
    if contact is None:
        from workstation.services import find

        near = find.search(desk, words).near
        advice = f"Did you mean {near}?" if near else "Look it up with `lintelctl find`."
        raise Trouble(f"{words} is not a number we use.", advice)
    return contact


def _progress(args: argparse.Namespace) -> Callable[[str, float], None]:
    def tell(what: str, share: float) -> None:
        if not args.json and sys.stderr.isatty():
            print(f"\r{what}: {share:4.0%} ", end="" if share < 1 else "\n", file=sys.stderr, flush=True)

    return tell


def _answer(args: argparse.Namespace, machine: object, words: str) -> None:
    print(json.dumps(machine, ensure_ascii=False, indent=1) if args.json else words)


if __name__ == "__main__":
    sys.exit(main())
