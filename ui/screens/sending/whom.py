"""Whom it goes to, and when the referrer is told."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from ui.widgets.card import Card
from ui.widgets.choice import Choice
from workstation.domain import gates, kinds
from workstation.domain.ids import AuthorId
from workstation.domain.people import Worker
from workstation.services.desk import Desk
from workstation.services.find import OpenContact


class Whom(Card):
    """The first manager is chosen beforehand: whom it goes to is no judgement about a child."""

    named = Signal()
    """Another manager is meant."""

    def __init__(self) -> None:
        super().__init__("Send to", role="h2")
        self._managers: tuple[AuthorId, ...] | None = None
        self.to = Choice([], name="Send to")
        options = [("when signed off", "When it is signed off"), ("now", "Now: “we are looking at it”")]
        self.tell = Choice(options, "Tell the referrer", horizontal=True)
        self.tell.set_value("when signed off")
        self.add(self.to)
        self.add(self.tell)

    def show_managers(self, managers: Sequence[Worker]) -> None:
        """Offer these. Who was chosen stays chosen, if they are still there."""
        ids = tuple(m.id for m in managers)
        if ids == self._managers:
            return
        chosen, old = self.to.value(), self.to
        self._managers = ids
        self.to = Choice([(m.id, f"{m.name}, {m.role.lower()}") for m in managers], name="Send to")
        self.body.insertWidget(0, self.to)
        self.body.removeWidget(old)
        old.hide()
        old.deleteLater()
        self.to.set_value(chosen if chosen in ids else next(iter(ids), None))
        self.to.chosen.connect(lambda _value: self.named.emit())
        self.named.emit()

    def manager(self) -> AuthorId | None:
        """Who is chosen."""
        value = self.to.value()
        return AuthorId(value) if value else None

    def tell_now(self) -> bool:
        """Whether the referrer is told now that we are looking at it."""
        return self.tell.value() == "now"

    def ask(self) -> None:
        """Nobody is chosen: say so, and go there."""
        self.to.set_error("Choose a manager.")
        self.to.setFocus(Qt.FocusReason.OtherFocusReason)


def managers_for(desk: Desk, shown: OpenContact) -> list[Worker]:
    """Managers who may sign this: whoever sent it back first. Never one who wrote part of it."""
    returned = shown.file.log(kinds.SentBack)
    before = returned[-1].by if returned else None
    able = [
        w
        for w in desk.staff.values()
        if w.id != desk.worker.id and gates.may_not_sign(shown.file, w, desk.guide) is None
    ]
    return sorted(able, key=lambda w: w.id != before)
