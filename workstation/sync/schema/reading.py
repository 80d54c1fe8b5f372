"""The SQL in `sql/`, run as it is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlalchemy as sa


def read(name: str) -> str:
    """The text of a file of SQL."""
    return (Path(__file__).parent / "sql" / name).read_text("utf-8")


def read_steps() -> str:
    """The text of all that the steps run, the newest last."""
    files = sorted(
        (Path(__file__).parent / "sql").glob("*_[0-9][0-9][0-9][0-9].sql"), key=lambda file: file.stem[-4:]
    )
    return "\n".join(file.read_text("utf-8") for file in files)


def run(cx: sa.Connection, name: str, **words: str) -> None:
    """Run a file of statements in the transaction that is open; `:word` in it becomes the word given."""
    text = read(name)
    for word, value in words.items():
        text = text.replace(f":{word}", value)
    # Straight to the driver and without parameters: several statements at once, and a per cent sign is one.
    driver: Any = cx.connection.driver_connection
    driver.execute(text.encode())
