"""Makes Central in a database, or brings it up to date: an administrator's work, safe to repeat."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

from workstation.sync.schema.reading import run
from workstation.trouble import Trouble

HEAD: Final = "0001"
"""The newest step this version of Lintel knows."""
OLDEST_SERVER: Final = 150000
_STEPS: Final = Path(__file__).with_name("steps")


class CentralFromNewer(Trouble):
    """This database was made by a newer version of Lintel."""

    advice = "Nothing was changed. Use that version's lintelctl."
    code = "LT-810"


class ServerTooOld(Trouble):
    """This PostgreSQL is too old."""

    advice = "Nothing was changed. Lintel needs PostgreSQL 15 or later."
    code = "LT-811"


def install(cx: sa.Connection) -> str:
    """Roles, rights and the steps that are missing, in the open transaction; gives the step it was at before."""
    if cx.execute(sa.text("select current_setting('server_version_num')::int")).scalar_one() < OLDEST_SERVER:
        raise ServerTooOld
    written = version(cx)
    if written > HEAD:
        raise CentralFromNewer
    database = cx.execute(sa.text("select quote_ident(current_database())")).scalar_one()
    run(cx, "doors.sql", database=database)
    if written < HEAD:
        _take_steps(cx)
    return written


def version(cx: sa.Connection) -> str:
    """The newest step the database has taken; empty when it has none."""
    if cx.execute(sa.text("select to_regclass('lintel.alembic_version')")).scalar() is None:
        return ""
    return str(cx.execute(sa.text("select max(version_num) from lintel.alembic_version")).scalar() or "")


def _take_steps(cx: sa.Connection) -> None:
    config = Config()
    for option in ("script_location", "version_locations"):
        config.set_main_option(option, str(_STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    script = ScriptDirectory.from_config(config)

    def steps(revision: Any, _context: object) -> Any:  # noqa: ANN401 - Alembic's own types
        return script._upgrade_revs(HEAD, revision)  # noqa: SLF001 - what Alembic's own command does

    cx.execute(sa.text("set local role lintel_owner"))
    with EnvironmentContext(config, script, fn=steps) as environment:
        environment.configure(connection=cx, version_table_schema="lintel")
        environment.run_migrations()
    cx.execute(sa.text("reset role"))
