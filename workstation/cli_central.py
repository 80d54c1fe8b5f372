"""`lintelctl central`: the council's server, for those who look after it.

    lintelctl central install              make or update Lintel in a database
    lintelctl central check                look for what a hand has loosened
    lintelctl central worker add|list|role|disable|enable|password
    lintelctl central grant WORKER STREAM [--read-only]     and: revoke WORKER STREAM
    lintelctl central guard STREAM | bar WORKER STREAM      and: unguard, unbar
    lintelctl central device list|revoke
    lintelctl central backup-mark begin|done FILE
    lintelctl central erase status|clean
    lintelctl central erase waiting|confirm ENTRY           with a supervisor's own login
    lintelctl central erase find|agree|do|open              two managers, at their workstations (`cli_erase`)
    lintelctl central quarantine list|release|close         with a supervisor's own login
    lintelctl central piece pack STREAM | drop STREAM FIRST     the same: for the first start of new computers
    lintelctl central claims list|agree                     the same
    lintelctl central alarms                                the same
    lintelctl central looks                                 the same: who opened what is kept closed
    lintelctl central log FILE ...         what to look at in the server's own log (`cli_central_log`)

Each but `log` takes `--dsn "host=... user=... dbname=..."` without a password: it is asked for, or read from
`--password-fd` or from the variable that `--password-env` names.
"""

from __future__ import annotations

import argparse
import getpass
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from workstation import cli_central_log
from workstation import cli_central_supervisor as supervisor
from workstation.cli_tables import plain, table
from workstation.domain.people import Role
from workstation.trouble import Trouble

if TYPE_CHECKING:
    from workstation.cli_tables import Cx

Do: TypeAlias = "Callable[[argparse.Namespace, Cx], tuple[object, str]]"
"""A command: what it did, for machines and for people."""

FAULTS: Final = 1


def add_to(commands: Any, parser: type[argparse.ArgumentParser]) -> Any:  # noqa: ANN401 - argparse's own type is private
    """Add `central` to the commands of `lintelctl`; gives the commands below `central erase`."""
    central = commands.add_parser("central", help="look after the council's server", description=__doc__)
    central.formatter_class = argparse.RawDescriptionHelpFormatter
    below = central.add_subparsers(required=True, metavar="COMMAND")
    common = parser(add_help=False)
    common.add_argument("--dsn", required=True, help="where the server is and who you are there; no password")
    common.add_argument("--password-fd", type=int, help="read your password from this file descriptor")
    common.add_argument("--password-env", help="take your password from the variable of this name")
    common.add_argument(
        "--no-password", action="store_true", help="your login needs none (socket, single sign-on)"
    )
    common.add_argument("--json", action="store_true", help="answer as JSON")

    def command(within: Any, name: str, do: Do, words: str, *places: str) -> argparse.ArgumentParser:  # noqa: ANN401 - as above
        added: argparse.ArgumentParser = within.add_parser(
            name, help=words, description=words, parents=[common]
        )
        for place in places:
            added.add_argument(place)
        added.set_defaults(do=lambda args: _run(args, do))
        return added

    def group(name: str, words: str) -> Any:  # noqa: ANN401 - as above
        return below.add_parser(name, help=words).add_subparsers(required=True, metavar="COMMAND")

    command(below, "install", _install, "make Lintel in a database, or bring it up to date")
    command(below, "check", _check, "look for what a hand has loosened")
    _add_rights(command, below)
    _add_workers(command, group("worker", "the people"))
    device = group("device", "the computers")
    command(device, "list", _devices, "every computer that was enrolled")
    command(device, "revoke", _revoke, "lock a computer out", "device")
    mark = group("backup-mark", "note how far a backup goes that lies in another place")
    command(mark, "begin", _begin, "before a backup: note how far the streams go", "file")
    command(mark, "done", _done, "after it was stored elsewhere", "file")
    erase = group("erase", "words that two people erased at their workstations")
    command(erase, "status", _erasures, "what was agreed to and what was erased")
    command(erase, "clean", _clean, "take erased words out of the database's files as well")
    command(
        erase, "waiting", supervisor.waiting, "what was agreed to or erased, and still has its words here"
    )
    command(erase, "confirm", supervisor.confirm, "a third manager: both of them meant it", "entry")
    _add_supervising(command, below, group)
    cli_central_log.add_to(below)
    return erase


