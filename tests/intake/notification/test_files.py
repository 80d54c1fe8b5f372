"""Files of notifications: emails of every make, tables, JSON; and those made to do harm."""

from __future__ import annotations

import json
import socket
from datetime import date
from pathlib import Path

import pytest

from tests.intake.notification.samples import (
    LABELLED,
    PROSE,
    ROW,
    email,
    in_base64,
    nested,
    objects,
    other,
    raw,
    save,
    table,
)
from workstation.domain.kinds import Name
from workstation.guidebook.notification_fields import notification_fields
from workstation.intake.notification.reading import NoNotification, Read, read
from workstation.trouble import IntakeTrouble

TODAY = date(2026, 11, 24)


def take(path: Path) -> Read:
    return read(path, notification_fields(), TODAY)


# -- emails -----------------------------------------------------------------------------------------------------


def test_a_plain_email_gives_its_words_and_who_sent_it(tmp_path: Path) -> None:
    (found,) = take(save(tmp_path, email().as_bytes())).notifications
    assert found.text == LABELLED.strip("\n")
    assert found.letter is not None
    assert (found.letter.address, found.letter.called) == ("ccn@police.example", "Northbridge Police")
    assert found.letter.sent is not None
    assert found.letter.sent.hour == 7
    assert len(found.children) == 2


def test_of_plain_words_and_a_page_the_plain_words_are_taken(tmp_path: Path) -> None:
    mail = email()
    mail.add_alternative("<p>Something else</p>", subtype="html")
    found = take(save(tmp_path, mail.as_bytes()))
    assert found.notifications[0].text == LABELLED.strip("\n")
    assert not any("web page" in note for note in found.notes)


def test_an_email_of_a_page_alone_is_read_with_all_its_words_whatever_their_colour(tmp_path: Path) -> None:
    page = (
        "<html><head><style>p{color:white}</style><title>x</title></head><body><table>"
        "<tr><td>Force reference</td><td>26/114555</td></tr><tr><td>DASH</td><td>High</td></tr>"
        "<tr><td>Officer</td><td>PC 12 &lt;b&gt;</td></tr></table>"
        '<p style="color:white">She hid <b>under</b> the bed</p><script>alert(1)</script>'
        '<img src="http://127.0.0.1:9/x.png"></body></html>'
    )
    mail = email()
    mail.clear_content()
    mail.set_content(page, subtype="html")
    got = take(save(tmp_path, mail.as_bytes()))
    (found,) = got.notifications
    assert (found.reference, found.words("dash")) == ("26/114555", "High")
    assert found.words("officer") == "PC 12 <b>"
    assert "She hid under the bed" in found.text
    assert "alert" not in found.text
    assert any("web page" in note for note in got.notes)


def test_quoted_printable_and_a_wrong_charset_are_read(tmp_path: Path) -> None:
    words = "Force reference: 26/114555\r\nOfficer: PC Zoë\r\nDASH: High\r\nChild: Zoë FARROW, 14/03/2017\r\n"
    lines = ("Content-Type: text/plain; charset=us-ascii", "Content-Transfer-Encoding: 8bit")
    got = take(save(tmp_path, raw(*lines, body=words.encode("cp1252"))))
    assert got.notifications[0].words("officer") == "PC Zoë"
    assert any("letters" in note for note in got.notes)
    strange = (
        "Content-Type: text/plain; charset=unicode_escape",
        "Content-Transfer-Encoding: quoted-printable",
    )
    quoted = words.encode().replace(b"\xc3\xab", b"=C3=AB")
    got = take(save(tmp_path, raw(*strange, body=quoted)))
    assert got.notifications[0].children[0].name == Name("Farrow", "Zoë")


