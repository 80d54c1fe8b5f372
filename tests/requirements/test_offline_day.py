"""R1: without the server, contacts are taken, completed, signed and printed. Later all is there, and once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.conftest import MENSAH, SHAH
from tests.services.ready import child, settle
from tests.services.signing_off import agreement
from tests.services.test_exchanging import Seat, seated
from workstation.domain import kinds
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId, PersonId, uuid_of
from workstation.domain.past import Candidate
from workstation.services import decide, exchanging, find, opening, prints, receive, record
from workstation.services.desk import Desk

CONTACTS = 20


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[tuple[Seat, Seat]]:
    mine = seated(tmp_path / "practice.lintel", SHAH.id)
    with closing(mine.desk):
        theirs = seated(tmp_path / "practice-2.lintel", MENSAH.id)
        with closing(theirs.desk):
            for seat in (mine, theirs):  # what is decided first is not what this is about
                seat.desk.settings = replace(seat.desk.settings, decide_first=0)
            yield mine, theirs


def a_whole_contact(desk: Desk, number: int) -> ContactId:
    """From the call to the paper, by a worker and a manager at one computer."""
    opening.sit_down(desk, SHAH.id)
    kid, mum, dad = (PersonId(uuid_of(f"{who} {number}")) for who in ("child", "mother", "father"))
    said = (child(kid, f"Child{number}"), kinds.AdultNamed(person=mum, name=kinds.Name("Merrick", "Jo"),
            title="Ms", relationship="mother", responsibility="yes"))  # fmt: skip
    (contact,) = receive.receive(
        desk, receive.NewContact(words=f"Ringing about child {number}.", source="2A", said=said)
    ).contacts
    record.say(
        desk, contact,
        kinds.Answered(question_id="worried", answer="He goes hungry."),
        kinds.Answered(question_id="wanted", answer="See him at home."),
        kinds.ThemesChosen(themes=("neglect",)),
        kinds.HistoryWeighed(view="no difference", why="The same house.", none_matter=True),
        kinds.BasisRecorded(basis="public task"),
        kinds.ParentTold(person=mum, told="yes", words="I know."),
        kinds.ParentAgreed(person=mum, agrees="yes"),
        kinds.AdultNamed(person=dad, known=False, relationship=f"father of Child{number}"),
        kinds.ParentLeft(person=dad, because="The assessment will ask."),
        kinds.ReasonsWritten(prompt="worry", child=kid, text=f"Hungry, child {number}."),
        *(kinds.ReasonsWritten(prompt=p, text="Written.") for p in ("strengths", "change_mind", "wanted")),
    )  # fmt: skip
    decide.recommend(desk, contact, kid, "O02")
    settle(desk, contact)
    while candidates := find.contact(desk, contact).past.candidates:
        record.say(desk, contact, *(_another(match) for match in candidates))
    decide.send_to_manager(desk, contact, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    decide.sign_off(desk, contact, agreement(desk, contact))
    _, paper = prints.print_copy(desk, contact, "case file")
    assert paper.startswith(b"%PDF")
    opening.sit_down(desk, SHAH.id)
    return contact


def _another(match: Candidate) -> kinds.Matched:
    return kinds.Matched(
        person=match.person, other=match.other, other_contact=match.other_contact, verdict="different"
    )


def test_r1_twenty_contacts_without_the_server_are_all_there_once_afterwards(
    seats: tuple[Seat, Seat],
) -> None:
    mine, theirs = seats
    assert exchanging.plug(mine.desk) is False
    mine.until(lambda: mine.desk.link.state is not None and not mine.desk.link.state.reachable)
    made = [mine.desk.in_store(a_whole_contact, mine.desk, number) for number in range(CONTACTS)]
    assert all(mine.desk.in_store(mine.desk.file, c).stage is Stage.DECIDED for c in made)
    assert len(mine.desk.in_store(find.search, mine.desk, "Merrick").people) >= 1
    assert exchanging.plug(mine.desk) is True
    mine.sent()
    last = made[-1]
    theirs.until(lambda: theirs.desk.in_store(theirs.desk.file, last).stage is Stage.DECIDED)
    for contact in made:
        told = [seat.desk.in_store(seat.desk.store.journal.of_contact, contact) for seat in seats]
        ids = [Counter(entry.id for entry in entries) for entries in told]
        assert ids[0] == ids[1]
        assert set(ids[0].values()) == {1}
    numbers = {mine.desk.in_store(mine.desk.file, c).number for c in made}
    assert len(numbers) == CONTACTS
