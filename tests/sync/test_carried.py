"""What an exchange may rely on in a journal. The simulator's own journal has to pass the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.store.conftest import KEY
from tests.store.stories import AVA, BEN, agree, clock, lines, note, numbered, ready
from tests.sync.seals import TestSeals, genuine
from workstation.domain.entries import FRONT_DOOR, Entry, chain, digest
from workstation.domain.ids import ContactId, DeviceId, EntryId
from workstation.domain.travel import DeviceKey, Doubt, Mark, Reason
from workstation.store import carrying
from workstation.store.carrying import Carrying
from workstation.store.file import Store
from workstation.store.record import EntryDiffers, PlaceTaken

C, D = ContactId("c"), ContactId("d")
MOST = (500, 1_000_000)


@pytest.fixture(params=["a short page", "a long page"])
def journal(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Carrying]:
    """Long pages are written down in another way; here every page counts as one."""
    if request.param == "a long page":
        monkeypatch.setattr(carrying, "_FEW", 0)
    with Store.open(tmp_path / "record", KEY, clock=clock(), create=True) as store:
        store.register.follow(lines)
        store.journal.sit(AVA, TestSeals("ava"))
        yield store.journal


def say(journal: Carrying, *texts: str) -> tuple[Entry, ...]:
    return journal.append(C, [note(text) for text in texts], AVA)


def positions(journal: Carrying) -> list[int | None]:
    return [entry.position for entry in journal.of_contact(C)]


# -- ours -------------------------------------------------------------------------------------------------------


def test_what_waits_is_the_oldest_first_and_signed(journal: Carrying) -> None:
    one, two, three = say(journal, "1", "2", "3")
    assert [entry.id for entry in journal.waiting(2, 1_000_000)] == [one.id, two.id]
    assert [entry.id for entry in journal.waiting(500, 1)] == [one.id]  # always one, however long
    for entry in journal.waiting(*MOST):
        assert genuine(journal.own_key().key, chain(entry), entry.sig)
    journal.confirm(FRONT_DOOR, {three.id: 1, one.id: 2})
    assert [entry.id for entry in journal.waiting(*MOST)] == [two.id]
    assert journal.waiting_count() == 1
    journal.confirm(FRONT_DOOR, {one.id: 9})  # a late answer changes nothing
    assert [entry.id for entry in journal.of_contact(C)] == [three.id, one.id, two.id]
    assert positions(journal) == [1, 2, None]
    assert (journal.furthest(FRONT_DOOR), journal.mark(FRONT_DOOR)) == (2, Mark())


def test_two_entries_never_have_one_place(journal: Carrying) -> None:
    one, two = say(journal, "1", "2")
    journal.confirm(FRONT_DOOR, {one.id: 1})
    with pytest.raises(PlaceTaken):
        journal.confirm(FRONT_DOOR, {two.id: 1})
    assert positions(journal) == [1, None]


def test_what_central_keeps_back_is_not_sent_again_until_asked(journal: Carrying) -> None:
    one, two = say(journal, "1", "2")
    journal.refuse({one.id: Reason.NOT_GRANTED})
    assert [entry.id for entry in journal.waiting(*MOST)] == [two.id]
    assert journal.refused() == {one.id: Reason.NOT_GRANTED}
    journal.ask_again()
    assert [entry.id for entry in journal.waiting(*MOST)] == [one.id, two.id]
    assert journal.refused() == {}


# -- theirs -----------------------------------------------------------------------------------------------------


def test_a_page_and_its_mark_come_together(journal: Carrying) -> None:
    page, after = numbered(ready("c", (note("1"), note("2")), "other"))
    assert journal.receive(FRONT_DOOR, Mark(), page, after, {}) == {C}
    assert journal.mark(FRONT_DOOR) == after
    assert journal.of_contact(C) == page
    assert journal.receive(FRONT_DOOR, Mark(), page, after, {}) == frozenset()  # the mark has moved on
    false = replace(page[0], position=3, body=b"{}", digest=digest(b"{}"))
    with pytest.raises(EntryDiffers):
        journal.receive(FRONT_DOOR, after, [false], Mark(3, b"x"), {})
    (mine,) = say(journal, "mine")
    with pytest.raises(PlaceTaken):
        journal.receive(FRONT_DOOR, after, [replace(mine, position=2)], Mark(3, b"x"), {})
    assert journal.mark(FRONT_DOOR) == after
    back, end = numbered([mine], after)
    assert journal.receive(FRONT_DOOR, after, back, end, {}) == frozenset()  # our own comes back, numbered
    assert positions(journal) == [1, 2, 3]
    assert journal.waiting(*MOST) == ()


def test_what_is_doubted_is_kept_and_passed_on_but_never_told(journal: Carrying) -> None:
    page, after = numbered(ready("c", (note("false"), note("true")), "other"))
    journal.receive(FRONT_DOOR, Mark(), page, after, {page[0].id: Doubt.SIGNATURE})
    assert journal.of_contact(C) == page[1:]
    assert dict(journal.iterate()) == {C: page[1:]}
    assert journal.links(FRONT_DOOR, [2]) == (after.chain,)
    assert journal.verify() == []
    assert journal.forget(FRONT_DOOR, Mark(), []) == 2
    assert [entry.id for entry in journal.waiting(*MOST)] == [entry.id for entry in page]


def test_what_is_believed_is_found_by_its_identity_and_what_is_not_beside_it(journal: Carrying) -> None:
    (mine,) = say(journal, "mine")
    page, after = numbered(ready("c", (note("false"), note("true")), "other"))
    journal.receive(FRONT_DOOR, Mark(), page, after, {page[0].id: Doubt.SIGNATURE})
    asked = [mine.id, *(entry.id for entry in page), EntryId("nowhere")]
    found = {entry.id: entry for entry in journal.believed(asked)}
    assert set(found) == {mine.id, page[1].id}
    assert genuine(journal.own_key().key, chain(mine), found[mine.id].sig)
    assert journal.doubted(10) == ((page[0], Doubt.SIGNATURE),)
    assert journal.believed([]) == ()


def test_an_identity_central_gave_to_another_entry_is_theirs(journal: Carrying) -> None:
    """The same row of a file was brought in on two computers: one is the record, ours is set aside."""
    (mine,) = say(journal, "row 7")
    say(journal, "after it")
    (theirs,) = ready("c", (note("row 7"),), "other")
    page, after = numbered([replace(theirs, id=mine.id)])
    journal.receive(FRONT_DOOR, Mark(), page, after, {})
    assert [entry.device for entry in journal.of_contact(C)] == [theirs.device, mine.device]
    assert journal.verify() == []  # our own chain is still whole
    assert len(journal.waiting(*MOST)) == 1


def test_what_somebody_else_wrote_in_our_name_is_never_signed_nor_followed(journal: Carrying) -> None:
    (mine,) = say(journal, "1")
    (false,) = ready("c", (note("false"),), "other")
    false = replace(false, device=journal.device, author=AVA, seq=2, previous=chain(mine), sig=b"")
    page, after = numbered([mine, false])
    journal.receive(FRONT_DOOR, Mark(), page, after, {false.id: Doubt.SIGNATURE})
    journal.forget(FRONT_DOOR, Mark(), [])
    assert [bool(entry.sig) for entry in journal.waiting(*MOST)] == [True, False]
    (two,) = say(journal, "2")
    assert (two.seq, two.previous) == (2, chain(mine))


@pytest.mark.parametrize("doubt", list(Doubt))
def test_what_was_written_here_is_never_doubted_when_it_comes_back(journal: Carrying, doubt: Doubt) -> None:
    """Central's copy may have another signature or other words. Ours stays told, and its number taken."""
    one, two = say(journal, "1", "2")
    page, after = numbered([one, replace(two, sig=b"false")])
    journal.receive(FRONT_DOOR, Mark(), page, after, {two.id: doubt})
    assert [entry.id for entry in journal.of_contact(C)] == [one.id, two.id]
    assert journal.doubted(10) == ()
    (three,) = say(journal, "3")
    assert (three.seq, three.previous) == (3, chain(two))
    journal.forget(FRONT_DOOR, Mark(), [])
    assert all(genuine(journal.own_key().key, chain(e), e.sig) for e in journal.waiting(*MOST))


