"""The one place where screens hear that something in the record changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from workstation.domain.changed import Changed


class Changes(QObject):
    """Tells every open screen what changed, whoever changed it: this person, or Central."""

    published = Signal(object)
    _came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Queued, always: whoever tells from another thread goes on at once.
        self._came.connect(self.publish, Qt.ConnectionType.QueuedConnection)

    def publish(self, changed: Changed) -> None:
        """Tell everybody. Call it on the window thread."""
        self.published.emit(changed)

    def from_afar(self, changed: Changed) -> None:
        """The same from any other thread: it is told on the window thread, a moment later."""
        self._came.emit(changed)
