"""S10: two people answered the same question without knowing of each other. A person chooses; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.notices import announce
from ui.screens.settling.page import SettlePage
from ui.seat import Screen, Seat
from ui.widgets.buttons import primary, secondary
from ui.widgets.nesting import nest
from ui.widgets.save_foot import SaveFoot
from workstation.domain import wording
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Body
from workstation.services import settle, words
from workstation.services.desk import Desk
from workstation.services.settle import CameMeanwhile, Choice, Unsettled
from workstation.trouble import Trouble

_STAYS = "The version you do not choose stays in the record’s history."


class SettleScreen(Screen):
    """The page, and below it the way on. Saving looks again first, and shows what came instead."""

    def __init__(self, seat: Seat, contact_id: ContactId, parent: QWidget | None = None) -> None:
        super().__init__(seat, "Two answers", parent)
        self.contact_id = contact_id
        self.page = SettlePage(seat, contact_id)
        self.save = primary("Save my choices", "check", "Ctrl+Enter")
        self.write = secondary("Copy a message", "chat-circle-text-fill")
        self.to_contact = secondary("Open the contact", "folder-open")
        self.foot = SaveFoot(_STAYS, self.save, self.write, self.to_contact)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(18, 10, 18, 4)
        above.addWidget(self.page.head)
        nest(column, above)
        column.addWidget(self.page, 1)
        column.addWidget(self.foot)
        self.save.clicked.connect(lambda _checked=False: self.press_save())
        self.write.clicked.connect(lambda _checked=False: self._copy_message())
        self.to_contact.clicked.connect(lambda _checked=False: seat.go.contact(contact_id))
        self.load()

    # -- what the window asks of every screen -----------------------------------------------------------------

    def icon_name(self) -> str:
        """Two lines that part."""
        return "git-pull-request"

    def commands(self) -> dict[str, Callable[[], None]]:
        """What the keys do here."""
        return {"contact.save_next": self.press_save, "go.next_need": self._next_need}

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.page, self.foot]

    def enter(self) -> None:
        """To the first choice."""
        self.seat.notices.reached.emit("settle")
        self._next_need()

    def leave(self) -> None:
        """Keep what is half written."""
        self.page.keep_now()

    def reload(self, changed: Changed) -> None:
        """Something came: show it, and keep what was chosen where it still stands."""
        if self.contact_id in changed.contacts:
            self.load()

    def load(self) -> None:
        """Read how the contact stands now."""
        self.seat.bench.latest(
            ("settle", self.contact_id, id(self)), _look, self.seat.desk, self.contact_id, done=self._show
        )

    def _show(self, found: tuple[Unsettled, dict[str, str]]) -> None:
        unsettled, kept = found
        before = self.page.shown
        if before is not None and before.saw == unsettled.saw:
            return
        self.page.show_unsettled(unsettled, kept)
        self.page.add(self.foot.spare)
        self.save.setVisible(bool(unsettled.choose or unsettled.texts))
        self.foot.show_note(bool(unsettled.choose))
        self.write.setVisible(bool(unsettled.others))
        self.write.set_words(f"Copy a message to {self.page.others()}")
        if before is not None:
            announce(self, "Something was added. It is on the page now.")
        if self.isVisible():
            self._next_need()

    # -- acts ---------------------------------------------------------------------------------------------------

    def _next_need(self) -> None:
        """F8: the first choice that is not made; else the reasons; else the way on."""
        on = self.to_contact if self.save.isHidden() else self.save
        target: QWidget = next(iter((*self.page.left(), *self.page.texts.values())), on)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def press_save(self) -> None:
        """Save everything that was chosen. Never greyed: pressed early it says what is left, and goes there."""
        page, found = self.page, self.page.shown
        if found is None or not (page.choices or page.texts):
            self.seat.notices.say("Nothing here needs you.")
            return
        left = page.left()
        if left:
            left[0].ask("Choose one of them, or leave it open.")
            announce(self, f"{wording.count(len(left), 'choice')} to go.")
            return
        self.seat.bench.run(
            _settle, self.seat.desk, self.contact_id, page.chosen(found), page.written(found), found.saw,
            done=self._saved, trouble=self._not_saved,
        )  # fmt: skip

    def _saved(self, changed: Changed) -> None:
        self.page.drop()
        left_open = "Saved. Both versions stay until you have spoken."
        self.seat.notices.settled(
            left_open if self.page.left_open() else "Saved. The other version stays in the history."
        )
        self.seat.changes.publish(changed)
        self.seat.go.contact(self.contact_id)

    def _not_saved(self, trouble: Trouble) -> None:
        self.seat.notices.trouble(trouble)
        if isinstance(trouble, CameMeanwhile):
            self.load()

    def _copy_message(self) -> None:
        """A few words for the other person, without a name or anything of the case."""
        if self.page.shown is None:
            return
        number = self.page.shown.file.number or "a contact"
        QGuiApplication.clipboard().setText(
            f"About {number}: we both wrote down different answers at the same time. Nothing is lost. "
            f"Can we speak before I choose?\n{self.seat.desk.worker.name}"
        )
        self.seat.notices.settled("Message copied. It carries the contact number and no names of the family.")


def _look(desk: Desk, contact: ContactId) -> tuple[Unsettled, dict[str, str]]:
    return settle.look(desk, contact), words.kept_under(desk, f"contact/{contact}/settle.")


def _settle(desk: Desk, contact: ContactId, choices: list[Choice], texts: list[Body], saw: str) -> Changed:
    return settle.settle(desk, contact, choices, texts, saw=saw)