def test_a_forgery_in_our_name_is_doubted_however_often_it_comes(journal: Carrying) -> None:
    (mine,) = say(journal, "1")
    (false,) = ready("c", (note("false"),), "other")
    false = replace(false, device=journal.device, author=AVA, seq=2, previous=chain(mine), sig=b"")
    page, after = numbered([mine, false])
    for _ in range(2):
        journal.receive(FRONT_DOOR, Mark(), page, after, {false.id: Doubt.SIGNATURE})
        assert [entry.id for entry in journal.of_contact(C)] == [mine.id]
        journal.forget(FRONT_DOOR, Mark(), [])


def test_what_erases_is_handed_over_before_what_it_empties(journal: Carrying) -> None:
    """But not the agreement to an erasure that is yet to come: nothing is empty because of it."""
    (target, other) = say(journal, "wrong child", "right child")
    said = ready("c", (agree(target.id), agree(other.id)), "other")
    agreed, elsewhere = (replace(entry, author=BEN) for entry in said)
    page, after = numbered([agreed, elsewhere], journal.mark(FRONT_DOOR))
    journal.receive(FRONT_DOOR, Mark(), page, after, {})
    assert [entry.id for entry in journal.waiting(*MOST)] == [target.id, other.id]
    erasure = journal.redact(target.id, "Court order 12", "wrong child", AVA)
    journal.forget(FRONT_DOOR, Mark(), [])
    erasing = journal.waiting(*MOST)
    assert {entry.id for entry in erasing} == {agreed.id, elsewhere.id, erasure.id}
    journal.confirm(FRONT_DOOR, {entry.id: place for place, entry in enumerate(erasing, start=1)})
    assert [entry.id for entry in journal.waiting(*MOST)] == [target.id, other.id]


