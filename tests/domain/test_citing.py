"""Earlier contacts that reasons name: a citation is words, and found again whatever is around them."""

from __future__ import annotations

from datetime import UTC, datetime

from workstation.domain.citing import citation, cited
from workstation.domain.ids import ContactId
from workstation.domain.past import PastContact


def _contact(name: str, number: str = "", day: int = 14, event: str = "") -> PastContact:
    at = datetime(2026, 1, day, 9, tzinfo=UTC)
    return PastContact(contact=ContactId(name), number=number, at=at, source="6", event=event)


ONE, TWO = _contact("one", "C26-00001-A"), _contact("two", "C26-00002-B", 20)


def test_a_contact_is_named_by_its_number_and_day() -> None:
    assert citation(ONE) == "[C26-00001-A, 14 Jan 2026]"
    assert citation(_contact("old", event="child in need plan")) == "[child in need plan, 14 Jan 2026]"
    assert citation(_contact("bare")) == "[police, 14 Jan 2026]"


def test_what_a_text_names_in_its_order_each_once() -> None:
    text = f"As then {citation(TWO)} and before {citation(ONE)}, {citation(TWO)}."
    assert [one.contact for one in cited(text, (ONE, TWO))] == [TWO, ONE]
    assert text[cited(text, (TWO,))[0].start :].startswith("[C26-00002-B")


def test_words_that_were_edited_name_nobody() -> None:
    assert cited("As then [C26-00001-A, 15 Jan 2026].", (ONE, TWO)) == ()
    assert cited("", (ONE,)) == ()
