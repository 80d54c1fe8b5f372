"""Files made to do harm, and files of another kind: refused with a sentence, and nothing else is touched."""

import io
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake import books
from tests.intake.books import contact, contacts, part, told, with_parts, zipped
from workstation.intake.refusals import NOTES, REASONS, FileRefused, ParserFailed, refusal
from workstation.trouble import IntakeTrouble

SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def refused(path: Path) -> str:
    """The title the person reads. A refusal always says what to do."""
    with pytest.raises(FileRefused) as caught:
        books.read(path)
    assert caught.value.what_to_do
    return caught.value.title


def twin_names() -> bytes:
    made = io.BytesIO(books.SAMPLE.read_bytes())
    with zipfile.ZipFile(made, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, "<worksheet/>")
    return made.getvalue()


def link() -> bytes:
    made = io.BytesIO(books.SAMPLE.read_bytes())
    with zipfile.ZipFile(made, "a") as archive:
        info = zipfile.ZipInfo("xl/link")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return made.getvalue()


def locked() -> bytes:
    """The sample with the mark of encryption on its first part, in both places a zip says it."""
    raw = bytearray(books.SAMPLE.read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def with_name(name: str) -> bytes:
    return zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b"", name: b"x"})


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "words": (lambda: b"Dear colleague\r\nno list is here\r\n", "not a workbook"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "not a workbook"),
    "json": (lambda: b'{"lintel_mapping": 1}', "json"),
    "pdf": (lambda: b"%PDF-1.7\n", "pdf"),
    "page": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
    "old": (lambda: OLE, "old excel"),
    "password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "binary": (lambda: zipped({"[Content_Types].xml": b"", "xl/workbook.bin": b""}), "binary excel"),
    "ods": (lambda: zipped({"mimetype": b"", "content.xml": b""}), "open document"),
    "zip": (lambda: zipped({"a.txt": b"hello"}), "zip folder"),
    "cut": (lambda: books.SAMPLE.read_bytes()[:20_000], "damaged"),
    "zeros": (lambda: zipped({"[Content_Types].xml": b"", SHEET: b"\0" * 50_000_000}), "too big"),
    "up": (lambda: with_name("../../evil"), "unsafe names"),
    "absolute": (lambda: with_name("/etc/evil"), "unsafe names"),
    "drive": (lambda: with_name("C:evil"), "unsafe names"),
    "back": (lambda: with_name("xl\\..\\evil"), "unsafe names"),
    "twins": (twin_names, "same names"),
    "case twins": (lambda: with_name("XL/Workbook.xml"), "same names"),
    "link": (link, "unsafe names"),
    "locked": (locked, "locked parts"),
    "many": (
        lambda: zipped({f"xl/{n}": b"" for n in range(2_100)} | {"[Content_Types].xml": b""}),
        "too big",
    ),
}


@pytest.mark.parametrize("kind", FILES)
def test_refused_with_a_sentence(tmp_path: Path, kind: str) -> None:
    make, why = FILES[kind]
    path = tmp_path / "Annex A.xlsx"
    path.write_bytes(make())
    assert refused(path) == refusal(why).title


def test_macros_are_never_looked_at_and_the_lists_are_read(tmp_path: Path) -> None:
    types = part(books.SAMPLE, "[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    parts = {"[Content_Types].xml": types, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 not even a program"}
    report, acts = books.read(with_parts(books.SAMPLE, tmp_path / "a.xlsm", parts))
    assert report.notes == (NOTES["macros"],)
    assert len(acts) == 54


def test_the_name_of_a_file_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    path.write_bytes(books.SAMPLE.read_bytes())
    assert len(books.read(path)[1]) == 54


LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10 if level else b"ha") for level in range(10)
)


