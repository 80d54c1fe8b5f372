"""The way through a contact: what is open, in the order in which the six pages are read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.domain.telling import ELLIE, JAYDEN, Teller, police_contact, settle_everything
from workstation.domain import gates, kinds
from workstation.domain.gates import Gap
from workstation.domain.ids import ContactId
from workstation.domain.past import Fact, Past, PastContact, PastDecline
from workstation.guidebook.guide import guide

GUIDE = guide()
NOTHING = Past()
LONG_AGO = datetime(2025, 7, 3, 9, 0, tzinfo=UTC)
FLAGGED = Past(facts=(Fact(rule="HR1", tone="danger", headline="Third police notification in 12 months."),))


def _way(teller: Teller, past: Past = NOTHING) -> tuple[Gap, ...]:
    file = teller.file()
    return gates.walk(file, GUIDE, past, gates.blocks(file, GUIDE, past))


def _kinds(way: tuple[Gap, ...], step: int) -> list[str]:
    return list(dict.fromkeys(gap.place.partition(":")[0] for gap in way if gap.step == step))


def test_nothing_is_open_in_a_whole_contact_but_what_was_never_said() -> None:
    teller = police_contact()
    settle_everything(teller)
    assert {gap.rule for gap in _way(teller)} <= {gates.OPEN}
    assert {gap.place.partition(":")[0] for gap in _way(teller)} <= {"question", "heard"}


def test_the_pages_come_in_their_order_and_nothing_twice() -> None:
    way = _way(police_contact(), FLAGGED)
    assert [gap.step for gap in way] == sorted(gap.step for gap in way)
    assert len({(gap.step, gap.place) for gap in way}) == len(way)


def test_everything_that_stops_sending_is_on_the_way() -> None:
    teller = police_contact()
    stops = gates.blocks(teller.file(), GUIDE, FLAGGED)
    assert stops
    assert set(stops) <= set(_way(teller, FLAGGED))


def test_a_link_is_asked_for_above_the_view_and_the_basis_above_the_agencies() -> None:
    way = _way(police_contact(), FLAGGED)
    assert _kinds(way, 3) == ["history.link", "history.view"]
    assert _kinds(way, 4) == ["basis", "agency"]


def test_factors_reasons_levels_and_outcomes_follow_each_other() -> None:
    way = _way(police_contact())
    assert _kinds(way, 6) == ["factor", "reasons", "level", "outcome"]
    children = [gap.place.partition(":")[2] for gap in way if gap.place.startswith("level:")]
    assert children == [ELLIE, JAYDEN]


@pytest.mark.parametrize(("outcome", "asked"), [("O01", False), ("O03", False), ("O02", True), ("O07", True)])
def test_factors_and_levels_stay_open_only_where_the_outcome_asks_for_them(outcome: str, asked: bool) -> None:
    teller = police_contact()
    for child in (ELLIE, JAYDEN):
        teller.say(kinds.Recommended(child=child, outcome=outcome))
    assert ("level" in _kinds(_way(teller), 6)) is asked


def test_who_protects_a_child_first_is_led_to_nothing_that_stops_nobody() -> None:
    teller = police_contact()
    teller.say(kinds.Escalated(danger="He is in the flat."))
    assert gates.OPEN not in {gap.rule for gap in _way(teller)}


def test_where_support_was_declined_before_it_is_asked_what_is_different() -> None:
    teller = police_contact()
    assert "declines" not in _kinds(_way(teller), 5)
    refused = PastDecline(reason="D01", who="Ms Farrow", words="managing fine")
    before = PastContact(contact=ContactId("before"), number="C25", at=LONG_AGO, declines=(refused,))
    past = Past(contacts=(before,))
    assert _kinds(_way(teller, past), 5)[-1] == "declines"
    teller.say(kinds.WarningAnswered(warning="W2:declines", words="School asks her."))
    assert "declines" not in _kinds(_way(teller, past), 5)
