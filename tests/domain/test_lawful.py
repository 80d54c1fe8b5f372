"""Going without a parent's agreement (R9, G4): no order of acts makes a check lawful that no manager agreed to."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.telling import DANA, ELLIE, FATHER, LIAM, MENSAH, PATEL, SHAH, Teller, police_contact
from workstation.domain import checks, gates, kinds, lawful
from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, DeviceId, EntryId, PersonId, uuid_of
from workstation.domain.kinds import Body
from workstation.domain.lawful import Leave
from workstation.domain.past import Past
from workstation.guidebook.guide import guide

GUIDE = guide()
_RISK = kinds.ParentTold(person=DANA, told="no: risk", lawful="child at risk", because="He reads her phone.")
_ASK = kinds.DispenseAsked(because="He reads her phone.", risk_if_asked="He would move them.")


def _left_out() -> tuple[Teller, Entry]:
    teller = police_contact()
    teller.say(_RISK)
    return teller, teller.say(_ASK)


def test_without_asking_a_manager_nothing_may_leave() -> None:
    teller = police_contact()
    assert lawful.no_check_yet(teller.file(), GUIDE) == ""
    teller.say(_RISK)
    words = "Ask a manager first: you are going on without Ms Farrow."
    assert lawful.no_check_yet(teller.file(), GUIDE) == words
    assert words in [gap.words for gap in gates.blocks(teller.file(), GUIDE, Past())]


def test_that_telling_her_is_not_needed_is_no_way_round_a_manager() -> None:
    teller = police_contact()
    teller.say(kinds.ParentTold(person=DANA, told="no: not needed", because="The police told her."))
    assert lawful.no_check_yet(teller.file(), GUIDE).startswith("Ask a manager first")
    teller.say(kinds.AgencyAsked(agency="gp"))
    assert len(lawful.early(teller.file(), GUIDE)) == 1


@pytest.mark.parametrize("told", ["no: risk", "no: not needed"])
def test_a_partner_without_parental_responsibility_needs_no_manager(
    told: Literal["no: risk", "no: not needed"],
) -> None:
    teller = police_contact()
    teller.say(kinds.ParentTold(person=LIAM, told=told, lawful="other at risk", because="He would hit her."))
    assert lawful.no_check_yet(teller.file(), GUIDE) == ""


def test_going_on_against_her_will_needs_a_manager_too() -> None:
    teller = police_contact()
    teller.say(kinds.ParentTold(person=DANA, told="yes", words="Do not ring the school.", objects=True))
    assert lawful.no_check_yet(teller.file(), GUIDE).startswith("Ask a manager first")


def test_a_manager_agrees_or_says_no() -> None:
    teller, asked = _left_out()
    waiting = lawful.without_agreement(teller.file())
    assert (waiting.leave, waiting.asked.by if waiting.asked else "") == (Leave.WAITING, SHAH)
    assert (
        lawful.no_check_yet(teller.file(), GUIDE)
        == "A manager has not yet agreed to go on without Ms Farrow."
    )
    no = teller.say(
        kinds.DispenseDecided(approved=False, because="Ring her."), by=MENSAH, answers=(asked.id,)
    )
    assert lawful.no_check_yet(teller.file(), GUIDE).startswith(
        "A manager said no to going on without Ms Farrow."
    )
    again = teller.say(_ASK, answers=(no.id,))
    assert lawful.without_agreement(teller.file()).leave is Leave.WAITING
    teller.say(kinds.DispenseDecided(approved=True, because="Yes."), by=MENSAH, answers=(again.id,))
    assert lawful.without_agreement(teller.file()).leave is Leave.AGREED
    assert lawful.no_check_yet(teller.file(), GUIDE) == ""


def _told_all_the_same(*before: Body) -> Teller:
    """A manager was asked, and the mother was told after all."""
    teller = police_contact()
    for body in before:
        teller.say(body)
    out = teller.say(_RISK)
    teller.say(replace(_ASK, people=(DANA,)))
    assert lawful.no_check_yet(teller.file(), GUIDE).startswith("A manager has not yet agreed")
    teller.say(kinds.ParentTold(person=DANA, told="yes", words="I know."), answers=(out.id,))
    return teller


def test_what_waits_for_a_manager_stops_nothing_once_she_was_told() -> None:
    teller = _told_all_the_same()
    assert lawful.no_check_yet(teller.file(), GUIDE) == ""
    teller.say(kinds.AgencyAsked(agency="gp"))
    assert lawful.early(teller.file(), GUIDE) == ()


def test_what_waits_for_a_manager_stops_it_while_a_father_is_left_out() -> None:
    teller = _told_all_the_same(_DAD, _DAD_OUT)
    assert lawful.no_check_yet(teller.file(), GUIDE) != ""
    teller.say(kinds.AgencyAsked(agency="gp"))
    assert len(lawful.early(teller.file(), GUIDE)) == 1


def test_asked_once_more_about_her_it_waits_again() -> None:
    teller, asked = _left_out()
    decided = _agree(teller, asked)
    assert lawful.no_check_yet(teller.file(), GUIDE) == ""
    teller.say(replace(_ASK, people=(DANA,)), answers=(decided.id,))
    words = "A manager has not yet agreed to go on without Ms Farrow."
    assert lawful.no_check_yet(teller.file(), GUIDE) == words
    teller.say(kinds.AgencyAsked(agency="gp"))
    assert len(lawful.early(teller.file(), GUIDE)) == 1


def test_nobody_agrees_to_what_they_asked_and_an_answer_to_nothing_counts_for_nothing() -> None:
    teller, asked = _left_out()
    teller.say(kinds.DispenseDecided(approved=True, because="Mine."), by=SHAH, answers=(asked.id,))
    assert lawful.without_agreement(teller.file()).leave is Leave.WAITING
    teller = police_contact()
    teller.say(_RISK)
    teller.say(kinds.DispenseDecided(approved=True, because="Before anybody asked."), by=MENSAH)
    assert lawful.no_check_yet(teller.file(), GUIDE) != ""


def test_of_two_decisions_the_refusal_counts() -> None:
    teller, asked = _left_out()
    teller.say(kinds.DispenseDecided(approved=False, because="Ring her."), by=PATEL, answers=(asked.id,))
    teller.say(kinds.DispenseDecided(approved=True, because="Yes."), by=MENSAH, answers=(asked.id,))
    assert lawful.without_agreement(teller.file()).leave is Leave.REFUSED
    assert ("dispense",) in teller.file().conflicts


@pytest.mark.parametrize(
    "urgent",
    [kinds.Escalated(danger="He is at the door."), kinds.Recommended(child=ELLIE, outcome="O01"),
     kinds.StrategyRequested(worry="Burns.")],
)  # fmt: skip
def test_r31_protecting_a_child_waits_for_nobody(urgent: Body) -> None:
    teller, _asked = _left_out()
    teller.say(urgent)
    assert lawful.no_check_yet(teller.file(), GUIDE) == ""
    teller.say(kinds.AgencyAsked(agency="gp"))
    assert lawful.early(teller.file(), GUIDE) == ()


@pytest.mark.parametrize("asked", [True, False], ids=["strategy asked for", "marked alone"])
def test_g4_once_a_manager_has_lowered_the_danger_the_gate_is_a_gate_again(asked: bool) -> None:
    teller, _asked = _left_out()
    mark = teller.say(kinds.Escalated(danger="He is at the door."))
    if asked:
        teller.say(kinds.StrategyRequested(worry="He is at the door."))
    teller.say(kinds.AgencyAsked(agency="gp"))
    teller.say(kinds.Lowered(because="He has moved away."), by=MENSAH, answers=(mark.id,))
    assert lawful.no_check_yet(teller.file(), GUIDE) != ""
    assert not checks.protect_first(teller.file())
    teller.say(kinds.AgencyAsked(agency="school"))
    assert [said.body.agency for said in lawful.early(teller.file(), GUIDE)] == ["school"]
    teller.say(kinds.StrategyRequested(worry="He is back."))
    assert lawful.no_check_yet(teller.file(), GUIDE) == ""
    teller.say(kinds.AgencyAsked(agency="police"))
    assert [said.body.agency for said in lawful.early(teller.file(), GUIDE)] == ["school"]


def test_choosing_section_47_as_the_basis_is_no_way_round_a_manager() -> None:
    teller = police_contact()
    teller.say(_RISK)
    teller.say(kinds.BasisRecorded(basis="protection"))
    assert lawful.no_check_yet(teller.file(), GUIDE) != ""
    teller.say(kinds.Recommended(child=ELLIE, outcome="O07", next_time="A plan."))
    titles = [g.title for g in gates.for_manager(teller.file(), GUIDE, Past())]
    assert "Section 47 is given as the basis" in titles


def test_a_check_that_left_too_early_stays_told_for_ever() -> None:
    teller, asked = _left_out()
    teller.say(kinds.AgencyAsked(agency="gp"))
    teller.say(kinds.DispenseDecided(approved=True, because="Yes."), by=MENSAH, answers=(asked.id,))
    teller.say(kinds.AgencyAsked(agency="school"))
    assert [said.body.agency for said in lawful.early(teller.file(), GUIDE)] == ["gp"]
    found = next(g for g in gates.for_manager(teller.file(), GUIDE, Past()) if g.place == "dispense")
    assert found.evidence == "GP: asked before a manager had agreed."


# -- a leave is for the parents it was asked about -------------------------------------------------------------

_DAD = kinds.AdultNamed(
    person=FATHER, name=kinds.Name("Farrow", "Carl"), title="Mr", relationship="father", responsibility="yes"
)
_DAD_OUT = replace(_RISK, person=FATHER, because="He would come.")


def _agree(teller: Teller, asked: Entry, *, approved: bool = True) -> Entry:
    decided = kinds.DispenseDecided(approved=approved, because="So.")
    return teller.say(decided, by=MENSAH, answers=(asked.id,))


@pytest.mark.parametrize("people", [(DANA,), ()], ids=["names her", "an old entry, which names nobody"])
def test_a_leave_about_the_mother_is_none_about_a_father_who_is_named_later(people: tuple[PersonId]) -> None:
    teller = police_contact()
    teller.say(_RISK)
    decided = _agree(teller, teller.say(replace(_ASK, people=people)))
    assert lawful.no_check_yet(teller.file(), GUIDE) == ""
    teller.say(_DAD)
    teller.say(_DAD_OUT)
    words = "Ask a manager first: you are going on without Mr Farrow."
    assert lawful.no_check_yet(teller.file(), GUIDE) == words
    assert words in [gap.words for gap in gates.blocks(teller.file(), GUIDE, Past())]
    teller.say(kinds.AgencyAsked(agency="gp"))
    assert len(lawful.early(teller.file(), GUIDE)) == 1

    again = teller.say(replace(_ASK, people=(FATHER,)), answers=(decided.id,))
    assert lawful.no_check_yet(teller.file(), GUIDE).endswith("to go on without Mr Farrow.")
    _agree(teller, again)
    assert lawful.no_check_yet(teller.file(), GUIDE) == ""
    assert lawful.agreed_without(teller.file()) >= {DANA, FATHER}
    assert len(lawful.every_leave(teller.file())) == 2
    teller.say(kinds.AgencyAsked(agency="school"))
    assert len(lawful.early(teller.file(), GUIDE)) == 1


def test_a_father_who_was_known_and_told_is_asked_about_once_he_is_left_out() -> None:
    teller = police_contact()
    teller.say(_DAD)
    told = teller.say(kinds.ParentTold(person=FATHER, told="yes", words="Fine."))
    teller.say(_RISK)
    _agree(teller, teller.say(replace(_ASK, people=(DANA,))))
    assert lawful.no_check_yet(teller.file(), GUIDE) == ""
    teller.say(replace(_DAD_OUT, told="yes", objects=True, lawful=""), answers=(told.id,))
    assert "without Mr Farrow" in lawful.no_check_yet(teller.file(), GUIDE)


def test_a_manager_who_says_no_about_the_father_leaves_what_was_agreed_about_the_mother() -> None:
    teller = police_contact()
    teller.say(_RISK)
    decided = _agree(teller, teller.say(replace(_ASK, people=(DANA,))))
    teller.say(_DAD)
    out = teller.say(_DAD_OUT)
    again = teller.say(replace(_ASK, people=(FATHER,)), answers=(decided.id,))
    _agree(teller, again, approved=False)
    assert lawful.no_check_yet(teller.file(), GUIDE).startswith(
        "A manager said no to going on without Mr Farrow."
    )
    teller.say(kinds.ParentTold(person=FATHER, told="yes", words="All right."), answers=(out.id,))
    assert lawful.no_check_yet(teller.file(), GUIDE) == ""
    teller.say(kinds.AgencyAsked(agency="gp"))
    assert lawful.early(teller.file(), GUIDE) == ()


# -- the law ---------------------------------------------------------------------------------------------------

_ACTS = st.one_of(
    st.just(_RISK),
    st.just(kinds.ParentTold(person=DANA, told="yes", words="I know.")),
    st.just(kinds.ParentTold(person=DANA, told="yes", objects=True)),
    st.just(kinds.ParentTold(person=DANA, told="no: not needed")),
    st.just(_ASK),
    st.just(replace(_ASK, people=(DANA,))),
    st.builds(kinds.DispenseDecided, approved=st.booleans(), because=st.just("So.")),
    st.builds(kinds.AgencyAsked, agency=st.sampled_from(["gp", "school"])),
    st.builds(kinds.BasisRecorded, basis=st.sampled_from(["public task", "protection"])),
)
_STEPS = st.lists(
    st.tuples(_ACTS, st.sampled_from([SHAH, PATEL, MENSAH]), st.booleans()), min_size=1, max_size=14
)


def _told(steps: list[tuple[Body, AuthorId, bool]]) -> Teller:
    """Each act answers what stands, as the desk does; `lost` ones do not know of anything before them."""
    teller = Teller(device=DeviceId(uuid_of("device")))
    teller.say(kinds.Received(number="C26-00001-A", channel="phone", source="9", words="Worried."))
    teller.say(kinds.AdultNamed(person=DANA, name=kinds.Name("Farrow", "Dana"), responsibility="yes"))
    for body, by, lost in steps:
        asked = kinds.question(body)
        standing = () if asked is None or lost else teller.file().answers(*asked)
        teller.say(body, by=by, answers=tuple(EntryId(s.entry) for s in standing))
    return teller


@settings(max_examples=400, deadline=None)
@given(_STEPS)
def test_g4_no_order_of_acts_makes_a_check_lawful_without_approval_by_another(
    steps: list[tuple[Body, AuthorId, bool]],
) -> None:
    teller = _told(steps)
    early = {said.entry for said in lawful.early(teller.file(), GUIDE)}
    out = waits = False
    asks: dict[EntryId, AuthorId] = {}
    approved = False
    for entry in teller.said:
        body = next((s.body for s in teller.file().story if s.entry == entry.id), None)
        match body:
            case kinds.ParentTold():
                out = body.told in ("no: risk", "no: not needed") or body.objects
            case kinds.DispenseAsked():
                asks[entry.id] = entry.author
                waits, approved = True, False
            case kinds.DispenseDecided():
                approved = body.approved and any(by != entry.author for by in asks.values())
                waits = waits and not approved
            case kinds.AgencyAsked() if out and not approved:
                assert entry.id in early, "a check left without anybody’s approval and nobody is told"
            case _:
                pass
    if lawful.left_out(teller.file()) and lawful.no_check_yet(teller.file(), GUIDE) == "":
        decisions = [s for s in teller.file().log(kinds.DispenseDecided) if s.body.approved]
        assert any(s.by != by for s in decisions for by in asks.values())


@settings(max_examples=200, deadline=None)
@given(_STEPS, st.randoms())
def test_the_answer_does_not_depend_on_the_order_in_which_entries_came(
    steps: list[tuple[Body, AuthorId, bool]],
    random: object,
) -> None:
    teller = _told(steps)
    before = lawful.without_agreement(teller.file()).leave
    random.shuffle(teller.said)  # type: ignore[attr-defined]
    assert lawful.without_agreement(teller.file()).leave is before