def test_no_number_is_used_twice_after_an_entry_was_set_aside(journal: Carrying) -> None:
    (mine,) = say(journal, "row 7")
    (theirs,) = ready("c", (note("row 7"),), "other")
    page, after = numbered([replace(theirs, id=mine.id)])
    journal.receive(FRONT_DOOR, Mark(), page, after, {})
    assert journal.tip(journal.device) == (1, chain(mine))
    assert journal.digests_at(journal.device, 1) == (chain(mine),)
    journal._tip = None  # as after a new start
    (two,) = say(journal, "after it")
    assert (two.seq, two.previous) == (2, chain(mine))


def test_a_kind_nobody_knows_travels_unchanged(journal: Carrying) -> None:
    (entry,) = ready("c", (note(),), "other")
    page, after = numbered([replace(entry, kind="Foreseen", body=b'{ "b":1,"a":2 }', sig=b"s")])
    journal.receive(FRONT_DOOR, Mark(), page, after, {})
    journal.forget(FRONT_DOOR, Mark(), [])
    assert journal.waiting(*MOST) == (replace(page[0], position=None),)


# -- when Central went back ---------------------------------------------------------------------------------------


def test_what_central_lost_waits_again_whoever_wrote_it(journal: Carrying) -> None:
    page, after = numbered(ready("c", tuple(note(str(n)) for n in range(4)), "other"))
    journal.receive(FRONT_DOOR, Mark(), page, after, {})
    mine = say(journal, "a", "b", "c")
    journal.confirm(FRONT_DOOR, {mine[0].id: 5, mine[1].id: 6})
    assert journal.beyond(FRONT_DOOR) == {5: chain(mine[0]), 6: chain(mine[1])}
    _, two = numbered(page[:2])
    assert journal.links(FRONT_DOOR, [0, 2, 4]) == (b"", two.chain, after.chain)
    assert journal.forget(FRONT_DOOR, two, [6]) == 3
    assert journal.mark(FRONT_DOOR) == two
    assert journal.furthest(FRONT_DOOR) == 5
    waiting = [entry.id for entry in journal.waiting(*MOST)]
    assert waiting == [page[2].id, page[3].id, mine[1].id, mine[2].id]


