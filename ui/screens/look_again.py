"""A silence of the server becomes an outage by waiting alone: nothing changes then that would tell of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from workstation.services.standing import Standing


class LookAgain(QTimer):
    """Looks once more when the phrase about the line may be another, although nothing was told."""

    def __init__(self, parent: QObject, look: Callable[[], None]) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.timeout.connect(look)

    def after(self, standing: Standing) -> None:
        """Wait as long as this phrase holds by itself."""
        if standing.look_again is not None:
            self.start(max(0, round(standing.look_again * 1000)) + 20)
