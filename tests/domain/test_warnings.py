"""W1-W12 and F1 (`ux.md` B4): each rule where it speaks, and beside it where it keeps quiet."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.domain.telling import DANA, ELLIE, JAYDEN, LIAM, MORNING, Teller, police_contact, settle_everything
from workstation.domain import gates, kinds
from workstation.domain.gates import Gap
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import Body
from workstation.domain.past import Fact, Past, PastContact, PastDecline
from workstation.domain.shared_text import SharedPart, SharedText
from workstation.guidebook.guide import guide

GUIDE = guide()
NOTHING = Past()


def _settled() -> Teller:
    teller = police_contact()
    settle_everything(teller)
    return teller


def _instead(teller: Teller, question: tuple[str, ...], body: Body) -> None:
    """Say this in place of what stands."""
    stood = teller.file().last(*question)
    assert stood is not None
    teller.say(body, answers=(stood.entry,))


def _outcome(teller: Teller, outcome: str) -> None:
    for child in (ELLIE, JAYDEN):
        body = kinds.Recommended(child=child, outcome=outcome, next_time="School rings us.")
        _instead(teller, ("outcome", child), body)


def _warned(teller: Teller, rule: str, past: Past = NOTHING) -> list[Gap]:
    return [gap for gap in gates.warnings(teller.file(), GUIDE, past) if gap.rule == rule]


def _titles(teller: Teller, rule: str, past: Past = NOTHING) -> list[str]:
    return [gap.title for gap in _warned(teller, rule, past)]


def _before(*days: int, outcome: str = "O06", **more: object) -> Past:
    """Earlier contacts of these children, so many days ago."""
    contacts = tuple(
        PastContact(
            contact=ContactId(f"before-{day}"), number=f"C26-{day:05}-A", at=MORNING - timedelta(days=day),
            source="6", outcomes=(outcome,), decided_at=MORNING - timedelta(days=day), **more,  # type: ignore[arg-type]
        )
        for day in days
    )  # fmt: skip
    return Past(contacts=contacts)


# -- W1, W2, W11: what the history shows beside an outcome that closes ------------------------------------------


def test_w1_no_further_action_with_three_contacts_in_twelve_months() -> None:
    teller = _settled()
    _outcome(teller, "O07")
    assert _titles(teller, "W1", _before(30, 300)) == ["No further action with 3 contacts in 12 months"]
    _outcome(teller, "O06")
    assert _titles(teller, "W1", _before(30, 300)) == ["Advice with 3 contacts in 12 months"]


def test_w1_keeps_quiet_when_somebody_takes_it_on() -> None:
    teller = _settled()
    _outcome(teller, "O04")
    assert _warned(teller, "W1", _before(30, 60, 300)) == []


@pytest.mark.parametrize(
    "past", [_before(30), _before(30, 370), _before(30, 40, same_child=False), _before(30, 40, counts=False)]
)
def test_w1_keeps_quiet_with_fewer_or_with_those_of_others(past: Past) -> None:
    teller = _settled()
    _outcome(teller, "O07")
    assert _warned(teller, "W1", past) == []


def test_w1_keeps_quiet_when_it_does_not_close() -> None:
    assert _warned(_settled(), "W1", _before(30, 60)) == []


def test_w1_speaks_of_two_that_were_closed_within_ninety_days() -> None:
    teller = _settled()
    _outcome(teller, "O07")
    told = "No further action after 2 contacts closed with no further action in 90 days"
    assert "3 contacts" in _titles(teller, "W1", _before(30, 60, outcome="O07"))[0]
    # Received more than a year ago, and closed not long ago.
    late = tuple(
        PastContact(
            contact=ContactId(f"late-{n}"), at=MORNING - timedelta(days=400 + n), source="6",
            outcomes=("O07",), decided_at=MORNING - timedelta(days=60),
        )
        for n in (1, 2)
    )  # fmt: skip
    assert _titles(teller, "W1", Past(contacts=late)) == [told]


def test_w2_a_parent_declined_twice_this_time_counted() -> None:
    teller = _settled()
    _outcome(teller, "O07")
    once = _before(200, declines=(PastDecline("D08", "No time."),))
    assert _warned(teller, "W2", once) == []
    teller.say(kinds.SupportDeclined(person=DANA, offered="early help", reason="D06", words="I am afraid."))
    (warned,) = _warned(teller, "W2", once)
    assert warned.title == "Parent declined twice"
    assert warned.evidence.endswith("Now: “I am afraid”.")
    _outcome(teller, "O02")
    assert _warned(teller, "W2", once) == []


def test_w11_stepped_down_before_and_came_back() -> None:
    back = Fact(rule="HR6", tone="warning", headline="Stepped down to early help 06 Oct 2026.")
    closed = Fact(rule="HR6", tone="information", headline="Closed 4 months ago.", flagged=False)
    teller = _settled()
    _outcome(teller, "O07")
    (warned,) = _warned(teller, "W11", Past(facts=(back,)))
    assert (warned.title, warned.evidence) == ("Stepped down before, came back", back.headline)
    assert _warned(teller, "W11", Past(facts=(closed,))) == []


# -- W3, W4, W6, W7, W8: what rests on a reason, and what is not there ------------------------------------------


def test_w3_parents_not_told_reason_given() -> None:
    teller = _settled()
    (warned,) = [gap for gap in _warned(teller, "W3") if gap.place == f"adult:{LIAM}"]
    assert warned.title == "Mr Stokes not told, reason given"
    assert warned.evidence == "“It would put her at risk.”"
    _instead(teller, ("told", LIAM), kinds.ParentTold(person=LIAM, told="yes", words="I see."))
    assert f"adult:{LIAM}" not in [gap.place for gap in _warned(teller, "W3")]


def test_w4_agency_not_replied_going_ahead() -> None:
    teller = _settled()
    assert _warned(teller, "W4") == []
    body = kinds.AgencyNotNeeded(agency="gp", because="Closed until Monday.", tried=True)
    _instead(teller, ("agency", "gp"), body)
    (warned,) = _warned(teller, "W4")
    assert (warned.title, warned.evidence) == ("GP not replied, going ahead", "“Closed until Monday.”")


def test_w4_that_one_need_not_be_asked_is_settled_by_its_reason_unless_it_is_none() -> None:
    teller = _settled()
    reason = kinds.AgencyNotNeeded(agency="gp", because="Spoken to on Tuesday.")
    _instead(teller, ("agency", "gp"), reason)
    assert _warned(teller, "W4") == []
    _instead(teller, ("agency", "gp"), kinds.AgencyNotNeeded(agency="gp", because="n/a"))
    assert [(gap.title, gap.evidence) for gap in _warned(teller, "W4")] == [
        ("GP not asked, reason given", "“n/a” is no reason.")
    ]


def test_w6_a_child_of_whom_nobody_speaks() -> None:
    teller = police_contact("Ellie hid under her covers.")
    settle_everything(teller)
    (warned,) = _warned(teller, "W6")
    assert warned.title == "Nothing is recorded about Jayden"
    assert warned.place == f"nothing:{JAYDEN}"
    _instead(teller, ("agency", "school"), kinds.AgencyAnswered(agency="school", said="JAYDEN is settled."))
    assert _warned(teller, "W6") == []


@pytest.mark.parametrize(
    "said",
    [
        kinds.ChildHeard(person=JAYDEN, words="I was asleep."),
        kinds.NoteMade(text="Her brother was in the flat as well."),
        kinds.ParentTold(person=DANA, told="yes", words="Both of them were asleep."),
    ],
)
def test_w6_keeps_quiet_when_somebody_speaks_of_the_child_in_any_way(said: Body) -> None:
    teller = police_contact("Ellie hid under her covers.")
    settle_everything(teller)
    teller.say(said)
    assert _warned(teller, "W6") == []


def test_w6_what_is_wanted_of_us_says_nothing_about_a_child() -> None:
    teller = police_contact("Ellie hid under her covers.")
    settle_everything(teller)
    _instead(teller, ("asked", "wanted"), kinds.Answered(question_id="wanted", answer="See the children."))
    assert _titles(teller, "W6") == ["Nothing is recorded about Jayden"]


def test_w6_any_words_are_about_an_only_child() -> None:
    teller = Teller()
    teller.say(kinds.Received(number="C26-00001-A", channel="phone", source="2A", words=""))
    teller.say(kinds.ChildNamed(person=ELLIE, name=kinds.Name("Farrow", "Ellie")))
    assert _titles(teller, "W6") == ["Nothing is recorded about Ellie"]
    teller.say(kinds.AgencyAnswered(agency="school", said="Hungry most days."))
    assert _warned(teller, "W6") == []


def test_w7_no_childs_own_words() -> None:
    teller = _settled()
    assert _titles(teller, "W7") == ["Ellie’s own words missing", "Jayden’s own words missing"]
    teller.say(kinds.ChildHeard(person=ELLIE, words="I hid."))
    teller.say(kinds.ChildHeard(person=JAYDEN, none_because="He was asleep."))
    (warned,) = _warned(teller, "W7")
    assert (warned.title, warned.evidence) == ("Jayden’s own words missing", "“He was asleep.”")


def test_w7_what_the_referrer_passed_on_is_told_and_is_not_the_childs_own() -> None:
    teller = police_contact()
    teller.say(kinds.Answered(question_id="child_said", answer="There was no tea last night."))
    ellie = next(gap for gap in _warned(teller, "W7") if gap.place == f"heard:{ELLIE}")
    assert ellie.evidence == (
        "The referrer passed on: “There was no tea last night”. Nobody here has heard Ellie."
    )


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("Jayden hid. Ellie says: he shouts.", []),
        ("Ellie says: he shouts.", ["Jayden’s own words missing"]),
        ("ELLIE cried", ["Jayden’s own words missing"]),
        ("n/a", ["Ellie’s own words missing", "Jayden’s own words missing"]),
    ],
)
def test_w7_words_that_were_passed_on_count_where_it_is_plain_whose_they_are(
    said: str, missing: list[str]
) -> None:
    teller = police_contact()
    teller.say(kinds.Answered(question_id="child_said", answer=said))
    assert _titles(teller, "W7") == missing


@pytest.mark.parametrize(
    ("born", "asked"),
    [
        (kinds.Born(on=date(2025, 6, 1)), False), (kinds.Born(on=date(2024, 11, 24)), True),
        (kinds.Born(age=1), False), (kinds.Born(age=2), True), (kinds.Born(), True),
    ],
)  # fmt: skip
def test_w7_is_asked_of_a_child_who_can_show_something_and_where_no_age_is_known(
    born: kinds.Born, *, asked: bool
) -> None:
    teller = Teller()
    teller.say(kinds.Received(number="C26-00001-A", channel="phone", source="2A", words="Alone."))
    teller.say(kinds.ChildNamed(person=ELLIE, name=kinds.Name("Farrow", "Ellie"), born=born))
    assert bool(_warned(teller, "W7")) is asked


@pytest.mark.parametrize(("outcome", "asked"), [("O02", 2), ("O03", 0), ("O11", 0), ("O09", 2)])
def test_w7_leaves_it_to_whoever_has_the_child_or_the_other_contact(outcome: str, asked: int) -> None:
    teller = _settled()
    _outcome(teller, outcome)
    assert len(_warned(teller, "W7")) == asked


def test_w7_nobody_asks_the_unborn() -> None:
    teller = _settled()
    due = kinds.Born(due=(MORNING + timedelta(days=60)).date())
    teller.say(kinds.ChildNamed(person=PersonId("baby"), name=kinds.Name("Farrow"), born=due))
    assert not any("baby" in gap.place for gap in _warned(teller, "W7"))


def test_w8_essential_police_information_not_received() -> None:
    teller = _settled()
    assert _warned(teller, "W8") == []
    _instead(teller, ("asked", "dash"), kinds.Answered(question_id="dash", state="asked"))
    _instead(teller, ("asked", "injuries"), kinds.Answered(question_id="injuries", state="not asked"))
    (warned,) = _warned(teller, "W8")
    assert warned.title == "Essential police information not received"
    assert warned.evidence == (
        "Not in it, and not asked: “Was anyone hurt?”. Asked, no answer yet: “DASH risk level”."
    )


def test_w8_what_matters_for_another_worry_or_stands_elsewhere_is_no_gap() -> None:
    teller = _settled()
    _missing(teller, "incident_type", "alcohol_drugs")
    assert _warned(teller, "W8") == [], "the kind of worry and the factors tell it"
    _missing(teller, "dash", "encompass")
    assert [gap.evidence for gap in _warned(teller, "W8")] == [
        "Not in it, and not asked: “DASH risk level” and “Was the school told (Operation Encompass)?”."
    ]
    _instead(teller, ("themes",), kinds.ThemesChosen(themes=("missing",)))
    assert _warned(teller, "W8") == [], "nobody asks for a DASH where there is no domestic abuse"


def test_w8_names_three_and_counts_the_others() -> None:
    teller = _settled()
    _missing(teller, "incident_when", "children_seen", "who_there", "injuries", "weapons")
    (warned,) = _warned(teller, "W8")
    assert warned.evidence.endswith("“Who was there?” and 2 more.")


def _missing(teller: Teller, *questions: str) -> None:
    for question in questions:
        _instead(teller, ("asked", question), kinds.Answered(question_id=question, state="not asked"))


def test_w8_is_for_the_police_alone() -> None:
    teller = Teller()
    teller.say(kinds.Received(number="C26-00001-A", channel="phone", source="2A", words="Worried."))
    assert _warned(teller, "W8") == []


# -- W5, W9, W10, W12, F1: what the words say -------------------------------------------------------------------


def test_w5_words_shared_with_other_decisions() -> None:
    teller = _settled()
    text = "Information has been considered alongside the threshold document and it does not meet it."
    body = kinds.ReasonsWritten(prompt="strengths", text=text)
    _instead(teller, ("reasons", "strengths", "None"), body)
    others = {ContactId(f"c{n}"): f"C26-0000{n}-A" for n in range(1, 5)}
    part = SharedPart("reasons:strengths:", 0, len(text) - 1, 14, text[:-1].lower(), tuple(others))
    (warned,) = _warned(teller, "W5", Past(shared=SharedText((part,), others, 2)))
    assert warned.title == "14 words the same as in 6 other decisions"
    assert warned.evidence == (
        "“Information has been considered alongside the threshold document and it…” Also in C26-00001-A,"
        " C26-00002-A and 4 more. A prompt to read, not a judgement."
    )
    assert _warned(teller, "W5", Past(shared=SharedText((), {}))) == []
    assert _warned(teller, "W5", NOTHING) == []


def test_w9_no_previous_concerns_while_contacts_exist() -> None:
    teller = _settled()
    body = kinds.ReasonsWritten(prompt="strengths", text="Mum copes. There are no PREVIOUS\nconcerns!")
    _instead(teller, ("reasons", "strengths", "None"), body)
    assert _warned(teller, "W9") == []  # and none exist
    (warned,) = _warned(teller, "W9", _before(30, 60))
    assert warned.title == "Reasons say “no PREVIOUS concerns”"
    assert warned.evidence == "The record shows 2 earlier contacts, the last 25 Oct 2026.".replace(
        " Oct ", "\u00a0Oct\u00a0"
    )


def test_w9_looks_at_why_the_history_tells_what_it_tells_too() -> None:
    teller = _settled()
    body = kinds.HistoryWeighed(view="no difference", why="Not previously known.", none_matter=True)
    _instead(teller, ("history",), body)
    assert [(gap.step, gap.title) for gap in _warned(teller, "W9", _before(30))] == [
        (3, "Reasons say “Not previously known”")
    ]


def test_w10_what_the_referrer_asked_for_is_not_answered() -> None:
    teller = _settled()
    assert _warned(teller, "W10") == []
    for text, evidence in (("N/A", "says only “N/A”"), ("see the children", "repeats the question")):
        body = kinds.ReasonsWritten(prompt="wanted", text=text)
        _instead(teller, ("reasons", "wanted", "None"), body)
        (warned,) = _warned(teller, "W10")
        assert warned.title == "What the referrer asked for is not answered"
        assert "“See the children.”" in warned.evidence
        assert evidence in warned.evidence


def test_w10_keeps_quiet_when_they_asked_for_nothing() -> None:
    teller = _settled()
    _instead(teller, ("asked", "wanted"), kinds.Answered(question_id="wanted", state="did not say"))
    _instead(teller, ("reasons", "wanted", "None"), kinds.ReasonsWritten(prompt="wanted", text="n/a"))
    assert _warned(teller, "W10") == []
    assert _warned(teller, "F1") == []


def test_w12_opened_offline_with_the_time_up_to_which_the_history_went() -> None:
    teller = _settled()
    assert _warned(teller, "W12") == []
    up_to = datetime(2026, 11, 24, 10, 5, tzinfo=UTC)
    body = kinds.HistoryWeighed(view="raises", why="Same each time.", none_matter=True, up_to=up_to)
    _instead(teller, ("history",), body)
    assert _titles(teller, "W12") == ["Opened offline, history up to 10:05"]


@pytest.mark.parametrize("filler", ["n/a", ".", "As above", "see notes", "–", "xx", "Please see the notes."])
def test_f1_filler_words_are_caught_for_the_manager_and_stop_nothing(filler: str) -> None:
    teller = _settled()
    body = kinds.ReasonsWritten(prompt="change_mind", text=filler)
    _instead(teller, ("reasons", "change_mind", "None"), body)
    assert gates.blocks(teller.file(), GUIDE, NOTHING) == ()
    (warned,) = [gap for gap in gates.for_manager(teller.file(), GUIDE, NOTHING) if gap.rule == "F1"]
    assert warned.title == "“What would change my mind?” says nothing"
    assert warned.evidence == f"“{filler}” is all that is written."


@pytest.mark.parametrize("said", ["Nothing known.", "Dad is dead.", "No", "A death."])
def test_f1_is_not_about_length(said: str) -> None:
    """Short words say a lot; only words on the list say nothing."""
    teller = _settled()
    _instead(teller, ("reasons", "strengths", "None"), kinds.ReasonsWritten(prompt="strengths", text=said))
    assert bool(_warned(teller, "F1")) is (said == "No")


def test_f1_looks_at_each_child_and_at_the_history() -> None:
    teller = _settled()
    body = kinds.ReasonsWritten(prompt="worry", child=JAYDEN, text="As above.")
    _instead(teller, ("reasons", "worry", JAYDEN), body)
    view = kinds.HistoryWeighed(view="raises", why="See notes", none_matter=True)
    _instead(teller, ("history",), view)
    assert _titles(teller, "F1") == [
        "Why the history tells this says nothing",
        "“What are we worried about, for each child?” for Jayden says nothing",
    ]


def test_every_warning_has_a_rule_that_says_why_and_whose_it_is() -> None:
    teller = police_contact("Ellie hid.")
    settle_everything(teller)
    _outcome(teller, "O07")
    _instead(teller, ("agency", "gp"), kinds.AgencyNotNeeded(agency="gp", because="Shut."))
    for gap in gates.warnings(teller.file(), GUIDE, _before(10, 20, 30)):
        assert GUIDE.rules.why(gap.rule)
        assert GUIDE.rules.rules[gap.rule].owner
        assert gap.title
        assert not gap.words


# -- R18: the history is weighed, not listed --------------------------------------------------------------------

LISTED = Fact(
    rule="HR1", tone="danger", headline="Third police notification in 12 months.",
    detail="Both earlier ones were closed with no further action.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("why", "stops"),
    [
        ("", True),
        ("third police notification in 12 months", True),
        (
            "Third police notification in 12 months. Both earlier ones were closed with no further action.",
            True,
        ),
        (
            "Both earlier ones were closed with no further action; third police notification in 12 months!",
            True,
        ),
        ("Third police notification in 12 months. He comes back each time she says he has left.", False),
        ("He comes back each time.", False),
    ],
)
def test_r18_a_why_that_is_empty_or_a_copy_of_the_list_stops_it(why: str, stops: bool) -> None:
    teller = _settled()
    body = kinds.HistoryWeighed(view="raises", why=why, linked=(ContactId("before-30"),))
    _instead(teller, ("history",), body)
    found = gates.blocks(teller.file(), GUIDE, Past(facts=(LISTED,)))
    assert [gap.rule for gap in found] == (["B3"] if stops else [])
    if stops and why:
        assert found[0].words == (
            "Your why repeats what the record says. Say what it means for Ellie and Jayden."
        )
