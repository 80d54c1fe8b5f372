"""The journal: what it keeps, what it refuses, what it can prove."""

import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

from tests.store.conftest import KEY
from tests.store.stories import AVA, BEN, NOON, agree, clock, lines, note, numbered, ready, story
from workstation.domain import kinds
from workstation.domain.entries import FRONT_DOOR, Entry, broken_links
from workstation.domain.ids import ContactId, DeviceId, EntryId
from workstation.domain.times import of_hybrid
from workstation.domain.travel import Doubt, Mark
from workstation.store.act import Act
from workstation.store.engine import forget_old_pages
from workstation.store.file import Store
from workstation.store.journal import Journal
from workstation.store.record import EntryDiffers, ErasureNotAgreed
from workstation.trouble import BadInput, EntryRefused, StoreTrouble

ROOT = Path(__file__).parents[2]
REST = """seq, previous, happened, recorded, answers, edition, digest, body, position, stream, salt, sig, doubt,
    refused"""
C, D = ContactId("c"), ContactId("d")


def words(entry: Entry) -> str:
    return entry.body.decode() if entry.body is not None else ""


def test_acts_become_entries_of_one_chain(store: Store) -> None:
    first, second = store.journal.append(C, [note("one"), note("two")], AVA, edition="g-1")
    (third,) = store.journal.append(D, [note("three")], BEN)
    assert [entry.seq for entry in (first, second, third)] == [1, 2, 3]
    assert broken_links([first, second, third]) == []
    assert first.recorded < second.recorded < third.recorded
    assert (first.kind, first.author, first.device, first.edition) == ("NoteMade", AVA, store.device, "g-1")
    assert store.journal.of_contact(C) == (first, second)
    assert store.journal.of_contacts([D, C, ContactId("x")]) == {
        D: (third,), C: (first, second), ContactId("x"): (),
    }  # fmt: skip
    assert store.journal.all_contacts() == (C, D)
    assert (store.journal.count(), store.journal.furthest(FRONT_DOOR)) == (3, 0)


def test_an_act_may_say_more_than_the_call(store: Store) -> None:
    earlier = NOON - timedelta(days=3)
    (old,) = store.journal.append(C, [note("old")], AVA)
    own = Act(note("new"), contact=D, happened=earlier, answers=(old.id,), edition="g-2")
    made = store.journal.append(C, [own, note("usual")], AVA, happened=NOON, edition="g-1")
    assert [(e.contact, e.happened, e.answers, e.edition) for e in made] == [
        (D, earlier, (old.id,), "g-2"),
        (C, NOON, (), "g-1"),
    ]
    assert store.journal.of_contact(D) == (made[0],)


def test_times_come_back_to_the_letter(store: Store) -> None:
    odd = datetime.fromisoformat("2026-03-29T01:30:00.000001+05:45")
    (entry,) = store.journal.append(C, [note()], AVA, happened=odd)
    assert (
        store.journal.of_contact(C)[0].happened.isoformat() == odd.isoformat() == entry.happened.isoformat()
    )
    assert store.journal.verify() == []


def test_a_clock_put_back_keeps_the_order(path: Path) -> None:
    at = clock()
    with Store.open(path, KEY, clock=at, create=True) as store:
        store.journal.append(C, [note("first")], AVA)
        at.move(timedelta(days=-400))
        store.journal.append(C, [note("second")], AVA)
        assert [words(entry)[9:-2] for entry in store.journal.of_contact(C)] == ["first", "second"]


def test_entries_from_elsewhere_move_the_clock(store: Store) -> None:
    store.journal.append(C, [note("before")], AVA)
    future = list(ready("c", (note("theirs"),), "other", start=60 * 23))
    store.journal.append_entries(future)
    (mine,) = store.journal.append(C, [note("mine")], AVA)
    assert mine.recorded > future[0].recorded


def test_a_clock_gone_mad_is_followed_only_to_answer_it(store: Store) -> None:
    mad = list(ready("c", (note("theirs"),), "other", start=60 * 24 * 3650))
    store.journal.append_entries(mad)
    (mine,) = store.journal.append(C, [note("mine")], AVA)
    assert of_hybrid(mine.recorded) < NOON + timedelta(minutes=1)
    (answer,) = store.journal.append(C, [Act(note("answer"), answers=(mad[0].id,))], AVA)
    assert answer.recorded > mad[0].recorded
    assert (
        store.journal.append(C, [note("next")], AVA)[0].recorded > answer.recorded
    )  # never behind ourselves


