"""The print log: what became of each copy, which should come back, numbers that never meet (R18, X05, X06, B7)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from tests.report import contacts
from tests.report.contacts import BOLA, CONTACT, DANA, ELLIE, LIAM, RUKHSANA
from tests.report.reading import flat, words_of
from tests.report.test_prints import ADMIN, desk_with
from workstation.domain import kinds
from workstation.domain.copies import CORRECTED, DECIDED, ERASED, FLAGGED, wanted_back
from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, EntryId
from workstation.domain.kinds import Body, Name
from workstation.domain.people import Role
from workstation.domain.times import FixedClock
from workstation.services import agreeing, opening, prints, recall, record
from workstation.services.afterwards import UnsafeWay
from workstation.services.agreeing import Proof
from workstation.services.copy_order import Filtered, Full, FullCopy, NotForThem, Order, Recipient
from workstation.services.desk import Desk
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store
from workstation.trouble import BadInput, PrintTrouble, RuleTrouble

FULL = Full("They go there today.", BOLA)
NAMED = Order("Sgt Amis, welfare check", full=FULL)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Where Bola has agreed to one copy with the address, in her own words."""
    desk = desk_with(tmp_path / "p.lintel", contacts.whole())
    (request,) = agreeing.ask(desk, CONTACT, NAMED.for_whom, FULL.because, BOLA).entries
    agreeing.answer_here(desk, CONTACT, EntryId(request), Proof(BOLA), "I rang the desk.", approved=True)
    yield desk
    desk.close()


def open_family(*more: Body) -> tuple[Entry, ...]:
    """A contact whose address is not hidden."""
    said = [
        (when, who, body)
        for when, who, body in contacts.arriving()
        if not isinstance(body, kinds.AddressRecorded)
    ]
    plain = kinds.AddressRecorded(
        address="a-1", people=(ELLIE, DANA), lines="14 Quillet Row", postcode="NB4 7QX"
    )
    said.append((contacts.at("09:23"), contacts.TOM, plain))
    said += [(contacts.at("09:50"), RUKHSANA, body) for body in more]
    return contacts.entries_of(said)


def say(desk: Desk, *bodies: Body) -> None:
    """Say something that answers what stands."""
    record.put(desk, CONTACT, bodies)


def why(desk: Desk) -> list[str]:
    return [reason for copy in wanted_back(desk.file(CONTACT)) for reason in copy.why]


# -- the copy with the address --------------------------------------------------------------------------------


def test_a_copy_with_the_address_says_on_every_page_who_must_not_see_it(desk: Desk) -> None:
    looked = prints.preview(desk, CONTACT, NAMED)
    taken = prints.take(desk, CONTACT, NAMED)
    pages = words_of(taken.made)
    assert flat("Flat 2, 14 Quillet Row") in flat(pages)
    count = pages.count("CONFIDENTIAL ADDRESS ON THIS COPY")
    assert count == looked.pages
    assert pages.count("STOKES, Liam.") >= count
    (body,) = [s.body for s in desk.file(CONTACT).log(kinds.Printed)]
    assert (body.hidden, body.full_because, body.agreed_by) == (False, "They go there today.", BOLA)
    assert body.must_not_see == ("STOKES, Liam",)
    assert why(desk) == []


@pytest.mark.parametrize(
    "order",
    [
        Order("police", full=FULL),
        Order("case file", full=FULL),
        Order("Sgt Amis", full=Full("", BOLA)),
        Order("Sgt Amis", full=Full("He asked.", None)),
        Order("Sgt Amis", full=Full("He asked.", RUKHSANA)),
        Order("Sgt Amis", full=Full("He asked.", ADMIN.id)),
        Order("Sgt Amis", full=Full("He asked.", AuthorId("nobody"))),
    ],
)
def test_it_needs_a_named_reader_a_reason_and_another_person(desk: Desk, order: Order) -> None:
    before = desk.store.journal.count()
    with pytest.raises(FullCopy) as refused:
        prints.take(desk, CONTACT, order)
    assert refused.value.title == "Who is this copy for, and who agreed they may see the address?"
    assert desk.store.journal.count() == before


def test_nobody_who_must_not_see_it_is_given_it(desk: Desk) -> None:
    for reader in ("Liam Stokes, at the desk", "Mr L. Stokes", "STOKES L, friend"):
        with pytest.raises(NotForThem, match="STOKES, Liam must not see this address"):
            prints.take(desk, CONTACT, Order(reader, full=FULL))
    for recipient in (Recipient.REFERRER, Recipient.QUALITY):
        with pytest.raises(NotForThem):
            prints.take(desk, CONTACT, Order("Sgt Amis", recipient, full=FULL))


