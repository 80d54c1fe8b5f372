"""Python's own `import`, put back after Qt's binding has put another in its place.

The binding watches every import for its switch `from __feature__ import snake_case`, which Lintel does not use. For
that it looks through the source of every module that is loaded, and has a word with Python at every `import` inside
a function, on whichever thread that runs. Where a later binding does it another way, nothing is done here.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - so that it is there to be undone


def put_back() -> None:
    """From now on an import is no more than that."""
    own = getattr(builtins, "__orig_import__", None)
    if own is not None:
        builtins.__import__ = own
