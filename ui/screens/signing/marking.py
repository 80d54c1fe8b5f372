"""Marks what is new since a manager last saw a contact, where it is read."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from ui.widgets.new_mark import NewMark
from workstation.domain import wording

Fresh = dict[str, datetime]
"""Parts of the page that are new, and when each changed."""


def changed_at(fresh: Fresh, *parts: str) -> str:
    """`Changed 14:20`, where one of these did."""
    found = [fresh[part] for part in parts if part in fresh]
    return f"Changed {wording.clock(max(found))}" if found else ""


def marked(fresh: Fresh, content: QWidget, *parts: str) -> QWidget:
    """The same, marked where one of these is new."""
    changed = changed_at(fresh, *parts)
    return NewMark(changed, content) if changed else content
