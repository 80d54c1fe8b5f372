"""A cell as words, as a day, as yes or no. Plain functions; nothing here is ever surprised by a value.

Days are read as the British write them, unless somebody says that they stand month first. One day that could only
be read the American way is not understood: it is more likely a slip than the custom of the file.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final, Literal, NamedTuple

from workstation.domain import times
from workstation.domain.kinds import YesNo
from workstation.intake.messages import Cell

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME: Final = r"(?:[T ,]+\d{1,2}:\d{2}.*)?"
_YEAR_FIRST: Final = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.ASCII)
_DAY_FIRST: Final = re.compile(
    rf"(\d{{1,2}})\s?[-/. ]\s?(\d{{1,2}})\s?[-/. ]\s?(\d{{4}}|\d{{2}}){_TIME}", re.ASCII
)
_MONTH_FIRST: Final = re.compile(
    r"\s*(\d{1,2})(\s?[-/. ]\s?)(\d{1,2})(\s?[-/. ]\s?\d{2,4}.*)", re.ASCII | re.DOTALL
)
_NAMED_MONTH: Final = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?[-/ .]*(?:of )?([A-Za-z]{{3,9}})\.?,?[-/ .]*(\d{{4}}|\d{{2}}){_TIME}",
    re.ASCII,
)
_SOLID: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_WEEKDAY: Final = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[, ]+", re.IGNORECASE
)

_FROM_1900: Final = date(1899, 12, 30)
_FROM_1904: Final = date(1904, 1, 1)
_SERIALS: Final = range(10_000, 73_051)
"""Excel's day numbers for 1927 to 2099; a smaller number is a year or a count."""

_AGE: Final = re.compile(
    r"(\d{1,3})(?:\.\d+)?\s*(?:y|yo|yrs?|years?)?(?: old)?(?:,? (?:and )?\d+ m(?:onth|th)?s?)?",
    re.ASCII | re.IGNORECASE,
)
_YES: Final = frozenset({"yes", "y", "true", "1"})
_NO: Final = frozenset({"no", "n", "false", "0"})
_UNKNOWN: Final = frozenset({"unknown", "not known", "unk"})
_OPEN: Final = _NO | {
    "none",
    "nil",
    "not confidential",
    "not hidden",
    "not restricted",
    "not sensitive",
    "open",
}
"""What a column that says whether an address is hidden has where it is not."""
_LIST_LETTER: Final = re.compile(r"^[a-z]\d?\s?\)\s*", re.IGNORECASE)

_POINT: Final = re.compile(r"\.0*$")
"""`No.`, and a 0 that a program wrote as 0.0."""

NOTHING: Final = frozenset(
    {
        "NULL",
        "(null)",
        "<NA>",
        "NaN",
        "nan",
        "NaT",
        "N/A",
        "n/a",
        "#N/A",
        "-",
        "--",
        ".",
        "None",
        "[NULL]",
        "(blank)",
    }
)
"""What programs write where there is nothing. `Null` is a surname."""
_LIKE_NAMES: Final = frozenset({"NULL", "None", "nan"})
LIKE_A_NAME: Final = "{} “{}” is what programs write for nothing, taken as empty: it may be a name"

_STAND_IN: Final = re.compile(
    r"(?:0+(?:\.0+)?|1900[-/.]0?[01][-/.]0?[01]|0?[01][-/.]0?1[-/.]1900|1899[-/.]12[-/.]3[01]|3[01][-/.]12[-/.]1899"
    r"|0000[-/.]\d\d[-/.]\d\d|\d\d[-/.]\d\d[-/.]0000|0001[-/.]01[-/.]01|1753[-/.]01[-/.]01|01[-/.]01[-/.]1753"
    rf"|9999[-/.]12[-/.]31|31[-/.]12[-/.]9999){_TIME}|0?0:00(?::00)?",
    re.ASCII,
)
"""What Excel and databases show where there is no day: 1900-01-00, 30/12/1899, 31/12/9999."""

Note = Literal["", "not understood", "two digits", "stand-in"]


class Day(NamedTuple):
    """A day read from a cell, and what is to be said about it."""

    on: date | None
    note: Note = ""


def words(cell: Cell | None) -> str:
    """The value in words with single plain spaces; empty when there is none. Days as 16/09/2020."""
    if cell is None or no_value(cell):
        return ""
    if cell.kind == "day":
        found = _of_iso(cell.text)
        return f"{found:%d/%m/}{found.year}" if found else cell.text
    return " ".join(cell.text.split())


def no_value(cell: Cell) -> bool:
    """Whether the cell was filled with something that is not a value."""
    return cell.kind in _NO_VALUES or is_error(cell)


_NO_VALUES: Final = frozenset(("error", "formula", "long", "broken", "twice"))
_ERRORS: Final = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!")
)


