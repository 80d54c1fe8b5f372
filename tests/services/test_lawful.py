"""Who may ask to go on without the parents, who decides (R9, G4); refusals (R20, R27, R28), safety, letters."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from tests.services.conftest import MENSAH, OFFICER, OKORO, PATEL, SHAH, desk_of
from tests.services.two_desks import carry, ring
from workstation.domain import gates, kinds, lawful
from workstation.domain.criteria import evidence
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.kinds import Body, Name
from workstation.domain.lawful import Leave
from workstation.domain.past import Past
from workstation.domain.people import Role, Worker, may_record
from workstation.domain.queue import Tile
from workstation.services import find, opening, prints, receive, record
from workstation.services import lawful as verbs
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.trouble import BadInput, NotYours, RuleTrouble

GEMMA, KAYDEN = PersonId("gemma"), PersonId("kayden")
_OTHERS = tuple(
    Worker(AuthorId(f"role-{at}"), f"Person {at}", role)
    for at, role in enumerate(Role)
    if role is not Role.MANAGER
)
_MANAGERS = (MENSAH, OKORO)


@pytest.fixture
def contact(desk: Desk) -> ContactId:
    """A mother who must not be told, as the worker has it."""
    said: tuple[Body, ...] = (
        kinds.ChildNamed(person=KAYDEN, name=Name("Merrick", "Kayden"), where_now="school"),
        kinds.AdultNamed(
            person=GEMMA,
            name=Name("Merrick", "Gemma"),
            title="Ms",
            relationship="mother",
            responsibility="yes",
        ),
        kinds.AddressRecorded(address="home", people=(KAYDEN,), lines="00 Sample Street", postcode="NB0 0XX"),
        kinds.ThemesChosen(themes=("alcohol",)),
        kinds.ParentTold(
            person=GEMMA, told="no: risk", lawful="child at risk", because="He reads her phone."
        ),
    )
    new = NewContact(words="Worried.", source="2A", channel="phone", agency="School", said=said)
    return receive.receive(desk, new).contacts.__iter__().__next__()


@pytest.mark.parametrize("who", _OTHERS, ids=lambda worker: worker.role.value)
def test_who_records_may_ask_and_nobody_but_a_manager_decides(
    desk: Desk, contact: ContactId, who: Worker
) -> None:
    desk.store.people.add(who)
    desk.staff = {**desk.staff, who.id: who}
    opening.sit_down(desk, who.id)
    if may_record(who):
        verbs.ask_leave(desk, contact, "He reads her phone.", "He would move them.")
        assert lawful.without_agreement(desk.file(contact)).leave is Leave.WAITING
    else:
        with pytest.raises(NotYours):
            verbs.ask_leave(desk, contact, "He reads her phone.")
        opening.sit_down(desk, SHAH.id)
        verbs.ask_leave(desk, contact, "He reads her phone.")
        opening.sit_down(desk, who.id)
    with pytest.raises(NotYours, match="Only a manager"):
        verbs.decide_leave(desk, contact, "Yes.", approved=True)
    with pytest.raises(RuleTrouble, match="own step"):
        record.say(desk, contact, kinds.DispenseDecided(approved=True, because="Yes."))
    assert lawful.without_agreement(desk.file(contact)).leave is Leave.WAITING


@pytest.mark.parametrize(("asks", "decides"), list(product(_MANAGERS, _MANAGERS)), ids=lambda w: w.name)
def test_a_manager_never_decides_on_what_they_asked(
    desk: Desk, contact: ContactId, asks: Worker, decides: Worker
) -> None:
    opening.sit_down(desk, asks.id)
    verbs.ask_leave(desk, contact, "He reads her phone.")
    opening.sit_down(desk, decides.id)
    if asks is decides:
        with pytest.raises(NotYours, match="You asked for this yourself"):
            verbs.decide_leave(desk, contact, "Yes.", approved=True)
        return
    verbs.decide_leave(desk, contact, "Yes.", approved=True)
    assert lawful.without_agreement(desk.file(contact)).leave is Leave.AGREED


def test_a_decision_needs_words_and_something_that_waits(desk: Desk, contact: ContactId) -> None:
    with pytest.raises(BadInput):
        verbs.ask_leave(desk, contact, "  ")
    opening.sit_down(desk, MENSAH.id)
    with pytest.raises(RuleTrouble, match="Nobody asks"):
        verbs.decide_leave(desk, contact, "Yes.", approved=True)
    opening.sit_down(desk, SHAH.id)
    verbs.ask_leave(desk, contact, "He reads her phone.")
    opening.sit_down(desk, MENSAH.id)
    with pytest.raises(BadInput, match="Say why"):
        verbs.decide_leave(desk, contact, " ", approved=False)
    verbs.decide_leave(desk, contact, "Ring her at work.", approved=False)
    with pytest.raises(RuleTrouble, match="Nobody asks"):
        verbs.decide_leave(desk, contact, "Yes after all.", approved=True)
    opening.sit_down(desk, PATEL.id)
    verbs.ask_leave(desk, contact, "She has no work phone.")
    opening.sit_down(desk, MENSAH.id)
    verbs.decide_leave(desk, contact, "Then yes.", approved=True)
    opening.sit_down(desk, SHAH.id)
    with pytest.raises(RuleTrouble, match="has agreed to this already"):
        verbs.ask_leave(desk, contact, "Once more.")


def test_after_a_manager_agreed_it_may_be_asked_about_whoever_is_left_out_since(
    desk: Desk, contact: ContactId
) -> None:
    verbs.ask_leave(desk, contact, "He reads her phone.")
    opening.sit_down(desk, MENSAH.id)
    verbs.decide_leave(desk, contact, "Yes.", approved=True)
    opening.sit_down(desk, SHAH.id)
    dad = PersonId("dad")
    record.say(
        desk, contact, kinds.AdultNamed(person=dad, name=Name("Hale", "Carl"), title="Mr", relationship="father"),
        kinds.ParentTold(person=dad, told="no: risk", lawful="child at risk", because="He would come."),
    )  # fmt: skip
    assert "without Mr Hale" in lawful.no_check_yet(desk.file(contact), desk.guide)
    verbs.ask_leave(desk, contact, "He would come.")
    asked = desk.file(contact).log(kinds.DispenseAsked)
    assert [said.body.people for said in asked] == [(GEMMA,), (dad,)]
    opening.sit_down(desk, MENSAH.id)
    verbs.decide_leave(desk, contact, "Him too.", approved=True)
    assert lawful.no_check_yet(desk.file(contact), desk.guide) == ""
    shown = evidence(("dispensed",), desk.file(contact), desk.guide, Past(), ())
    assert [one.words.partition(":")[0] for one in shown] == [
        "Going on without Ms Merrick was approved by a manager",
        "Going on without Mr Hale was approved by a manager",
    ]


def test_managers_see_at_once_what_is_asked_of_them_and_workers_what_was_said(
    desk: Desk, contact: ContactId
) -> None:
    assert find.asking_leave(desk) == ()
    verbs.ask_leave(desk, contact, "He reads her phone.")
    page = find.queue(desk, Tile.MANAGER)
    (row,) = page.rows
    assert (row.happening, page.to_sign) == ("A manager has to agree", 0)
    assert "Asks a manager: without the parents?" in [chip.words for chip in row.chips]
    assert find.asking_leave(desk) == ()
    opening.sit_down(desk, MENSAH.id)
    assert [row.contact for row in find.asking_leave(desk)] == [contact]
    assert find.queue(desk).to_sign == 1
    verbs.decide_leave(desk, contact, "Yes.", approved=True)
    assert find.asking_leave(desk) == ()
    assert find.queue(desk).tiles[Tile.MANAGER] == 0


def test_words_that_look_like_a_mark_of_the_list_are_only_words(desk: Desk, contact: ContactId) -> None:
    words = '"asks_leave":true'
    record.say(desk, contact, kinds.ReferrerNamed(name=words, agency=words))
    opening.sit_down(desk, MENSAH.id)
    assert find.asking_leave(desk) == ()


# -- refusals -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Refusal:
    reason: str
    offered: str = "a parenting group"


@pytest.mark.parametrize("refusal", [_Refusal("X1"), _Refusal("X2"), _Refusal(""), _Refusal("D08", "  ")])
def test_r28_not_reached_and_not_offered_are_no_refusals(
    desk: Desk, contact: ContactId, refusal: _Refusal
) -> None:
    body = kinds.SupportDeclined(person=GEMMA, offered=refusal.offered, reason=refusal.reason)
    with pytest.raises(BadInput):
        verbs.decline(desk, contact, body)
    with pytest.raises(RuleTrouble, match="own step"):
        record.say(desk, contact, body)
    assert desk.file(contact).declines == ()


def test_r27_a_refusal_is_kept_whole(desk: Desk, contact: ContactId) -> None:
    body = kinds.SupportDeclined(
        person=GEMMA, offered="a parenting group", reason="D08", words="I work nights.", how_asked="phone",
        offered_by="School", effect="He goes on looking after his brother.", raises_risk="yes",
        next_step="Ask again",
    )  # fmt: skip
    verbs.decline(desk, contact, body)
    file = desk.file(contact)
    assert file.declined(GEMMA) == body
    assert file.agrees(GEMMA) == kinds.ParentAgreed(
        person=GEMMA, agrees="no", to="a parenting group", how="phone"
    )
    assert not file.hidden


def test_d07_hides_every_address_and_waits_for_somebody_to_look_at_safety(
    desk: Desk, contact: ContactId
) -> None:
    verbs.decline(
        desk,
        contact,
        kinds.SupportDeclined(person=GEMMA, offered="a visit", reason="D07", words="He would know."),
    )
    file = desk.file(contact)
    assert file.hidden
    assert lawful.afraid(file, desk.guide) == (GEMMA,)
    (row,) = find.queue(desk).rows
    assert "Afraid: look at safety" in [chip.words for chip in row.chips]
    assert "No letters before their safety was looked at" in lawful.no_letter(file, desk.guide, GEMMA)
    with pytest.raises(BadInput):
        verbs.review_safety(desk, contact, GEMMA, " ")
    verbs.review_safety(desk, contact, GEMMA, "He moved out in May.", "School is the safe place.")
    assert lawful.afraid(desk.file(contact), desk.guide) == ()
    assert desk.file(contact).hidden  # only a manager shows an address again
    assert lawful.no_letter(desk.file(contact), desk.guide, GEMMA) == ""


def test_r33_no_letters_where_somebody_else_opens_them(desk: Desk, contact: ContactId) -> None:
    adult = kinds.AdultNamed(
        person=GEMMA, name=Name("Merrick", "Gemma"), title="Ms", responsibility="yes", no_letters=True,
        safe_contact="07700 900417", safe_when="after 12:00",
    )  # fmt: skip
    record.say(desk, contact, adult)
    assert "no letters" in lawful.no_letter(desk.file(contact), desk.guide, GEMMA)
    for reader in ("Ms Merrick", "Gemma Merrick, by post", "MERRICK, Gemma"):
        with pytest.raises(RuleTrouble, match="no letters"):
            prints.print_copy(desk, contact, reader)
    assert desk.file(contact).log(kinds.Printed) == ()
    assert prints.preview(desk, contact, "Mr Merrick’s solicitor").pages


def test_r27_a_manager_meets_a_refusal_that_says_nothing_of_the_child(desk: Desk, contact: ContactId) -> None:
    record.put(desk, contact, [kinds.Recommended(child=KAYDEN, outcome="O12")])
    verbs.decline(desk, contact, kinds.SupportDeclined(person=GEMMA, offered="a visit", reason="D16"))
    assert "R27" in [g.rule for g in find.gaps_for_manager(desk, contact)]
    whole = kinds.SupportDeclined(person=GEMMA, offered="a visit", reason="D16", effect="He goes hungry.")
    verbs.decline(desk, contact, whole)
    assert "R27" not in [g.rule for g in find.gaps_for_manager(desk, contact)]


def test_r20_closing_without_an_offer_is_a_managers_decision(desk: Desk, contact: ContactId) -> None:
    record.put(desk, contact, [kinds.Recommended(child=KAYDEN, outcome="O07", next_time="School watches.")])
    titles = {g.rule: g.title for g in find.gaps_for_manager(desk, contact)}
    assert titles["R20"] == "No support was offered, and alcohol is there"
    assert "R20" not in [
        b.rule for b in gates.blocks(desk.file(contact), desk.guide, find.past(desk, contact))
    ]
    verbs.decline(desk, contact, kinds.SupportDeclined(person=GEMMA, offered="a visit", reason="D16"))
    assert "R20" not in [g.rule for g in find.gaps_for_manager(desk, contact)]


def test_an_officer_records_a_refusal_and_an_administrator_never(desk: Desk, contact: ContactId) -> None:
    body = kinds.SupportDeclined(person=GEMMA, offered="a visit", reason="D16")
    opening.sit_down(desk, AuthorId("admin"))
    with pytest.raises(NotYours):
        verbs.decline(desk, contact, body)
    opening.sit_down(desk, OFFICER.id)
    verbs.decline(desk, contact, body)


def test_news_reaches_the_manager_and_then_the_worker_on_their_own_computers(tmp_path: Path) -> None:
    with desk_of(tmp_path / "worker", SHAH) as mine, desk_of(tmp_path / "manager", MENSAH) as hers:
        contact = ring(mine)
        verbs.ask_leave(mine, contact, "He reads her phone.", "He would move them.")
        carry(contact, mine, hers)
        (asked,) = verbs.leave_news(hers, [contact])
        assert (asked.words, asked.mine) == (
            f"R. Shah asks to go on without the parents: {mine.file(contact).number}.",
            False,
        )
        assert verbs.leave_news(mine, [contact]) == ()
        verbs.decide_leave(hers, contact, "Ring her at work.", approved=False)
        carry(contact, hers, mine)
        (told,) = verbs.leave_news(mine, [contact])
        assert told.words.startswith("B. Mensah said no to going on without the parents")
        assert told.mine
        assert verbs.leave_news(hers, [contact]) == ()


def test_two_managers_who_did_not_know_of_each_other_are_a_no_until_one_chooses(tmp_path: Path) -> None:
    with (
        desk_of(tmp_path / "worker", SHAH) as mine,
        desk_of(tmp_path / "one", MENSAH) as one,
        desk_of(tmp_path / "two", OKORO) as two,
    ):
        contact = ring(mine)
        verbs.ask_leave(mine, contact, "He reads her phone.")
        carry(contact, mine, one, two)
        verbs.decide_leave(one, contact, "Yes.", approved=True)
        verbs.decide_leave(two, contact, "No.", approved=False)
        carry(contact, one, two, mine)
        for desk in (mine, one, two):
            assert lawful.without_agreement(desk.file(contact)).leave is Leave.REFUSED
            assert ("dispense",) in desk.file(contact).conflicts
