"""Why a file is refused: a word inside the program, a sentence and advice for the person."""

from __future__ import annotations

from typing import Final

from workstation.trouble import IntakeTrouble

_SAVE_AGAIN: Final = "Nothing was taken from it. Save it in Excel as Excel Workbook (.xlsx), and try again."
_ASK: Final = "Nothing was taken from it. Ask whoever sent it to make it anew."


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


class ColumnsUnknown(IntakeTrouble):
    """This file needs its columns explained."""

    advice = (
        "Nothing was taken from it. Say what each column means, once; that can be saved for the next file."
    )
    code = "LT-405"


NOTES: Final[dict[str, str]] = {
    "macros": "The workbook holds macros (small programs). They were not looked at, and nothing of them was kept.",
    "broken xml": (
        "The XML of this file is broken. It was read as far as it makes sense; the children it concerns are marked."
    ),
    "instructions": "The file asks for a style sheet or another file. Nothing was fetched.",
}
UNDATED: Final = (
    "This file does not say on which day its data was right. Where it differs, it was taken as the newest. If it "
    "is an older one, look through the corrected rows: the newer file, brought in again, does not undo them."
)


REASONS: Final[dict[str, tuple[str, str]]] = {
    "empty": ("This file is empty.", _ASK),
    "not a workbook": (
        "This file is not an Excel workbook, a table (CSV) or a census return (XML), whatever its name says.",
        _SAVE_AGAIN,
    ),
    "other xml": ("This XML file is not a children in need census.", _ASK),
    "other return": ("This file is another return than the children in need census.", _ASK),
    "too deep": (
        "This XML file is built in a way no census is: its elements stand too deep in each other.",
        _ASK,
    ),
    "json": ("This file is JSON, which is not a list of people or events.", _ASK),
    "pdf": (
        "This file is a PDF, not a list.",
        "Nothing was taken from it. Ask for the list the PDF was made from.",
    ),
    "web page": ("This file is a web page with an Excel name.", _SAVE_AGAIN),
    "old excel": ("This file is in the old Excel format (.xls).", _SAVE_AGAIN),
    "binary excel": ("This file is a binary Excel workbook (.xlsb).", _SAVE_AGAIN),
    "open document": ("This file is an OpenDocument spreadsheet, not an Excel workbook.", _SAVE_AGAIN),
    "password": (
        "This file is locked with a password.",
        "Nothing was taken from it. Open it in Excel, take the password off, save it, and try again.",
    ),
    "zip folder": (
        "This file is a zip folder, not a list.",
        "Nothing was taken from it. Unpack it, and choose the file inside.",
    ),
    "damaged": ("This file is damaged.", _ASK),
    "too big": (
        "This file is too big, or grows too much when it is unpacked.",
        "Nothing was taken from it. Split it into smaller files.",
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
        "This file holds XML definitions, which no honest file of this kind has and which can do harm.",
        _ASK,
    ),
    "no sheets": ("This workbook has no sheets with rows.", _ASK),
    "strange json": (
        "This JSON file is built in a way no honest one is.",
        "Nothing was taken from it. Ask whoever sent it to make it anew.",
    ),
    "strange letter": (
        "This email is built in a way no honest one is: its parts stand too deep in each other.",
        "Nothing was taken from it. Open it in your mail program, copy its words, and paste them.",
    ),
    "long text": (
        "This file holds more words than any notification.",
        "Nothing was taken from it. Check that it is the right file.",
    ),
    "memory": ("This file needs more memory than a file may use.", "Split it into smaller files."),
    "unreadable": (
        "This file could not be opened.",
        "Nothing was taken from it. Check that it is still there and not open in another program.",
    ),
}


def refusal(why: str) -> FileRefused:
    """The trouble for a word of `REASONS`; a plain one for any other word."""
    title, advice = REASONS.get(why, ("", ""))
    return FileRefused(title, advice)