def _add_rights(command: Callable[..., argparse.ArgumentParser], below: Any) -> None:  # noqa: ANN401 - as above
    command(
        below, "grant", _grant, "let somebody read a stream and add to it", "worker", "stream"
    ).add_argument("--read-only", action="store_true")
    command(below, "revoke", _ungrant, "take a stream away from somebody", "worker", "stream")
    command(below, "guard", _guard, "keep a stream closed: whoever reads it says first why", "stream")
    command(below, "unguard", _unguard, "keep it closed no more", "stream")
    command(
        below, "bar", _bar, "it is their own family: never, whatever else they are given", "worker", "stream"
    )
    command(below, "unbar", _unbar, "it is not", "worker", "stream")


def _add_supervising(
    command: Callable[..., argparse.ArgumentParser],
    below: Any,  # noqa: ANN401 - as above
    group: Callable[[str, str], Any],
) -> None:
    command(below, "alarms", supervisor.alarms, "what a supervisor should look at")
    command(below, "looks", supervisor.looks, "who opened what is kept closed, and why")
    quarantine = group("quarantine", "what could not go into a stream")
    command(quarantine, "list", supervisor.quarantine, "what waits")
    command(
        quarantine, "release", supervisor.release, "try one again, though its sender was locked out", "mark"
    )
    command(quarantine, "close", supervisor.close, "leave one out for good", "mark", "note")
    pieces = group("piece", "parts of a stream, packed so that a new computer gets them quickly")
    command(pieces, "pack", supervisor.pack, "pack what is not packed yet", "stream")
    command(
        pieces,
        "drop",
        supervisor.unpack,
        "take away one that a computer could not believe",
        "stream",
        "first",
    )
    claims = group("claims", "computers that this server forgot")
    command(claims, "list", supervisor.claims, "what colleagues say about them")
    command(claims, "agree", supervisor.agree, "agree to one", "device", "worker")


def _add_workers(command: Callable[..., argparse.ArgumentParser], worker: Any) -> None:  # noqa: ANN401 - as above
    from workstation.sync.admin import RIGHTS

    add = command(worker, "add", _add, "let a person in", "id")
    add.add_argument("--login", required=True)
    add.add_argument("--name", required=True)
    add.add_argument("--team", default="")
    add.add_argument("--pronoun", default="they")
    add.add_argument("--without-password", action="store_true", help="the login proves itself in another way")
    add.add_argument("--new-password-fd", type=int, help="read the new person's password from here")
    role = command(worker, "role", _role, "give a person another role", "id")
    for changed in (add, role):
        changed.add_argument("--role", required=True, choices=[role.value for role in Role])
        changed.add_argument("--rights", required=True, choices=RIGHTS)
    password = command(worker, "password", _password, "give a login a new password", "login")
    password.add_argument("--new-password-fd", type=int)
    command(worker, "disable", _disable, "a person has left: from now on every call is refused", "id")
    command(worker, "enable", _enable, "they are back", "id")
    command(worker, "list", _workers, "who there is")


def _run(args: argparse.Namespace, do: Do) -> int:
    from workstation.sync import admin

    longest = admin.LONG if do in (_install, _clean, supervisor.pack) else admin.USUAL
    with admin.connected(args.dsn, _own_password(args), longest) as cx:
        machine, words = do(args, cx)
    print(json.dumps(machine, ensure_ascii=False, indent=1, default=plain) if args.json else words)
    return FAULTS if do is _check and machine else 0


def _own_password(args: argparse.Namespace) -> str | None:
    if args.no_password:
        return None
    if args.password_env:
        if args.password_env not in os.environ:
            raise Trouble(
                f"There is no variable {args.password_env}.", "Set it, or leave --password-env out."
            )
        return os.environ[args.password_env]
    return _secret(args.password_fd, "Your password on the server: ")


def _secret(descriptor: int | None, question: str) -> str:
    try:
        if descriptor is None:
            return getpass.getpass(question)
        with os.fdopen(descriptor, encoding="utf-8") as file:
            return file.readline().rstrip("\n")
    except (EOFError, OSError, UnicodeDecodeError):
        raise Trouble("No password could be read.", "Type it at a terminal, or see --help.") from None


# -- the database ----------------------------------------------------------------------------------------------