def test_files_that_came_with_it_are_listed_and_never_opened(tmp_path: Path) -> None:
    mail = email()
    mail.add_attachment(
        b"MZ" + b"\0" * 3000,
        maintype="application",
        subtype="octet-stream",
        filename="../../cod\u202efdp.exe",
    )
    mail.add_attachment(email(PROSE))
    got = take(save(tmp_path, mail.as_bytes()))
    (found,) = got.notifications
    assert found.letter is not None
    exe, inner = found.letter.enclosures
    assert exe.name == "cod[U+202E]fdp.exe"
    assert 2500 < exe.size < 3500
    assert (inner.kind, inner.name) == ("message/rfc822", "Child concern notification")
    assert "26/114207" not in found.text
    assert any("not opened" in note for note in got.notes)


def test_several_in_one_email_are_several(tmp_path: Path) -> None:
    got = take(
        save(tmp_path, email(f"Good morning,\n\n{LABELLED}\n-----\n{other(1)}\n-----\n{other(2)}").as_bytes())
    )
    assert [n.reference for n in got.notifications] == ["26/114555", "26/200001", "26/200002"]
    assert all(n.letter is not None for n in got.notifications)


def test_an_email_that_says_nothing_we_know_is_somebodys_words_all_the_same(tmp_path: Path) -> None:
    (found,) = take(save(tmp_path, email("A child came to the front desk.").as_bytes())).notifications
    assert found.text == "A child came to the front desk."
    assert found.values == ()


def test_the_true_address_comes_before_what_they_call_themselves(tmp_path: Path) -> None:
    mail = raw("Content-Type: text/plain", body=LABELLED.encode()).replace(
        b"PC 1176 <ccn@police.example>", b'"police@force.police.example" <x@evil.example>'
    )
    (found,) = take(save(tmp_path, mail)).notifications
    assert found.letter is not None
    assert (found.letter.address, found.letter.called) == ("x@evil.example", "police@force.police.example")


def test_a_subject_that_hides_a_line_end_is_one_line(tmp_path: Path) -> None:
    mail = raw("Subject: =?utf-8?b?QQ0KQmNjOiB4?=", "Content-Type: text/plain", body=LABELLED.encode())
    (found,) = take(save(tmp_path, mail)).notifications
    assert found.letter is not None
    assert found.letter.subject == "A Bcc: x"


def test_an_email_nested_without_end_is_refused(tmp_path: Path) -> None:
    for depth in (100, 2000):
        with pytest.raises(IntakeTrouble):
            take(save(tmp_path, nested(depth)))


@pytest.mark.parametrize(
    "fields",
    [
        ("Date: Thu, 99 Foo 99999 99:99:99 +9999", "Content-Type: text/plain"),
        ("Subject: =?idna?q?xn--?=", "Content-Type: text/plain; charset=punycode"),
        ("Content-Type: text/plain; charset*=utf-8''%ff%ff",),
        ("Content-Type: text/plain; charset=zlib", "Content-Transfer-Encoding: x-uuencode"),
        ("Content-Disposition: inline; filename*0*=", "Content-Type: text/plain"),
        ("Content-Type: multipart/mixed",),
        ("Content-Type: ;;;;", "To: " + "<" * 5000),
        ("Cc: " + "a@b," * 5000, "Content-Type: text/plain"),
    ],
)
def test_header_fields_made_to_stumble_over_lose_nothing_of_the_words(
    tmp_path: Path, fields: tuple[str, ...]
) -> None:
    (found,) = take(save(tmp_path, raw(*fields, body=LABELLED.encode()))).notifications
    assert found.reference == "26/114555"


def test_nothing_is_fetched_and_no_file_is_read(tmp_path: Path) -> None:
    secret = save(tmp_path, "CANARY", "secret.txt")
    with socket.socket() as ear:
        ear.bind(("127.0.0.1", 0))
        ear.listen()
        ear.settimeout(0.3)
        port = ear.getsockname()[1]
        mail = email()
        mail.clear_content()
        mail.set_content(
            f'{LABELLED}<img src="http://127.0.0.1:{port}/x"><iframe src="file://{secret}"></iframe>',
            subtype="html",
        )
        (found,) = take(save(tmp_path, mail.as_bytes())).notifications
        assert "CANARY" not in found.text
        with pytest.raises(TimeoutError):
            ear.accept()


