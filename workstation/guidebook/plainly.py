"""What is wrong with a file of guide data, in words for whoever wrote it: where it is, and what is expected."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar

import msgspec

S = TypeVar("S")
_PLACE: Final = re.compile(r"^(?P<what>.*?)(?: - at `(?P<place>[^`]*)`)?$", re.DOTALL)
_LINE: Final = re.compile(r"\(at (line \d+, column \d+|end of document)\)")
_PARTS: Final = re.compile(r"\.([A-Za-z_0-9-]+)|\[(\d+)\]|\[\.\.\.\]")
_TYPES: Final = {
    "int": "a whole number", "str": "text in quotation marks", "bool": "true or false", "array": "a list in [ ]",
    "object": "a group of lines", "float": "a number", "date": "a date", "time": "a time such as 12:00:00",
}  # fmt: skip


class Faulty(ValueError):
    """A file of guide data that cannot be used; `faults` are sentences."""

    def __init__(self, *faults: str) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


def parsed(text: str) -> dict[str, Any]:
    """The lines of a TOML text. `Faulty` says where it breaks off."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        where = f"At {found.group(1)}" if found else "Somewhere"
        raise Faulty(
            f"{where} it cannot be read. Look for a missing quotation mark, comma or bracket."
        ) from None


def converted(raw: dict[str, Any], kind: type[S]) -> S:
    """These lines as a value. `Faulty` names the line that does not fit, and what would."""
    try:
        return msgspec.convert(raw, kind, strict=True)
    except msgspec.ValidationError as error:
        raise Faulty(_sentence(str(error), raw)) from None


def _sentence(message: str, raw: Mapping[str, Any]) -> str:
    found = _PLACE.match(message)
    what, place = (found["what"], found["place"] or "") if found else (message, "")
    return f"{_where(place, raw)}: {_what(what)}."


def _where(place: str, raw: Any) -> str:  # noqa: ANN401 - whatever a TOML file holds
    """`Agencies, “gp”, when, number 2` for `$.agencies[5].when[1]`."""
    said: list[str] = []
    at = raw
    for name, number in _PARTS.findall(place):
        if name:
            said.append(name.replace("_", " "))
            at = at.get(name) if isinstance(at, Mapping) else None
        elif number:
            at = at[int(number)] if isinstance(at, Sequence) and int(number) < len(at) else None
            said.append(_called(at, int(number)))
    words = ", ".join(said) or "the file"
    return words[:1].upper() + words[1:]


def _called(item: object, number: int) -> str:
    name = item.get("id") if isinstance(item, Mapping) else None
    return f"“{name}”" if isinstance(name, str) else f"number {number + 1}"


def _what(message: str) -> str:
    patterns = (
        (r"Object contains unknown field `(.+)`", r"nobody knows a line called “\1”"),
        (r"Object missing required field `(.+)`", r"the line “\1” is missing"),
        (r"Invalid enum value '?(.*?)'?", r"“\1” is none of the words that can stand here"),
    )
    for pattern, words in patterns:
        if re.fullmatch(pattern, message):
            return re.sub(f"^{pattern}$", words, message)
    types = re.fullmatch(r"Expected `(.+)`, got `(.+)`", message)
    if types:
        names = [part.strip() for part in types[1].split("|")]
        wanted = " or ".join(_TYPES.get(name, name) for name in names if name != "null")
        return f"{wanted} is expected here"
    return "this cannot stand here"