def test_another_contacts_hidden_address_is_not_on_it(desk: Desk) -> None:
    seen = prints.preview(desk, CONTACT, NAMED)
    assert "Quillet" in seen.text
    assert not seen.hides
    assert seen.secret


# -- readers --------------------------------------------------------------------------------------------------


def test_a_family_copy_is_for_one_named_person_by_a_way_that_is_safe(desk: Desk) -> None:
    with pytest.raises(BadInput):
        prints.preview(desk, CONTACT, Order("Mum", Recipient.FAMILY))
    with pytest.raises(NotForThem):
        prints.preview(desk, CONTACT, Order("Mr Stokes", Recipient.FAMILY, reader=LIAM))
    with pytest.raises(UnsafeWay):
        prints.preview(desk, CONTACT, Order("Ms Farrow", Recipient.FAMILY, reader=DANA))
    handed = Order("Ms Farrow", Recipient.FAMILY, reader=DANA, override="Given to her at the school.")
    prints.take(desk, CONTACT, handed)
    (body,) = [s.body for s in desk.file(CONTACT).log(kinds.Printed)]
    assert (body.recipient, body.override) == ("family", "Given to her at the school.")


def test_no_letter_goes_to_whoever_was_not_told_because_of_risk(desk: Desk) -> None:
    with pytest.raises(NotForThem, match="Mr Stokes was not told, because of risk"):
        prints.letter_paper(desk, CONTACT, LIAM, "We have decided.", "He asked for it.")
    prints.letter_paper(desk, CONTACT, DANA, "We have decided.", "She asked for it.")


def test_no_copy_for_whoever_gave_no_name(tmp_path: Path) -> None:
    entries = open_family(kinds.ReferrerNamed(anonymous=True))
    desk = desk_with(tmp_path / "a.lintel", entries)
    with pytest.raises(NotForThem):
        prints.preview(desk, CONTACT, Order("somebody", Recipient.REFERRER))
    desk.close()


def test_a_chronology_says_what_is_left_out_and_is_not_for_everybody(desk: Desk) -> None:
    seen = prints.preview(desk, CONTACT, Order("case file", paper="chronology"))
    assert "1 entry, none left out." in seen.text
    with pytest.raises(NotForThem):
        prints.preview(desk, CONTACT, Order("school", Recipient.REFERRER, "chronology"))
    filtered = Filtered(frozenset(), "Who: FARROW, Ellie")
    assert prints.preview(desk, CONTACT, Order("case file", paper="chronology", filtered=filtered)).pages == 1


def test_hidden_words_are_read_before_the_copy_is_taken(tmp_path: Path) -> None:
    note = kinds.NoteMade(text="He waited in Quillet Row.")
    desk = desk_with(tmp_path / "h.lintel", contacts.whole(note))
    before = desk.store.journal.count()
    with pytest.raises(prints.HiddenNotRead):
        prints.take(desk, CONTACT, "case file")
    assert desk.store.journal.count() == before
    places = prints.preview(desk, CONTACT, "case file").hidden_found
    prints.take(desk, CONTACT, Order("case file", read=places))
    desk.close()


def test_a_word_split_over_two_parts_of_a_page_stops_the_copy_and_says_where(tmp_path: Path) -> None:
    half = kinds.ReasonsWritten(prompt="strengths", text="They are safe in the flat in Quil")
    rest = kinds.ReasonsWritten(prompt="change_mind", text="let Row")
    desk = desk_with(tmp_path / "s.lintel", contacts.whole(half, rest))
    with pytest.raises(PrintTrouble, match="Why"):
        prints.take(desk, CONTACT, "case file")
    desk.close()


@pytest.mark.parametrize(
    ("form", "begins"), [("pdf", b"%PDF"), ("html", b"<!DOCTYPE html>"), ("text", b"OFFICIAL")]
)
def test_the_same_copy_as_pages_as_html_and_as_text(desk: Desk, form: prints.Form, begins: bytes) -> None:
    taken = prints.take(desk, CONTACT, "case file", form=form)
    assert taken.made.startswith(begins)
    if form != "pdf":
        assert taken.number in taken.made.decode()
        assert "Quillet" not in taken.made.decode()


# -- what became of it ----------------------------------------------------------------------------------------


def test_what_became_of_a_copy_follows_it_and_the_last_word_counts(desk: Desk) -> None:
    head = desk.file(CONTACT).head
    number = prints.take(desk, CONTACT, "case file").number
    assert "not known whether it came out" in prints.preview(desk, CONTACT, "case file").earlier[0]
    assert recall.came_out(desk, CONTACT, number, "printed").kinds == {"PrintOutcome"}
    assert recall.came_out(desk, CONTACT, number, "printed").kinds == set()
    recall.came_out(desk, CONTACT, number, "failed")
    assert "did not come out" in prints.preview(desk, CONTACT, "case file").earlier[0]
    with pytest.raises(recall.NoSuchCopy):
        recall.came_out(desk, CONTACT, "K7QM3-1-XXXX", "failed")
    assert desk.file(CONTACT).head == head