def _install(_args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    import sqlalchemy as sa

    from workstation.sync.schema.install import HEAD, install

    engine = sa.create_engine("postgresql+psycopg://", creator=lambda: cx, poolclass=sa.StaticPool)
    with engine.begin() as bound:
        before = install(bound)
    return {"before": before, "now": HEAD}, f"Central is at step {HEAD} (it was at {before or 'nothing'})."


def _check(_args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    from workstation.sync.schema.check import check

    faults = check(cx)
    return faults, "\n".join(faults) or "Nothing is loose."


def _begin(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    from workstation.sync.admin import note_heads

    note_heads(cx, Path(args.file))
    return {"file": args.file}, f"Noted in {args.file}. Make the backup now, store it elsewhere, then: done."


def _done(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    from workstation.sync.admin import mark_safe

    marked = mark_safe(cx, Path(args.file))
    went_back = [stream for stream, good in marked.items() if not good]
    return marked, f"These went back meanwhile and stay as they are: {went_back}" if went_back else "Marked."


def _erasures(_args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    from workstation.sync import admin

    admin.act(cx)
    found = admin.rows(
        cx,
        "select a.target, a.stream, a.author as agreed_by, r.author as erased_by, r.entry as by_entry,"
        " x.confirmed_by, case when x.target is not null then 'erased' when r.entry is null then 'agreed'"
        " else 'waits for both of them, or for a third' end as state"
        " from lintel.erasing a left join lintel.erased x on x.target = a.target and x.stream = a.stream"
        " left join lintel.erasing r on r.target = a.target and r.stream = a.stream and r.kind = 'Redacted'"
        " where a.kind = 'ErasureAgreed' order by state, a.target",
    )
    return table(found, "Nothing was agreed to.")


def _clean(_args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    cx.commit()
    cx.autocommit = True
    cx.execute("vacuum (freeze) lintel.entry, lintel.quarantine, lintel.segment_part, lintel.segment")
    cx.execute("checkpoint")
    return {}, "Done. Older backups and archived logs still hold the words until they expire."


# -- people, rights, computers ---------------------------------------------------------------------------------


def _add(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    from workstation.sync import admin

    password = None if args.without_password else _secret(args.new_password_fd, "A first password for them: ")
    worker = {name: getattr(args, name) for name in ("id", "name", "role", "team", "pronoun", "rights")}
    admin.add_worker(cx, worker, args.login, password)
    return worker, f"{args.name} can sign in as {args.login}. Now grant a stream."


def _password(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    from workstation.sync import admin

    admin.set_password(cx, args.login, _secret(args.new_password_fd, "Their new password: "))
    return {"login": args.login}, "Changed."


def _role(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    from workstation.sync import admin

    admin.set_role(cx, args.id, args.role, args.rights)
    return {"id": args.id, "role": args.role, "rights": args.rights}, "Changed."


def _disable(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    from workstation.sync import admin

    ended = admin.set_active(cx, args.id, active=False)
    told = f"Nothing is answered to them any more; {ended} connections ended."
    return {"id": args.id, "ended": ended}, told


def _enable(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    from workstation.sync import admin

    admin.set_active(cx, args.id, active=True)
    return {"id": args.id}, "They can sign in again."


def _workers(_args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    from workstation.sync import admin

    admin.act(cx)
    found = admin.rows(
        cx,
        "select w.id, w.login::text, w.name, w.role, w.rights, w.team, w.active, coalesce(string_agg("
        "g.stream || case when g.may_write then '' else ' (reads)' end, ', ' order by g.stream), '') as streams"
        " from lintel.worker w left join lintel.granted g on g.worker = w.id and g.may_read"
        " group by w.id order by w.id",
    )
    return table(found, "Nobody works here yet.")


def _grant(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    from workstation.sync import admin

    admin.grant(cx, args.worker, args.stream, write=not args.read_only)
    return {"worker": args.worker, "stream": args.stream, "write": not args.read_only}, "Granted."


def _ungrant(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    from workstation.sync import admin

    done = admin.ungrant(cx, args.worker, args.stream)
    return {"done": done}, "Taken away." if done else "They did not have it."


def _guard(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    from workstation.sync import admin

    admin.guard(cx, args.stream)
    told = "Kept closed from now on. What computers have read already stays there."
    return {"stream": args.stream, "guarded": True}, told


def _unguard(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    from workstation.sync import admin

    done = admin.unguard(cx, args.stream)
    return {"done": done}, "Open to whoever may read it." if done else "It was not kept closed."


def _bar(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    from workstation.sync import admin

    admin.bar(cx, args.worker, args.stream)
    told = "Refused from their next question on. What their computers have read already stays there."
    return {"worker": args.worker, "stream": args.stream, "barred": True}, told


def _unbar(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    from workstation.sync import admin

    done = admin.unbar(cx, args.worker, args.stream)
    return {"done": done}, "What they were granted counts again." if done else "They were not barred."


def _devices(_args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    from workstation.sync import admin

    admin.act(cx)
    wanted = "select id, worker, seq, enrolled, revoked_after from lintel.device order by worker, enrolled"
    return table(admin.rows(cx, wanted), "No computer was enrolled yet.")


def _revoke(args: argparse.Namespace, cx: Cx) -> tuple[object, str]:
    from workstation.sync import admin

    done = admin.revoke(cx, args.device)
    told = "Locked out." if done else "There is no such computer, or it was locked out before."
    return {"done": done}, told
