"""Judgements with who made them and why, whom one meets at an address, and contacts about the same event.

All of it belongs to the register, which is made anew when the program is.
"""

from alembic import op

revision = "0005"
down_revision = "0004"

STEPS = (
    "DROP TABLE match_rows",
    """
    CREATE TABLE match_rows (
        contact TEXT NOT NULL,
        person TEXT NOT NULL,
        other TEXT NOT NULL,
        other_contact TEXT NOT NULL,
        verdict TEXT NOT NULL,
        line BLOB NOT NULL,
        PRIMARY KEY (contact, person, other)
    )
     WITHOUT ROWID
    """,
    "CREATE INDEX match_rows_person ON match_rows (person)",
    "CREATE INDEX match_rows_other ON match_rows (other)",
    """
    CREATE TABLE seen_rows (
        contact TEXT NOT NULL,
        person TEXT NOT NULL,
        "key" TEXT NOT NULL,
        PRIMARY KEY (contact, person, "key")
    )
     WITHOUT ROWID
    """,
    'CREATE INDEX seen_rows_key ON seen_rows ("key")',
    """
    CREATE TABLE pair_rows (
        contact TEXT NOT NULL,
        other TEXT NOT NULL,
        verdict TEXT NOT NULL,
        goes_on TEXT,
        PRIMARY KEY (contact, other)
    )
     WITHOUT ROWID
    """,
    "CREATE INDEX pair_rows_other ON pair_rows (other)",
    "INSERT OR REPLACE INTO meta (key, value) VALUES ('register', 'stale')",
)


def upgrade() -> None:
    """Make the tables; the register is made anew when it is next followed."""
    for step in STEPS:
        op.execute(step)
