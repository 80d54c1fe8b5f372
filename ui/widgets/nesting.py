"""Layouts put inside layouts.

The binding makes a Python object for every place of a layout that is put into another, but does not hear when Qt
deletes that place. Whatever Qt makes next at the same address is then taken for it, and the program goes down. So
these objects are let go of at once.
"""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QLayout
from shiboken6 import Shiboken


def nest(outer: QBoxLayout, inner: QLayout, stretch: int = 0) -> None:
    """Put a layout at the end of another. Use this, never `addLayout`."""
    outer.addLayout(inner, stretch)
    let_go(inner)


def let_go(layout: QLayout) -> None:
    """Forget the Python objects of the places in a layout, and in those inside it."""
    for at in range(layout.count()):
        place = layout.itemAt(at)
        if isinstance(place, QLayout):
            let_go(place)
        elif place is not None and not Shiboken.createdByPython(place):
            Shiboken.invalidate(place)
