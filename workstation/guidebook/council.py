"""How a council changes guide data: a file with a new edition name, checked whole, kept beside its settings.

    lintelctl guide check FILE      what is wrong with it, in sentences; changes nothing
    lintelctl guide install FILE    check it, keep it, put it in force from the next start
    lintelctl guide use EDITION     put another edition in force that is here already
    lintelctl guide list            every edition here, and which one is in force

A file appears under its name only when it is whole, and is in force only when `in-force.toml` says so: that too is
replaced in one piece. An installed edition is never written again, because entries name the edition they answered.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from workstation.guidebook import shelf
from workstation.guidebook.plainly import Faulty, parsed
from workstation.guidebook.sorts import SORTS
from workstation.trouble import Trouble

POINTER: Final = "in-force.toml"
_NAME: Final = re.compile(r"^[a-z][a-z0-9-]*-[a-z0-9][a-z0-9.-]*$")
_LONGEST_NAME: Final = 60
_LARGEST: Final = 1_000_000


class GuideRefused(Trouble):
    """This guide file cannot be used."""

    advice = "Nothing was changed. Put the file right, then check it again with `lintelctl guide check`."
    code = "LT-840"


class GuideNotKept(Trouble):
    """The council's guide folder could not be written."""

    advice = "Nothing was changed. Run it as somebody who may write there, or make room on the disk."
    code = "LT-841"


class GuideSetAside(Trouble):
    """A guide file of the council does not read, so what ships with Lintel is in force instead."""

    advice = "You can work. Ring the service desk: `lintelctl guide list` says what is wrong with it."
    code = "LT-842"


class Sheet(Struct, frozen=True):
    """A file of guide data that was checked and can be used."""

    sort: str
    edition: str
    text: str


class Kept(Struct, frozen=True):
    """One edition on this computer."""

    sort: str
    edition: str
    own: bool
    """Whether it is the council's; else it ships with Lintel."""
    in_force: bool
    faults: tuple[str, ...] = ()


# -- at the start of the program -------------------------------------------------------------------------------


def open_shelf(folder: Path) -> GuideSetAside | None:
    """Put in force what the council chose. What does not read is set aside and told of."""
    shelf.stand(folder, {})
    own: dict[str, str] = {}
    aside: list[str] = []
    for sort, edition in sorted(_chosen(folder, aside).items(), reverse=True):
        if edition in shelf.built_in(sort):
            own[sort] = edition
        elif _faults(folder, edition):
            aside.append(f"{edition}.toml")
        else:
            own[sort] = edition
        shelf.stand(folder, own)
    if not aside:
        return None
    return GuideSetAside(f"{' and '.join(aside)} of the council cannot be used. What ships with Lintel is.")


def _chosen(folder: Path, aside: list[str]) -> dict[str, str]:
    """Which edition of each sort is to be in force, as the folder says."""
    try:
        told = tomllib.loads((folder / POINTER).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        aside.append(POINTER)
        return {}
    good = {s: e for s, e in told.items() if s in SORTS and isinstance(e, str) and shelf.sort_of(e) == s}
    if good != told:
        aside.append(POINTER)
    return good


def _faults(folder: Path, edition: str) -> tuple[str, ...]:
    try:
        check(folder / f"{edition}.toml", again=True)
    except GuideRefused as trouble:
        return (trouble.title,)
    return ()


# -- what an administrator does --------------------------------------------------------------------------------


def check(path: Path, *, again: bool = False) -> Sheet:
    """A file, read whole. `GuideRefused` says everything that is wrong with it. `again` for one that is kept."""
    text = _text_of(path)
    try:
        edition = _edition(text)
        sort = shelf.sort_of(edition)
        if sort not in SORTS:
            raise Faulty(f"The edition “{edition}” is of no known sort: {', '.join(SORTS)}.")
        if edition in shelf.built_in(sort):
            raise Faulty(f"“{edition}” ships with Lintel and is never changed. Give yours a name of its own.")
        if again and path.stem != edition:
            raise Faulty(f"The file {path.name} says it is “{edition}”.")
        SORTS[sort](text)
    except ValueError as error:
        raise GuideRefused(f"{path.name} cannot be used. {' '.join(_sentences(error))}") from None
    return Sheet(sort, edition, text)


def _text_of(path: Path) -> str:
    try:
        raw = path.read_bytes()
        if len(raw) > _LARGEST:
            raise GuideRefused(f"{path.name} cannot be used. It is far larger than guide data is.")
        return raw.decode("utf-8")
    except OSError:
        raise GuideRefused(f"{path.name} could not be opened.", "Check the name of the file.") from None
    except UnicodeDecodeError:
        raise GuideRefused(f"{path.name} cannot be used. It is not saved as plain text (UTF-8).") from None


def _edition(text: str) -> str:
    edition = parsed(text).get("edition")
    if not isinstance(edition, str) or not edition:
        raise Faulty("The line “edition” is missing.")
    if not _NAME.match(edition) or len(edition) > _LONGEST_NAME:
        raise Faulty(
            "An edition is called like “agencies-northbeck-1”: its sort, then small letters and digits."
        )
    return edition


def _sentences(error: ValueError) -> tuple[str, ...]:
    if isinstance(error, Faulty):
        return error.faults
    words = str(error).rstrip(".")
    return (f"{words[:1].upper()}{words[1:]}.",)


def install(path: Path, folder: Path) -> Sheet:
    """Check a file, keep it under its edition's name, and put it in force from the next start."""
    sheet = check(path)
    kept = folder / f"{sheet.edition}.toml"
    if kept.exists() and _text_of(kept) != sheet.text:
        raise GuideRefused(
            f"There is an edition “{sheet.edition}” already, and it says something else.",
            "An edition is never changed, because the record names it. Give the new one a new name.",
        )
    _write(kept, sheet.text)
    _point(folder, sheet.sort, sheet.edition)
    return sheet


def use(edition: str, folder: Path) -> str:
    """Put an edition in force that is here already, built in or the council's. Gives its sort."""
    sort = shelf.sort_of(edition)
    if sort not in SORTS:
        raise GuideRefused(f"There is no edition “{edition}”.", "See `lintelctl guide list`.")
    if edition not in shelf.built_in(sort):
        check(folder / f"{edition}.toml", again=True)
    _point(folder, sort, edition)
    return sort


def every(folder: Path) -> tuple[Kept, ...]:
    """Every edition on this computer, by sort; those of the council that do not read say why."""
    open_shelf(folder)
    return tuple(one for sort in SORTS for one in _of_sort(sort, folder))


def _of_sort(sort: str, folder: Path) -> Iterator[Kept]:
    now = shelf.in_force(sort)
    for edition in shelf.built_in(sort):
        yield Kept(sort, edition, own=False, in_force=edition == now)
    for edition in shelf.names_in(folder):
        if shelf.sort_of(edition) == sort and edition not in shelf.built_in(sort):
            yield Kept(sort, edition, own=True, in_force=edition == now, faults=_faults(folder, edition))


def _point(folder: Path, sort: str, edition: str) -> None:
    chosen = _chosen(folder, []) | {sort: edition}
    _write(folder / POINTER, "".join(f'{one} = "{name}"\n' for one, name in sorted(chosen.items())))


def _write(path: Path, text: str) -> None:
    """Write a file in one piece: it is whole, or it is as it was."""
    half = path.with_name(path.name + ".half")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_text(text, encoding="utf-8")
        half.replace(path)
    except OSError as error:
        raise GuideNotKept from error
