"""Tells by the content how notifications come in a file, and has it read. Runs in the separate process.

Nothing here is believed because of a name: an email called `.csv` is an email.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, Final

from workstation.intake import encoded, opening
from workstation.intake.handing import MOST_TEXT, shown
from workstation.intake.messages import Finished, Message, TextRead
from workstation.intake.zipped import Refusal

_HEAD: Final = 65_536
_HEADER: Final = re.compile(rb"[!-9;-~]{2,60}:[ \t]?[^\r\n]*")
_TELLING: Final = (
    b"from", b"to", b"subject", b"date", b"received", b"return-path", b"mime-version", b"message-id",
    b"content-type", b"x-", b"delivered-to", b"reply-to", b"cc", b"sender", b"dkim-signature", b"arc-",
)  # fmt: skip
_CELLS: Final = 4
"""Fewer columns than this are prose with commas."""
_HEADING: Final = 60


def read(file: BinaryIO) -> Iterator[Message]:
    """What the file holds; `Refusal` when it is none of the kinds in which notifications come."""
    head = file.read(_HEAD)
    file.seek(0)
    bare = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if bare.startswith((b"{", b"[")):
        from workstation.intake.notification import objects  # noqa: PLC0415  only what the file needs is loaded

        return objects.read(file)
    if is_letter(head):
        from workstation.intake.notification import letters  # noqa: PLC0415

        return letters.read(file)
    if not head or head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")) or bare.startswith(b"<"):
        return opening.read(file)
    return _of_text(file)


def is_letter(head: bytes) -> bool:
    """Whether a file begins with the header of an email: at least two fields that only emails have."""
    lines = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").splitlines()
    if lines and lines[0].startswith(b"From "):  # how old mail programs part one email from the next
        lines = lines[1:]
    names: list[bytes] = []
    for line in lines[:200]:
        if not line.strip():
            break
        if line[:1] in (b" ", b"\t") and names:
            continue
        if not _HEADER.fullmatch(line):
            break
        names.append(line.partition(b":")[0].lower())
    mails = {name for name in names if name.startswith(_TELLING)}
    return len(mails) >= 2 and not {b"date of birth", b"dob"} & set(names)


def _of_text(file: BinaryIO) -> Iterator[Message]:
    found = encoded.look(file)
    if found is None:
        raise Refusal("not a workbook")
    text = io.TextIOWrapper(file, encoding=found.codec, errors="replace", newline="")
    first = list(islice(text, 40))
    if _is_table(first):
        from workstation.intake import table  # noqa: PLC0415

        text.detach().seek(0)
        yield from table.read(file)
        return
    words = "".join(first) + text.read(MOST_TEXT + 1)
    if len(words) > MOST_TEXT:
        raise Refusal("long text")
    yield TextRead(shown(words.replace("\r\n", "\n").replace("\r", "\n")))
    yield Finished()


def _is_table(first: list[str]) -> bool:
    """Whether the first line is a row of short headings, without a value beside any of them."""
    line = next((one for one in first if one.strip()), "").strip()
    for mark in (",", ";", "\t", "|"):
        cells = [cell.strip().strip('"') for cell in line.split(mark)]
        short = all(len(cell) <= _HEADING and ": " not in cell and not cell.endswith(":") for cell in cells)
        if len(cells) >= _CELLS and short and sum(bool(cell) for cell in cells) >= _CELLS:
            return True
    return False
