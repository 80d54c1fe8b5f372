"""How often a rule spoke, was answered and changed the outcome: contacts are counted, never people."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from workstation.domain import kinds
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.kinds import Body, Decision, Request
from workstation.domain.rule_counts import RuleCount, Tally, quarter_of
from workstation.guidebook.decision_rules import decision_rules

RULES = decision_rules()
CHILD, BOSS = PersonId("ellie"), AuthorId("mensah")
SINCE, UNTIL = date(2026, 10, 1), date(2027, 1, 1)


def _sent(*warned: str, outcome: str = "O07") -> Body:
    return kinds.SentToManager(to=BOSS, saw="", warned=warned, outcomes=(Decision(CHILD, outcome),))


def _signed(outcome: str = "O07", *accepted: str, overrode: tuple[str, ...] = ()) -> Body:
    return kinds.SignedOff(
        saw="", decisions=(Decision(CHILD, outcome),), why="Agree.",
        accepted=tuple(Request(gap, "Yes.") for gap in accepted),
        overrode=tuple(Request(gap, "Now.") for gap in overrode),
    )  # fmt: skip


def _counts(*stories: list[Body]) -> dict[str, RuleCount]:
    tally = Tally()
    tally.hear((ContactId(str(n)), body) for n, story in enumerate(stories) for body in story)
    return {one.rule: one for one in tally.report(RULES, SINCE, UNTIL).rules}


def test_a_rule_stood_once_in_a_contact_however_often_it_was_sent() -> None:
    found = _counts(
        [_sent("W1:history.view", "W7:heard:a", "W7:heard:b"), _sent("W1:history.view")], [_sent()]
    )
    assert (found["W1"].shown, found["W7"].shown, found["W4"].shown) == (1, 1, 0)


def test_answered_is_in_words() -> None:
    said = kinds.WarningAnswered(warning="W1:history.view", words="Still right.")
    nothing = kinds.WarningAnswered(warning="W7:heard:a", words=" ")
    found = _counts([said, nothing, _sent("W1:history.view", "W7:heard:a")])
    assert (found["W1"].answered, found["W7"].answered) == (1, 0)


def test_changed_is_another_outcome_than_was_sent_when_it_first_stood() -> None:
    same = [_sent("W1:x"), _signed("O07")]
    by_manager = [_sent("W1:x"), _signed("O02")]
    by_worker = [_sent("W1:x"), _sent(outcome="O02"), _signed("O02")]
    still_warned = [_sent("W1:x"), _sent("W1:x", outcome="O04"), _signed("O04")]
    waiting = [_sent("W1:x")]
    found = _counts(same, by_manager, by_worker, still_warned, waiting)
    assert (found["W1"].shown, found["W1"].decided, found["W1"].changed) == (5, 4, 3)


def test_a_block_that_a_manager_passed_over_is_counted() -> None:
    found = _counts(
        [_sent(), _signed("O01", "B4:agency:gp", "W3:adult:a")], [_signed("O01", overrode=("B4:adult:b",))]
    )
    assert (found["B4"].passed_over, found["B5"].passed_over, found["W3"].passed_over) == (2, 0, 0)


@pytest.mark.parametrize(("ahead", "changed", "review"), [(19, 1, True), (18, 2, False), (19, 0, False)])
def test_nearly_always_gone_ahead_is_looked_at_again_from_so_many_decisions_on(
    ahead: int, changed: int, review: bool
) -> None:
    said = kinds.WarningAnswered(warning="W3:adult:a", words="Still going ahead.")
    stories: list[list[Body]] = [[said, _sent("W3:adult:a"), _signed("O07")] for _ in range(ahead)]
    stories += [[said, _sent("W3:adult:a"), _signed("O02")] for _ in range(changed)]
    assert _counts(*stories)["W3"].review is review


def test_how_many_contacts_carry_a_warning() -> None:
    tally = Tally()
    tally.hear(
        [(ContactId("1"), _sent("W1:x")), (ContactId("2"), _sent("G2:clash")), (ContactId("3"), _sent())]
    )
    report = tally.report(RULES, SINCE, UNTIL)
    assert (report.sent, report.warned, report.percent, report.too_many) == (3, 1, 33, False)
    strict = replace(RULES, limits=replace(RULES.limits, most_warned_percent=30))
    assert tally.report(strict, SINCE, UNTIL).too_many
    assert report.lines == 2, "what is left open about who is who is no warning, and stands on the list"
    assert [one.rule for one in report.loudest] == ["W1"]
    assert Tally().report(RULES, SINCE, UNTIL).percent == 0
    assert not replace(report, sent=77, warned=27, most=35).too_many, "35.1 of a hundred is called 35 %"
    assert replace(report, sent=77, warned=28, most=35).too_many


@pytest.mark.parametrize(
    ("day", "since", "until"),
    [
        (date(2026, 11, 24), date(2026, 10, 1), date(2027, 1, 1)),
        (date(2027, 1, 1), date(2027, 1, 1), date(2027, 4, 1)),
        (date(2026, 6, 30), date(2026, 4, 1), date(2026, 7, 1)),
    ],
)
def test_quarters(day: date, since: date, until: date) -> None:
    assert quarter_of(day) == (since, until)
