"""What `lintelctl central` answers with: rows as they are for a machine, and a line for each of them for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import psycopg

    Cx: TypeAlias = psycopg.Connection[Any]


def plain(value: object) -> str:
    """A value as it is shown: bytes as their digits."""
    return value.hex() if isinstance(value, bytes) else str(value)


def table(found: list[dict[str, Any]], nothing: str) -> tuple[object, str]:
    """The rows, and how they read; `nothing` is said when there are none."""
    lines = ["  ".join(f"{name}={plain(value)}" for name, value in row.items()) for row in found]
    return found, "\n".join(lines) or nothing
