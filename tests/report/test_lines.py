"""Where lines break, and the order of right-to-left words on them."""

from __future__ import annotations

import pytest

from workstation.report.letters import hand_for
from workstation.report.lines import Line, broken
from workstation.report.parts import Run

WIDE = 100_000.0


def lines(words: str, room: float = WIDE) -> list[Line]:
    return list(broken((Run(words),), room, hand_for(words)))


def seen(line: Line) -> list[str]:
    """The pieces from left to right; glyphs of a right-to-left piece are mirrored, its words are as read."""
    return [p.words for p in line.pieces if p.words.strip()]


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("abc محمد العربي def", ["abc", "العربي", "محمد", "def"]),
        ("abc محمد 12 العربي def", ["abc", "العربي", "12", "محمد", "def"]),
        ("abc محمد 12, العربي 3", ["abc", "محمد", "12", ",", "العربي", "3"]),
        ("(محمد) x", ["x", ")", "محمد", "("]),
        ("x (محمد) y", ["x", "(", "محمد", ")", "y"]),
        ("12 محمد", ["محمد", "12"]),
        ("محمد Sarah العربي", ["العربي", "Sarah", "محمد"]),
        ("محمد Sarah Smith العربي", ["العربي", "Sarah", "Smith", "محمد"]),
        ("שרה כהן נולדה", ["נולדה", "כהן", "שרה"]),
        ("ב-14 במרץ 2017", ["2017", "במרץ", "14", "-", "ב"]),
        ("Born שרה כהן, 14", ["Born", "כהן", "שרה", ",", "14"]),
        ("3 for שרה, 3 for Ola", ["3", "for", "שרה", ",", "3", "for", "Ola"]),
        ("x 12 34 y", ["x", "12", "34", "y"]),
    ],
)
def test_order(words: str, order: list[str]) -> None:
    (line,) = lines(words)
    assert seen(line) == order


def test_among_many_words_written_right_to_left_a_number_goes_with_them() -> None:
    words = "abc " + "محمد " * 5 + "12 " + "محمد " * 5 + "def"
    (line,) = lines(words)
    assert seen(line) == ["abc", *["محمد"] * 5, "12", *["محمد"] * 5, "def"]
    (line,) = lines("abc " + "أ " * 5 + "12 " + "ب " * 5 + "def")
    assert seen(line) == ["abc", *["ب"] * 5, "12", *["أ"] * 5, "def"]


def test_a_name_is_written_with_its_letters_and_fi_with_two() -> None:
    """The fonts would write part of the name Abdullah as one sign, and `ffi` as one glyph nobody can search for."""
    assert [len(p.glyphs) for p in lines("محمد")[0].pieces] == [4]
    assert [len(p.glyphs) for p in lines("الله")[0].pieces] == [4]
    assert [len(p.glyphs) for p in lines("fiffi λ")[0].pieces] == [5, 1, 1]


def test_a_text_that_begins_right_to_left_belongs_to_the_right_edge() -> None:
    assert lines("محمد قال Sarah")[0].right
    assert not lines("Sarah محمد")[0].right


def test_every_line_fits_and_no_letter_is_lost() -> None:
    words = "Some words " * 40 + "x" * 900 + " 张伟" * 80 + "张" * 200 + " محمد العربي" * 30 + " end"
    found = lines(words, 20_000.0)
    assert max(line.width for line in found) <= 20_000.0
    kept = sorted("".join(p.words for line in found for p in line.pieces).replace(" ", ""))
    assert kept == sorted(words.replace(" ", ""))


def test_breaks_made_by_hand_stay_and_spaces_at_the_front_too() -> None:
    found = lines("one\n\n   two")
    assert ["".join(p.words for p in line.pieces) for line in found] == ["one", "", "   two"]


def test_a_word_in_two_weights_is_not_broken_between_them() -> None:
    runs = (Run("aaa "), Run("bold", strong=True), Run("tail and more"))
    room = sum(line.width for line in broken((Run("aaa boldt"),), WIDE, hand_for("a")))
    first, second, *_ = broken(runs, room, hand_for("a"))
    assert "".join(p.words for p in first.pieces) == "aaa"
    assert "".join(p.words for p in second.pieces).startswith("boldtail")


def test_one_font_for_a_whole_word_and_one_family_for_a_page() -> None:
    plain, foreign = hand_for("Ellie"), hand_for("Ellie Ọlá")
    assert plain.regular[0].name.startswith("Atkinson")
    assert foreign.regular[0].name == "NotoSans-Regular"
    assert [face.name for face, _ in plain.runs("Ọláńrewájú")] == ["NotoSans-Regular"]
    assert [(face.name, part) for face, part in foreign.runs("张伟,")] == [
        ("DroidSansFallbackFull", "张伟"),
        ("NotoSans-Regular", ","),
    ]
