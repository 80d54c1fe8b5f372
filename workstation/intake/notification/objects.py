"""Reads notifications from JSON: one object, or a list of them. Runs in the separate process.

A name that stands twice, NaN, numbers without end and brackets without end are refused: two readers would
understand them differently, and one of the two is the police.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from workstation.intake import encoded
from workstation.intake.handing import MOST_CELL, shown
from workstation.intake.messages import Finished, Message, PairsRead
from workstation.intake.zipped import Refusal

MOST_BYTES: Final = 20_000_000
MOST_OBJECTS: Final = 500
MOST_PAIRS: Final = 500
_DEEPEST: Final = 8
_LONGEST_NUMBER: Final = 40


def read(file: BinaryIO) -> Iterator[Message]:
    """Each object as headings and values."""
    found = encoded.look(file)
    if found is None:
        raise Refusal("not a workbook")
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Refusal("too big")
    for number, one in enumerate(_objects(_loaded(data, found.codec)), start=1):
        if number > MOST_OBJECTS:
            raise Refusal("too big")
        yield PairsRead(number, tuple(_pairs(one)))
    yield Finished()


def _loaded(data: bytes, codec: str) -> Any:  # noqa: ANN401  whatever JSON can hold
    try:
        return json.loads(
            data.decode(codec), parse_constant=_refused, parse_int=_number, parse_float=_number,
            object_pairs_hook=_once,
        )  # fmt: skip
    except RecursionError:
        raise Refusal("strange json") from None
    except ValueError:
        raise Refusal("damaged") from None


def _refused(_word: str) -> Any:  # noqa: ANN401
    raise Refusal("strange json")


def _number(words: str) -> str:
    """A number is kept as it is written."""
    if len(words) > _LONGEST_NUMBER:
        raise Refusal("strange json")
    return words


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise Refusal("strange json")
    return dict(pairs)


def _objects(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    """The notifications: a list, a list under the only name, or the object itself."""
    if isinstance(value, dict):
        lists = [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        plain = [v for v in value.values() if not isinstance(v, list | dict)]
        if (
            len(lists) == 1
            and len(value) <= 1 + len(plain)
            and len(plain) <= 3
            and len(value) - len(plain) == 1
        ):
            named = next(name for name, v in value.items() if v is lists[0])
            if "child" not in named.casefold() and "person" not in named.casefold():
                return [one for one in lists[0] if isinstance(one, dict)]
        return [value]
    if isinstance(value, list):
        return [one for one in value if isinstance(one, dict)]
    raise Refusal("strange json")


def _pairs(one: dict[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    _walk(one, "", found, 0)
    return found


def _walk(value: Any, path: str, found: list[tuple[str, str]], depth: int) -> None:  # noqa: ANN401
    if depth > _DEEPEST or len(found) > MOST_PAIRS:
        raise Refusal("strange json")
    if isinstance(value, dict):
        for name, inner in value.items():
            _walk(inner, f"{path} {name}".strip(), found, depth + 1)
    elif isinstance(value, list):
        flat = all(not isinstance(inner, dict | list) for inner in value)
        if flat:
            _put(path, "; ".join(_words(inner) for inner in value), found)
        else:
            for at, inner in enumerate(value, start=1):
                _walk(inner, f"{path} {at}", found, depth + 1)
    else:
        _put(path, _words(value), found)


def _words(value: Any) -> str:  # noqa: ANN401
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(value)


def _put(path: str, words: str, found: list[tuple[str, str]]) -> None:
    if words.strip():
        found.append((shown(path)[:200], shown(words)[:MOST_CELL]))
