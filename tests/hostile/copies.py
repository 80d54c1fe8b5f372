"""Taking a copy in a test: whoever takes it has read every place where words are hidden."""

from __future__ import annotations

from typing import Any

from workstation.domain import kinds
from workstation.domain.ids import ContactId
from workstation.services import prints
from workstation.services.desk import Desk


def order(desk: Desk, contact: ContactId, for_whom: str) -> Any:  # noqa: ANN401 - a word, where there are no orders
    """An order for a summary from the case file, with all its places read."""
    made: Any = getattr(prints, "Order", None)
    return made(for_whom, read=prints.preview(desk, contact, for_whom).hidden_found) if made else for_whom


def taken(desk: Desk, contact: ContactId, for_whom: str = "case file") -> tuple[kinds.Printed, bytes]:
    """Take a copy: what is on record of it, and its pages."""
    _changed, pages = prints.print_copy(desk, contact, order(desk, contact, for_whom))
    return desk.file(contact).log(kinds.Printed)[-1].body, pages
