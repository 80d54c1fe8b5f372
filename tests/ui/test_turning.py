"""A number that follows a name written right to left stays after it."""

import pytest

from ui.widgets.turning import kept_after

MARK = "\u200e"


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("3 for Ellie, 3 for فاطمة, 3 for Ola", f"3 for Ellie, 3 for فاطمة{MARK}, 3 for Ola"),
        ("Ellie 3, אורי 1.", f"Ellie 3, אורי{MARK} 1."),
        ("עבד אל 04 Mar", f"עבד אל{MARK} 04 Mar"),
        ("פלוני, אורי · Born 04 Mar 2018", "פלוני, אורי · Born 04 Mar 2018"),
        ("Ellie 3", "Ellie 3"),
        ("She wrote ولد 2017 في لندن today", "She wrote ولد 2017 في لندن today"),
        ("אורי 3, פלוני 1", f"אורי{MARK} 3, פלוני{MARK} 1"),
        ("ילד " * 9 + "3", "ילד " * 9 + "3"),
    ],
)
def test_a_mark_that_nobody_sees_stands_before_the_number(words: str, drawn: str) -> None:
    assert kept_after(words) == drawn
