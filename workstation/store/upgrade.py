"""Brings an older file up to date, after a copy of it was made; refuses a file of a newer version.

The steps are in `migrations`, one file each, never edited after release. Alembic is slow to load, so it is
loaded only when there is a step to take.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from workstation.store.cipher import check_key, connect, translated
from workstation.store.earlier import BEFORE
from workstation.store.engine import reading
from workstation.store.head import HEAD
from workstation.trouble import StoreFromNewer, StoreTrouble

STEPS: Final = Path(__file__).with_name("migrations")


def bring_up_to_date(
    engine: sa.Engine, path: Path, key: bytes, *, head: str = HEAD, folder: Path = STEPS
) -> None:
    """Take the steps that are missing. `StoreFromNewer` when the file has taken steps we do not know."""
    written = version(engine)
    if written > head:
        raise StoreFromNewer
    if written < head:
        copy_to(engine, path.with_name(f"{path.name}{BEFORE}{head}"), key)
        take_steps(engine, head, folder)


def version(engine: sa.Engine) -> str:
    """The newest step the file has taken; empty for a file without any."""
    with reading(engine) as cx:
        if not sa.inspect(cx).has_table("alembic_version"):
            return ""
        return cx.exec_driver_sql("SELECT max(version_num) FROM alembic_version").scalar() or ""


def copy_to(engine: sa.Engine, target: Path, key: bytes) -> None:
    """A copy of the open file, under the same key; the earlier copy of that name is kept if this one fails."""
    with translated(), closing(engine.raw_connection()) as raw:
        _copy(raw.driver_connection, target, key)


def copy_beside(path: Path, target: Path, key: bytes) -> None:
    """The same of a file that another process may have open: a copy of what was whole when it began. Whoever opens
    the copy writes to it under a name of its own.
    """
    with translated():
        check_key(path, key)
        with closing(
            connect(path, key, "mode=rw")
        ) as raw:  # to read the log beside it takes the right to write
            _copy(raw, target, key)


def _copy(raw: Any, target: Path, key: bytes) -> None:  # noqa: ANN401 - the library brings no types
    half = target.with_name(target.name + ".half")
    half.unlink(missing_ok=True)
    with closing(connect(half, key, "mode=rwc")) as copy:
        raw.backup(copy)
        if copy.execute("PRAGMA cipher_integrity_check").fetchall():
            raise StoreTrouble("A copy of the record could not be made, so nothing was changed.")
    half.replace(target)


def take_steps(engine: sa.Engine, until: str = HEAD, folder: Path = STEPS) -> None:
    """Run the steps up to `until` in one transaction: all of them or none."""
    from alembic.config import Config  # noqa: PLC0415 - slow to load and hardly ever needed
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    for option in ("script_location", "version_locations"):
        config.set_main_option(option, str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    script = ScriptDirectory.from_config(config)

    def steps(revision: Any, _context: object) -> Any:  # noqa: ANN401 - Alembic's own types
        return script._upgrade_revs(until, revision)  # noqa: SLF001 - what Alembic's own command does

    # Not `writing`: Alembic leaves the end of a transaction alone only if SQLAlchemy knows of its beginning.
    with engine.begin() as cx, EnvironmentContext(config, script, fn=steps) as environment:
        environment.configure(connection=cx)
        environment.run_migrations()
