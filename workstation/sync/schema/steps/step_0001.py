"""The first shape of Central: tables, taking in, asking, and what a supervisor does."""

from alembic import op

from workstation.sync.schema.reading import run

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Tables belong to one role and functions to another, so that row security binds the functions."""
    cx = op.get_bind()
    run(cx, "tables_0001.sql")
    op.execute("set local role lintel_fn")
    for name in ("push_0001.sql", "ask_0001.sql", "pack_0001.sql", "desk_0001.sql"):
        run(cx, name)
    op.execute("set local role lintel_owner")
    op.execute("revoke create on schema lintel from lintel_fn")
