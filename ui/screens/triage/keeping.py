"""What the meeting keeps on this computer: words that are not on record yet, and who speaks today."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.models import meeting_draft
from ui.models.meeting_draft import Typed
from ui.seat import Seat
from workstation.domain.ids import ContactId
from workstation.domain.people import Role
from workstation.services import words

KEEP_AFTER_MS: Final = 400
"""From the first keystroke that is not kept yet."""
_NAMES: Final = "meeting/who speaks"
_OWN_VOICE: Final = {
    Role.POLICE: "police", Role.DOMESTIC_ABUSE: "domestic abuse", Role.EARLY_HELP: "early help",
    Role.MANAGER: "manager",
}  # fmt: skip


class KeptWords(QObject):
    """Half-typed words about one family."""

    due = Signal()
    """It is time to keep what stands in the boxes."""

    def __init__(self, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._seat = seat
        self._timer = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._timer.timeout.connect(self.due)

    def soon(self) -> None:
        """Something was typed: it is on the disk within a second."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self, contact: ContactId, typed: Typed | None) -> None:
        """Keep this; nothing when everything is on record."""
        self._timer.stop()
        text = meeting_draft.to_text(typed) if typed is not None else ""
        key = meeting_draft.key_of(contact)
        self._seat.bench.run(words.keep, self._seat.desk, key, contact, text)


class Speakers(QObject):
    """Who speaks: the same people speak about the next family, and whoever sits here for their own service."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        me = seat.desk.worker
        self.names = {voice: me.name for role, voice in _OWN_VOICE.items() if role is me.role}
        seat.bench.run(words.kept, seat.desk, _NAMES, done=self._take)

    def remember(self, names: dict[str, str]) -> None:
        """These spoke last."""
        self.names |= names
        text = "\n".join(f"{voice}={name}" for voice, name in self.names.items())
        self._seat.bench.run(words.keep, self._seat.desk, _NAMES, None, text)

    def _take(self, kept: str) -> None:
        for line in kept.splitlines():
            voice, found, name = line.partition("=")
            if found:
                self.names.setdefault(voice, name)