@pytest.mark.parametrize("text", ["a\x00b", "half \ud83d"])
def test_what_cannot_be_kept_takes_nothing_with_it(store: Store, text: str) -> None:
    with pytest.raises(BadInput):
        store.journal.append(C, [note("good"), note(text)], AVA)
    with pytest.raises(BadInput):
        store.journal.append(C, [note()], AVA, happened=NOON.replace(year=1066))
    assert store.journal.count() == 0
    assert store.journal.append(C, [note()], AVA)[0].seq == 1


def test_the_draft_goes_with_the_act_that_it_became(store: Store) -> None:
    for worker in (AVA, BEN):
        store.drafts.put("contact/c/note", C, '"half"', NOON, worker=worker)
    with pytest.raises(BadInput):
        store.journal.append(C, [note("\x00")], AVA, draft="contact/c/note")
    assert store.drafts.get("contact/c/note", worker=AVA)
    store.journal.append(C, [note()], AVA, draft="contact/c/note")
    assert store.drafts.get("contact/c/note", worker=AVA) is None
    assert store.drafts.get("contact/c/note", worker=BEN)


def test_it_goes_on_where_it_was_after_a_restart(path: Path) -> None:
    for expected in (1, 2, 3):
        with Store.open(path, KEY, clock=clock(), create=expected == 1) as store:
            assert store.journal.append(C, [note()], AVA)[0].seq == expected
            assert store.journal.verify() == []


def test_a_copy_of_the_file_writes_under_another_name(path: Path, tmp_path: Path) -> None:
    with Store.open(path, KEY, clock=clock(), create=True) as store:
        store.journal.append(C, [note("before the copy")], AVA)
        device = store.device
    copy = tmp_path / "copied" / path.name
    copy.parent.mkdir()
    copy.write_bytes(path.read_bytes())
    with Store.open(copy, KEY, clock=clock()) as copied, Store.open(path, KEY, clock=clock()) as store:
        assert store.device == device
        assert copied.device != device
        (theirs,) = copied.journal.append(C, [note("in the copy")], AVA)
        (ours,) = store.journal.append(C, [note("in the file")], AVA)
        store.journal.append_entries([theirs])
        assert {ours, theirs} < set(store.journal.of_contact(C))
        assert store.journal.verify() == []


# -- nothing is ever changed ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM entries",
        "UPDATE entries SET author = 'somebody'",
        "UPDATE entries SET body = CAST('{}' AS BLOB)",
        "UPDATE entries SET body = NULL",
        "UPDATE entries SET digest = x'00'",
        "UPDATE entries SET recorded = recorded + 1",
        "UPDATE entries SET stream = 'own family'",
        "UPDATE entries SET salt = x''",
        "UPDATE entries SET position = 8 WHERE position = 7",
        "INSERT OR REPLACE INTO entries SELECT * FROM entries",
        f"REPLACE INTO entries SELECT 99, 'new', contact, kind, author, device, {REST} FROM entries",
        f"REPLACE INTO entries SELECT no, 'new', contact, kind, author, 'new', {REST} FROM entries",
        "INSERT INTO entries SELECT * FROM entries WHERE true ON CONFLICT (id) DO UPDATE SET kind = 'x'",
    ],
)
def test_entries_cannot_be_changed(store: Store, statement: str) -> None:
    one, two = store.journal.append(C, [note("one"), note("two")], AVA)
    store.journal.confirm(FRONT_DOOR, {one.id: 7})
    before = store.journal.of_contact(C)
    with pytest.raises(EntryRefused) as refused, store._engine.begin() as cx:
        cx.exec_driver_sql(statement)
    assert refused.value.title.endswith(".")
    assert store.journal.of_contact(C) == before
    assert before[1] == two


def test_the_words_go_only_with_an_authority(store: Store) -> None:
    one, two = store.journal.append(C, [note("Marrowbone"), note("stays")], AVA)
    with pytest.raises(ErasureNotAgreed):
        store.journal.redact(one.id, "Court order 12", "wrong child", BEN)
    (agreed,) = store.journal.append(C, [agree(one.id)], AVA)
    with pytest.raises(ErasureNotAgreed):  # nobody agrees with themselves
        store.journal.redact(one.id, "Court order 12", "wrong child", AVA)
    made = store.journal.redact(one.id, "Court order 12", "wrong child", BEN)
    told = store.journal.of_contact(C)
    assert [entry.body is None for entry in told] == [True, False, False, False]
    assert (told[0].digest, told[0].salt, told[1:]) == (one.digest, b"", (two, agreed, made))
    assert store.journal.verify() == []
    with pytest.raises(EntryRefused), store._engine.begin() as cx:
        cx.execute(sa.text("UPDATE entries SET body = NULL WHERE id = :id"), {"id": two.id})
    with pytest.raises(EntryRefused), store._engine.begin() as cx:
        cx.execute(sa.text("UPDATE entries SET body = x'00' WHERE id = :id"), {"id": one.id})
    store.journal.append(C, [agree(made.id)], AVA)
    with pytest.raises(EntryRefused):  # the authority itself stays readable
        store.journal.redact(made.id, "x", "x", BEN)


