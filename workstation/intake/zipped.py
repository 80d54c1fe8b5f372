"""Looks a zipped workbook over before anything parses it. Runs in the separate process.

Everything is unpacked once and thrown away, counted on the way, so that what the zip says of itself is never
believed. The same pass looks for XML definitions (entity bombs) and counts rows, for an honest progress bar.
"""

from __future__ import annotations

import re
import zlib
from typing import BinaryIO, Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

MOST_PARTS: Final = 2_000
MOST_PART_BYTES: Final = 300_000_000
MOST_BYTES: Final = 400_000_000
MOST_RATIO: Final = 200
"""Sheets shrink about 10 to 50 times; 50 MB of zeros shrink a thousand times."""
_SMALL: Final = 2_000_000
"""Below this size the ratio says nothing: a short list of the same words shrinks well."""

_CHUNK: Final = 256 * 1024
_OVERLAP: Final = 64
_DEFINITION: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ROW: Final = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,20}:)?row[\s/>]")


class Refusal(Exception):
    """The file is refused; `args[0]` is a word of `refusals.REASONS`."""


class Looked(NamedTuple):
    """What a workbook has: so many rows, and whether macros (small programs), which nobody here ever runs."""

    rows: int
    macros: bool


def look_over(file: BinaryIO) -> Looked:
    """What this workbook has; `Refusal` when it is not a zip we would hand to a parser."""
    try:
        with ZipFile(file) as archive:
            parts = archive.infolist()
            _check_parts(parts)
            _check_makes_a_workbook(archive)
            return Looked(_read_through(archive, parts), _has_macros(archive))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
        raise Refusal("damaged") from None


def _check_parts(parts: list[ZipInfo]) -> None:
    """What the directory of the zip says: names, locks, sizes."""
    names = [part.filename.casefold() for part in parts]
    if len(set(names)) != len(names):
        raise Refusal("same names")
    if any(not _safe(part) for part in parts):
        raise Refusal("unsafe names")
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refusal("locked parts")
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise Refusal("damaged")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise Refusal("too big")
    for part in parts:
        swollen = part.file_size > _SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1)
        if part.file_size > MOST_PART_BYTES or swollen:
            raise Refusal("too big")


def _safe(part: ZipInfo) -> bool:
    """A name that stays inside the folder, and no link to elsewhere."""
    name = part.orig_filename
    steps = name.split("/")
    is_link = (part.external_attr >> 16) & 0o170000 == 0o120000
    return (
        bool(name)
        and not is_link
        and not name.startswith("/")
        and ".." not in steps
        and not any(char in name for char in '\\:\x00<>"|?*')
    )


def _check_makes_a_workbook(archive: ZipFile) -> None:
    """The parts an Excel workbook has, and none of those we refuse."""
    names = {name.casefold() for name in archive.namelist()}
    if "mimetype" in names and "content.xml" in names:
        raise Refusal("open document")
    if "xl/workbook.bin" in names:
        raise Refusal("binary excel")
    if "[content_types].xml" not in names:
        raise Refusal("zip folder")
    if not any(name.startswith("xl/") for name in names):
        raise Refusal("not a workbook")


def _has_macros(archive: ZipFile) -> bool:
    """Whether it holds programs. The parser reads sheets and shared words by their names and nothing else."""
    return any(
        name.endswith("vbaproject.bin") or "/macrosheets/" in name
        for name in (part.casefold() for part in archive.namelist())
    )


def _read_through(archive: ZipFile, parts: list[ZipInfo]) -> int:
    """Unpack every part once: the counted sizes, definitions in the XML, and rows."""
    rows = total = 0
    for part in parts:
        counted = 0
        before = b""
        is_sheet = part.filename.casefold().startswith("xl/worksheets/")
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                counted += len(chunk)
                if counted > MOST_PART_BYTES or total + counted > MOST_BYTES:
                    raise Refusal("too big")
                window = before + chunk
                check_window(window)
                if is_sheet:
                    rows += sum(1 for hit in _ROW.finditer(window) if hit.end() > len(before))
                before = window[-_OVERLAP:]
        total += counted
    return rows


def check_window(window: bytes) -> None:
    """No definitions, in UTF-8 or UTF-16 (without its zero bytes the one reads like the other)."""
    text = window.replace(b"\x00", b"") if b"\x00" in window else window
    if _DEFINITION.search(text):
        raise Refusal("definitions")
