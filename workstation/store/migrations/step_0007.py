"""What notifications are known by, to find the one that came before. It belongs to the register, which is made
anew when the program is.
"""

from alembic import op

revision = "0007"
down_revision = "0006"

STEPS = (
    """
    CREATE TABLE mark_rows (
        contact TEXT NOT NULL,
        mark TEXT NOT NULL,
        PRIMARY KEY (contact, mark)
    )
     WITHOUT ROWID
    """,
    "CREATE INDEX mark_rows_mark ON mark_rows (mark)",
    "INSERT OR REPLACE INTO meta (key, value) VALUES ('register', 'stale')",
)


def upgrade() -> None:
    """Make the table; the register is made anew when it is next followed."""
    for step in STEPS:
        op.execute(step)
