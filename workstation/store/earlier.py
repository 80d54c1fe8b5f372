"""The copies of a file that upgrades made before they changed it, and when they go.

`record.lintel.before-0008` is whole, under the same key: words that are erased from the file would survive in it.
So it goes when nobody can need it any more (an exchange finished and nothing of ours waits; on a computer that
works alone, the file opened once more and has every entry of the copy), and at once when words are erased. A copy
that cannot be removed, because somebody holds it, goes the next time.
"""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlcipher3 import dbapi2 as sqlcipher

from workstation.store.cipher import connect

if TYPE_CHECKING:
    import sqlalchemy as sa

BEFORE: Final = ".before-"
SALVAGED: Final = ".salvaged"
"""The fresh file of a salvage that was cut short (`salvage`) has words as well."""
_WHOLE: Final = re.compile(r"\d{4}")
OWED: Final = "earlier copies hold erased words"
"""The note of a file whose words were erased, for as long as a copy of it may still have them."""
_OWE: Final = "INSERT OR REPLACE INTO meta (key, value) VALUES (?, '1')"
_LACKING: Final = """SELECT 1 FROM earlier.entries AS e
    WHERE NOT EXISTS (SELECT 1 FROM main.entries AS n WHERE n.id = e.id AND n.digest = e.digest)
    AND NOT EXISTS (SELECT 1 FROM main.set_aside AS s WHERE s.id = e.id) LIMIT 1"""


def copies(path: Path) -> tuple[Path, ...]:
    """What upgrades left beside this file, of whatever version, and whatever belongs to it or was cut short."""
    names = (path.name + BEFORE, path.name + SALVAGED)
    return tuple(sorted(one for one in path.parent.iterdir() if one.name.startswith(names)))


def remove(path: Path) -> bool:
    """Remove them all; False when one could not be removed now."""
    held = [one for one in copies(path) if not _removed(one)]
    return not held


def owe(cx: sa.Connection) -> None:
    """Words go in this transaction: what was copied before must go, even if this computer stops right after it."""
    from workstation.store.engine import path_of, run  # noqa: PLC0415 - a start writes nothing

    if copies(path_of(cx.engine)):
        run(cx, _OWE, [OWED])


def forget_words(engine: sa.Engine) -> None:
    """The transaction is over: no page of the file, of its log and of a copy has the words any more."""
    from workstation.store.engine import forget_old_pages  # noqa: PLC0415 - as above

    forget_old_pages(engine)
    pay(engine)


def pay(engine: sa.Engine) -> None:
    """Do what `owe` has written down."""
    from workstation.store.engine import path_of, run, writing  # noqa: PLC0415 - as above

    path = path_of(engine)
    if copies(path) and remove(path):
        with writing(engine) as cx:
            run(cx, "DELETE FROM meta WHERE key = ?", [OWED])


def has_every_entry(path: Path, key: bytes) -> bool:
    """Whether every entry of every copy is in the file, and says the same. That is what an upgrade might have lost;
    to read each page of the file, too, would keep whoever starts in the morning waiting (`lintelctl verify` does).
    """
    whole = [one for one in copies(path) if _WHOLE.fullmatch(one.name.removeprefix(path.name + BEFORE))]
    try:
        with closing(connect(path, key, "mode=rw")) as raw:
            return not any(_lacks(raw, one, key) for one in whole)
    except sqlcipher.Error:  # whatever reads the file or `verify` next says what it is
        return False


def _lacks(raw: Any, copy: Path, key: bytes) -> bool:  # noqa: ANN401 - the library brings no types
    address = f"{copy.absolute().as_uri()}?immutable=1"
    raw.execute(f"ATTACH DATABASE ? AS earlier KEY \"x'{key.hex()}'\"", [address])
    try:
        return raw.execute(_LACKING).fetchone() is not None
    finally:
        raw.execute("DETACH DATABASE earlier")


def _removed(copy: Path) -> bool:
    try:
        copy.unlink(missing_ok=True)
    except OSError:  # held by another program, as Windows does it
        return False
    return True
