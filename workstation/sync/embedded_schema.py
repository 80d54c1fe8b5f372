"""The tables of a Central in a file (`embedded`)."""

from __future__ import annotations

from typing import Any, Final

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS worker (
    id TEXT PRIMARY KEY, active INTEGER NOT NULL DEFAULT 1, manager INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stream (
    name TEXT PRIMARY KEY, head INTEGER NOT NULL, chain BLOB NOT NULL, base INTEGER NOT NULL,
    base_chain BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS granted (
    worker TEXT NOT NULL, stream TEXT NOT NULL, may_read INTEGER NOT NULL, may_write INTEGER NOT NULL,
    PRIMARY KEY (worker, stream)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS device (
    id TEXT PRIMARY KEY, worker TEXT NOT NULL, key BLOB NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    seq_chain BLOB NOT NULL DEFAULT x'', revoked_after INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS claim (
    device TEXT NOT NULL, worker TEXT NOT NULL, key BLOB NOT NULL, said_by TEXT NOT NULL,
    PRIMARY KEY (device, worker, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entry (
    stream TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, contact TEXT NOT NULL,
    kind TEXT NOT NULL, device TEXT NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, chain BLOB NOT NULL,
    wire BLOB NOT NULL, handed_by TEXT NOT NULL, UNIQUE (stream, position)
);
CREATE INDEX IF NOT EXISTS entry_device ON entry (device, seq);
CREATE TABLE IF NOT EXISTS quarantine (
    mark BLOB NOT NULL UNIQUE, id TEXT NOT NULL, stream TEXT NOT NULL, device TEXT NOT NULL, seq INTEGER NOT NULL,
    reason TEXT NOT NULL, wire BLOB NOT NULL, handed_by TEXT NOT NULL, left_out TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS erasing (
    entry TEXT PRIMARY KEY, stream TEXT NOT NULL, contact TEXT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL,
    author TEXT NOT NULL, handed_by TEXT NOT NULL, vouched INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS erasing_target ON erasing (target);
CREATE TABLE IF NOT EXISTS erased (target TEXT NOT NULL, stream TEXT NOT NULL, PRIMARY KEY (target, stream))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS alarm (
    kind TEXT NOT NULL, entry TEXT NOT NULL, device TEXT NOT NULL DEFAULT '', stream TEXT NOT NULL DEFAULT '',
    worker TEXT NOT NULL DEFAULT '', at INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (kind, entry)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS guarded (stream TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS look (
    ticket TEXT PRIMARY KEY, worker TEXT NOT NULL, stream TEXT NOT NULL, why TEXT NOT NULL, at INTEGER NOT NULL,
    opened INTEGER, ends INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS barred (worker TEXT NOT NULL, stream TEXT NOT NULL, PRIMARY KEY (worker, stream))
    WITHOUT ROWID;
"""
_WORD: Final = "TEXT NOT NULL DEFAULT ''"
_ADDED: Final = (
    ("worker", "manager", "INTEGER NOT NULL DEFAULT 1"), ("quarantine", "left_out", _WORD),
    ("alarm", "device", _WORD), ("alarm", "stream", _WORD), ("alarm", "worker", _WORD),
    ("alarm", "at", "INTEGER NOT NULL DEFAULT 0"),
)  # fmt: skip
"""Columns that an earlier version did not have."""


def make(raw: Any) -> None:  # noqa: ANN401 - the library brings no types
    """Make what is missing, in a new file or one from an earlier version. Who is a manager is told at every start
    (`hire`).
    """
    raw.executescript(_SCHEMA)
    for table, column, kind in _ADDED:
        if not any(there[1] == column for there in raw.execute(f"PRAGMA table_info({table})").fetchall()):
            raw.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
