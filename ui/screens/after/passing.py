"""Information on a case that somebody has: it goes to them, and is no new referral (outcome O03)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.seat import Seat
from ui.widgets.buttons import primary, secondary
from ui.widgets.choice import Choice, Ticks
from ui.widgets.field import LineField
from ui.widgets.nesting import nest
from ui.widgets.overlay import Overlay
from ui.widgets.words import Words
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId, PersonId
from workstation.services import afterwards
from workstation.services.afterwards import ChildToPass, OpenCase, ToPass

_OTHER = "other"


class PassPanel(Overlay):
    """Who has the case: those the record knows, or somebody else by name."""

    def __init__(
        self, seat: Seat, over: QWidget, contact: ContactId, cases: tuple[OpenCase, ...],
        children: tuple[ChildToPass, ...] = (),
    ) -> None:  # fmt: skip
        super().__init__(over, "Pass on as information", width=600)
        self._seat, self._contact, self._cases = seat, contact, cases
        options = [(str(at), case.words) for at, case in enumerate(cases)]
        self.who = Choice([*options, (_OTHER, "Somebody else")], "Who has the case?")
        self.whose = Ticks([(c.person, c.name) for c in children], "Which children do they have?")
        self.whose.set_values([c.person for c in children if not c.passed])
        self.name = LineField("Their name and team")
        self.how = LineField("How did you tell them?", "Left empty: they find it in their own list.")
        go = primary("Pass it on", "arrow-right", "Ctrl+Enter")
        keep = secondary("Not now", "", "Esc")
        go.clicked.connect(lambda _checked=False: self.pass_on())
        keep.clicked.connect(lambda _checked=False: self.put_away())
        row = QHBoxLayout()
        row.addWidget(go)
        row.addWidget(keep)
        row.addStretch(1)
        self.body.addWidget(Words("Pass on as information on an open case", "h2", wrap=True))
        self.body.addWidget(
            Words("It goes to the worker who has the child, and is no new referral. What should happen with this "
                  "contact is still for you to recommend.", "secondary", wrap=True)
        )  # fmt: skip
        for part in (self.who, self.name, self.whose, self.how):
            self.body.addWidget(part)
        nest(self.body, row)
        self.name.setVisible(not cases)
        self.whose.setVisible(len(children) > 1)
        self.who.chosen.connect(self._chosen)

    def commands(self) -> dict[str, Callable[[], object]]:
        """Ctrl+Enter passes it on."""
        return {"contact.save_next": self.pass_on}

    def fold(self) -> None:
        """Without the hint."""
        self.how.set_hint("")

    def _chosen(self, who: str) -> None:
        self.name.setVisible(who == _OTHER)
        if who == _OTHER:
            self.name.setFocus()

    def pass_on(self) -> None:
        """Record it, if somebody is named."""
        chosen = self.who.value()
        if chosen is None and self.name.isHidden():
            self.who.set_error("Choose who has the case.")
            self.who.setFocus()
            return
        if not self.whose.isHidden() and not self.whose.values():
            self.whose.set_error("Choose which children they have.")
            self.whose.setFocus()
            return
        case = self._cases[int(chosen)] if chosen not in (None, _OTHER) else None
        whom = case.whom if case else self.name.text()
        self._seat.bench.run(
            afterwards.pass_information, self._seat.desk, self._contact, case.worker if case else None, whom,
            case.contact if case else None, self.how.text(), self._theirs(), done=self._passed,
            trouble=lambda trouble: self.name.set_error(trouble.title),
        )  # fmt: skip

    def _theirs(self) -> tuple[PersonId, ...]:
        """Nobody where there is one child only: then it is about all there are."""
        return () if self.whose.isHidden() else tuple(PersonId(value) for value in self.whose.values())

    def _passed(self, changed: Changed) -> None:
        self.finish()
        self._seat.changes.publish(changed)
        self._seat.notices.settled("Passed on as information. It stays in the queue until they have read it.")


def find_and_ask(seat: Seat, over: QWidget, contact: ContactId) -> None:
    """Look who has a case of these children, then ask."""

    def found(known: ToPass) -> None:
        cases = known.cases
        panel = PassPanel(seat, over, contact, cases, known.children)
        panel.closed.connect(panel.finish)
        panel.open(panel.who if cases else panel.name.edit)

    seat.bench.run(afterwards.to_pass, seat.desk, contact, done=found)
