"""How the columns of a file are explained: a frozen value that can be saved, shared and loaded again.

{"lintel_mapping": 1, "name": "Old system", "about": "contact", "system": "Old system", "dates": "day first",
 "sources": [{"field": "reference", "columns": ["Contact ID"]},
             {"field": "outcome", "columns": ["Decision"], "words": {"Progress": "O02"}},
             {"field": "agency", "constant": "Police"}]}
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from workstation.intake.mapping.vocabulary import About
from workstation.trouble import IntakeTrouble

MOST_BYTES: Final = 1_000_000
DateOrder = Literal["day first", "month first"]
"""How days are written where figures alone do not tell: 03/04/2024. Years first are always understood."""

Short = Annotated[str, Meta(max_length=500)]


class MappingRefused(IntakeTrouble):
    """This file does not explain the columns of another."""

    advice = "Choose a file that was saved from the page where columns are explained, or explain them anew."
    code = "LT-404"


class Source(Struct, frozen=True, omit_defaults=True):
    """Where one field of ours comes from: columns by their heading, or a constant. `words` translates what stands
    in them: their words to our code (or to nothing: empty).
    """

    field: Short
    columns: Annotated[tuple[Short, ...], Meta(max_length=30)] = ()
    constant: Short = ""
    words: Annotated[dict[Short, Short], Meta(max_length=2_000)] = {}


class Mapping(Struct, frozen=True, omit_defaults=True, kw_only=True, forbid_unknown_fields=True):
    """What a file is about and what its columns mean.

    `system` names where it comes from: contact numbers are unique only within their system, and a newer file of the
    same system corrects an older one. `sheet` chooses a sheet of a workbook; empty for every sheet that has these
    headings.
    """

    lintel_mapping: Literal[1]
    name: Short
    about: About
    system: Short = ""
    dates: DateOrder = "day first"
    sheet: Short = ""
    sources: Annotated[tuple[Source, ...], Meta(max_length=200)] = ()

    def source(self, field: str) -> Source | None:
        """Where a field comes from."""
        return next((source for source in self.sources if source.field == field), None)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every heading that is used, once."""
        return tuple(dict.fromkeys(column for source in self.sources for column in source.columns))


def new(name: str, about: About, *, system: str = "", sources: tuple[Source, ...] = ()) -> Mapping:
    """A mapping with these sources and the usual rest."""
    return Mapping(lintel_mapping=1, name=name, about=about, system=system, sources=sources)


def save(mapping: Mapping, path: Path) -> None:
    """Write it as JSON that a person can read. Either the whole file is there or none."""
    part = path.with_name(path.name + ".part")
    # The tag that says what the file is comes first and is never left out.
    raw = {"lintel_mapping": 1} | msgspec.to_builtins(mapping)
    try:
        part.write_bytes(msgspec.json.format(msgspec.json.encode(raw), indent=2) + b"\n")
        os.replace(part, path)  # noqa: PTH105  replaces an older copy on Windows too, as Path.replace does
    except OSError:
        part.unlink(missing_ok=True)
        raise IntakeTrouble(
            "What the columns mean could not be saved.", "Choose another folder, or make room on the disk."
        ) from None


def load(path: Path) -> Mapping:
    """A mapping that somebody saved or wrote (JSON or TOML). `MappingRefused` says what is wrong with it."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError:
        raise MappingRefused("The file that explains the columns could not be opened.") from None
    if len(raw) > MOST_BYTES:
        raise MappingRefused("The file that explains the columns is too big to be one.")
    return read(raw)


def read(raw: bytes) -> Mapping:
    """The same from the bytes of a file."""
    try:
        if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"), type=Mapping)
        return msgspec.convert(tomllib.loads(raw.decode("utf-8-sig")), Mapping, strict=True)
    except msgspec.ValidationError as wrong:
        raise MappingRefused(f"The file that explains the columns is not right: {_plain(wrong)}") from None
    except (msgspec.DecodeError, tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, ValueError):
        raise MappingRefused("The file that explains the columns is neither JSON nor TOML.") from None


def _plain(wrong: msgspec.ValidationError) -> str:
    """What msgspec says, and where, without its quoting marks."""
    return str(wrong).replace("`", "").removesuffix(".") + "."
