"""What the elements of the census mean, read from `resources/intake/census.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Literal

import msgspec
from msgspec import Struct

import resources


class Detail(Struct, frozen=True):
    """Something else an element says, in plain words."""

    element: str
    label: str
    kind: Literal["text", "day", "yes or no", "code"] = "text"
    set: str = ""
    inside: str = ""


class Also(Struct, frozen=True):
    """A second event of an element, on a day of its own."""

    element: str
    event: str
    inside: str = ""


class Part(Struct, frozen=True):
    """An element that is an event, and where its day and its codes stand."""

    element: str
    event: str
    after: str
    on: str
    ended: str = ""
    source: str = ""
    nfa: str = ""
    details: tuple[Detail, ...] = ()
    also: tuple[Also, ...] = ()


class Child(Struct, frozen=True):
    """What stands in the two groups that say who the child is."""

    identifiers: tuple[str, ...]
    characteristics: tuple[str, ...]


class CensusMap(Struct, frozen=True):
    """The whole map."""

    child: Child
    part: tuple[Part, ...]


@cache
def census_map() -> CensusMap:
    """The map in `resources`. One that does not read is a fault of the build."""
    return msgspec.convert(tomllib.loads(resources.read_text("intake/census.toml")), CensusMap, strict=True)


@cache
def parts() -> dict[str, Part]:
    """The events by the name of their element in lower case."""
    return {part.element.lower(): part for part in census_map().part}
