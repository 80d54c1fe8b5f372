"""Invented notifications, and the emails and files they come in."""

from __future__ import annotations

import base64
import csv
import io
import json
from email.message import EmailMessage
from pathlib import Path

LABELLED = """Child concern notification
Force reference: 26/114555
Date/time of incident: 23/11/2026 22:40
Officer: PC 1176 Harris
Station: Northbridge Central
Incident type: Domestic abuse, verbal
Address: 3 Sample Row, Northbridge
Postcode: NB0 6QX
Child 1: FARROW, Ellie, born 14/03/2017, F, Mill Lane Primary School, seen, asleep
Child 2: FARROW, Jayden
DOB: 02/11/2021
Victim: Dana FARROW, 03/04/1990, mother
Suspect: Liam STOKES
Children seen and spoken to: Seen asleep, not spoken to
Injuries: Reddening to cheek
Alcohol or drugs: Both had been drinking
DASH: Medium
Narrative:
At 22:40 officers were called by a neighbour.
Both had been drinking.

Action taken: Words of advice. STOKES left.
Encompass: Yes
"""

PROSE = (
    "At 22:40 on 23 November officers were called by a neighbour to a report of shouting. Present were Dana FARROW "
    "and Liam STOKES. Both had been drinking. Two children, Ellie FARROW (9) and Jayden FARROW (born 02/11/2021), "
    "believed asleep. DASH medium. Ref 26/114207."
)


def other(number: int) -> str:
    """Another notification of the same shape, about another family."""
    names = ("SMITHSON", "OKORO", "PRITCHARD", "LINDQUIST", "MBEKI")
    return LABELLED.replace("26/114555", f"26/2{number:05d}").replace("FARROW", names[number % len(names)])


def email(words: str = LABELLED, **fields: str) -> EmailMessage:
    """An email of the police with these words."""
    mail = EmailMessage()
    mail["From"] = fields.get("sender", "Northbridge Police <ccn@police.example>")
    mail["To"] = "front.door@council.example"
    mail["Subject"] = fields.get("subject", "Child concern notification")
    mail["Date"] = fields.get("date", "Tue, 24 Nov 2026 07:10:00 +0000")
    mail.set_content(words)
    return mail


def save(folder: Path, content: bytes | str, name: str = "notification.eml") -> Path:
    """A file of this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def table(rows: list[dict[str, str]]) -> str:
    """A table with these rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


ROW = {
    "Incident Ref": "26/114555", "Incident Date/Time": "2026-11-23 22:40", "OIC": "PC 1176 Harris",
    "Location": "3 Sample Row", "Child 1 Surname": "FARROW", "Child 1 Forename": "Ellie",
    "Child 1 DOB": "14/03/2017",
    "Child 2 Name": "Jayden Farrow", "Child 2 DOB": "02/11/2021", "Victim": "Dana Farrow", "Suspect": "Liam Stokes",
    "DASH Grade": "Medium", "Circumstances": "Shouting heard, by a neighbour.", "Beat code": "NC12",
}  # fmt: skip


def objects(count: int = 2) -> str:
    """A file of JSON with several notifications, each with people inside."""
    return json.dumps(
        {
            "notifications": [
                {
                    "incident": {"reference": f"26/3{n:05d}", "dateTime": "2026-11-23T22:40:00"},
                    "officer": "PC 1176",
                    "children": [{"name": "Ellie Farrow", "dob": "2017-03-14"}, {"name": "Jayden Farrow"}],
                    "victim": {"name": "Dana Farrow", "relationship": "mother"},
                    "dash": "High",
                    "encompass": True,
                }
                for n in range(count)
            ]
        }
    )


def nested(depth: int) -> bytes:
    """An email whose parts stand this deep in each other."""
    head = b"From: a@b.example\nSubject: deep\nMIME-Version: 1.0\n"
    body = b""
    for n in range(depth):
        body += f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n'.encode()
    return head + body + b"Content-Type: text/plain\n\nend\n"


def raw(*lines: str, body: bytes = b"") -> bytes:
    """An email put together by hand."""
    return "\r\n".join(
        ("From: PC 1176 <ccn@police.example>", "Date: Tue, 24 Nov 2026 07:10:00 +0000", *lines)
    ).encode() + (b"\r\n\r\n" + body)


def in_base64(words: bytes) -> bytes:
    """Words as emails carry bytes."""
    return base64.encodebytes(words)
