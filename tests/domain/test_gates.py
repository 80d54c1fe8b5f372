"""Gates and blocks B1-B6 and B8 in their exact words (`ux.md` B4), and what a manager has to decide on."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.domain.telling import (
    DANA,
    ELLIE,
    FATHER,
    JAYDEN,
    LIAM,
    MENSAH,
    SHAH,
    Teller,
    police_contact,
    settle_everything,
)
from workstation.domain import checks, gates, kinds
from workstation.domain.checks import State
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.past import Candidate, Fact, Past
from workstation.domain.people import Role, Worker
from workstation.guidebook.guide import guide

GUIDE = guide()
NOTHING = Past()
FLAGGED = Past(facts=(Fact(rule="HR1", tone="danger", headline="Third police notification in 12 months."),))
MANAGER = Worker(MENSAH, "Bola Mensah", Role.MANAGER)


def _words(teller: Teller, past: Past = NOTHING) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for gap in gates.blocks(teller.file(), GUIDE, past):
        found.setdefault(gap.rule, []).append(gap.words)
    return found


def test_a_whole_contact_has_nothing_left_to_finish() -> None:
    teller = police_contact()
    settle_everything(teller)
    assert gates.blocks(teller.file(), GUIDE, NOTHING) == ()
    assert {c.state for c in checks.steps(teller.file(), GUIDE, NOTHING).all()} == {State.SETTLED}


def test_g1_asking_a_question_does_not_answer_it() -> None:
    teller = police_contact()
    settle_everything(teller)
    said = teller.file().last("asked", "wanted")
    assert said is not None
    asked = teller.say(kinds.Answered(question_id="wanted", state="asked"), answers=(said.entry,))
    words = "“What do you want us to do?” Write their answer, or choose “They did not say”."
    assert _words(teller) == {"G1": [words]}
    teller.say(kinds.Answered(question_id="wanted", state="did not say"), answers=(asked.id,))
    assert _words(teller) == {}


def test_b1_nobody_named() -> None:
    teller = Teller()
    teller.say(kinds.Received(number="C26-00001-A", channel="phone", source="2A", words="Worried."))
    assert _words(teller)["B1"] == ["Who is this about? Add a child, or say why you cannot name one yet."]
    teller.say(kinds.ChildNotNamed(because="The caller saw them from the bus."))
    assert "B1" not in _words(teller)


def test_b5_an_outcome_is_for_a_child_and_with_none_nothing_goes_to_a_manager() -> None:
    teller = Teller()
    teller.say(kinds.Received(number="C26-00001-A", channel="phone", source="2A", words="Worried."))
    teller.say(kinds.ChildNotNamed(because="The caller saw them from the bus."))
    words = "An outcome is for a child. Add the child, even if all you know is “a girl, about 6”."
    (gap,) = [g for g in gates.blocks(teller.file(), GUIDE, Past()) if g.words == words]
    assert (gap.step, gap.place, gates.never_passed(gap)) == (2, "children", True)
    teller.say(kinds.ChildNamed(person=ELLIE, name=kinds.Name(), born=kinds.Born(age=6), sex="F"))
    assert words not in _words(teller)["B5"]
    assert "Choose what should happen and say why." in _words(teller)["B5"]


def test_b2_a_possible_match_unanswered() -> None:
    candidate = Candidate(
        person=ELLIE, other=JAYDEN, other_contact=ContactId("c"), name="MERRICK, Kayden", born="", reasons=(),
        strength="likely",
    )  # fmt: skip
    teller = police_contact()
    settle_everything(teller)
    found = _words(teller, Past(candidates=(candidate,)))
    assert found == {"B2": ["Answer whether this is MERRICK, Kayden. “Not sure” is fine."]}


@pytest.mark.parametrize(
    "view",
    [None, kinds.HistoryWeighed(view="raises", why="  "), kinds.HistoryWeighed(view="none found")],
)
def test_b3_the_history_is_listed_but_not_weighed(view: kinds.HistoryWeighed | None) -> None:
    teller = police_contact()
    if view is not None:
        teller.say(view)
    none = view is not None and view.view == "none found"
    said = "“None found” was said, and more is on record now. Say what the history tells you."
    plain = "Say what the history tells you. It goes to the manager with your decision."
    assert _words(teller, FLAGGED)["B3"] == [said if none else plain]


def test_b3_flagged_history_must_be_linked_or_said_not_to_matter() -> None:
    teller = police_contact()
    first = teller.say(kinds.HistoryWeighed(view="raises", why="Third time."))
    assert _words(teller, FLAGGED)["B3"] == ["Link the contacts that matter (Ctrl+L), or say none do."]
    linked = kinds.HistoryWeighed(view="raises", why="Third time.", linked=(ContactId("c"),))
    teller.say(linked, answers=(first.id,))
    assert "B3" not in _words(teller, FLAGGED)


def test_b4_an_agency_with_neither_evidence_nor_reason() -> None:
    teller = police_contact()
    teller.say(kinds.AgencyAsked(agency="gp", how="phone"))
    assert "GP: no reply and no reason. Try again, or say why you went ahead." in _words(teller)["B4"]
    teller.say(kinds.AgencyNotNeeded(agency="gp", because="Closed until Monday.", tried=True))
    assert not any(w.startswith("GP") for w in _words(teller)["B4"])


def test_b4_each_adult_told_or_a_reason() -> None:
    teller = police_contact()
    assert "Ms Farrow: not told and no reason. Speak to them, or say why not." in _words(teller)["B4"]
    teller.say(kinds.ParentTold(person=LIAM, told="no: risk", because=""))
    assert any(w.startswith("Mr Stokes") for w in _words(teller)["B4"])
    teller.say(kinds.ParentLeft(person=DANA, because="She is in hospital."))
    assert not any(w.startswith("Ms Farrow") for w in _words(teller)["B4"])


def test_a_father_nobody_has_named_is_a_gap_until_asked() -> None:
    teller = police_contact()
    settle_everything(teller)
    left = teller.file().told(FATHER)
    assert left is not None
    teller.say(kinds.Withdrawn(because="undo"), answers=(left.entry,))
    words = "The father of Ellie and Jayden is not known. Ask, or say why that is left for later."
    assert _words(teller) == {"B4": [words]}


def test_b5_no_outcome_or_empty_reasons_for_each_child() -> None:
    teller = police_contact()
    settle_everything(teller)
    extra = PersonId("third")
    teller.say(kinds.ChildNamed(person=extra, name=kinds.Name("Farrow", "Max"), where_now="school"))
    assert _words(teller)["B5"] == [
        "What are we worried about, for each child? Nothing is written for Max.",
        "Choose what should happen and say why for Max.",
    ]


def test_no_further_action_asks_what_will_be_different() -> None:
    teller = police_contact()
    settle_everything(teller)
    for child in (ELLIE, JAYDEN):
        now = teller.file().outcome(child)
        assert now is not None
        teller.say(kinds.Recommended(child=child, outcome="O07"), answers=(now.entry,))
    assert _words(teller) == {
        "B5": ["What will be different for Ellie next time?", "What will be different for Jayden next time?"]
    }


@pytest.mark.parametrize("outcome", ["O07", "O06", "O04", "O05", "O12", "O02"])
def test_r27_a_refusal_without_a_reason_stops_it_whatever_is_recommended(outcome: str) -> None:
    teller = police_contact()
    settle_everything(teller)
    for child in (ELLIE, JAYDEN):
        now = teller.file().outcome(child)
        assert now is not None
        chosen = kinds.Recommended(child=child, outcome=outcome, next_time="School rings us.")
        teller.say(chosen, answers=(now.entry,))
    said = teller.say(kinds.SupportDeclined(person=DANA, offered="early help", reason="", words="No."))
    assert "Ms Farrow declined. Say why they said no." in _words(teller)["G6"]
    whole = kinds.SupportDeclined(person=DANA, offered="early help", reason="D16", effect="No help yet.")
    teller.say(whole, answers=(said.id,))
    assert "G6" not in _words(teller)


def test_g6_early_help_needs_agreement_or_a_decline() -> None:
    teller = police_contact()
    settle_everything(teller)
    agrees = teller.file().last("agrees", DANA)
    assert agrees is not None
    teller.say(kinds.ParentAgreed(person=DANA, agrees="not asked", because="Later."), answers=(agrees.entry,))
    teller.say(kinds.Recommended(child=ELLIE, outcome="O04"), answers=(teller.file().outcome(ELLIE).entry,))  # type: ignore[union-attr]
    assert _words(teller) == {
        "G6": ["Early help needs a parent’s agreement, or a record that they declined."]
    }
    teller.say(kinds.SupportDeclined(person=DANA, offered="Early help", reason="D08", words="No time."))
    assert _words(teller) == {}


def test_b8_a_marked_danger_cannot_close() -> None:
    teller = police_contact()
    settle_everything(teller)
    danger = teller.say(kinds.Escalated(danger="He is outside."))
    assert _words(teller) == {}  # an assessment does not close it
    now = teller.file().outcome(ELLIE)
    assert now is not None
    teller.say(kinds.Recommended(child=ELLIE, outcome="O07", next_time="A plan."), answers=(now.entry,))
    assert _words(teller) == {
        "B8": ["This contact is marked ‘act now’. A manager has to lower it before it can close."]
    }
    teller.say(kinds.Lowered(because="He was arrested."), by=MENSAH, answers=(danger.id,))
    assert _words(teller) == {}


def test_b6_and_g8_who_may_not_sign() -> None:
    teller = police_contact()
    settle_everything(teller)
    assert gates.may_not_sign(teller.file(), MANAGER, GUIDE) is None
    worker = gates.may_not_sign(teller.file(), Worker(SHAH, "Rukhsana Shah", Role.SOCIAL_WORKER), GUIDE)
    assert worker is not None
    assert worker.rule == "G8"
    teller.say(kinds.ReasonsWritten(prompt="worry", child=ELLIE, text="I think so too."), by=MENSAH)
    author = gates.may_not_sign(teller.file(), MANAGER, GUIDE)
    assert author is not None
    assert author.words == "You wrote this decision, so someone else has to sign it off."


def test_the_manager_meets_what_rests_on_a_reason_only() -> None:
    teller = police_contact()
    settle_everything(teller)
    said = teller.file().agency("gp")
    assert said is not None
    teller.say(kinds.AgencyNotNeeded(agency="gp", because="Shut.", tried=True), answers=(said.entry,))
    titles = [g.title for g in gates.for_manager(teller.file(), GUIDE, NOTHING)]
    assert titles == [
        "GP not replied, going ahead",
        "Mr Stokes not told, reason given",
        "The father of Ellie and Jayden not told, reason given",
        "Ellie’s own words missing",
        "Jayden’s own words missing",
    ]


@pytest.mark.parametrize(
    ("born", "agency"),
    [
        ("2022-08-31", "school"),  # four on 31 August: started school in September
        ("2022-09-01", "nursery"),  # a day younger: one more year of nursery
        ("2024-11-24", "nursery"),
        ("2024-11-25", ""),
    ],
)
def test_school_starts_by_the_age_on_31_august(born: str, agency: str) -> None:
    teller = Teller()
    teller.say(kinds.Received(number="C26-00001-A", channel="phone", source="9", words="Worried."))
    child = kinds.ChildNamed(
        person=ELLIE, name=kinds.Name("Farrow", "Ellie"), born=kinds.Born(on=date.fromisoformat(born))
    )
    teller.say(child)
    listed = {line.agency.id for line in checks.agency_lines(teller.file(), GUIDE)}
    assert listed & {"school", "nursery"} == ({agency} if agency else set())


def _says(rule: str, words: str) -> bool:
    """Whether these are words of a rule, whatever is filled in."""
    patterns = (re.escape(said) for said in GUIDE.rules.rules[rule].says.values())
    return any(re.fullmatch(re.sub(r"\\\{[a-z_]+\\\}", ".+", pattern), words) for pattern in patterns)


def test_blocks_say_the_words_of_the_edition() -> None:
    candidate = Candidate(
        person=ELLIE, other=JAYDEN, other_contact=ContactId("c"), name="MERRICK, Kayden", born="", reasons=(),
        strength="likely",
    )  # fmt: skip
    nobody = Teller()
    nobody.say(kinds.Received(number="C26-00001-A", channel="phone", source="2A", words="Worried."))
    begun = police_contact()
    begun.say(kinds.AgencyAsked(agency="gp", how="phone"))
    begun.say(kinds.Escalated(danger="He is outside."))
    begun.say(kinds.Recommended(child=ELLIE, outcome="O07"))
    own = gates.may_not_sign(_written_by_a_manager().file(), MANAGER, GUIDE)
    found = [
        *gates.blocks(nobody.file(), GUIDE, NOTHING),
        *gates.blocks(begun.file(), GUIDE, Past(facts=FLAGGED.facts, candidates=(candidate,))),
        *([own] if own else []),
    ]
    exact = ("B1", "B2", "B3", "B5", "B6", "B8")
    assert {gap.rule for gap in found} >= {*exact, "B4"}
    assert [gap.words for gap in found if gap.rule in exact and not _says(gap.rule, gap.words)] == []
    assert _says("B4", next(gap.words for gap in found if gap.place == "agency:gp"))


def _written_by_a_manager() -> Teller:
    teller = police_contact()
    teller.say(kinds.ReasonsWritten(prompt="worry", child=ELLIE, text="I think so too."), by=MENSAH)
    return teller