def test_erased_words_are_in_no_page_of_the_file(path: Path) -> None:
    """Also not in pages that are free, nor in the log: every page is opened by hand."""
    with Store.open(path, KEY, clock=clock(), create=True) as store:
        store.register.follow(lines)
        received = kinds.Received(
            number="C26-00001-A", channel="phone", source="6", words="Marrowbone " * 900
        )
        (one,) = store.journal.append(C, [received], AVA)
        forget_old_pages(store._engine)
        assert "Marrowbone" in opened(path)
        store.journal.append(C, [agree(one.id)], AVA)
        store.journal.redact(one.id, "Court order 12", "wrong child", BEN)
        assert "Marrowbone" not in opened(path)
        assert path.with_name(f"{path.name}-wal").stat().st_size == 0


def opened(path: Path) -> str:
    """Every page of the file in plain: SQLCipher 4 keeps its salt in front and 16 + 64 bytes behind each."""
    raw = path.read_bytes()
    plain = []
    for start in range(0, len(raw), 4096):
        page = raw[start + (16 if start == 0 else 0) : start + 4096]
        cipher = Cipher(AES256(KEY), CBC(page[-80:-64])).decryptor()
        plain.append(cipher.update(page[:-80]))
    return b"".join(plain).decode("latin-1")


def erasing(target: EntryId) -> tuple[Entry, Entry]:
    """What the two people say who erase an entry of contact c, each at their own computer."""
    order = kinds.Redacted(target=target, authority="Court order 12", because="wrong child")
    (agreed,) = ready("c", (agree(target),), "of the one who agrees")
    (erased,) = ready("c", (order,), "of the one who erases")
    return msgspec.structs.replace(agreed, author=BEN), erased


def test_an_erasure_that_arrives_is_obeyed(store: Store) -> None:
    theirs = list(ready("c", (note("Marrowbone"), note("stays")), "other"))
    store.journal.append_entries(theirs)
    page, after = numbered([*theirs, *erasing(theirs[0].id)])
    assert store.journal.receive(FRONT_DOOR, Mark(), page, after, {}) == {C}
    assert [entry.body is None for entry in store.journal.of_contact(C)] == [True, False, False, False]
    assert store.journal.verify() == []


@pytest.mark.parametrize("because", ["alone", "doubtful", "unsaid"])
def test_an_erasure_on_which_nobody_agreed_is_not_obeyed(store: Store, because: str) -> None:
    theirs = list(ready("c", (note("Marrowbone"), note("stays")), "other"))
    agreed, erased = erasing(theirs[0].id)
    if because == "alone":
        agreed = msgspec.structs.replace(agreed, author=erased.author)
    said = [*theirs, erased] if because == "unsaid" else [*theirs, agreed, erased]
    page, after = numbered(said)
    doubtful = {agreed.id: Doubt.SIGNATURE} if because == "doubtful" else {}
    store.journal.receive(FRONT_DOOR, Mark(), page, after, doubtful)
    assert all(entry.body is not None for entry in store.journal.of_contact(C))


def test_erased_words_that_are_handed_over_again_stay_away(store: Store) -> None:
    """Central lost the entry, and a computer that never heard of the erasure brings its words back."""
    (target,) = ready("c", (note("Marrowbone"),), "other")
    page, after = numbered([*erasing(target.id), target])
    store.journal.receive(FRONT_DOOR, Mark(), page, after, {})
    assert [entry.body is None for entry in store.journal.of_contact(C)] == [False, False, True]
    assert store.journal.verify() == []


def test_redacting_what_is_not_here(store: Store) -> None:
    with pytest.raises(StoreTrouble, match="not in this file"):
        store.journal.redact(EntryId("nowhere"), "x", "x", AVA)
    assert store.journal.count() == 0


# -- entries from elsewhere -----------------------------------------------------------------------------------


def test_the_same_entries_may_come_twice(store: Store) -> None:
    entries = list(ready("c", story("c"), "other"))
    assert store.journal.append_entries(entries[:5]) == 5
    assert store.journal.append_entries([*entries, *entries]) == len(entries) - 5
    assert store.journal.of_contact(C) == tuple(entries)


def test_another_entry_under_the_same_name_is_refused_whole(store: Store) -> None:
    one, two = ready("c", (note("one"), note("two")), "other")
    store.journal.append_entries([one])
    false = msgspec.structs.replace(one, body=b'{"text":"false"}', digest=b"x" * 32)
    for page in ([two, false], [two, msgspec.structs.replace(two, body=b"{}")]):
        with pytest.raises(EntryDiffers):
            store.journal.append_entries(page)
    assert store.journal.of_contact(C) == (one,)