@pytest.mark.parametrize(
    "name", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "[Content_Types].xml", "docProps/core.xml"]
)
@pytest.mark.parametrize(
    "definition",
    [
        b"<!DOCTYPE worksheet [" + LAUGHS + b"]>",
        b'<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        b'<!DOCTYPE worksheet SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_xml_definitions_are_refused_in_every_part(tmp_path: Path, name: str, definition: bytes) -> None:
    old = part(books.SAMPLE, name)
    end = old.index(b"?>") + 2
    path = with_parts(books.SAMPLE, tmp_path / "a.xlsx", {name: old[:end] + definition + old[end:]})
    assert refused(path) == refusal("definitions").title


def test_xml_definitions_in_another_alphabet_are_refused(tmp_path: Path) -> None:
    bomb = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE worksheet [' + LAUGHS.decode() + "]><worksheet/>"
    path = with_parts(books.SAMPLE, tmp_path / "a.xlsx", {SHEET: bomb.encode("utf-16")})
    assert refused(path) == refusal("definitions").title


def sheet_xml(rows: bytes) -> bytes:
    return (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:G9"/><sheetData>' + rows + b"</sheetData></worksheet>"
    )


def headings_and(rows: bytes) -> bytes:
    cells = b"".join(
        b'<c t="inlineStr"><is><t>%s</t></is></c>' % name.encode() for name in books.CONTACT_HEADINGS
    )
    return sheet_xml(b'<row r="1">' + cells + b"</row>" + rows)


def text_row(number: int, child: str) -> bytes:
    values = [child, "F", "WBRI", "2012-05-04", "8", "2020-09-16", "6"]
    return b'<row r="%d">' % number + b"".join(
        b'<c t="inlineStr"><is><t>%s</t></is></c>' % value.encode() for value in values
    ) + b"</row>"  # fmt: skip


def with_rows(tmp_path: Path, rows: bytes) -> Path:
    base = contacts(tmp_path / "base.xlsx", contact())
    return with_parts(base, tmp_path / "a.xlsx", {SHEET: headings_and(rows)})


def test_rows_whose_numbers_go_backwards_are_not_lost(tmp_path: Path) -> None:
    path = with_rows(tmp_path, text_row(9, "A1") + text_row(2, "A2") + text_row(2, "A3"))
    report, acts = books.read(path)
    assert [told(act).la_child_id for act in acts] == ["A1", "A2", "A3"]
    assert report.total().taken == 3


def test_a_row_far_below_costs_nothing(tmp_path: Path) -> None:
    report, acts = books.read(with_rows(tmp_path, text_row(1_048_576, "A1")))
    assert (len(acts), report.sheets[0].blank) == (1, 1_048_574)


@pytest.mark.parametrize(
    "cell",
    [
        b'<c t="s"><v>999999</v></c>',
        b'<c t="b"><v>x</v></c>',
        b'<c t="d"><v>soon</v></c>',
        b"<c><v>1E999</v></c>",
        b"<c><v>" + b"9" * 5000 + b"</v></c>",
        b'<c s="77777"><v>1</v></c>',
        b'<c t="owl"><v>1</v></c>',
        b'<c r="A2" t="inlineStr"><is><t>B2</t></is></c>',
    ],
)
def test_a_cell_that_makes_no_sense_spoils_only_itself(tmp_path: Path, cell: bytes) -> None:
    broken = text_row(2, "A1").replace(b"</row>", cell + b"</row>")
    report, _ = books.read(with_rows(tmp_path, broken + text_row(3, "A2")))
    assert report.total().rows == 2
    assert report.rows[1].verdict == "taken"


@pytest.mark.parametrize(
    "inside",
    [
        b"<row>" + b"<c>" * 200_000 + b"</c>" * 200_000 + b"</row>",
        b'<row r="2"><c r="NOT A PLACE"><v>1</v></c></row>',
        b'<row r="1.5"><c><v>1</v></c></row>',
        b"<row><c>",
    ],
)
def test_xml_that_makes_no_sense_is_refused_or_read_and_never_hangs(tmp_path: Path, inside: bytes) -> None:
    path = with_rows(tmp_path, inside)
    try:
        report, _ = books.read(path)
    except IntakeTrouble as trouble:
        assert trouble.title  # noqa: PT017  either end is right, a crash is not
    else:
        assert report.total().rows <= 1


def test_a_file_that_breaks_in_the_middle_does_not_say_that_nothing_was_taken(tmp_path: Path) -> None:
    rows = b"".join(text_row(number, f"A{number}") for number in range(2, 1500))
    path = with_rows(tmp_path, rows + b"<row><c>")
    with pytest.raises(ParserFailed) as caught:
        books.read(path)
    assert caught.value.title == refusal("damaged").title
    assert "Nothing was taken" not in caught.value.what_to_do


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path) == refused(tmp_path / "gone.xlsx") == refusal("unreadable").title


def test_a_very_long_cell_is_left_out_and_said(tmp_path: Path) -> None:
    row = text_row(2, "A1").replace(b">6<", b">" + b"x" * 200_000 + b"<")
    report, acts = books.read(with_rows(tmp_path, row))
    assert books.only(report).marks == ("contact source is 200,000 characters long and was left out",)
    assert told(acts[0]).source == ""


def test_hidden_characters_are_shown_and_marked(tmp_path: Path) -> None:
    row = text_row(2, "A1").replace(b">6<", b">q) 6: Police \x7f<")
    report, acts = books.read(with_rows(tmp_path, row))
    assert told(acts[0]).source == "6"
    assert "hidden characters" in books.only(report).marks[0]


def test_every_reason_is_a_sentence_with_advice() -> None:
    for why in REASONS:
        assert refusal(why).title.endswith(".")
        assert refusal(why).what_to_do.endswith(".")
    assert refusal("owl").title