def test_the_same_version_is_never_printed_again_in_silence(desk: Desk) -> None:
    assert prints.preview(desk, CONTACT, "case file").again == ""
    first = prints.take(desk, CONTACT, "case file").number
    seen = prints.preview(desk, CONTACT, "case file")
    assert seen.again.startswith(f"This version was printed before: {first}, for case file")
    assert "Copy 2 of this version" in seen.text
    recall.came_out(desk, CONTACT, first, "failed")
    assert prints.preview(desk, CONTACT, "case file").again == ""
    say(desk, kinds.NoteMade(text="Rang the school."))
    assert prints.preview(desk, CONTACT, "case file").again == ""


def test_what_one_of_the_family_holds_is_not_told_on_the_copy_of_another(desk: Desk) -> None:
    """Ms Farrow’s own copy is no “copy 1” of Mr Stokes’, and nobody reads on it that she has one."""
    say(desk, kinds.ParentTold(person=LIAM, told="yes", words="I know."))
    hers = Order("Ms Farrow", Recipient.FAMILY, reader=DANA, override="Given to her.")
    his = Order("Mr Stokes", Recipient.FAMILY, reader=LIAM, override="He asked for it.")
    number = prints.take(desk, CONTACT, hers).number
    seen = prints.preview(desk, CONTACT, his)
    assert (seen.again, "of this version" in seen.text) == ("", False)
    again = prints.preview(desk, CONTACT, replace(hers, for_whom="Dana Farrow"))
    assert number in again.again
    assert "Copy 2 of this version" in again.text


def test_a_letter_to_one_parent_is_no_second_copy_of_the_others(desk: Desk) -> None:
    letter = prints.letter_paper(desk, CONTACT, DANA, "We have decided.", "She asked for it.")
    prints.take(desk, CONTACT, "Ms Farrow", letter, name="letter")
    assert "of this version" not in prints.preview(desk, CONTACT, "Mr Reed", letter, name="letter").text
    assert "Copy 2 of this version" in prints.preview(desk, CONTACT, "ms farrow", letter, name="letter").text


def test_a_request_that_was_printed_before_says_so_before_it_is_printed_again(desk: Desk) -> None:
    order, paper = Order("strategy discussion: police and health"), prints.strategy_paper()
    assert prints.preview(desk, CONTACT, order, paper, name="strategy request").again == ""
    number = prints.take(desk, CONTACT, order, paper, name="strategy request").number
    assert number in prints.preview(desk, CONTACT, order, paper, name="strategy request").again


def test_letters_to_agencies_are_counted_each_by_its_agency(desk: Desk) -> None:
    def printed(agency: str) -> str:
        return flat(words_of(prints.letter(desk, CONTACT, agency, "Please tell us.")[1]))

    second = flat("Copy 2 of this version")
    assert [second in printed(agency) for agency in ("The GP", "The school", "The GP")] == [
        False,
        False,
        True,
    ]


# -- getting copies back --------------------------------------------------------------------------------------


def test_a_flag_that_arrives_later_lists_the_copies_that_show_the_address(tmp_path: Path) -> None:
    desk = desk_with(tmp_path / "f.lintel", open_family())
    number = prints.take(desk, CONTACT, "case file").number
    assert why(desk) == []
    say(desk, kinds.AddressRecorded(
        address="a-1", people=(ELLIE, DANA), lines="14 Quillet Row", postcode="NB4 7QX", confidential=True
    ))  # fmt: skip
    assert why(desk) == [FLAGGED]
    assert "Quillet" not in prints.preview(desk, CONTACT, "case file").text
    recall.got_back(desk, CONTACT, number, "shredded")
    assert why(desk) == []
    assert "shredded" in prints.preview(desk, CONTACT, "case file").earlier[0]
    desk.close()


def test_a_flag_written_earlier_elsewhere_lists_the_copy_when_it_comes(tmp_path: Path) -> None:
    """A colleague hid the address at 09:30 on a computer that was offline; here it was printed at 14:12."""
    entries = open_family()
    desk = desk_with(tmp_path / "e.lintel", entries)
    prints.take(desk, CONTACT, "case file")
    flag = kinds.ConfidentialityChanged(address="a-1", because="She fled.")
    before = [(e.happened, e.author, kinds.NoteMade(text="x")) for e in entries]
    theirs = contacts.entries_of([*before, (contacts.at("09:30"), BOLA, flag)])
    desk.store.journal.append_entries(theirs[-1:])
    assert FLAGGED in why(desk)
    desk.close()


