"""Why a file is refused: a word inside the program, a sentence and advice for the person."""

from __future__ import annotations

from typing import Final

from workstation.trouble import IntakeTrouble

_SAVE_AGAIN: Final = "Nothing was taken from it. Save it in Excel as Excel Workbook (.xlsx), and try again."
_ASK: Final = "Nothing was taken from it. Ask whoever sent it to save it again, as Excel Workbook (.xlsx)."


class FileRefused(IntakeTrouble):
    """This file is not one that can be brought in."""

    code = "LT-401"


class ParserFailed(IntakeTrouble):
    """Reading the file failed, and was ended before it could do harm."""

    advice = "Bring it in again: nothing is taken twice. If it fails again, save it anew from where it came."
    code = "LT-402"


class Stopped(IntakeTrouble):
    """You stopped bringing in this file."""

    advice = (
        "What was taken so far stays. Bring the same file in again to take the rest: nothing is taken twice."
    )
    code = "LT-403"


REASONS: Final[dict[str, tuple[str, str]]] = {
    "empty": ("This file is empty.", _ASK),
    "not a workbook": ("This file is not an Excel workbook, whatever its name says.", _SAVE_AGAIN),
    "pdf": (
        "This file is a PDF, not an Excel workbook.",
        "Nothing was taken from it. Ask for the workbook the PDF was made from.",
    ),
    "web page": ("This file is a web page with an Excel name.", _SAVE_AGAIN),
    "old excel": ("This file is in the old Excel format (.xls).", _SAVE_AGAIN),
    "binary excel": ("This file is a binary Excel workbook (.xlsb).", _SAVE_AGAIN),
    "open document": ("This file is an OpenDocument spreadsheet, not an Excel workbook.", _SAVE_AGAIN),
    "password": (
        "This file is locked with a password.",
        "Nothing was taken from it. Open it in Excel, take the password off, save it, and try again.",
    ),
    "macros": (
        "This file holds macros (small programs), so it was not opened.",
        "Nothing was taken from it. If you trust it, save it in Excel as Excel Workbook (.xlsx) without macros.",
    ),
    "damaged": ("This workbook is damaged.", _ASK),
    "too big": (
        "This workbook is too big, or grows too much when it is unpacked.",
        "Nothing was taken from it. Split it into smaller workbooks.",
    ),
    "unsafe names": (
        "This workbook is built in a way Excel never builds one: its parts have unsafe names.",
        _ASK,
    ),
    "same names": (
        "This workbook is built in a way Excel never builds one: it has two parts of one name.",
        _ASK,
    ),
    "locked parts": ("Parts of this workbook are locked with a password.", _ASK),
    "definitions": (
        "This workbook holds XML definitions, which Excel never writes and which can do harm.",
        _ASK,
    ),
    "no sheets": ("This workbook has no sheets with rows.", _ASK),
    "memory": ("This workbook needs more memory than a file may use.", "Split it into smaller workbooks."),
    "unreadable": (
        "This file could not be opened.",
        "Nothing was taken from it. Check that it is still there and not open in another program.",
    ),
}


def refusal(why: str) -> FileRefused:
    """The trouble for a word of `REASONS`; a plain one for any other word."""
    title, advice = REASONS.get(why, ("", ""))
    return FileRefused(title, advice)
