"""The first shape of the file: entries and what keeps them, drafts, people, the register."""

from alembic import op

revision = "0001"
down_revision = None

STEPS = (
    """
    CREATE TABLE entries (
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
        PRIMARY KEY (no),
        UNIQUE (device, seq),
        UNIQUE (id)
    )
    """,
    """
    CREATE INDEX entries_contact ON entries (contact)
    """,
    """
    CREATE INDEX entries_waiting ON entries (no) WHERE position IS NULL
    """,
    """
    CREATE TABLE drafts (
        worker TEXT NOT NULL,
        "key" TEXT NOT NULL,
        contact TEXT,
        text TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (worker, "key")
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE people (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        team TEXT NOT NULL,
        pronoun TEXT NOT NULL,
        PRIMARY KEY (id)
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE meta (
        "key" TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY ("key")
    )
     WITHOUT ROWID
    """,
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
    """
    CREATE INDEX contact_rows_due ON contact_rows (stage, due_at)
    """,
    """
    CREATE INDEX contact_rows_watched ON contact_rows (watched_until) WHERE watched_until IS NOT NULL
    """,
    """
    CREATE INDEX contact_rows_number ON contact_rows (number)
    """,
    """
    CREATE TABLE person_rows (
        contact TEXT NOT NULL,
        person TEXT NOT NULL,
        role TEXT NOT NULL,
        la_child_id TEXT NOT NULL,
        cluster TEXT NOT NULL,
        line BLOB NOT NULL,
        PRIMARY KEY (contact, person)
    )
     WITHOUT ROWID
    """,
    """
    CREATE INDEX person_rows_cluster ON person_rows (cluster)
    """,
    """
    CREATE INDEX person_rows_person ON person_rows (person)
    """,
    """
    CREATE TABLE past_rows (
        contact TEXT NOT NULL,
        place INTEGER NOT NULL,
        at INTEGER NOT NULL,
        line BLOB NOT NULL,
        PRIMARY KEY (contact, place)
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE match_rows (
        contact TEXT NOT NULL,
        person TEXT NOT NULL,
        other TEXT NOT NULL,
        other_contact TEXT NOT NULL,
        verdict TEXT NOT NULL,
        PRIMARY KEY (contact, person, other)
    )
     WITHOUT ROWID
    """,
    """
    CREATE INDEX match_rows_person ON match_rows (person)
    """,
    """
    CREATE INDEX match_rows_other ON match_rows (other)
    """,
    """
    CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries
        BEGIN SELECT RAISE(ABORT, 'An entry is never changed or taken away: add a new one that corrects it.'); END
    """,
    """
    CREATE TRIGGER entries_are_not_replaced BEFORE INSERT ON entries
        WHEN EXISTS (SELECT 1 FROM entries WHERE id = NEW.id)
          OR EXISTS (SELECT 1 FROM entries WHERE device = NEW.device AND seq = NEW.seq)
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
        AND NEW.digest IS OLD.digest)
        BEGIN SELECT RAISE(ABORT, 'An entry is never changed or taken away: add a new one that corrects it.'); END
    """,
    """
    CREATE TRIGGER words_go_with_an_authority_only BEFORE UPDATE OF body ON entries
        WHEN NEW.body IS NOT OLD.body AND (NEW.body IS NOT NULL OR OLD.kind = 'Redacted' OR NOT EXISTS (
            SELECT 1 FROM entries AS r WHERE r.contact = OLD.contact AND r.kind = 'Redacted'
            AND json_extract(CAST(r.body AS TEXT), '$.target') = OLD.id))
        BEGIN SELECT RAISE(ABORT, 'Words are erased only together with an entry that names the authority.'); END
    """,
    """
    CREATE TRIGGER a_number_comes_once BEFORE UPDATE OF position ON entries
        WHEN NEW.position IS NOT OLD.position AND (OLD.position IS NOT NULL OR NEW.position IS NULL)
        BEGIN SELECT RAISE(ABORT, 'Central numbers an entry once.'); END
    """,
)


def upgrade() -> None:
    """Make every table, index and trigger."""
    for step in STEPS:
        op.execute(step)
