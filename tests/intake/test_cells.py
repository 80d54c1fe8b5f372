"""Days and words in the many forms people write them."""

from datetime import date

import pytest

from workstation.guidebook.codes import codes
from workstation.intake import cells
from workstation.intake.messages import Cell, Kind

TODAY = date(2021, 3, 16)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2020-09-16T00:00:00", "day"),
        ("2020-09-16", "text"),
        ("2020-09-16 00:00:00", "text"),
        ("2020/9/16", "text"),
        ("16/09/2020", "text"),
        ("16/9/20", "text"),
        ("16-09-2020", "text"),
        ("16.09.2020 00:00", "text"),
        ("16 Sep 2020", "text"),
        ("16-Sep-20", "text"),
        ("16th September 2020", "text"),
        ("Wednesday 16 September 2020", "text"),
        ("20200916", "number"),
        ("44090", "number"),
        ("44090.5", "number"),
    ],
)
def test_the_same_day_in_many_forms(text: str, kind: Kind) -> None:
    assert cells.day(Cell(kind, text), today=TODAY).on == date(2020, 9, 16)


@pytest.mark.parametrize(
    "text",
    [
        "09/16/2020",
        "31/02/2020",
        "2020",
        "16",
        "soon",
        "infinity",
        "１６/09/2020",
    ],
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert cells.day(Cell("text", text), today=TODAY) == (None, "not understood")


def test_workbooks_of_old_macs_count_from_1904() -> None:
    assert cells.day(Cell("number", "42628"), today=TODAY, from_1904=True).on == date(2020, 9, 16)


def test_a_short_year_is_of_this_century_up_to_this_year() -> None:
    assert cells.day(Cell("text", "1/5/98"), today=TODAY).on == date(1998, 5, 1)
    assert cells.day(Cell("text", "1/5/21"), today=TODAY).on == date(2021, 5, 1)


@pytest.mark.parametrize(
    ("set_name", "text", "code"),
    [
        ("source", "q) 6: Police", "6"),
        ("source", "p1) 5D: LA services", "5D"),
        ("source", "x) 2a: schools", "2A"),
        ("source", "u) 10: Unknown", "10"),
        ("source", "Health visitor", "3B"),
        ("source", "INDIVIDUAL - self", "1C"),
        ("source", "Health services - other", "3F"),
        ("source", "Police (6)", "6"),
        ("source", "7 day service", None),
        ("source", "q) ", None),
        ("source", "", None),
        ("ethnicity", "s) NOBT", "NOBT"),
        ("ethnicity", "t) NOBT", "NOBT"),
        ("ethnicity", "p) BOTH", "BOTH"),
        ("ethnicity", "Both parents", None),
        ("ethnicity", "White British", "WBRI"),
        ("primary-need", "N1 - Abuse or Neglect", "N1"),
        ("primary-need", "PSRMEM - Support with memory and cognition", None),
        ("closure", "RC8 - Case closed after assessment, NFA", "RC8"),
        ("abuse", "Physical abuse", "PHY"),
        ("gender", "d) Neither", "9"),
        ("gender", "f) Male", "1"),
        ("gender", "m) Female", "2"),
        ("sex", "U", "U"),
        ("factor", "3B", "3B"),
        ("disability", "AUT", "AUT"),
    ],
)
def test_a_code_is_found_inside_a_text(set_name: str, text: str, code: str | None) -> None:
    assert codes(set_name).find(text) == code


def test_a_code_has_short_words_for_the_screen_and_long_ones_for_a_return() -> None:
    source = codes("source")
    assert (source.plain("6"), source.plain("2A"), source.plain("3B")) == (
        "Police",
        "School",
        "Health visitor",
    )
    assert source.text("2B") == "EDUCATION SERVICES"
    assert source.plain("99") == source.text("99") == "99"
    assert (source.edition, len(source.all)) == ("2024", 22)
    assert codes("source", "2024") is not None
    with pytest.raises(LookupError):
        codes("owls")


def test_every_code_is_found_by_itself_and_by_its_words() -> None:
    for name in (
        "source",
        "sex",
        "gender",
        "ethnicity",
        "primary-need",
        "closure",
        "abuse",
        "disability",
        "factor",
    ):
        found = codes(name)
        assert found.name == name
        for known in found.all:
            assert found.find(known.code) == found.find(known.text) == found.find(known.plain) == known.code
