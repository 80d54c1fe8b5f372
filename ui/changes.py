"""The one place where screens hear that something in the record changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from workstation.domain.changed import Changed


class Changes(QObject):
    """Tells every open screen what changed, whoever changed it: this person, or Central."""

    published = Signal(object)

    def publish(self, changed: Changed) -> None:
        """Tell everybody. Call it on the window thread."""
        self.published.emit(changed)
