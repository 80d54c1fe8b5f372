"""The outage pack as a verb, and a paper sheet that is entered afterwards: once, with the times on the paper."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.report.reading import words_of
from tests.services.conftest import ADMIN, MENSAH, MORNING, PATEL, SHAH, STAFF, desk_of
from tests.services.two_desks import carry, ring
from workstation.domain import kinds, paper_sheet
from workstation.domain.clocks import due
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.paper_sheet import SheetReference
from workstation.domain.times import FixedClock
from workstation.services import find, identify, opening, outage, protect, receive, sheets, twice_news
from workstation.services.desk import Desk
from workstation.services.lease import LeaseKeeper
from workstation.services.link import LinkState
from workstation.services.receive import NewContact
from workstation.services.sheets import NoSuchSheet, SheetEnteredBefore
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store
from workstation.trouble import BadInput, NotYours

LATER = MORNING + timedelta(hours=5)


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[Desk]:
    with desk_of(tmp_path / "theirs", PATEL, FixedClock(MORNING)) as desk:
        yield desk


def opened(path: Path, clock: FixedClock) -> Desk:
    store = Store.open(path, PRACTICE_KEY, clock=clock, kind="practice", create=not path.exists())
    for one in STAFF:
        store.people.add(one)
    desk = opening.assemble(store, clock, Settings(decide_first=0), practice=True)
    opening.sit_down(desk, SHAH.id)
    return desk


def references(taken: outage.Taken) -> list[str]:
    return [paper.head.number for paper in taken.papers[1:]]


def enter(desk: Desk, sheet: str, **more: object) -> ContactId:
    given: dict[str, object] = {"words": "He has no coat.", "received_at": MORNING, "taken_by": "J. Patel"}
    (contact,) = receive.receive(desk, NewContact(sheet=sheet, **(given | more))).contacts  # type: ignore[arg-type]
    return contact


# -- the pack ------------------------------------------------------------------------------------------------


def test_references_go_on_from_pack_to_pack_and_after_a_restart(tmp_path: Path) -> None:
    clock, path = FixedClock(MORNING), tmp_path / "p.lintel"
    desk = opened(path, clock)
    first = references(outage.take(desk))
    desk.close()
    desk = opened(path, clock)
    second = references(outage.take(desk, 2))
    told = [(pack.first, pack.last, pack.by) for pack in sheets.packs(desk)]
    desk.close()
    assert [one.split()[0] for one in first] == [f"R-{n:02d}" for n in range(1, 11)]
    assert [one.split()[0] for one in second] == ["R-11", "R-12"]
    assert told == [(1, 10, "Rukhsana Shah"), (11, 12, "Rukhsana Shah")]


def test_no_reference_is_ever_printed_twice_not_even_by_a_file_that_was_put_back(tmp_path: Path) -> None:
    """Several computers, several days, restarts, and a file that is put back each evening as it was at first."""
    printed: list[str] = []
    for computer in range(3):
        path, copy = tmp_path / f"{computer}.lintel", tmp_path / f"{computer}.copy"
        opened(path, FixedClock(MORNING)).close()
        shutil.copy(path, copy)
        for day in range(3):
            clock = FixedClock(MORNING + timedelta(days=day))
            for sheets_wanted in (1, 4):
                desk = opened(path, clock)
                printed += references(outage.take(desk, sheets_wanted))
                desk.close()
            shutil.copy(copy, path)
    assert len(set(printed)) == len(printed) == 3 * 3 * 5


@pytest.mark.parametrize("number", [0, -1, 41])
def test_a_pack_has_some_sheets_and_not_too_many(desk: Desk, number: int) -> None:
    with pytest.raises(BadInput):
        outage.take(desk, number)
    assert sheets.packs(desk) == ()


def test_whoever_may_not_read_contacts_prints_no_list_of_them(desk: Desk) -> None:
    opening.sit_down(desk, ADMIN.id)
    with pytest.raises(NotYours):
        outage.take(desk)


def test_the_pack_lists_who_waits_act_now_first_and_hides_every_address(desk: Desk) -> None:
    ring(desk)
    child = PersonId("ellie")
    said = (
        kinds.ChildNamed(
            person=child, name=kinds.Name("Farrow of 14 Quillet Row", "Ellie"), postcode="NB4 7QX"
        ),
        kinds.AddressRecorded(
            address="a", people=(child,), lines="14 Quillet Row", postcode="NB4 7QX", confidential=True
        ),
        kinds.ThemesChosen(themes=("da",)),
    )
    (hidden,) = receive.receive(desk, NewContact(words="Come to 14 Quillet Row.", said=said)).contacts
    protect.act_now(desk, hidden, "He is at the door of 14 Quillet Row.")
    taken = outage.take(desk, 1)
    words = " ".join(words_of(outage.pages(taken)).replace("\xa0", " ").split())
    assert words.index("ACT NOW") < words.index("FARROW") < words.index("MERRICK, Kayden")
    assert "Domestic abuse" in words
    assert "Quillet" not in words
    assert "NB4" not in words
    assert taken.pack.contacts == 2
    assert "25 Nov 2026 09:18" in words, "it is read on another day as well"
    assert "tomorrow" not in words


def test_it_says_of_when_the_list_is(desk: Desk, clock: FixedClock) -> None:
    assert "works alone" in outage.as_of(desk)
    gone = LinkState(
        reachable=False, since=MORNING, last_good=MORNING - timedelta(minutes=13), checked=MORNING
    )
    desk.link.tell(gone)
    clock.move(timedelta(minutes=30))
    told = outage.as_of(desk).replace("\xa0", " ")
    assert told.startswith("As of 24 Nov 2026 09:48, working offline")
    assert "after 24 Nov 2026 09:05 is not on it" in told


def test_once_the_lease_is_over_the_list_has_only_what_this_worker_wrote(desk: Desk, theirs: Desk) -> None:
    carry(ring(theirs), theirs, desk)
    (mine,) = receive.receive(desk, NewContact(words="No tea.")).contacts
    desk.lease = LeaseKeeper(desk.store, desk.clock)
    assert not desk.all_open
    words = words_of(outage.pages(outage.take(desk, 1)))
    assert "MERRICK" not in words
    assert desk.file(mine).number in words


# -- entering a sheet afterwards -----------------------------------------------------------------------------


def test_a_sheet_keeps_its_times_and_its_reference(desk: Desk, clock: FixedClock) -> None:
    sheet = references(outage.take(desk))[6]
    clock.move(LATER - MORNING)
    acted = MORNING + timedelta(minutes=25)
    danger = protect.as_on_paper("A burn that does not fit.", "Bola Mensah")
    contact = enter(desk, "r7", channel="in person", said=danger, acted_at=acted)
    file = desk.file(contact)
    assert file.received is not None
    assert (file.received_at, file.received.body.channel) == (MORNING, "in person")
    assert file.received.body.reference == sheet
    assert file.received.body.logged_late_because == f"written on paper sheet {sheet}, taken down by J. Patel"
    assert paper_sheet.reference_of(file) == paper_sheet.understood(sheet)
    assert file.act_now is not None
    assert (file.act_now.happened, file.act_now.body.agreed) == (acted, "Bola Mensah")
    on_time = receive.receive(
        desk, NewContact(words="On time.", received_at=MORNING, late_because="x")
    ).contacts
    assert due(file, desk.days) == due(desk.file(next(iter(on_time))), desk.days), "the clock starts on paper"


def test_find_finds_it_by_its_reference_with_and_without_letters(desk: Desk, clock: FixedClock) -> None:
    sheet = references(outage.take(desk))[6]
    clock.move(LATER - MORNING)
    contact = enter(desk, sheet)
    for words in (sheet, sheet.lower().replace(" ", ""), "R-07", "r7"):
        assert [line.contact for line in find.search(desk, words).contacts] == [contact]
    assert find.search(desk, "R-08").contacts == ()


def test_their_own_reference_stays_beside_that_of_the_sheet(desk: Desk, clock: FixedClock) -> None:
    sheet = references(outage.take(desk))[0]
    clock.move(LATER - MORNING)
    contact = enter(desk, sheet, source="6", reference="26/114555")
    assert desk.file(contact).received.body.reference == "26/114555"  # type: ignore[union-attr]
    assert [line.contact for line in find.search(desk, sheet).contacts] == [contact]


def test_the_same_sheet_twice_is_told_and_nothing_is_doubled(
    desk: Desk, theirs: Desk, clock: FixedClock
) -> None:
    sheet = references(outage.take(desk))[6]
    clock.move(LATER - MORNING)
    contact = enter(desk, sheet)
    number, count = desk.file(contact).number, desk.store.journal.count()
    clock.move(timedelta(minutes=8))
    with pytest.raises(SheetEnteredBefore) as told:
        enter(desk, "R-07", words="Other words.")
    assert (told.value.title, told.value.contact) == (f"{sheet} was entered at 14:18 as {number}.", contact)
    assert desk.store.journal.count() == count
    carry(contact, desk, theirs)
    with pytest.raises(SheetEnteredBefore):
        enter(theirs, sheet)
    assert sheets.told_of(theirs, sheet).contact == contact


def test_one_sheet_entered_on_two_computers_is_asked_about_and_stays_two_until_a_person_says(
    desk: Desk, theirs: Desk, clock: FixedClock
) -> None:
    sheet = references(outage.take(desk))[6]
    clock.move(LATER - MORNING)
    mine, other = enter(desk, sheet), enter(theirs, sheet, words="No coat, and hungry.")
    assert find.past(desk, mine).twofold == ()
    for contact in (mine, other):
        carry(contact, desk, theirs)
    for here, contact, there in ((desk, mine, other), (theirs, other, mine)):
        (asked,) = find.past(here, contact).twofold
        assert (asked.other, asked.verdict) == (there, "")
        assert asked.reasons[0] == f"entered from the same paper sheet, {sheet}"
        assert dict(twice_news.asked_twice(here, {there}))[contact].other == there
    assert desk.file(mine).number != desk.file(other).number
    assert {line.contact for line in find.search(desk, sheet).contacts} == {mine, other}

    (asked,) = find.past(desk, mine).twofold
    said = identify.judge_event(desk, mine, asked, "same", goes_on=mine)
    carry(mine, desk, theirs)
    assert [t.verdict for t in find.past(theirs, other).twofold] == ["same"]
    identify.undo_event(desk, mine, asked, said)
    assert [t.verdict for t in find.past(desk, mine).twofold] == [""]


def test_sheets_of_two_packs_with_one_number_are_two_sheets(
    desk: Desk, theirs: Desk, clock: FixedClock
) -> None:
    sheet, another = references(outage.take(desk))[6], references(outage.take(theirs))[6]
    assert (sheet[:4], another[:4]) == ("R-07", "R-07")
    assert sheet != another
    clock.move(LATER - MORNING)
    mine, other = enter(desk, sheet), enter(theirs, another)
    for contact in (mine, other):
        carry(contact, desk, theirs)
    assert find.past(desk, mine).twofold == find.past(theirs, other).twofold == ()
    assert {line.contact for line in find.search(desk, "R-07").contacts} == {mine, other}


def test_a_sheet_entered_twice_by_one_person_on_two_computers_is_asked_about_too(
    tmp_path: Path, desk: Desk, clock: FixedClock
) -> None:
    sheet = references(outage.take(desk))[6]
    clock.move(LATER - MORNING)
    with desk_of(tmp_path / "other", SHAH, FixedClock(LATER)) as elsewhere:
        mine, other = enter(desk, sheet), enter(elsewhere, sheet)
        carry(other, elsewhere, desk)
        assert [t.other for t in find.past(desk, mine).twofold] == [other]
        (asked,) = find.past(desk, mine).twofold
        identify.judge_event(desk, mine, asked, "different")
        assert [t.verdict for t in find.past(desk, other).twofold] == ["different"]


def test_a_sheet_of_another_computer_needs_its_letters(desk: Desk, theirs: Desk, clock: FixedClock) -> None:
    sheet = references(outage.take(theirs))[6]
    clock.move(LATER - MORNING)
    with pytest.raises(NoSuchSheet, match="R-07 was not printed on this computer"):
        enter(desk, "R-07")
    assert enter(desk, sheet)


@pytest.mark.parametrize("typed", ["?", "C26-18412-K", "seven"])
def test_what_is_no_reference_is_told_and_nothing_is_saved(desk: Desk, typed: str) -> None:
    with pytest.raises(NoSuchSheet):
        enter(desk, typed)
    assert desk.store.journal.count() == 0


def test_act_now_is_neither_before_it_came_nor_to_come(desk: Desk, clock: FixedClock) -> None:
    outage.take(desk)
    clock.move(LATER - MORNING)
    for wrong in (MORNING - timedelta(minutes=1), LATER + timedelta(minutes=1)):
        with pytest.raises(BadInput, match="Act now"):
            enter(desk, "R-01", said=protect.as_on_paper("Danger.", ""), acted_at=wrong)


def test_a_manager_enters_a_sheet_as_well(desk: Desk, clock: FixedClock) -> None:
    outage.take(desk)
    clock.move(LATER - MORNING)
    opening.sit_down(desk, MENSAH.id)
    assert sheets.entered(desk, SheetReference(1, sheets.packs(desk)[0].letters)) is None
    enter(desk, "R-01")
    assert sheets.entered(desk, SheetReference(1, sheets.packs(desk)[0].letters)) is not None
