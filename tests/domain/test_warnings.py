"""W1-W12 and F1 (`ux.md` B4): each rule where it speaks, and beside it where it keeps quiet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.domain.telling import DANA, JAYDEN, MORNING, police_contact, settle_everything
from tests.domain.warned import GUIDE, NOTHING, before, instead, outcome, settled, titles, warned
from workstation.domain import gates, kinds
from workstation.domain.ids import ContactId
from workstation.domain.past import Fact, Past, PastContact, PastDecline
from workstation.domain.shared_text import SharedPart, SharedText

# -- W1, W2, W11: what the history shows beside an outcome that closes ------------------------------------------


def test_w1_no_further_action_with_three_contacts_in_twelve_months() -> None:
    teller = settled()
    outcome(teller, "O07")
    assert titles(teller, "W1", before(30, 300)) == ["No further action with 3 contacts in 12 months"]
    outcome(teller, "O06")
    assert titles(teller, "W1", before(30, 300)) == ["Advice with 3 contacts in 12 months"]


def test_w1_keeps_quiet_when_somebody_takes_it_on() -> None:
    teller = settled()
    outcome(teller, "O04")
    assert warned(teller, "W1", before(30, 60, 300)) == []


@pytest.mark.parametrize(
    "past", [before(30), before(30, 370), before(30, 40, same_child=False), before(30, 40, counts=False)]
)
def test_w1_keeps_quiet_with_fewer_or_with_those_of_others(past: Past) -> None:
    teller = settled()
    outcome(teller, "O07")
    assert warned(teller, "W1", past) == []


def test_w1_keeps_quiet_when_it_does_not_close() -> None:
    assert warned(settled(), "W1", before(30, 60)) == []


def test_w1_speaks_of_two_that_were_closed_within_ninety_days() -> None:
    teller = settled()
    outcome(teller, "O07")
    told = "No further action after 2 contacts closed with no further action in 90 days"
    assert "3 contacts" in titles(teller, "W1", before(30, 60, outcome="O07"))[0]
    # Received more than a year ago, and closed not long ago.
    late = tuple(
        PastContact(
            contact=ContactId(f"late-{n}"), at=MORNING - timedelta(days=400 + n), source="6",
            outcomes=("O07",), decided_at=MORNING - timedelta(days=60),
        )
        for n in (1, 2)
    )  # fmt: skip
    assert titles(teller, "W1", Past(contacts=late)) == [told]


def test_w2_a_parent_declined_twice_this_time_counted() -> None:
    teller = settled()
    outcome(teller, "O07")
    once = before(200, declines=(PastDecline("D08", "No time."),))
    assert warned(teller, "W2", once) == []
    teller.say(kinds.SupportDeclined(person=DANA, offered="early help", reason="D06", words="I am afraid."))
    (one,) = warned(teller, "W2", once)
    assert one.title == "Parent declined twice"
    assert one.evidence.endswith("Now: “I am afraid”.")
    outcome(teller, "O02")
    assert warned(teller, "W2", once) == []


def test_w11_stepped_down_before_and_came_back() -> None:
    back = Fact(rule="HR6", tone="warning", headline="Stepped down to early help 06 Oct 2026.")
    closed = Fact(rule="HR6", tone="information", headline="Closed 4 months ago.", flagged=False)
    teller = settled()
    outcome(teller, "O07")
    (one,) = warned(teller, "W11", Past(facts=(back,)))
    assert (one.title, one.evidence) == ("Stepped down before, came back", back.headline)
    assert warned(teller, "W11", Past(facts=(closed,))) == []


# -- W5, W9, W10, W12, F1: what the words say -------------------------------------------------------------------


def test_w5_words_shared_with_other_decisions() -> None:
    teller = settled()
    text = "Information has been considered alongside the threshold document and it does not meet it."
    body = kinds.ReasonsWritten(prompt="strengths", text=text)
    instead(teller, ("reasons", "strengths", "None"), body)
    others = {ContactId(f"c{n}"): f"C26-0000{n}-A" for n in range(1, 5)}
    part = SharedPart("reasons:strengths:", 0, len(text) - 1, 14, text[:-1].lower(), tuple(others))
    (one,) = warned(teller, "W5", Past(shared=SharedText((part,), others, 2)))
    assert one.title == "14 words the same as in 6 other decisions"
    assert one.evidence == (
        "“Information has been considered alongside the threshold document and it…” Also in C26-00001-A,"
        " C26-00002-A and 4 more. A prompt to read, not a judgement."
    )
    assert warned(teller, "W5", Past(shared=SharedText((), {}))) == []
    assert warned(teller, "W5", NOTHING) == []


def test_w9_no_previous_concerns_while_contacts_exist() -> None:
    teller = settled()
    body = kinds.ReasonsWritten(prompt="strengths", text="Mum copes. There are no PREVIOUS\nconcerns!")
    instead(teller, ("reasons", "strengths", "None"), body)
    assert warned(teller, "W9") == []  # and none exist
    (one,) = warned(teller, "W9", before(30, 60))
    assert one.title == "Reasons say “no PREVIOUS concerns”"
    assert one.evidence == "The record shows 2 earlier contacts, the last 25 Oct 2026.".replace(
        " Oct ", "\u00a0Oct\u00a0"
    )


def test_w9_a_contact_that_came_later_is_no_history() -> None:
    teller = settled()
    body = kinds.ReasonsWritten(prompt="strengths", text="There are no previous concerns.")
    instead(teller, ("reasons", "strengths", "None"), body)
    assert warned(teller, "W9", before(-3)) == []
    (one,) = warned(teller, "W9", before(-3, 30))
    assert one.evidence.startswith("The record shows 1 earlier contact,")


def test_w9_looks_at_why_the_history_tells_what_it_tells_too() -> None:
    teller = settled()
    body = kinds.HistoryWeighed(view="no difference", why="Not previously known.", none_matter=True)
    instead(teller, ("history",), body)
    assert [(gap.step, gap.title) for gap in warned(teller, "W9", before(30))] == [
        (3, "Reasons say “Not previously known”")
    ]


def test_w10_what_the_referrer_asked_for_is_not_answered() -> None:
    teller = settled()
    assert warned(teller, "W10") == []
    for text, evidence in (("N/A", "says only “N/A”"), ("see the children", "repeats the question")):
        body = kinds.ReasonsWritten(prompt="wanted", text=text)
        instead(teller, ("reasons", "wanted", "None"), body)
        (one,) = warned(teller, "W10")
        assert one.title == "What the referrer asked for is not answered"
        assert "“See the children.”" in one.evidence
        assert evidence in one.evidence


def test_w10_keeps_quiet_when_they_asked_for_nothing() -> None:
    teller = settled()
    instead(teller, ("asked", "wanted"), kinds.Answered(question_id="wanted", state="did not say"))
    instead(teller, ("reasons", "wanted", "None"), kinds.ReasonsWritten(prompt="wanted", text="n/a"))
    assert warned(teller, "W10") == []
    assert warned(teller, "F1") == []


def test_w12_opened_offline_with_the_time_up_to_which_the_history_went() -> None:
    teller = settled()
    assert warned(teller, "W12") == []
    up_to = datetime(2026, 11, 24, 10, 5, tzinfo=UTC)
    body = kinds.HistoryWeighed(view="raises", why="Same each time.", none_matter=True, up_to=up_to)
    instead(teller, ("history",), body)
    assert titles(teller, "W12") == ["Opened offline, history up to 10:05"]


@pytest.mark.parametrize("filler", ["n/a", ".", "As above", "see notes", "–", "xx", "Please see the notes."])
def test_f1_filler_words_are_caught_for_the_manager_and_stop_nothing(filler: str) -> None:
    teller = settled()
    body = kinds.ReasonsWritten(prompt="change_mind", text=filler)
    instead(teller, ("reasons", "change_mind", "None"), body)
    assert gates.blocks(teller.file(), GUIDE, NOTHING) == ()
    (one,) = [gap for gap in gates.for_manager(teller.file(), GUIDE, NOTHING) if gap.rule == "F1"]
    assert one.title == "“What would change my mind?” says nothing"
    assert one.evidence == f"“{filler}” is all that is written."


@pytest.mark.parametrize("said", ["Nothing known.", "Dad is dead.", "No", "A death."])
def test_f1_is_not_about_length(said: str) -> None:
    """Short words say a lot; only words on the list say nothing."""
    teller = settled()
    instead(teller, ("reasons", "strengths", "None"), kinds.ReasonsWritten(prompt="strengths", text=said))
    assert bool(warned(teller, "F1")) is (said == "No")


def test_f1_looks_at_each_child_and_at_the_history() -> None:
    teller = settled()
    body = kinds.ReasonsWritten(prompt="worry", child=JAYDEN, text="As above.")
    instead(teller, ("reasons", "worry", JAYDEN), body)
    view = kinds.HistoryWeighed(view="raises", why="See notes", none_matter=True)
    instead(teller, ("history",), view)
    assert titles(teller, "F1") == [
        "Why the history tells this says nothing",
        "“What are we worried about, for each child?” for Jayden says nothing",
    ]


def test_every_warning_has_a_rule_that_says_why_and_whose_it_is() -> None:
    teller = police_contact("Ellie hid.")
    settle_everything(teller)
    outcome(teller, "O07")
    instead(teller, ("agency", "gp"), kinds.AgencyNotNeeded(agency="gp", because="Shut."))
    for gap in gates.warnings(teller.file(), GUIDE, before(10, 20, 30)):
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
    teller = settled()
    body = kinds.HistoryWeighed(view="raises", why=why, linked=(ContactId("before-30"),))
    instead(teller, ("history",), body)
    found = gates.blocks(teller.file(), GUIDE, Past(facts=(LISTED,)))
    assert [gap.rule for gap in found] == (["B3"] if stops else [])
    if stops and why:
        assert found[0].words == (
            "Your why repeats what the record says. Say what it means for Ellie and Jayden."
        )
