"""The rows C of `trust.md` 6: files made to do harm are refused with a sentence, or read as far as they make sense.

Each comes in by the door for files of its kind: `bring_in` for the years before, `notification` for what the police
send. Both read in a process of their own that is held to its limits.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.hostile.office import Office
from tests.intake import books
from tests.intake.notification.samples import LABELLED, email, nested, raw, save
from workstation.domain import kinds
from workstation.guidebook.codes import codes
from workstation.guidebook.notification_fields import notification_fields
from workstation.intake import bring_in, limited
from workstation.intake.messages import Message, Row, RowsRead
from workstation.intake.notification.reading import Read, read
from workstation.intake.outcome import ImportReport
from workstation.services import notifications
from workstation.services.receive import ReceivedBefore
from workstation.trouble import IntakeTrouble

CANARY = "Kanarienvogel77"
TODAY = date(2026, 11, 24)
CHILD = (
    "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2024</Year>"
    "<ReferenceDate>2024-03-31</ReferenceDate></CollectionDetails></Header><Children><Child><ChildIdentifiers>"
    "<LAchildID>A1</LAchildID>{}<PersonBirthDate>2015-03-27</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>"
    "</Child></Children></Message>"
)


def table(tmp_path: Path, content: bytes) -> list[Row]:
    said: list[Message] = list(limited.read(save(tmp_path, content, "extract.csv")))
    return [row for message in said if isinstance(message, RowsRead) for row in message.rows]


def notified(tmp_path: Path, content: bytes | str, name: str = "notification.eml") -> Read:
    return read(save(tmp_path, content, name), notification_fields(), TODAY)


def brought_in(tmp_path: Path, content: bytes | str, name: str = "extract") -> ImportReport:
    return bring_in.read(save(tmp_path, content, name), clock=books.CLOCK, codes=codes)[0]


def refused(act: Callable[[], object]) -> IntakeTrouble:
    """The trouble that stopped it: a title and advice, and nothing of the file in either."""
    with pytest.raises(IntakeTrouble) as caught:
        act()
    assert caught.value.title
    assert caught.value.what_to_do
    assert CANARY not in f"{caught.value} {caught.value.title} {caught.value.what_to_do}"
    return caught.value


# -- XML --------------------------------------------------------------------------------------------------------


def laughs(levels: int) -> str:
    inner = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(levels))
    return f"<!DOCTYPE Message [{inner}]>" + CHILD.format(f"&l{levels - 1};")


def test_c01_a_billion_laughs_are_refused(tmp_path: Path) -> None:
    refused(lambda: brought_in(tmp_path, laughs(10)))


def test_c02_a_long_word_asked_for_thousands_of_times_is_refused(tmp_path: Path) -> None:
    bomb = f'<!DOCTYPE Message [<!ENTITY x "{"y" * 50_000}">]>' + CHILD.format("&x;" * 5_000)
    refused(lambda: brought_in(tmp_path, bomb))


def test_c03_a_file_of_this_computer_is_not_read(tmp_path: Path) -> None:
    secret = save(tmp_path, CANARY, "secret.txt")
    asking = f'<!DOCTYPE Message [<!ENTITY x SYSTEM "file://{secret}">]>' + CHILD.format("&x;")
    refused(lambda: brought_in(tmp_path, asking))


def test_c04_nobody_is_rung_for_a_definition(tmp_path: Path, listener: tuple[int, list[str]]) -> None:
    port, asked = listener
    asking = f'<!DOCTYPE Message SYSTEM "http://127.0.0.1:{port}/x.dtd">' + CHILD.format("")
    refused(lambda: brought_in(tmp_path, asking))
    assert asked == []


def test_c05_elements_without_end_in_each_other_are_refused(tmp_path: Path) -> None:
    refused(lambda: brought_in(tmp_path, "<Message>" + "<a>" * 200_000 + "</a>" * 200_000 + "</Message>"))


def test_c06_what_asks_to_be_followed_is_marked_and_not_followed(
    tmp_path: Path, listener: tuple[int, list[str]]
) -> None:
    port, asked = listener
    there = f"http://127.0.0.1:{port}/x"
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{there}" parse="text"/>'
    style = f'<?xml-stylesheet href="http://127.0.0.1:{port}/s.xsl"?>'
    report = brought_in(tmp_path, f"{style}{CHILD.format(include)}")
    assert report.notes == ("The file asks for a style sheet or another file. Nothing was fetched.",)
    assert report.total().refused == 0
    assert asked == []


# -- tables -----------------------------------------------------------------------------------------------------


def test_c07_a_field_too_long_is_left_out_and_said(tmp_path: Path) -> None:
    _, row, after = table(tmp_path, b"a,b\n1," + b"x" * 200_000 + b"\n2,y\n")
    assert row.cells[1] is not None
    assert (row.cells[1].kind, row.cells[1].text) == ("long", "200,000")
    assert [cell.text for cell in after.cells if cell] == ["2", "y"]


def test_c08_a_quotation_mark_never_closed_swallows_no_row(tmp_path: Path) -> None:
    found = table(tmp_path, b'id,name\n1,"Smith\n' + b"2,Jones\n" * 50)
    assert [row.number for row in found] == list(range(1, 53))
    assert "never closed" in found[1].odd


def test_c09_a_nought_inside_is_marked(tmp_path: Path) -> None:
    _, row = table(tmp_path, b"a,b\n1,x\x00y\n")
    assert row.cells[1] is not None
    assert (row.cells[1].kind, row.cells[1].text) == ("replaced", "x\ufffdy")


def test_c10_old_line_ends_are_line_ends(tmp_path: Path) -> None:
    found = [[cell.text for cell in row.cells if cell] for row in table(tmp_path, b"a,b\r1,2\r3,4\r")]
    assert found == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_c11_a_table_too_wide_is_a_fault_of_its_rows(tmp_path: Path) -> None:
    found = table(tmp_path, b"a,b\n" + b",".join(b"%d" % n for n in range(10_000)) + b"\n1,2\n")
    assert found[1].fault == "it is wider than 300 columns"
    assert not found[2].fault


def test_c11_a_table_too_long_is_refused(tmp_path: Path) -> None:
    refused(lambda: table(tmp_path, b"a,b\n" + b"1,2\n" * 2_000_000))


def test_c12_columns_nobody_explained_are_not_guessed(tmp_path: Path) -> None:
    content = "Ref,When,Qux\nRef,When,Qux\n7,01/02/2020,x\n"
    trouble = refused(lambda: brought_in(tmp_path, content, "a.csv"))
    assert trouble.code == "LT-405"


# -- archives ---------------------------------------------------------------------------------------------------


def zipped(tmp_path: Path, fill: Callable[[zipfile.ZipFile], None]) -> Path:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        archive.writestr("[Content_Types].xml", b"")
        archive.writestr("xl/workbook.xml", b"")
        fill(archive)
    return save(tmp_path, made.getvalue(), "book.xlsx")


def test_c13_zeros_without_end_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, lambda archive: archive.writestr("xl/worksheets/sheet1.xml", bytes(50_000_000)))
    assert path.stat().st_size < 60_000
    refused(lambda: bring_in.read(path, clock=books.CLOCK, codes=codes))


def test_c13_a_size_that_is_a_lie_is_refused(tmp_path: Path) -> None:
    raw_zip = bytearray(books.SAMPLE.read_bytes())
    place = raw_zip.index(b"PK\x01\x02")
    raw_zip[place + 24 : place + 28] = (10).to_bytes(4, "little")
    refused(lambda: brought_in(tmp_path, bytes(raw_zip), "book.xlsx"))


@pytest.mark.parametrize("name", ["../../evil", "/etc/evil", "C:evil", "xl\\..\\evil"])
def test_c14_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path, lambda archive: archive.writestr(name, b"x"))
    refused(lambda: bring_in.read(path, clock=books.CLOCK, codes=codes))
    assert not list(tmp_path.parent.glob("**/evil"))


def twice(archive: zipfile.ZipFile) -> None:
    archive.writestr("xl/workbook.xml", b"<other/>")


def a_link(archive: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("xl/link")
    info.external_attr = 0o120777 << 16
    archive.writestr(info, "/etc/passwd")


def encrypted(archive: zipfile.ZipFile) -> None:
    archive.filelist[0].flag_bits |= 1


@pytest.mark.parametrize("fill", [twice, a_link, encrypted])
def test_c15_two_of_one_name_a_link_and_a_locked_part_are_refused(
    tmp_path: Path, fill: Callable[[zipfile.ZipFile], None]
) -> None:
    path = zipped(tmp_path, fill)
    refused(lambda: bring_in.read(path, clock=books.CLOCK, codes=codes))


# -- emails -----------------------------------------------------------------------------------------------------


def test_c16_parts_without_end_in_each_other_are_refused(tmp_path: Path) -> None:
    refused(lambda: notified(tmp_path, nested(2_000)))


def with_file(name: str) -> EmailMessage:
    mail = email()
    mail.add_attachment(CANARY.encode(), maintype="application", subtype="octet-stream", filename=name)
    return mail


@pytest.mark.parametrize("name", [f"../../{CANARY}", "cod\u202efdp.exe"])
def test_c17_a_file_that_came_along_is_named_and_never_opened(tmp_path: Path, name: str) -> None:
    (found,) = notified(tmp_path, with_file(name).as_bytes()).notifications
    assert found.letter is not None
    (enclosed,) = found.letter.enclosures
    assert enclosed.name in (CANARY, "cod[U+202E]fdp.exe")
    assert CANARY not in found.text
    assert [path.name for path in tmp_path.iterdir()] == ["notification.eml"]


def test_c18_a_subject_that_hides_a_line_end_is_one_line(tmp_path: Path) -> None:
    mail = raw("Subject: =?utf-8?b?QQ0KQmNjOiB4?=", "Content-Type: text/plain", body=LABELLED.encode())
    (found,) = notified(tmp_path, mail).notifications
    assert found.letter is not None
    assert found.letter.subject.isprintable()


def test_c19_who_really_sent_it_is_not_what_they_call_themselves(tmp_path: Path) -> None:
    mail = email(sender='"police@force.police.example" <x@evil.example>')
    (found,) = notified(tmp_path, mail.as_bytes()).notifications
    assert found.letter is not None
    assert found.letter.address == "x@evil.example"


# -- other kinds of file ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["census.xml", "book.xlsx", "extract.csv"])
def test_c20_what_a_file_is_is_told_by_what_is_in_it(tmp_path: Path, name: str) -> None:
    trouble = refused(lambda: brought_in(tmp_path, b"%PDF-1.7\n%x", name))
    assert "PDF" in f"{trouble.title} {trouble.what_to_do}"


def test_c20_xml_called_a_pdf_is_read_as_what_it_is(tmp_path: Path) -> None:
    assert brought_in(tmp_path, CHILD.format(""), "census.pdf").total().refused == 0


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n/Encrypt 1 0 R", b"%PDF-1.4\n1 0 obj<</Kids[1 0 R]/Count 100000>>"]
)
@pytest.mark.parametrize("door", [notified, brought_in])
def test_c21_no_pdf_is_ever_taken_apart(
    tmp_path: Path, content: bytes, door: Callable[[Path, bytes], object]
) -> None:
    refused(lambda: door(tmp_path, content))


@pytest.mark.parametrize(
    "content",
    ['{"dash": NaN}', '{"dash": "1", "dash": "2"}', '{"dash": ' + "9" * 5_000 + "}", "[" * 100_000],
)
def test_c22_json_that_two_readers_would_read_differently_is_refused(tmp_path: Path, content: str) -> None:
    refused(lambda: notified(tmp_path, content, "day.json"))


@pytest.mark.parametrize("said", ["31/02/2026 22:40", "01/01/0001", "31/12/9999", "infinity"])
def test_c23_a_day_that_is_none_is_left_out_and_the_rest_is_shown(tmp_path: Path, said: str) -> None:
    (found,) = notified(tmp_path, LABELLED.replace("23/11/2026 22:40", said)).notifications
    assert found.reference == "26/114555"
    assert len(found.children) == 2
    assert said in found.text


def test_c24_the_same_notification_twice_is_one_contact(office: Office) -> None:
    ask = office.desk.in_store
    (first,) = notifications.in_words(office.desk, LABELLED)
    (contact,) = ask(notifications.take, office.desk, first.notification).contacts
    (changed,) = notifications.in_words(
        office.desk, LABELLED.replace("Reddening to cheek", "Reddening to both")
    )
    assert changed.before is not None
    assert (changed.before.contact, changed.before.same_words) == (contact, False)
    with pytest.raises(ReceivedBefore):
        ask(notifications.take, office.desk, changed.notification)
    ask(notifications.add_again, office.desk, contact, changed.notification)
    (again,) = ask(office.desk.file, contact).log(kinds.ReceivedAgain)
    assert "Reddening to both" in again.body.words


PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\x06\0\0\0"
"""It says of itself that it is 60,000 by 60,000 points."""


@pytest.mark.parametrize("door", [notified, brought_in])
def test_c25_no_picture_is_ever_decoded(tmp_path: Path, door: Callable[[Path, bytes], object]) -> None:
    refused(lambda: door(tmp_path, PICTURE))
