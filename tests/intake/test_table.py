"""Tables of text: every way programs write them, and every way they break them."""

from pathlib import Path

import pytest

from workstation.intake import limited
from workstation.intake.messages import Message, Opened, Row, RowsRead
from workstation.intake.refusals import FileRefused


def said(tmp_path: Path, raw: bytes) -> list[Message]:
    path = tmp_path / "a.csv"
    path.write_bytes(raw)
    return list(limited.read(path))


def rows(tmp_path: Path, raw: bytes) -> list[Row]:
    return [row for message in said(tmp_path, raw) if isinstance(message, RowsRead) for row in message.rows]


def cells(tmp_path: Path, raw: bytes) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row.cells] for row in rows(tmp_path, raw)]


TEXT = 'Name,Town\r\n"Zoë, Ann",Oakham\r\n'


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_the_encoding_is_told_by_the_content(tmp_path: Path, codec: str, name: str) -> None:
    found = said(tmp_path, TEXT.encode(codec))
    assert isinstance(found[0], Opened)
    assert (found[0].kind, found[0].encoding) == ("table", name)
    assert cells(tmp_path, TEXT.encode(codec)) == [["Name", "Town"], ["Zoë, Ann", "Oakham"]]


@pytest.mark.parametrize("part", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_what_parts_cells_and_rows_is_told_by_the_content(tmp_path: Path, part: str, end: str) -> None:
    raw = end.join(
        part.join(row) for row in (("a", "b", "c"), ("1", "2, 3", "4") if part != "," else ("1", "2", "4"))
    )
    assert len(cells(tmp_path, raw.encode())[1]) == 3


def test_excel_may_say_itself_what_parts_the_cells(tmp_path: Path) -> None:
    assert cells(tmp_path, b"sep=|\r\na,b|c\r\n1,5|2\r\n") == [["a,b", "c"], ["1,5", "2"]]


def test_words_with_line_ends_are_one_row(tmp_path: Path) -> None:
    found = rows(tmp_path, b'a,b\r\n1,"one\r\ntwo, three\r\n"\r\n2,x\r\n')
    assert [(row.number, len(row.cells), row.odd) for row in found] == [(1, 2, ""), (2, 2, ""), (3, 2, "")]


def test_a_quotation_mark_that_is_never_closed_spoils_one_row(tmp_path: Path) -> None:
    raw = b'id,name,town\r\n1,"Smith,Oakham\r\n' + b"2,Jones,Oakham\r\n" * 400
    found = rows(tmp_path, raw)
    assert len(found) == 402
    assert "never closed" in found[1].odd
    assert [cell.text for cell in found[1].cells if cell] == ["1", "Smith", "Oakham"]
    assert {row.odd for row in found[2:]} == {""}


def test_one_that_the_next_row_closes_spoils_one_row_too(tmp_path: Path) -> None:
    found = cells(tmp_path, b'id,name,town\n1,"Smith,Oakham\n2,"Jones",Oakham\n3,Lee,Oakham\n')
    assert found == [
        ["id", "name", "town"],
        ["1", "Smith", "Oakham"],
        ["2", "Jones", "Oakham"],
        ["3", "Lee", "Oakham"],
    ]


def test_marks_inside_words_are_kept_and_said(tmp_path: Path) -> None:
    found = rows(tmp_path, b'id,words,town\n1,"She said "no" to him",Oakham\n2,"x",Oakham\n')
    assert found[1].cells[2] is not None
    assert found[1].cells[2].text == "Oakham"
    assert "no" in (found[1].cells[1].text if found[1].cells[1] else "")
    assert found[1].odd
    assert not found[2].odd


def test_every_row_broken_ends_soon(tmp_path: Path) -> None:
    raw = b"id,name,town\n" + b"".join(b'%d,"Smith,Oakham\n' % number for number in range(3_001))
    found = rows(tmp_path, raw)
    assert len(found) == 3_002


def test_rows_may_be_shorter_or_longer(tmp_path: Path) -> None:
    assert [len(row) for row in cells(tmp_path, b"a,b,c\n1\n1,2,3,4\n1,2\n")] == [3, 1, 4, 2]


def test_zeros_and_control_characters_are_shown(tmp_path: Path) -> None:
    found = rows(tmp_path, b"a,b\n1,x\x00y\x1bz\n")
    assert found[1].cells[1] is not None
    assert (found[1].cells[1].kind, found[1].cells[1].text) == ("replaced", "x\ufffdy\ufffdz")


def test_formulas_have_no_value_and_kept_identifiers_are_text(tmp_path: Path) -> None:
    found = rows(tmp_path, b'a,b,c\n="007",=H2+5,"=cmd|\'/C calc\'!A0"\n')
    assert [cell and (cell.kind, cell.text) for cell in found[1].cells] == [
        ("text", "007"), ("formula", ""), ("formula", ""),
    ]  # fmt: skip


def test_a_huge_cell_is_left_out_and_a_very_wide_row_is_a_fault(tmp_path: Path) -> None:
    raw = b"a,b\n1," + b"x" * 2_000_000 + b"\n" + b"," * 1_000_000 + b"z\n2,3\n"
    found = rows(tmp_path, raw)
    assert found[1].cells[1] is not None
    assert (found[1].cells[1].kind, found[1].cells[1].text) == ("long", "2,000,000")
    assert found[2].fault == "it is wider than 300 columns"
    assert len(found[3].cells) == 2


@pytest.mark.parametrize(
    "raw",
    [b"one\ntwo\nthree\n", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, b"\x00" * 10_000, b'[{"a": 1}]'],
)
def test_what_is_no_table_is_refused(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(FileRefused):
        said(tmp_path, raw)


def test_one_line_without_end_is_one_row(tmp_path: Path) -> None:
    found = rows(tmp_path, b'a,b\n"' + b"x" * 60_000_000)
    assert found[1].cells[0] is not None
    assert found[1].cells[0].kind == "long"
