"""What came of sending: the words of M6, or that a colleague added something meanwhile."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.asked_words import still_asked
from ui.widgets.fact_note import FactNote
from workstation.domain import clocks, kinds, wording
from workstation.domain.contact import ContactFile, Said, Stage
from workstation.domain.people import Worker
from workstation.services import decide
from workstation.services.desk import Desk
from workstation.services.find import OpenContact


class SentNote(QWidget):
    """One note at the top of the page, when there is something to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.note: FactNote | None = None

    def show_state(self, shown: OpenContact, before: OpenContact | None, desk: Desk) -> None:
        """Say what is to be said now."""
        if self.note is not None:
            self._column.removeWidget(self.note)
            self.note.hide()
            self.note.deleteLater()
        file = shown.file
        self.note = (
            self._sent(file, desk) or _decided(file) or self._news(shown, before, desk) or _asked(file)
        )
        if self.note is not None:
            self._column.addWidget(self.note)
        self.setVisible(self.note is not None)

    def _sent(self, file: ContactFile, desk: Desk) -> FactNote | None:
        sent = waiting(file)
        if sent is None:
            return None
        since = file.clock_from
        stopped = f"Clock stopped at {clocks.words_left(sent.happened - since)}." if since else ""
        words = sent_words(desk.person(sent.body.to), wording.clock(sent.happened))
        return FactNote("settled", words, stopped)

    def _news(self, shown: OpenContact, before: OpenContact | None, desk: Desk) -> FactNote | None:
        if before is None or before.file.head == shown.file.head:
            return None
        seen = {s.entry for s in before.file.story}
        others = [s for s in shown.file.story if s.entry not in seen and s.by != desk.worker.id]
        if not others:
            return None
        who = desk.person(others[-1].by)
        name = who.short if who else "Somebody"
        return FactNote("warning", f"{name} added something since you opened this. Read it.")


def _decided(file: ContactFile) -> FactNote | None:
    """That there is nothing to send, and what to do instead."""
    said = decide.NOT_SENT.get(file.stage)
    return FactNote("information", *said) if said else None


def _asked(file: ContactFile) -> FactNote | None:
    """What a manager asked for and nothing is written about. It stops nobody, and the manager sees it."""
    left = still_asked(file)
    if not left:
        return None
    words = f"Nothing is written about {wording.count(len(left), 'thing')} that you were asked for."
    return FactNote("warning", words, f"{'; '.join(gap.words for gap in left)}. F8 goes to the first.")


def waiting(file: ContactFile) -> Said[kinds.SentToManager] | None:
    """How it was sent, while it waits for that manager."""
    if file.stage is not Stage.WITH_MANAGER:
        return None
    sent = file.log(kinds.SentToManager)
    return sent[-1] if sent else None


def is_here(file: ContactFile) -> bool:
    """Whether it can be sent: it is with no manager, and not decided."""
    return waiting(file) is None and file.stage not in decide.NOT_SENT


def sent_words(manager: Worker | None, at: str) -> str:
    """M6, as in “Sent to Bola Mensah at 13:50. You can still add; she will see what is new”."""
    name, they = (manager.name, manager.pronoun) if manager else ("a manager", "they")
    return f"Sent to {name} at {at}. You can still add; {they} will see what is new."