def test_a_kind_from_a_newer_version_is_kept_byte_for_byte(store: Store) -> None:
    (entry,) = ready("c", (note(),), "other")
    newer = msgspec.structs.replace(entry, kind="Foreseen")
    store.journal.append_entries([newer])
    assert store.journal.of_contact(C) == (newer,)


def test_every_story_comes_by_once(store: Store) -> None:
    for contact in ("a", "b", "c"):
        store.journal.append_entries(ready(contact, story(contact), f"device of {contact}"))
    assert dict(store.journal.iterate()) == {
        contact: store.journal.of_contact(contact) for contact in store.journal.all_contacts()
    }


def test_what_a_file_says_is_brought_in_once_and_the_chain_goes_on(store: Store) -> None:
    acts = [Act(note(f"row {n}"), contact=C, entry=EntryId(f"row-{n}")) for n in range(3)]
    assert [entry.id for entry in store.journal.bring_in([*acts[:2], acts[0]], AVA)] == ["row-0", "row-1"]
    assert [entry.id for entry in store.journal.bring_in(acts, AVA)] == ["row-2"]
    assert store.journal.bring_in(acts, AVA) == ()
    assert store.journal.append(C, [note()], AVA)[0].seq == 4
    assert store.journal.verify() == []


def test_a_very_long_file_may_come_twice(store: Store) -> None:
    acts = [Act(note(), contact=C, entry=EntryId(f"row-{n}")) for n in range(40_000)]
    assert len(store.journal.bring_in(acts[:-1], AVA)) == 39_999
    assert len(store.journal.bring_in(acts, AVA)) == 1


# -- proof -------------------------------------------------------------------------------------------------------


def tampered(store: Store, statement: str) -> list[str]:
    """What verify says after somebody with the key went behind the program's back."""
    with store._engine.begin() as cx:
        names = cx.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
        for name in names:
            cx.exec_driver_sql(f"DROP TRIGGER {name}")
        cx.exec_driver_sql(statement)
    return store.journal.verify()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ('UPDATE entries SET body = CAST(\'{"text":"n0"}\' AS BLOB) WHERE seq = 3', "words of entry 3"),
        ("UPDATE entries SET body = NULL WHERE seq = 3", "without an authority"),
        ("UPDATE entries SET author = 'somebody' WHERE seq = 3", "entry 4 .* does not follow"),
        ("UPDATE entries SET happened = '2026-11-16T11:00:00+00:00' WHERE seq = 3", "entry 4"),
        ("UPDATE entries SET answers = '[\"x\"]' WHERE seq = 3", "entry 4"),
        ("DELETE FROM entries WHERE seq = 3", "entry 3 .* is missing"),
        ("UPDATE entries SET seq = 9 WHERE seq = 4", "entry 4 .* is missing"),
    ],
)
def test_a_change_behind_its_back_is_noticed(store: Store, statement: str, said: str) -> None:
    store.journal.append(C, [note(f"n{n}") for n in range(6)], AVA)
    assert store.journal.verify() == []
    faults = tampered(store, statement)
    assert any(re.search(said, fault) for fault in faults), faults


# -- a kill at any moment ------------------------------------------------------------------------------------------

WRITER = """
import sys
from pathlib import Path
from tests.store.stories import AVA, lines, note
from workstation.domain.times import SystemClock
from workstation.store.file import Store
with Store.open(Path(sys.argv[1]), bytes(range(32)), clock=SystemClock()) as store:
    store.register.follow(lines)
    for each in range(100_000):
        made = store.journal.append("c", [note(f"{each}a " + "w " * 200), note(f"{each}b")], AVA)
        print(*(entry.id for entry in made), flush=True)
"""


@pytest.mark.parametrize("lines_before", [1, 20, 45, 70])
def test_what_was_acknowledged_survives_a_kill(path: Path, lines_before: int) -> None:
    Store.open(path, KEY, clock=clock(), create=True).close()
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout
    said = [writer.stdout.readline() for _ in range(lines_before)]
    writer.kill()
    said += writer.stdout.readlines()
    writer.communicate()
    acknowledged = [id_ for line in said if line.endswith("\n") for id_ in line.split()]
    with Store.open(path, KEY, clock=clock()) as store:
        kept = [entry.id for entry in store.journal.of_contact(C)]
        assert kept[: len(acknowledged)] == acknowledged
        assert len(kept) % 2 == 0  # both of an act, or neither
        assert store.journal.verify() == []
        assert Journal(store._engine, clock(), DeviceId("x")).count() == len(kept)
