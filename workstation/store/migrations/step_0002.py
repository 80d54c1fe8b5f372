"""Entries travel: streams, salts and signatures, doubts, what Central refused, and two entries with one number
after a copy of the file wrote on. SQLite cannot drop a constraint, so the table is written anew.
"""

from alembic import op

revision = "0002"
down_revision = "0001"

STEPS = (
    """
    CREATE TABLE entries_new (
        no INTEGER NOT NULL,
        id TEXT NOT NULL,
        contact TEXT NOT NULL,
        kind TEXT NOT NULL,
        author TEXT NOT NULL,
        device TEXT NOT NULL,
        seq INTEGER NOT NULL,
        previous BLOB NOT NULL,
        happened TEXT NOT NULL,
        recorded INTEGER NOT NULL,
        answers TEXT NOT NULL,
        edition TEXT NOT NULL,
        digest BLOB NOT NULL,
        body BLOB,
        position INTEGER,
        stream TEXT NOT NULL,
        salt BLOB DEFAULT (x'') NOT NULL,
        sig BLOB DEFAULT (x'') NOT NULL,
        doubt TEXT DEFAULT '' NOT NULL,
        refused TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (no),
        UNIQUE (id)
    )
    """,
    """
    INSERT INTO entries_new (no, id, contact, kind, author, device, seq, previous, happened, recorded, answers,
            edition, digest, body, position, stream)
        SELECT no, id, contact, kind, author, device, seq, previous, happened, recorded, answers,
            edition, digest, body, NULL, 'front-door'
        FROM entries
    """,
    """
    DROP TABLE entries
    """,
    """
    ALTER TABLE entries_new RENAME TO entries
    """,
    """
    CREATE INDEX entries_contact ON entries (contact)
    """,
    """
    CREATE INDEX entries_device ON entries (device, seq)
    """,
    """
    CREATE INDEX entries_doubted ON entries (no) WHERE doubt != ''
    """,
    """
    CREATE INDEX entries_erasures ON entries (contact) WHERE kind = 'Redacted'
    """,
    """
    CREATE UNIQUE INDEX entries_place ON entries (stream, position) WHERE position IS NOT NULL
    """,
    """
    CREATE INDEX entries_waiting ON entries (no) WHERE position IS NULL
    """,
    """
    CREATE TABLE set_aside (
        id TEXT NOT NULL,
        chain BLOB NOT NULL,
        device TEXT NOT NULL,
        wire BLOB NOT NULL,
        told INTEGER DEFAULT '0' NOT NULL,
        PRIMARY KEY (id, chain)
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE streams (
        stream TEXT NOT NULL,
        cursor INTEGER NOT NULL,
        chain BLOB NOT NULL,
        PRIMARY KEY (stream)
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE devices (
        device TEXT NOT NULL,
        worker TEXT NOT NULL,
        public BLOB NOT NULL,
        PRIMARY KEY (device)
    )
     WITHOUT ROWID
    """,
    """
    CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries
        WHEN OLD.position IS NOT NULL OR NOT EXISTS (SELECT 1 FROM set_aside AS s WHERE s.id = OLD.id)
        BEGIN SELECT RAISE(ABORT, 'An entry is never changed or taken away: add a new one that corrects it.'); END
    """,
    """
    CREATE TRIGGER what_is_set_aside_stays BEFORE DELETE ON set_aside
        BEGIN SELECT RAISE(ABORT, 'What was set aside is never taken away.'); END
    """,
    """
    CREATE TRIGGER entries_are_not_replaced BEFORE INSERT ON entries
        WHEN EXISTS (SELECT 1 FROM entries WHERE id = NEW.id)
          OR EXISTS (SELECT 1 FROM entries WHERE stream = NEW.stream AND position = NEW.position)
          OR EXISTS (SELECT 1 FROM entries WHERE no = NEW.no)
        BEGIN SELECT RAISE(ABORT, 'An entry is never changed or taken away: add a new one that corrects it.'); END
    """,
    """
    CREATE TRIGGER entries_are_not_changed BEFORE UPDATE ON entries
        WHEN NOT (NEW.no IS OLD.no
        AND NEW.id IS OLD.id
        AND NEW.contact IS OLD.contact
        AND NEW.kind IS OLD.kind
        AND NEW.author IS OLD.author
        AND NEW.device IS OLD.device
        AND NEW.seq IS OLD.seq
        AND NEW.previous IS OLD.previous
        AND NEW.happened IS OLD.happened
        AND NEW.recorded IS OLD.recorded
        AND NEW.answers IS OLD.answers
        AND NEW.edition IS OLD.edition
        AND NEW.digest IS OLD.digest
        AND NEW.stream IS OLD.stream
          AND (NEW.salt IS OLD.salt OR (NEW.salt = x'' AND NEW.body IS NULL))
          AND (NEW.sig IS OLD.sig OR OLD.sig = x''))
        BEGIN SELECT RAISE(ABORT, 'An entry is never changed or taken away: add a new one that corrects it.'); END
    """,
    """
    CREATE TRIGGER words_go_with_an_authority_only BEFORE UPDATE OF body ON entries
        WHEN NEW.body IS NOT OLD.body AND (NEW.body IS NOT NULL OR OLD.kind = 'Redacted' OR NOT EXISTS (
            SELECT 1 FROM entries AS r WHERE r.contact = OLD.contact AND r.kind = 'Redacted' AND r.doubt = ''
            AND json_extract(CAST(r.body AS TEXT), '$.target') = OLD.id))
        BEGIN SELECT RAISE(ABORT, 'Words are erased only together with an entry that names the authority.'); END
    """,
    """
    CREATE TRIGGER a_number_is_not_another BEFORE UPDATE OF position ON entries
        WHEN NEW.position IS NOT OLD.position AND OLD.position IS NOT NULL AND NEW.position IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'Central numbers an entry once.'); END
    """,
    """
    DELETE FROM meta WHERE "key" = 'cursor'
    """,
)


def upgrade() -> None:
    """Write the entries into their new table, and make the new tables and triggers."""
    for step in STEPS:
        op.execute(step)
