"""The plain text of a copy."""

from __future__ import annotations

from tests.report import contacts
from tests.report.reading import letters
from workstation.report.text import WIDTH, columns, text


def test_no_line_is_wider_than_a_terminal() -> None:
    long = "x" * 300 + " 张伟张伟" * 60 + " Ọ̀ẹ́ " * 90 + "\n" + "word " * 400
    for entries in (contacts.whole(), contacts.told(long)):
        assert max(columns(line) for line in text(contacts.summed(entries)).splitlines()) <= WIDTH


def test_no_word_is_lost_in_folding() -> None:
    long = " ".join(f"w{n}" for n in range(2000)) + " " + "y" * 500
    assert letters(long) in letters(text(contacts.summed(contacts.told(long))))


def test_a_terminal_is_never_spoken_to() -> None:
    words = text(contacts.summed(contacts.told("a\x1b[2Jb\x07c\x08\u202ed\u202c\u200be\rf\x9bg")))
    assert all(c == "\n" or c.isprintable() or c == "\u00a0" for c in words)
    for token in ("[U+001B]", "[U+0007]", "[U+0008]", "[U+202E]", "[U+202C]", "[U+200B]", "[U+009B]"):
        assert token in words
