"""Many parts of one page change at once: they are put in their places once, afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget


@contextmanager
def arranged_once(*widgets: QWidget | None) -> Iterator[None]:
    """While parts of these widgets are told, shown and hidden, leave them where they are.

    Qt puts everything around a part in its place at the moment the part is shown, up to the whole window. For ten
    parts that is ten times, and holds up the next letter. What changed is arranged in the next turn, as always.
    """
    layouts = [widget.layout() for widget in widgets if widget is not None]
    held = [layout for layout in layouts if layout is not None and layout.isEnabled()]
    for layout in held:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in held:
            layout.setEnabled(True)
            layout.update()
