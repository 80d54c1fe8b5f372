"""G04: pieces of an older file put into a newer one. Every page of it carries a good seal: it was sealed here."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.store.conftest import KEY
from tests.store.stories import AVA, clock, lines, note
from workstation.domain.entries import Entry, chain
from workstation.domain.ids import ContactId
from workstation.store.file import Store
from workstation.trouble import StoreTrouble

CONTACT = ContactId("c")
PAGE = 4096


def write(path: Path, many: int, words: str) -> tuple[Entry, ...]:
    with Store.open(path, KEY, clock=clock(), create=not path.exists()) as store:
        store.register.follow(lines)
        for each in range(many):
            store.journal.append(CONTACT, [note(f"{words} {each}")], AVA)
        return store.journal.of_contact(CONTACT)


def seen(path: Path, tip: tuple[int, bytes]) -> bool:
    """Whether opening it, checking it, or the head that the keystore remembers shows that something is wrong."""
    try:
        with Store.open(path, KEY, clock=clock()) as store:
            device = store.journal.device
            return tip[1] not in store.journal.digests_at(device, tip[0]) or bool(store.journal.verify())
    except StoreTrouble:
        return True


def test_an_old_page_in_a_newer_file_loses_no_entry_without_being_seen(tmp_path: Path) -> None:
    path, old = tmp_path / "record", tmp_path / "old"
    write(path, 30, "before")
    shutil.copyfile(path, old)
    written = write(path, 30, "after")
    tip = (written[-1].seq, chain(written[-1]))
    before, after = old.read_bytes(), path.read_bytes()
    changed = [at for at in range(0, len(before), PAGE) if before[at : at + PAGE] != after[at : at + PAGE]]
    assert len(changed) > 3
    noticed = 0
    for at in changed:
        # In the place of the file itself: a copy elsewhere would write under a new name anyway.
        path.write_bytes(after[:at] + before[at : at + PAGE] + after[at + PAGE :])
        if seen(path, tip):
            noticed += 1
        else:
            with Store.open(path, KEY, clock=clock()) as store:
                assert store.journal.of_contact(CONTACT) == written
        path.write_bytes(after)
    assert noticed > 0
    assert not seen(path, tip)


@pytest.mark.parametrize("entries", [1, 10, 1000])
def test_a_whole_older_file_lacks_what_the_keystore_remembers(tmp_path: Path, entries: int) -> None:
    """R4: rolled back by 1, 10 and 1,000 entries, and also after others were written in their place."""
    path, old = tmp_path / "record", tmp_path / "old"
    write(path, 5, "before")
    shutil.copyfile(path, old)
    written = write(path, entries, "after")
    tip = (written[-1].seq, chain(written[-1]))
    path.write_bytes(old.read_bytes())
    assert seen(path, tip)
    write(path, entries, "others")
    assert seen(path, tip)
