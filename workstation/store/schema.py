"""The tables of the file. Nobody outside `store` knows them.

`entries` is the record: rows are added and never changed, and the triggers below hold that even against a
mistake in our own code. Lawful are: Central's number comes (`position`), or goes when Central went back to an
older state and lost the entry; the words and their salt go after an erasure that is itself an entry
(`Redacted`); and an entry whose identity Central had given to another one, before ours was numbered, moves to
`set_aside`. `streams` is how far Central's story was followed, `devices` whose signatures we know. Everything
else can be thrown away and made again, but for `drafts`, `people` and `meta`, which never leave this computer.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from workstation.store.head import HEAD

metadata = sa.MetaData()


def _empty(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False, server_default=sa.text("x''"))


def _whole(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=null)


def _bytes(name: str, *, null: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=null)


def _text(name: str, *, key: bool = False, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=key, nullable=null)


entries = sa.Table(
    "entries",
    metadata,
    sa.Column("no", sa.Integer, primary_key=True),  # the order in which they were written to this file
    sa.Column("id", sa.Text, nullable=False, unique=True),
    _text("contact"),
    _text("kind"),
    _text("author"),
    _text("device"),
    _whole("seq"),
    _bytes("previous"),
    _text("happened"),  # ISO 8601 as it was said, zone and all: the chain covers these exact words
    _whole("recorded"),
    _text("answers"),  # JSON list of entry ids
    _text("edition"),
    _bytes("digest"),
    _bytes("body", null=True),
    _whole("position", null=True),
    _text("stream"),
    _empty("salt"),
    _empty("sig"),
    sa.Column(
        "doubt", sa.Text, nullable=False, server_default=""
    ),  # why it is not believed: then never folded
    sa.Column("refused", sa.Text, nullable=False, server_default=""),  # why Central keeps it in quarantine
)
sa.Index("entries_contact", entries.c.contact)
# Not unique: after a copy of the file wrote on, two entries of a device have one number, and both are kept. Those
# that wait are few and have an index already (`record.by_device`): an act writes one page less.
sa.Index("entries_device", entries.c.device, entries.c.seq, sqlite_where=entries.c.position.is_not(None))
sa.Index("entries_waiting", entries.c.no, sqlite_where=entries.c.position.is_(None))
sa.Index(
    "entries_place",
    entries.c.stream,
    entries.c.position,
    unique=True,
    sqlite_where=entries.c.position.is_not(None),
)
sa.Index("entries_doubted", entries.c.no, sqlite_where=entries.c.doubt != "")
sa.Index("entries_erasures", entries.c.contact, sqlite_where=entries.c.kind == "Redacted")

set_aside = sa.Table(
    "set_aside",
    metadata,
    _text("id", key=True),
    sa.Column("chain", sa.LargeBinary, primary_key=True),
    _text("device"),
    _bytes("wire"),
    sa.Column("told", sa.Integer, nullable=False, server_default="0"),  # Central has it in quarantine
    sqlite_with_rowid=False,
)

streams = sa.Table(
    "streams",
    metadata,
    _text("stream", key=True),
    _whole("cursor"),
    _bytes("chain"),
    sqlite_with_rowid=False,
)

devices = sa.Table(
    "devices",
    metadata,
    _text("device", key=True),
    _text("worker"),
    _bytes("public"),
    sqlite_with_rowid=False,
)

drafts = sa.Table(
    "drafts",
    metadata,
    _text("worker", key=True),
    _text("key", key=True),
    _text("contact", null=True),
    _text("text"),
    _text("at"),
    sqlite_with_rowid=False,
)

people = sa.Table(
    "people",
    metadata,
    _text("id", key=True),
    _text("name"),
    _text("role"),
    _text("team"),
    _text("pronoun"),
    sqlite_with_rowid=False,
)

meta = sa.Table("meta", metadata, _text("key", key=True), _text("value"), sqlite_with_rowid=False)

# -- the register: made from the entries, thrown away and made again at will -----------------------------------
# Columns for what lists sort and filter on (times in Unix milliseconds); `line` holds the whole line as JSON.

contact_rows = sa.Table(
    "contact_rows",
    metadata,
    _text("contact", key=True),
    _text("number"),
    _text("stage"),
    _whole("received_at", null=True),
    _whole("due_at", null=True),
    _whole("act_now_since", null=True),
    _text("worker", null=True),
    _text("manager", null=True),
    _whole("handed_at", null=True),
    _whole("waiting"),
    _whole("not_sure"),
    _whole("conflicts"),
    _whole("parked_until", null=True),
    _whole("held_until", null=True),
    _text("watched_until", null=True),
    _whole("todo"),  # how much is left to do after the decision
    _text("passed_to", null=True),
    _text("child"),
    _text("agency"),
    _text("worry"),
    _text("words"),  # what a person may type to narrow the list, in folded case
    _bytes("line"),
    _bytes("rest"),  # digest of the people, past and matches that were written for this contact
    sqlite_with_rowid=False,
)
sa.Index("contact_rows_number", contact_rows.c.number)
sa.Index("contact_rows_due", contact_rows.c.stage, contact_rows.c.due_at)
sa.Index(
    "contact_rows_watched",
    contact_rows.c.watched_until,
    sqlite_where=contact_rows.c.watched_until.is_not(None),
)
sa.Index("contact_rows_todo", contact_rows.c.todo, sqlite_where=contact_rows.c.todo > 0)
sa.Index("contact_rows_passed", contact_rows.c.passed_to, sqlite_where=contact_rows.c.passed_to.is_not(None))

person_rows = sa.Table(
    "person_rows",
    metadata,
    _text("contact", key=True),
    _text("person", key=True),
    _text("role"),
    _text("la_child_id"),
    _text("cluster"),  # the smallest id of those whom people judged to be the same human being
    _bytes("line"),
    sqlite_with_rowid=False,
)
sa.Index("person_rows_person", person_rows.c.person)
sa.Index("person_rows_cluster", person_rows.c.cluster)

past_rows = sa.Table(
    "past_rows",
    metadata,
    _text("contact", key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    _whole("at"),
    _bytes("line"),
    sqlite_with_rowid=False,
)

match_rows = sa.Table(
    "match_rows",
    metadata,
    _text("contact", key=True),
    _text("person", key=True),
    _text("other", key=True),
    _text("other_contact"),
    _text("verdict"),
    _bytes("line"),
    sqlite_with_rowid=False,
)
sa.Index("match_rows_person", match_rows.c.person)
sa.Index("match_rows_other", match_rows.c.other)

seen_rows = sa.Table(
    "seen_rows",
    metadata,
    _text("contact", key=True),
    _text("person", key=True),
    _text("key", key=True),  # the door of an address, or a phone number (`domain.whereabouts`)
    sqlite_with_rowid=False,
)
sa.Index("seen_rows_key", seen_rows.c.key)

pair_rows = sa.Table(
    "pair_rows",
    metadata,
    _text("contact", key=True),
    _text("other", key=True),
    _text("verdict"),
    _text("goes_on", null=True),
    sqlite_with_rowid=False,
)
sa.Index("pair_rows_other", pair_rows.c.other)

mark_rows = sa.Table(
    "mark_rows",
    metadata,
    _text("contact", key=True),
    _text("mark", key=True),  # what a notification is known by, when it comes again (`domain.arrivals`)
    sqlite_with_rowid=False,
)
sa.Index("mark_rows_mark", mark_rows.c.mark)

behind = sa.Table("behind", metadata, _text("contact", key=True), sqlite_with_rowid=False)
"""Contacts whose rows say less than their entries, because a long page came: `register` catches up."""

# -- the index of people for matching: made from the register --------------------------------------------------

FOLLOWED: Final = "people followed"
"""The note that says that somebody wants to know whose rows change. Without it nothing is noted."""

INDEX: Final = "people index"
"""The note that says what `match_parts` holds."""

moved_people = sa.Table(
    "moved_people",
    metadata,
    sa.Column("no", sa.Integer, primary_key=True),
    sa.Column("contact", sa.Text, nullable=False, unique=True),
    sqlite_autoincrement=True,
)
"""Contacts whose people changed, in the order in which they did. Triggers write it, so none can be forgotten."""

match_parts = sa.Table(
    "match_parts",
    metadata,
    sa.Column("part", sa.Integer, primary_key=True),
    _bytes("bytes"),
)
"""The arrays of the index in parts of 1 MB; what they are is in `meta`."""

REGISTER: Final = (contact_rows, person_rows, past_rows, match_rows, seen_rows, pair_rows, mark_rows)

alembic_version = sa.Table(
    "alembic_version",
    metadata,
    sa.Column("version_num", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

_NEVER: Final = "An entry is never changed or taken away: add a new one that corrects it."
_MAY_CHANGE: Final = ("body", "salt", "sig", "position", "doubt", "refused")
_UNCHANGED: Final = " AND ".join(
    f"NEW.{column.name} IS OLD.{column.name}" for column in entries.c if column.name not in _MAY_CHANGE
)

NOT_REPLACED: Final = f"""CREATE TRIGGER entries_are_not_replaced BEFORE INSERT ON entries
    WHEN EXISTS (SELECT 1 FROM entries WHERE id = NEW.id)
      OR EXISTS (SELECT 1 FROM entries WHERE stream = NEW.stream AND position = NEW.position)
      OR EXISTS (SELECT 1 FROM entries WHERE no = NEW.no)
    BEGIN SELECT RAISE(ABORT, '{_NEVER}'); END"""  # noqa: S608 - the sentence is ours
"""OR REPLACE would take the earlier row away before any other trigger could say no."""

_FOLLOWED: Final = f"EXISTS (SELECT 1 FROM meta WHERE key = '{FOLLOWED}')"  # noqa: S608 - the word is ours
MOVED: Final = tuple(
    f"""CREATE TRIGGER people_who_{name}_have_moved AFTER {when} ON person_rows
    WHEN {_FOLLOWED}
    BEGIN INSERT OR REPLACE INTO moved_people (contact) VALUES ({which}.contact); END"""  # noqa: S608 - as above
    for name, when, which in (
        ("come", "INSERT", "NEW"),
        ("go", "DELETE", "OLD"),
        ("are_joined", "UPDATE OF cluster", "NEW"),
    )
)

TRIGGERS: Final = (
    f"""CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries
    WHEN OLD.position IS NOT NULL OR NOT EXISTS (SELECT 1 FROM set_aside AS s WHERE s.id = OLD.id)
    BEGIN SELECT RAISE(ABORT, '{_NEVER}'); END""",  # noqa: S608 - the sentence is ours
    """CREATE TRIGGER what_is_set_aside_stays BEFORE DELETE ON set_aside
    BEGIN SELECT RAISE(ABORT, 'What was set aside is never taken away.'); END""",
    NOT_REPLACED,
    f"""CREATE TRIGGER entries_are_not_changed BEFORE UPDATE ON entries
    WHEN NOT ({_UNCHANGED}
      AND (NEW.salt IS OLD.salt OR (NEW.salt = x'' AND NEW.body IS NULL))
      AND (NEW.sig IS OLD.sig OR OLD.sig = x''))
    BEGIN SELECT RAISE(ABORT, '{_NEVER}'); END""",
    """CREATE TRIGGER words_go_with_an_authority_only BEFORE UPDATE OF body ON entries
    WHEN NEW.body IS NOT OLD.body AND (NEW.body IS NOT NULL OR OLD.kind = 'Redacted' OR NOT EXISTS (
        SELECT 1 FROM entries AS r WHERE r.contact = OLD.contact AND r.kind = 'Redacted' AND r.doubt = ''
        AND json_extract(CAST(r.body AS TEXT), '$.target') = OLD.id))
    BEGIN SELECT RAISE(ABORT, 'Words are erased only together with an entry that names the authority.'); END""",
    """CREATE TRIGGER a_number_is_not_another BEFORE UPDATE OF position ON entries
    WHEN NEW.position IS NOT OLD.position AND OLD.position IS NOT NULL AND NEW.position IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'Central numbers an entry once.'); END""",
)


def create_all(cx: sa.Connection) -> None:
    """Every table and trigger of a fresh file, stamped as the newest step (a test compares it with them)."""
    metadata.create_all(cx)
    for trigger in (*TRIGGERS, *MOVED):
        cx.exec_driver_sql(trigger)
    cx.execute(alembic_version.insert().values(version_num=HEAD))
