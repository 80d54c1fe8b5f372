"""How a worker likes to read and which contacts they had open: kept on this computer, never sent anywhere."""

from __future__ import annotations

import json
from collections.abc import Mapping

from workstation.services import words
from workstation.services.desk import Desk

Plain = str | int | float | bool
_READING, _PLACES = "window/reading", "window/tabs"


def keep(desk: Desk, mapping: Mapping[str, Plain]) -> None:
    """Keep the choices of the worker at this desk in place of those before."""
    words.keep(desk, _READING, None, json.dumps(dict(mapping)))


def kept(desk: Desk) -> dict[str, Plain]:
    """The choices of the worker at this desk; empty when they never chose."""
    found = _read(words.kept(desk, _READING))
    if not isinstance(found, dict):
        return {}
    return {str(name): value for name, value in found.items() if isinstance(value, str | int | float)}


def keep_places(desk: Desk, places: list[dict[str, str]]) -> None:
    """Keep which places are open, in their order."""
    words.keep(desk, _PLACES, None, json.dumps(places))


def kept_places(desk: Desk) -> list[dict[str, str]]:
    """The places that were open when this worker was last here."""
    found = _read(words.kept(desk, _PLACES))
    if not isinstance(found, list):
        return []
    return [{str(k): str(v) for k, v in one.items()} for one in found if isinstance(one, dict)]


def _read(text: str) -> object:
    try:
        return json.loads(text) if text else None
    except ValueError:
        # Written by a version that kept something else here: start afresh, it is only comfort.
        return None