def test_control_letters_are_marked_and_never_kept(tmp_path: Path) -> None:
    body = in_base64(LABELLED.encode() + b"\x00\x08\x1b[2J")
    mail = raw("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", body=body)
    (found,) = take(save(tmp_path, mail)).notifications
    assert "\x00" not in found.text
    assert "\x1b" not in found.text


# -- tables and JSON --------------------------------------------------------------------------------------------


def test_a_table_is_a_notification_in_each_row(tmp_path: Path) -> None:
    rows = [
        ROW,
        {
            **ROW,
            "Incident Ref": "26/114556",
            "Child 1 Surname": "OKORO",
            "Child 2 Name": "",
            "Child 2 DOB": "",
        },
    ]
    got = take(save(tmp_path, table(rows), "day.csv"))
    first, second = got.notifications
    assert (first.reference, second.reference) == ("26/114555", "26/114556")
    assert [c.name.given for c in first.children] == ["Ellie", "Jayden"]
    assert [(c.name.family, c.born.on) for c in second.children] == [("Okoro", date(2017, 3, 14))]
    assert {a.role for a in first.adults} == {"victim", "suspect"}
    assert "Circumstances: Shouting heard, by a neighbour." in first.text
    assert first.unknown == ("Beat code",)


def test_a_table_in_which_a_quotation_mark_is_never_closed_says_which_row(tmp_path: Path) -> None:
    broken = table([ROW, ROW]).replace("26/114555", '"26/114555', 1)
    got = take(save(tmp_path, broken, "day.csv"))
    assert any(note.startswith("Row ") for note in got.notes)


def test_json_is_read_with_people_inside_and_several_in_one(tmp_path: Path) -> None:
    first, second = take(save(tmp_path, objects(), "day.json")).notifications
    assert (first.reference, second.reference) == ("26/300000", "26/300001")
    assert [(c.name.given, c.born.on) for c in first.children] == [
        ("Ellie", date(2017, 3, 14)),
        ("Jayden", None),
    ]
    assert [(a.name.given, a.role) for a in first.adults] == [("Dana", "mother, victim")]
    assert (first.words("dash"), first.words("encompass")) == ("High", "Yes")
    assert first.words("incident_when") == "23 Nov 2026 22:40"


@pytest.mark.parametrize(
    "content",
    [
        '{"reference": NaN, "dash": "High"}', '{"reference": "1", "reference": "2"}', '{"a": ' + "9" * 5000 + "}",
        "[" * 100_000, '{"a":' * 50_000, '{"a": [1, 2', '["x"', "[1e999999999999999999999999999999999999999999]",
    ],
)  # fmt: skip
def test_json_that_two_readers_would_read_differently_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(IntakeTrouble):
        take(save(tmp_path, content, "day.json"))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.eml"), (b"%PDF-1.7 x", "note.eml"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.msg"),
        (b"\x00\x01\x02\x03" * 500, "bytes.txt"),
        (b"<?xml version='1.0'?><!DOCTYPE l SYSTEM 'http://127.0.0.1/x'><l/>", "x.xml"),
    ],
)  # fmt: skip
def test_what_is_no_notification_at_all_is_refused(tmp_path: Path, content: bytes, name: str) -> None:
    with pytest.raises(IntakeTrouble):
        take(save(tmp_path, content, name))


def test_a_table_of_something_else_holds_no_notification(tmp_path: Path) -> None:
    with pytest.raises(NoNotification):
        take(save(tmp_path, table([{"Colour": "red", "Size": "4", "Price": "9", "Shop": "x"}]), "shop.csv"))


def test_a_file_is_told_by_what_is_in_it_and_not_by_its_name(tmp_path: Path) -> None:
    for name in ("day.csv", "day.json", "day.txt"):
        assert take(save(tmp_path, email().as_bytes(), name)).notifications[0].letter is not None
    assert take(save(tmp_path, LABELLED, "note.eml")).notifications[0].letter is None
    told = json.dumps({"force reference": "26/114555", "dash": "x", "officer": "y"})
    assert take(save(tmp_path, told, "z.eml")).notifications[0].reference == "26/114555"
