"""Lists know what is left to do after a decision, and to whom information on an open case was passed.

All of it belongs to the register, which is made anew when the program is.
"""

from alembic import op

revision = "0006"
down_revision = "0005"

STEPS = (
    "DROP TABLE contact_rows",
    """
    CREATE TABLE contact_rows (
        contact TEXT NOT NULL,
        number TEXT NOT NULL,
        stage TEXT NOT NULL,
        received_at INTEGER,
        due_at INTEGER,
        act_now_since INTEGER,
        worker TEXT,
        manager TEXT,
        handed_at INTEGER,
        waiting INTEGER NOT NULL,
        not_sure INTEGER NOT NULL,
        conflicts INTEGER NOT NULL,
        parked_until INTEGER,
        held_until INTEGER,
        watched_until TEXT,
        todo INTEGER NOT NULL,
        passed_to TEXT,
        child TEXT NOT NULL,
        agency TEXT NOT NULL,
        worry TEXT NOT NULL,
        words TEXT NOT NULL,
        line BLOB NOT NULL,
        rest BLOB NOT NULL,
        PRIMARY KEY (contact)
    )
     WITHOUT ROWID
    """,
    "CREATE INDEX contact_rows_number ON contact_rows (number)",
    "CREATE INDEX contact_rows_due ON contact_rows (stage, due_at)",
    "CREATE INDEX contact_rows_watched ON contact_rows (watched_until) WHERE watched_until IS NOT NULL",
    "CREATE INDEX contact_rows_todo ON contact_rows (todo) WHERE todo > 0",
    "CREATE INDEX contact_rows_passed ON contact_rows (passed_to) WHERE passed_to IS NOT NULL",
    "INSERT OR REPLACE INTO meta (key, value) VALUES ('register', 'stale')",
)


def upgrade() -> None:
    """Make the table anew; the register is made anew when it is next followed."""
    for step in STEPS:
        op.execute(step)
