"""Contacts whose rows in the register are to be made anew, when a long page from Central came."""

from alembic import op

revision = "0003"
down_revision = "0002"

STEPS = (
    """
    CREATE TABLE behind (
        contact TEXT NOT NULL,
        PRIMARY KEY (contact)
    )
     WITHOUT ROWID
    """,
)


def upgrade() -> None:
    """Make the table."""
    for step in STEPS:
        op.execute(step)
