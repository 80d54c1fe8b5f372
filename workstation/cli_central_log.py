"""`lintelctl central log`: what to look at in the log of the council's server. Made for a job that runs each night.

It reads the files that PostgreSQL writes with `log_destination = 'jsonlog'`, and needs no login on the server. Give
it as many files as you like, in any order; one whose name ends with `.gz` is unpacked. It tells:

  - who signed in outside the hours, at a weekend or on a bank holiday, and is not one of the people in --people
  - who was refused something, and how often
  - whose password was wrong more than 5 times, and where more than 10 different logins failed
  - who was handed more than 50,000 entries in a day
  - that the settings of the log were changed, or that nobody signed in at all: then it hears nothing

It never shows what was asked of the server, nor a word of a record. The exit code is 0 when there is nothing to
look at and 1 when there is.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from workstation.trouble import Trouble

if TYPE_CHECKING:
    from workstation.sync.server_log import Finding, Told, Watch

SOMETHING: Final = 1
_HOURS: Final = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")
_LONGEST: Final = 16 * 1024 * 1024
"""Bytes of a line. A longer one is none of ours, and must not fill the memory."""


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse's own type is private
    """Add `log` to the commands of `lintelctl central`."""
    log: argparse.ArgumentParser = commands.add_parser(
        "log", help="what to look at in the server's own log", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    log.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="a log that PostgreSQL wrote as jsonlog"
    )
    log.add_argument(
        "--hours", type=_hours, default=(7, 19), metavar="7-19",
        help="the hours of an ordinary day, in English time; the last hour is not part of it",
    )  # fmt: skip
    log.add_argument(
        "--people", type=Path, metavar="FILE",
        help="those who may sign in at any hour: what `lintelctl central worker list --json` printed",
    )  # fmt: skip
    log.add_argument(
        "--any-hour", default="", metavar="LOGIN,LOGIN", help="and these, such as the login of the backup"
    )
    log.add_argument(
        "--entries", type=int, default=50_000, metavar="50000",
        help="how many entries one person may be handed in a day",
    )  # fmt: skip
    log.add_argument("--json", action="store_true", help="answer as JSON")
    log.set_defaults(do=run)


def run(args: argparse.Namespace) -> int:
    """Read the files and say what somebody should look at."""
    import msgspec

    from workstation.sync.server_log import Watch, Watched

    watch = Watch(
        Watched(
            since=args.hours[0], until=args.hours[1], people=_people(args.people),
            any_hour=frozenset(args.any_hour.split(",")) - {""}, entries=args.entries,
        )
    )  # fmt: skip
    for file in dict.fromkeys(path.resolve() for path in args.files):
        _read(file, watch)
    told = watch.told()
    print(json.dumps(msgspec.to_builtins(told), ensure_ascii=False, indent=1) if args.json else _words(told))
    return SOMETHING if told.findings else 0


def _hours(words: str) -> tuple[int, int]:
    found = _HOURS.fullmatch(words)
    since, until = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 0 <= since < until <= 24:
        raise argparse.ArgumentTypeError("write two hours like 7-19")
    return since, until


def _people(file: Path | None) -> frozenset[str]:
    import msgspec

    class Person(msgspec.Struct, frozen=True):
        login: str

    if file is None:
        return frozenset()
    try:
        return frozenset(person.login for person in msgspec.json.decode(file.read_bytes(), type=list[Person]))
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        raise Trouble(
            "The file with the people could not be read.",
            "Make it with `lintelctl central worker list --json --dsn ... > FILE`.",
        ) from None


def _read(file: Path, watch: Watch) -> None:
    try:
        with gzip.open(file, "rb") if file.suffix == ".gz" else file.open("rb") as log:
            for line in _lines(log):
                if line is None:
                    watch.passed_over()
                else:
                    watch.hear(line)
    except (OSError, EOFError, zlib.error):
        raise Trouble(
            f"This log could not be read to its end: {file}",
            "Run this as a user who may read the server's logs.",
        ) from None


def _lines(log: IO[bytes] | gzip.GzipFile) -> Iterator[bytes | None]:
    """One line after the other; None for one that is too long."""
    while line := log.readline(_LONGEST):
        whole = len(line) < _LONGEST or line.endswith(b"\n")
        yield line if whole else None
        while not whole and (rest := log.readline(_LONGEST)):
            whole = rest.endswith(b"\n")


# -- in words --------------------------------------------------------------------------------------------------


def _words(told: Told) -> str:
    said = [_of(finding) for finding in told.findings] or ["Nothing to look at."]
    read = f"{told.lines:,} lines were read; {told.sign_ins:,} of them say that somebody signed in."
    broken = f" {told.broken:,} could not be read." if told.broken else ""
    return "\n".join([*said, read + broken])


def _of(finding: Finding) -> str:
    from workstation.sync.server_log import MANY_NAMES, What

    when = finding.first if finding.first == finding.last else f"{finding.first} to {finding.last}"
    who, place = finding.who, finding.place
    often = "once" if finding.many == 1 else f"{finding.many:,} times"
    match finding.what:
        case What.OUT_OF_HOURS:
            return f"Signed in out of hours: {who} from {place}, {often}, {when}"
        case What.REFUSED:
            return f"Was refused: {who} from {place}, {often}, {when}"
        case What.WRONG_PASSWORDS:
            return f"Could not sign in: {who} from {place}, {often}, {when}"
        case What.MANY_NAMES:
            return f"More than {MANY_NAMES} different logins failed from {place}"
        case What.READ_MUCH:
            return f"Read much: {who} was handed {finding.many:,} entries on {place}"
        case What.LOG_CHANGED:
            return f"The settings of this log were changed: {who}, {when}"
        case What.DEAF:
            return "Nobody signed in, so this may hear nothing: look at log_connections, lc_messages and the files"
