"""The history rules HR1-HR9: facts in plain sentences, each naming the contacts it counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from workstation.domain import past
from workstation.domain.ids import ContactId
from workstation.domain.past import Fact, PastContact, PastDecline, Present
from workstation.guidebook.guide import guide

NOW = datetime(2026, 11, 24, 9, 18, tzinfo=UTC)
STOKES = "STOKES, Liam"


def _police(month: int, **more: object) -> PastContact:
    given: dict[str, object] = {
        "contact": ContactId(f"p{month}"), "at": datetime(2026, month, 9, 12, tzinfo=UTC), "source": "6",
        "themes": ("da", "alcohol"), "outcomes": ("O07",), "parents": "not spoken", "adults": (STOKES,),
    }  # fmt: skip
    return PastContact(**{**given, **more})  # type: ignore[arg-type]


def _facts(*earlier: PastContact, source: str = "6", adults: tuple[str, ...] = (STOKES,)) -> dict[str, Fact]:
    present = Present(
        contact=ContactId("now"), at=NOW, source=source, themes=("da",), adults=adults, others=adults
    )
    return {f.rule: f for f in past.facts(present, earlier, guide())}


def test_hr1_and_hr2_third_police_notification_and_how_the_others_ended() -> None:
    fact = _facts(_police(1), _police(6))["HR1"]
    assert fact.headline == (
        "Third police notification in 12 months. Both earlier ones were closed with no further action."
    )
    assert fact.detail.replace("\u00a0", " ") == (
        "09 Jan 2026 and 09 Jun 2026: domestic abuse and alcohol, same adult (STOKES, Liam). "
        "Neither record shows that a parent was spoken to."
    )
    assert fact.chip == "3rd police in 12 m"
    assert set(fact.counted) == {"p1", "p6"}
    assert fact.tone == "danger"


def test_hr1_counts_only_twelve_months_back() -> None:
    old = _police(1, at=NOW - timedelta(days=366))
    assert "HR1" not in _facts(old)
    assert _facts(_police(1, at=NOW - timedelta(days=365)))["HR1"].headline.startswith("Second")


def test_hr1_other_sources_count_all_contacts() -> None:
    fact = _facts(_police(1), _police(6), _police(8), source="2A")["HR1"]
    assert fact.chip == "4 contacts in 12 m"


def test_an_outcome_that_was_not_a_closure_is_not_called_one() -> None:
    assert _facts(_police(1), _police(6, outcomes=("O02",)))["HR1"].headline == (
        "Third police notification in 12 months."
    )


def test_hr4_and_hr5_declines_with_their_words_and_the_same_adult_today() -> None:
    july = _police(7, declines=(PastDecline("D01", "managing fine", "Ms Farrow"),), source="2A")
    june = _police(6, declines=(PastDecline("D16", "partner has left", "Ms Farrow"),))
    fact = _facts(june, july)["HR4"]
    assert fact.headline.replace("\u00a0", " ") == (
        "Ms Farrow declined support twice: 09 Jun 2026 (“partner has left”) and 09 Jul 2026 (“managing fine”)."
    )
    assert fact.detail == "Today’s contact names the same adult, STOKES, Liam."


def test_hr3_is_a_fact_but_not_flagged() -> None:
    fact = _facts(_police(1), _police(6))["HR3"]
    assert fact.headline == "STOKES, Liam is named in 3 contacts."
    assert not fact.flagged


def test_hr6_back_from_early_help_and_closed_lately() -> None:
    stepped = _facts(
        _police(10, outcomes=("O04",), decided_at=datetime(2026, 10, 6, tzinfo=UTC)), source="2A"
    )
    assert stepped["HR6"].headline.replace("\u00a0", " ") == "Stepped down to early help 06 Oct 2026."
    closed = _facts(_police(7, decided_at=datetime(2026, 7, 20, tzinfo=UTC)), source="2A", adults=())
    assert closed["HR6"].headline == "Closed 4 months ago."


def test_hr7_open_elsewhere() -> None:
    still = _police(
        11, open=True, children=("FARROW, Jayden",), worker="J. Patel", number="C26-1-A", outcomes=()
    )
    assert _facts(still)["HR7"].headline == "FARROW, Jayden has an open contact with J. Patel."


def test_hr9_says_what_was_searched() -> None:
    fact = past.none_found(("names that sound alike", "address"))
    assert fact.headline == "No earlier contacts found."
    assert fact.detail == "Searched: names that sound alike, address."
    assert not fact.flagged


def test_the_contact_itself_is_not_its_own_history() -> None:
    assert _facts(_police(11, contact=ContactId("now"))) == {}