# -- names and keys -----------------------------------------------------------------------------------------------


def test_a_name_belongs_to_one_person(journal: Carrying) -> None:
    first = journal.device
    assert journal.sit(BEN, TestSeals("ben")) != first
    assert journal.sit(AVA, TestSeals("ava")) == first


def test_a_new_name_begins_a_new_chain_and_the_old_one_stays(journal: Carrying) -> None:
    say(journal, "1", "2")
    old = journal.device
    assert journal.rename() != old
    (three,) = say(journal, "3")
    assert (three.seq, three.device) == (1, journal.device)
    assert journal.tip(old)[0] == 2
    assert journal.tip(journal.device) == (1, chain(three))
    assert journal.digests_at(journal.device, 1) == (chain(three),)
    assert all(entry.sig for entry in journal.waiting(*MOST))  # under either name
    assert journal.verify() == []


def test_a_known_device_never_gets_another_key(journal: Carrying) -> None:
    told = DeviceKey(DeviceId("d"), BEN, b"k" * 32)
    journal.learn([told])
    journal.learn([replace(told, key=b"x" * 32)])
    assert journal.keys()[told.device] == told
    assert journal.keys()[journal.device] == journal.own_key()


def test_what_the_last_page_says_of_an_entry_holds(journal: Carrying) -> None:
    page, after = numbered(ready("c", (note("1"), note("2")), "other"))
    journal.receive(FRONT_DOOR, Mark(), page, after, {page[0].id: Doubt.DEVICE})
    journal.forget(FRONT_DOOR, Mark(), [])
    journal.receive(FRONT_DOOR, Mark(), page, after, {page[1].id: Doubt.WORDS})
    assert journal.of_contact(C) == page[:1]


def test_nothing_follows_on_what_somebody_else_wrote_in_our_name(journal: Carrying) -> None:
    (mine,) = say(journal, "mine")
    forged = replace(mine, id=EntryId("forged"), seq=9)
    page, after = numbered([forged])
    journal.receive(FRONT_DOOR, Mark(), page, after, {forged.id: Doubt.SIGNATURE})
    assert journal.tip(journal.device) == (1, chain(mine))
    (two,) = say(journal, "two")
    assert (two.seq, two.previous) == (2, chain(mine))


def test_what_was_set_aside_is_shown_to_central_once(journal: Carrying) -> None:
    (mine,) = say(journal, "row 7")
    (theirs,) = ready("c", (note("row 7"),), "other")
    page, after = numbered([replace(theirs, id=mine.id)])
    journal.receive(FRONT_DOOR, Mark(), page, after, {})
    (aside,) = journal.aside(10)
    assert chain(aside) == chain(mine)
    assert genuine(journal.own_key().key, chain(aside), aside.sig)
    journal.told_aside([aside])
    assert journal.aside(10) == ()
    journal.ask_again()
    assert len(journal.aside(10)) == 1


def test_what_is_set_aside_again_after_central_went_back_is_shown_again(journal: Carrying) -> None:
    """Seed 282566: Central forgot what it was shown, and the file remembered that it had been."""
    (mine,) = say(journal, "row 7")
    (theirs,) = ready("c", (note("row 7"),), "other")
    page, after = numbered([replace(theirs, id=mine.id)])
    ours, after_ours = numbered([mine])
    journal.receive(FRONT_DOOR, Mark(), page, after, {})
    journal.told_aside(journal.aside(10))
    journal.forget(FRONT_DOOR, Mark(), [])
    journal.receive(FRONT_DOOR, Mark(), ours, after_ours, {})
    journal.told_aside(journal.aside(10))
    journal.forget(FRONT_DOOR, Mark(), [])
    journal.receive(FRONT_DOOR, Mark(), page, after, {})
    assert chain(mine) in [chain(entry) for entry in journal.aside(10)]


def test_every_stream_that_was_followed_or_promised_is_named(journal: Carrying) -> None:
    assert journal.streams() == ()
    (mine,) = say(journal, "mine")
    journal.confirm(FRONT_DOOR, {mine.id: 1})
    assert journal.streams() == (FRONT_DOOR,)
