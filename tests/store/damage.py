"""Ways in which a closed file is damaged, and a record that has something of everything in it."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from tests.store.conftest import KEY
from tests.store.stories import AVA, BEGINNING, NOON, agree, clock, lines, note, numbered, ready, story
from tests.sync.seals import TestSeals
from workstation.domain.entries import FRONT_DOOR, Entry
from workstation.domain.ids import AuthorId, ContactId, EntryId
from workstation.domain.people import Role, Worker
from workstation.store.file import Store

PAGE = 4096
OWNER = Worker(AVA, "Ava Dunmore", Role.MANAGER, "Front door")
LONG = "Shouting was heard again, and a door. " * 300
"""Too long for one page."""
OTHER = AuthorId("w-other")


def flip(path: Path, place: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)
        file.seek(place)
        file.write(bytes([byte[0] ^ 1]))


def hurt(path: Path, page: int) -> None:
    """Damage a page in the file and wherever it is in the log."""
    if page <= page_count(path):
        flip(path, (page - 1) * PAGE + 900)
    log = path.with_name(path.name + "-wal")
    for frame in range(32, log.stat().st_size if log.exists() else 0, 24 + PAGE):
        if int.from_bytes(log.read_bytes()[frame : frame + 4], "big") == page:
            flip(log, frame + 24 + 900)


def wipe(path: Path, place: int, size: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(bytes(size))


def page_count(path: Path) -> int:
    return path.stat().st_size // PAGE


def fill(store: Store, contacts: int = 30) -> dict[EntryId, Entry]:
    """Read from Central, written here and not sent, erased, set aside, half typed."""
    store.register.follow(lines)
    journal = store.journal
    journal.sit(AVA, TestSeals("ava"))
    story_of = [entry for i in range(contacts) for entry in ready(f"c{i}", story(f"c{i}", i), f"d{i}")]
    page, after = numbered(story_of)
    journal.receive(FRONT_DOOR, BEGINNING, page, after, {})
    for i in range(contacts):
        journal.append(ContactId(f"c{i}"), [note(LONG), note(f"unsent {i}")], AVA)
    (secret,) = journal.append(ContactId("c1"), [note("Marrowbone")], AVA)
    journal.append(ContactId("c1"), [agree(secret.id)], AVA)
    journal.redact(secret.id, "Court order 12", "wrong child", OTHER)
    (lost,) = journal.append(ContactId("c2"), [note("another has its identity")], AVA)
    (theirs,) = ready("c2", (note("theirs"),), "elsewhere")
    page, on = numbered([replace(theirs, id=lost.id)], after)
    journal.receive(FRONT_DOOR, after, page, on, {})
    store.drafts.put("contact/c3/why", ContactId("c3"), '{"words": "half typed"}', NOON, worker=AVA)
    store.drafts.put("search", None, '"Farrow"', NOON, worker=AVA)
    store.notes.keep("copies", "17")
    return everything(store)


def made(path: Path, contacts: int = 30) -> dict[EntryId, Entry]:
    """A closed file, and what is in it."""
    with Store.open(path, KEY, clock=clock(), create=True, first=OWNER) as store:
        return fill(store, contacts)


def everything(store: Store) -> dict[EntryId, Entry]:
    return {e.id: e for told in store.journal.iterate() for e in told[1]}
