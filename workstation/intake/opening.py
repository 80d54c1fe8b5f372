"""Tells by the content what a file is, never by its name, and has it read. Runs in the separate process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from workstation.intake.messages import Message
from workstation.intake.zipped import Refusal


def read(file: BinaryIO) -> Iterator[Message]:
    """What the file holds; `Refusal` when it is none of the kinds we read."""
    head = file.read(4096)
    file.seek(0)
    if not head:
        raise Refusal("empty")
    if head.startswith(b"PK\x03\x04"):
        from workstation.intake import workbook  # noqa: PLC0415  only what the file needs is loaded

        return workbook.read(file)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Refusal("password" if "EncryptedPackage".encode("utf-16-le") in file.read() else "old excel")
    if head.startswith(b"%PDF"):
        raise Refusal("pdf")
    return _of_text(file, head)


def _of_text(file: BinaryIO, head: bytes) -> Iterator[Message]:
    """XML begins with `<`, whatever its encoding puts before it; a page of the web is no table of ours."""
    bare = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if bare.startswith(b"<"):
        if b"<html" in bare or b"<table" in bare or bare.startswith(b"<!doctype html"):
            raise Refusal("web page")
        from workstation.intake import census_file  # noqa: PLC0415

        return census_file.read(file)
    if bare.startswith((b"{", b"[")):
        raise Refusal("json")
    from workstation.intake import table  # noqa: PLC0415

    return table.read(file)