def test_a_second_hidden_address_lists_copies_that_hid_only_the_first(desk: Desk) -> None:
    say(desk, kinds.AddressRecorded(address="a-2", lines="3 Fenwick Yard", postcode="NB1 1AA"))
    prints.take(
        desk, CONTACT, Order("case file", read=prints.preview(desk, CONTACT, "case file").hidden_found)
    )
    assert why(desk) == []
    say(
        desk,
        kinds.AddressRecorded(address="a-2", lines="3 Fenwick Yard", postcode="NB1 1AA", confidential=True),
    )
    assert why(desk) == [FLAGGED]


def test_what_was_wrong_on_paper_is_asked_back_and_what_is_only_new_is_not(desk: Desk) -> None:
    prints.take(desk, CONTACT, "case file")
    say(desk, kinds.NoteMade(text="Rang the school."))
    child = desk.file(CONTACT).child(contacts.JAYDEN)
    assert child is not None
    say(desk, msgspec.structs.replace(child, nhs="943 476 5919"))
    assert why(desk) == []
    say(desk, msgspec.structs.replace(child, name=Name("Farrow", "Jaden")))
    assert why(desk) == [CORRECTED.format("Who somebody is")]


def test_a_new_decision_asks_the_copies_of_the_old_one_back(desk: Desk) -> None:
    prints.take(desk, CONTACT, Order("PC Harrow", Recipient.REFERRER))
    say(desk, kinds.Reopened(because="He has come back."))
    assert why(desk) == [DECIDED]


def test_words_that_were_erased_are_asked_back(desk: Desk) -> None:
    prints.take(desk, CONTACT, "case file")
    target = desk.file(CONTACT).log(kinds.ReasonsWritten)[0].entry
    say(desk, kinds.Redacted(target=target, authority="court", because="Ordered."))
    assert why(desk) == [ERASED]


def test_a_copy_that_cannot_be_found_says_where_it_was_looked_for(desk: Desk) -> None:
    number = prints.take(desk, CONTACT, "case file").number
    with pytest.raises(BadInput):
        recall.got_back(desk, CONTACT, number, "not found")
    recall.got_back(desk, CONTACT, number, "not found", "Asked S. Reed; she has shredded all.")
    assert "could not be found" in prints.preview(desk, CONTACT, "case file").earlier[0]


def test_a_copy_that_never_came_out_is_not_asked_back(tmp_path: Path) -> None:
    desk = desk_with(tmp_path / "f.lintel", open_family())
    number = prints.take(desk, CONTACT, "case file").number
    recall.came_out(desk, CONTACT, number, "failed")
    say(desk, kinds.ConfidentialityChanged(address="a-1"))
    assert why(desk) == []
    desk.close()


# -- numbers --------------------------------------------------------------------------------------------------


def test_no_number_is_given_twice_by_two_new_computers_or_by_a_file_that_was_put_back(tmp_path: Path) -> None:
    """Same contact, same second, no Central: two computers, and one of them set back to before its prints."""
    kept = tmp_path / "one.lintel"
    desk_with(kept, contacts.whole()).close()
    before = tmp_path / "before"
    before.mkdir()
    for part in tmp_path.glob("one.lintel*"):
        shutil.copy(part, before / part.name)
    numbers = _printed(kept, 8)
    for part in before.iterdir():
        shutil.copy(part, tmp_path / part.name)
    numbers += _printed(kept, 8)
    two = tmp_path / "two.lintel"
    desk_with(two, contacts.whole()).close()
    numbers += _printed(two, 8)
    assert len(set(numbers)) == len(numbers) == 24


def _printed(path: Path, many: int) -> list[str]:
    clock = FixedClock(contacts.at("14:12"))
    store = Store.open(path, PRACTICE_KEY, clock=clock, kind="practice")
    desk = opening.assemble(store, clock, Settings(), practice=True, council="Northbeck Council")
    opening.sit_down(desk, RUKHSANA)
    numbers = [prints.take(desk, CONTACT, "case file").number for _ in range(many)]
    desk.close()
    return numbers


def test_roles_that_do_not_read_cannot_say_what_became_of_a_copy(desk: Desk) -> None:
    assert ADMIN.role is Role.ADMINISTRATOR
    number = prints.take(desk, CONTACT, "case file").number
    opening.sit_down(desk, ADMIN.id)
    with pytest.raises(RuleTrouble):
        recall.came_out(desk, CONTACT, number, "failed")