def is_error(cell: Cell) -> bool:
    """Excel's errors, also when somebody pasted them as text."""
    if cell.kind != "text":
        return cell.kind == "error"
    return "#" in cell.text and cell.text.strip().upper() in _ERRORS


def day(cell: Cell | None, *, today: date, from_1904: bool = False, month_first: bool = False) -> Day:
    """The day a cell means. Two-digit years are the latest that is not after this year."""
    if cell is not None and month_first and cell.kind in ("text", "replaced"):
        found = _MONTH_FIRST.fullmatch(cell.text)
        cell = Cell("text", found[3] + found[2] + found[1] + found[4]) if found else cell
    text = words(cell)
    if cell is None or not text:
        return Day(None)
    if is_stand_in(text):
        return Day(None, "stand-in")
    if cell.kind == "day":
        return _kept(_of_iso(cell.text))
    text = _WEEKDAY.sub("", text)
    if serial := _SERIAL.fullmatch(text):
        return _of_serial(int(serial.group(1)), from_1904=from_1904)
    if found := _YEAR_FIRST.fullmatch(text) or _SOLID.fullmatch(text):
        year, month, number = found.groups()
        return _made(year, int(month), number, today)
    if found := _DAY_FIRST.fullmatch(text):
        number, month, year = found.groups()
        return _made(year, int(month), number, today)
    if found := _NAMED_MONTH.fullmatch(text):
        number, name, year = found.groups()
        return _made(year, _month(name), number, today)
    return Day(None, "not understood")


def is_stand_in(text: str) -> bool:
    """Whether programs write this where there is no day."""
    return _STAND_IN.fullmatch(text) is not None


def said_of(found: Day, text: str) -> str:
    """What is to be said about a day that was read, or that stands for none."""
    if found.note == "stand-in":
        return f"\u201c{text}\u201d is what programs write for no date, taken as empty"
    return "gives the year with two digits"


def _month(name: str) -> int:
    """1 to 12; 0 for a word that is no month."""
    short = name[:3].casefold()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _made(year: str, month: int, number: str, today: date) -> Day:
    whole = int(year)
    if len(year) == 2:
        whole += 2000 if whole <= today.year % 100 else 1900
    try:
        found = date(whole, month, int(number))
    except ValueError:
        return Day(None, "not understood")
    return _kept(found, "two digits" if len(year) == 2 else "")


def _of_iso(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _of_serial(serial: int, *, from_1904: bool) -> Day:
    if serial not in _SERIALS:
        return Day(None, "not understood")
    return _kept((_FROM_1904 if from_1904 else _FROM_1900) + timedelta(days=serial))


def _kept(found: date | None, note: Note = "") -> Day:
    """A day Central would take; any other is not understood."""
    if found is None or not times.in_range(found):
        return Day(None, "not understood")
    return Day(found, note)


def is_text(cell: Cell | None) -> bool:
    """Whether somebody wrote it in words or figures of their own: Excel's own days and numbers are not."""
    return cell is not None and cell.kind in ("text", "replaced")


def is_nothing(cell: Cell) -> bool:
    """Whether a program wrote there that there is nothing. An Excel error is told as one."""
    return cell.kind == "text" and cell.text.strip() in NOTHING and not is_error(cell)


def like_a_name(cell: Cell | None) -> str:
    """A word for nothing that may be somebody's surname; empty for anything else."""
    text = cell.text.strip() if cell is not None and cell.kind == "text" else ""
    return text if text in _LIKE_NAMES else ""


def whole_years(text: str) -> int | None:
    """Completed years of an age: `6.138`, `9 years`, `9 yrs 4 months`."""
    found = _AGE.fullmatch(text)
    return int(found[1]) if found else None


def unlettered(text: str) -> str:
    """The text without the letter of a list before it: `a) Suitable`."""
    return _LIST_LETTER.sub("", text) or text


def yes_no(cell: Cell | None) -> YesNo | None:
    """Yes, no or not known, with or without the letter of a list; None when it is another word or nothing."""
    text = unlettered(words(cell)).casefold()
    if text in _YES:
        return "yes"
    if text in _NO:
        return "no"
    return "not known" if text in _UNKNOWN else None


def hides(cell: Cell) -> Literal["yes", "no", "perhaps"]:
    """Whether an address is hidden, as its column says. Only nothing and a plain no leave it open: whoever wrote
    anything else there (`Do not disclose`, an X, an error of Excel) had a reason.
    """
    if cell.kind == "text" and not is_error(cell) and (not cell.text.strip() or cell.text.strip() in NOTHING):
        return "no"
    if _POINT.sub("", unlettered(words(cell)).casefold()) in _OPEN:
        return "no"
    return "yes" if yes_no(cell) == "yes" else "perhaps"
