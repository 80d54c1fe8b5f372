"""One factor of one adult: yes, no or not known in one letter, and who says so in one number."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.beside import Beside
from ui.widgets.evidence_row import Keep
from ui.widgets.factor_form import BECAUSE, OWN, FactorForm, Offer
from ui.widgets.field import TextField
from ui.widgets.letter_choice import LetterChoice
from ui.widgets.nesting import nest
from ui.widgets.state_mark import State, StateMark
from ui.widgets.words import Words

_ANSWERS = (("yes", "Yes", "Y"), ("no", "No", "N"), ("not known", "Not known", "K"))


@dataclass(frozen=True)
class FactorTyped:
    """What is said of a factor."""

    answer: str
    source: str = ""
    evidence: str = ""
    first_hand: str = "not known"
    in_spite: str = ""

    @property
    def complete(self) -> bool:
        """Whether it says who says so, who is asked, or why not."""
        return bool(self.source or (self.answer == "not known" and self.evidence))


@dataclass(frozen=True)
class FactorShown:
    """What a row shows."""

    person: str
    factor: str
    name: str
    whom: str
    state: State
    stands: FactorTyped | None = None
    line: str = ""
    """Who says so, in words; what is missing; or what is on record from before."""
    against: str = ""
    """What earlier records say against the answer, as a question."""
    says: tuple[Offer, ...] = ()
    asks: tuple[Offer, ...] = ()


class FactorRow(QWidget):
    """Nothing is answered beforehand. What is chosen is told at once; who says so, when it is picked."""

    said = Signal(object)
    """The person answered, or said who says so: a `FactorTyped`."""
    rest = Signal()
    """The person wants to say the same of every factor that is left."""
    stepped = Signal(int)
    """Up (-1) or Down (1)."""

    def __init__(self, shown: FactorShown, keep: Keep) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._keep = keep
        self._place = f"factor:{shown.person}:{shown.factor}"
        self.mark = StateMark("not_started", size=16)
        self.name = Words("", "body_bold", wrap=True)
        self.choice = LetterChoice(_ANSWERS)
        self.line = Words("", "secondary", wrap=True)
        self.in_spite = TextField("", lines=1)
        self.form: FactorForm | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 2)
        self._column.setSpacing(4)
        self._lay_out()
        self.in_spite.setContentsMargins(24, 0, 0, 6)
        self.in_spite.hide()
        self._fill = keep(self.in_spite, f"{self._place}.in_spite", self._explain)
        self.choice.chosen.connect(self._chosen)
        self.choice.stepped.connect(self.stepped)
        self.choice.lettered.connect(self._lettered)
        self.setFocusProxy(self.choice)
        self.show_factor(shown)

    def _lay_out(self) -> None:
        left = QWidget()
        row = QHBoxLayout(left)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.mark)
        row.addWidget(self.name, 1)
        head = Beside(enough=720, gap=12)
        head.add(left, 6)
        head.add(self.choice, 0)
        head.add(self.line, 11)
        nest(self._column, head)
        self._column.addWidget(self.in_spite)

    def show_factor(self, shown: FactorShown) -> None:
        """Show how it stands. A form that is open stays open."""
        self.shown = shown
        self.name.set_words(shown.name)
        self.mark.set_state(shown.state, f"{shown.name}, {shown.whom}")
        self.choice.name_options(f"{shown.name}, {shown.whom}")
        self.choice.set_value(shown.stands.answer if shown.stands else None)
        self.line.set_words(shown.line)
        self._ask_against(shown.against)
        self._fill(shown.stands.in_spite if shown.stands else "")
        self.setAccessibleName(f"{shown.name}, {shown.whom}. {shown.line}".strip())

    def settled(self) -> bool:
        """Whether nothing is open here."""
        return self.shown.state == "settled"

    def holds_focus(self) -> bool:
        """Whether the person is in it."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def picked_out(self) -> bool:
        """Whether the person stands on the answer, with nothing unfolded: ready to go on."""
        return self.choice.has_focus() and (self.form is None or self.form.isHidden())

    def stop(self, stops: bool) -> None:
        """Whether Tab stops at it."""
        self.choice.set_stop(stops)

    def explain(self, question: str) -> None:
        """Earlier records say otherwise: ask what is different, and go there."""
        self._ask_against(question)
        self.in_spite.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_in_spite(self) -> None:
        """Go to the question that earlier records ask, or to the answer."""
        target = self.in_spite if not self.in_spite.isHidden() else self.choice
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_form(self) -> None:
        """Fold the form."""
        if self.form is not None:
            self.form.hide()

    def commit(self) -> None:
        """Tell what is typed and not told yet."""
        if self.form is not None and not self.form.isHidden():
            self.form.commit()

    def typed(self, **other: str) -> FactorTyped:
        """What stands here, with something else in it."""
        stands = self.shown.stands
        same = stands is not None and stands.answer == self.choice.value()
        base = stands if same and stands is not None else FactorTyped(self.choice.value() or "not known")
        return FactorTyped(**{**vars(base), "in_spite": self.in_spite.text().strip(), **other})

    def _ask_against(self, question: str) -> None:
        self.in_spite.set_label(question)
        self.in_spite.setVisible(bool(question))

    def _chosen(self, answer: str) -> None:
        typed = self.typed()
        self._open_form(answer)
        self.said.emit(typed)

    def _open_form(self, answer: str) -> None:
        if self.form is None:
            self.form = FactorForm(self._keep, self._place)
            self._column.insertWidget(1, self.form)
            self.form.picked.connect(self._picked)
            self.form.typed.connect(self._wrote)
            self.form.escaped.connect(self._back)
        offers = self.shown.asks if answer == "not known" else self.shown.says
        self.form.show_for(
            answer, f"{self.shown.name}, {self.shown.whom}", offers, self.shown.stands is not None
        )
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _picked(self, link: str) -> None:
        if self.form is None or link in (OWN, BECAUSE):
            return
        first = next((o.first_hand for o in self.form.offers if o.link == link), "not known")
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)  # what is hidden would throw it away
        self.close_form()
        self.said.emit(self.typed(source=link, evidence="", first_hand=first))

    def _wrote(self, source: str, evidence: str, first_hand: str) -> None:
        inside = self.holds_focus()
        if not inside:
            self.close_form()
        self.said.emit(self.typed(source=source, evidence=evidence, first_hand=first_hand))

    def _explain(self) -> None:
        self.said.emit(self.typed())

    def _back(self) -> None:
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
        self.close_form()

    def _lettered(self, letter: str) -> None:
        if letter == "A":
            self.rest.emit()
