"""The index of people for matching is kept in the file, and which contacts' people changed since it was made."""

from alembic import op

revision = "0004"
down_revision = "0003"

STEPS = (
    """
    CREATE TABLE moved_people (
        no INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        contact TEXT NOT NULL,
        UNIQUE (contact)
    )
    """,
    """
    CREATE TABLE match_parts (
        part INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (part)
    )
    """,
    """
    CREATE TRIGGER people_who_come_have_moved AFTER INSERT ON person_rows
        WHEN EXISTS (SELECT 1 FROM meta WHERE key = 'people followed')
        BEGIN INSERT OR REPLACE INTO moved_people (contact) VALUES (NEW.contact); END
    """,
    """
    CREATE TRIGGER people_who_go_have_moved AFTER DELETE ON person_rows
        WHEN EXISTS (SELECT 1 FROM meta WHERE key = 'people followed')
        BEGIN INSERT OR REPLACE INTO moved_people (contact) VALUES (OLD.contact); END
    """,
    """
    CREATE TRIGGER people_who_are_joined_have_moved AFTER UPDATE OF cluster ON person_rows
        WHEN EXISTS (SELECT 1 FROM meta WHERE key = 'people followed')
        BEGIN INSERT OR REPLACE INTO moved_people (contact) VALUES (NEW.contact); END
    """,
)


def upgrade() -> None:
    """Make the tables and triggers."""
    for step in STEPS:
        op.execute(step)
