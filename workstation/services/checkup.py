"""What this computer has and lacks for Lintel: for `lintelctl doctor` and the service desk."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workstation import paths, settings
from workstation.access import desks, recovery
from workstation.access.keys import Keystore
from workstation.services import putting_down
from workstation.trouble import Trouble

_ROOM_WANTED: Final = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is good, in words; `needed` when Lintel cannot do without."""

    what: str
    good: bool
    words: str
    needed: bool = True


def checkup(store: Path | None = None) -> tuple[Finding, ...]:
    """Look at Python, the cipher, the keystore, the disk, the screen and the stores."""
    path = store or paths.store_file()
    return (
        _python(), _cipher(), _keystore(), _disk(path), _screen(), _recovery(), _record(path), _practice(),
        *_stranded(path), *_damaged(path),
    )  # fmt: skip


def _python() -> Finding:
    return Finding(
        "Python", sys.version_info >= (3, 11), f"{platform.python_version()} on {platform.system()}"
    )


def _cipher() -> Finding:
    from sqlcipher3 import dbapi2  # noqa: PLC0415 - a missing library is what is looked for

    with dbapi2.connect(":memory:") as cx:
        version = cx.execute("PRAGMA cipher_version").fetchone()
    return Finding("encryption", bool(version), f"SQLCipher {version[0]}" if version else "not SQLCipher")


def _keystore() -> Finding:
    try:
        name = Keystore().name
    except Trouble as trouble:
        return Finding(
            "password store", good=False, words=f"{trouble.title} {trouble.what_to_do}", needed=False
        )
    return Finding("password store", good=True, words=name, needed=False)


def _disk(path: Path) -> Finding:
    folder = next((p for p in path.parents if p.exists()), Path.cwd())
    free = shutil.disk_usage(folder).free
    return Finding("disk", free > _ROOM_WANTED, f"{free // 1024**2} MB free where the record lies")


def _screen() -> Finding:
    if sys.platform in ("win32", "darwin"):
        return Finding("screen", good=True, words="the system's own", needed=False)
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or ""
    return Finding(
        "screen", bool(display), display or "none: only commands and the tour will work", needed=False
    )


def _recovery() -> Finding:
    try:
        public = settings.load(paths.machine_settings(), paths.user_settings()).recovery_key
        mark = recovery.mark_of(public) if public else ""
    except Trouble as trouble:
        return Finding(
            "recovery key", good=False, words=f"{trouble.title} {trouble.what_to_do}", needed=False
        )
    lacking = "none: a forgotten password or a lost password store closes a record for ever"
    return Finding("recovery key", bool(mark), f"sealed to {mark.upper()}" if mark else lacking, needed=False)


def _stranded(path: Path) -> tuple[Finding, ...]:
    """What waits in the files of the people at this computer, each a thing to look after."""
    return tuple(
        Finding(
            f"{one.name}’s record", not one.refused,
            f"{one.waiting} entries have not reached the server since {one.since[:10]}"
            + (", and the server lets them in no more: see `lintelctl recover --take-over`" if one.refused else ""),
            needed=False,
        )
        for one in putting_down.stranded(path)
    )  # fmt: skip


def _damaged(path: Path) -> tuple[Finding, ...]:
    """What salvages kept: to be destroyed by hand, one day."""
    from workstation.store import salvage  # noqa: PLC0415 - a missing library is what is looked for

    own = [one.path for one in desks.own(path)]
    kept = [one for record in (path, *own) for one in salvage.kept_of(record)]
    words = "kept since a salvage; words that are erased stay in it until somebody destroys it"
    return tuple(Finding("damaged record", good=False, words=f"{one}: {words}", needed=False) for one in kept)


def _record(path: Path) -> Finding:
    own = len(desks.own(path))
    if own and not path.exists():
        return Finding(
            "record of real work", good=True, words=f"{own} in {desks.folder_of(path)}", needed=False
        )
    return Finding("record of real work", path.exists(), str(path), needed=False)


def _practice() -> Finding:
    path = paths.practice_file()
    return Finding("practice authority", path.exists(), str(path), needed=False)
