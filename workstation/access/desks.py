"""The files of the people who work at this computer: one each, with a random name and a key of its own.

    record.lintel            a computer that works alone: one record, a slot for each worker
    desks/3f9c....lintel     with Central: the file of one worker; nobody else's password opens it
    desks/3f9c....lintel.keys   its slots (`slots`), which also say whose it is
    desks/3f9c....lintel.tag    what anybody here may know of it: how many entries have not reached Central

There is no list of them beside the folder that could say something else than the folder.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import msgspec
from msgspec import Struct

from workstation.access import slots
from workstation.domain.ids import AuthorId
from workstation.trouble import AccessTrouble


class Place(Struct, frozen=True):
    """Where a person's work lies on this computer. `login` is their name at Central; empty without one."""

    worker: AuthorId
    name: str
    login: str
    path: Path


class Tag(Struct, frozen=True):
    """What may be known of a file without its key. No case content. Times are ISO texts, empty for never."""

    name: str = ""
    """Whose it is."""
    waiting: int = 0
    """Entries that had not reached Central when the file was last put down."""
    since: str = ""
    """When the oldest of them was written."""
    last: str = ""
    """When its owner last sat here."""
    refused: bool = False
    """Central no longer lets its owner in."""
    aside: bool = False
    """Its owner forgot its password and has another file now. It is kept for the custodians."""


def folder_of(shared: Path) -> Path:
    """The folder of everybody's own files, beside the record of a computer that works alone."""
    return shared.with_name("desks")


def own(shared: Path) -> tuple[Place, ...]:
    """Everybody who has a file of their own here, by name. A key file that does not read is passed over."""
    found = [place for path in files(folder_of(shared)) if not tag(path).aside for place in _places(path)]
    return tuple(sorted(found, key=lambda place: place.name))


def files(folder: Path) -> tuple[Path, ...]:
    """Every file of a worker in this folder, those put aside too."""
    return tuple(sorted(folder.glob("*.lintel")))


def shared_by(shared: Path) -> tuple[Place, ...]:
    """Everybody with a slot in the one record of this computer, by name; nobody when there is no record yet."""
    return tuple(sorted(_places(shared), key=lambda place: place.name)) if shared.exists() else ()


def fresh(shared: Path) -> Path:
    """A place for a new file, with a name that tells nothing."""
    folder = folder_of(shared)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise AccessTrouble("There is no room for your file on this computer.") from error
    return folder / f"{secrets.token_hex(12)}.lintel"


def tag(path: Path) -> Tag:
    """What is known of a file without its key."""
    try:
        return msgspec.json.decode(_tag_file(path).read_bytes(), type=Tag)
    except (OSError, msgspec.MsgspecError):
        return Tag()


def put_tag(path: Path, known: Tag) -> None:
    """Write that down, whole or not at all."""
    target = _tag_file(path)
    half = target.with_name(target.name + ".half")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(msgspec.json.encode(known))
        half.replace(target)
    except OSError as error:
        raise AccessTrouble("A small file beside your record could not be written.") from error


def _places(path: Path) -> list[Place]:
    try:
        known = slots.load(path)
    except slots.SlotsUnreadable:
        return []
    return [Place(one.worker, one.name, one.login, path) for one in known.slots] if known else []


def _tag_file(path: Path) -> Path:
    return path.with_name(path.name + ".tag")
