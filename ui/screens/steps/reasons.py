"""The prompts of step 6: plain boxes that grow, one for each child where that is asked, and ideas to test them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.models.said_words import quoted, stopped
from ui.models.whose_reasons import reasons_of
from ui.widgets.beside import Beside
from ui.widgets.buttons import Button, link
from ui.widgets.evidence_row import Keep
from ui.widgets.fact_note import FactNote
from ui.widgets.field import TextField
from ui.widgets.flow import Flow
from ui.widgets.link_chips import LinkChips
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.words import Words
from workstation.domain import citing
from workstation.domain.contact import ContactFile
from workstation.domain.gates.reasons_say import others_of
from workstation.domain.guide import Nudge, Prompt
from workstation.domain.past import Past
from workstation.domain.shared_text import HISTORY_WHY
from workstation.services.desk import Desk

_ROW, _CHILD = 560, 200
"""The room for boxes side by side: at least, and for each child."""
_VIEWS = {
    "raises": "It raises worry", "no difference": "It makes no difference", "lowers": "It lowers worry",
    "not enough": "There is not enough on record to say", "none found": "No earlier contacts were found",
}  # fmt: skip


class Reasons(QWidget):
    """Boxes by place, such as `reasons:worry:<child>`; the places are those that blocks name."""

    said = Signal(str)
    """A box was left with new words: its place."""
    history_wanted = Signal()
    """The person wants to go to step 3."""
    opened = Signal(str)
    """A contact that the reasons name was pressed; carries its id."""

    def __init__(self, desk: Desk, keep: Keep) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._desk, self._guide, self._keep = desk, desk.guide, keep
        self.boxes: dict[str, TextField] = {}
        self._fills: dict[str, Callable[[str], None]] = {}
        self._children: tuple[tuple[str, str], ...] | None = None
        self._past = Past()
        self._wholes: dict[str, QWidget] = {}
        self.links: dict[str, LinkChips] = {}
        """Under each box, and under the view of step 3: the contacts that it names."""
        self._last: TextField | None = None
        self.history = Words("", "secondary", wrap=True)
        self.to_history = link("Open step 3", keys="Alt+3")
        self.to_history.clicked.connect(self.history_wanted)
        self.shared = MarkLine("secondary", "copy")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._each: dict[str, tuple[Words, Beside]] = {}
        for prompt in desk.guide.reasons:
            self._put_prompt(prompt)
        self._column.addWidget(self.shared)
        self.shared.hide()

    def show_past(self, file: ContactFile, past: Past) -> None:
        """Show which earlier contacts the reasons name, and quietly that words stand in other decisions too."""
        self._past = past
        for place, box in self.boxes.items():
            self._show_links(place, box.text())
        view = file.history_view
        linked = view.body.linked if view is not None else ()
        self._chips(HISTORY_WHY).show_contacts(c for c in past.on_record if c.contact in linked)
        told = past.shared is not None and bool(past.shared.parts)
        if past.shared is not None and told:
            self.shared.set_words(
                self._guide.rules.say("W5", "quiet", words=past.shared.words, others=others_of(past.shared))
            )
        self.shared.setVisible(told)

    def linked(self) -> int:
        """How many earlier contacts the reasons name, each once."""
        texts = [box.text() for box in self.boxes.values()]
        return len({one.contact.key for text in texts for one in citing.cited(text, self._past.on_record)})

    def show_file(self, file: ContactFile) -> None:
        """Show what is written. A box in which somebody types is left alone."""
        children = tuple((str(c.person), c.name.given or "this child") for c in file.children)
        if children != self._children:
            self._children = children
            self._make_each(children)
        for place, fill in self._fills.items():
            _reasons, prompt, child = place.split(":", 2)
            fill(reasons_of(file, self._desk, prompt, child or None))
        self.history.set_words(self._history_words(file))
        wanted = file.asked("wanted")
        box = self.boxes.get("reasons:wanted:")
        if box is not None and wanted is not None and wanted.answer.strip():
            asked = stopped(f"They asked us to: {quoted(wanted.answer)}")
            box.set_label(f"{asked} How does your decision answer that?")

    def in_order(self) -> list[TextField]:
        """The boxes from top to bottom."""
        ids = [prompt.id for prompt in self._guide.reasons]
        places = sorted(self.boxes, key=lambda place: ids.index(place.split(":")[1]))
        return [self.boxes[place] for place in places]

    def written(self, file: ContactFile) -> tuple[int, int]:
        """How many of the prompts are answered, of how many."""
        done = 0
        for prompt in self._guide.reasons:
            if prompt.link:
                done += file.history_view is not None
            elif prompt.each:
                done += bool(file.children) and all(
                    file.reason(prompt.id, c.person).strip() for c in file.children
                )
            else:
                done += bool(file.reason(prompt.id).strip())
        return done, len(self._guide.reasons)

    def insert(self, words: str) -> None:
        """Put words in where the person was typing."""
        box = self._last or next(iter(self.in_order()), None)
        if box is not None:
            box.setFocus(Qt.FocusReason.OtherFocusReason)
            box.insert(words)

    def back(self) -> None:
        """Put the cursor back where the person was typing."""
        box = self._last or next(iter(self.in_order()), None)
        if box is not None:
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_prompt(self, prompt: Prompt) -> None:
        if prompt.link:
            line = Beside(enough=420)
            line.add(self.history, 1)
            line.add(self.to_history, 0)
            self._column.addWidget(Words(prompt.words, "body_bold", wrap=True))
            nest(self._column, line)
            self._column.addWidget(self._chips(HISTORY_WHY))
        elif prompt.each:
            heading, row = Words(prompt.words, "body_bold", wrap=True), Beside(enough=_ROW)
            self._column.addWidget(heading)
            nest(self._column, row)
            self._each[prompt.id] = heading, row
        else:
            self._column.addWidget(self._make_box(f"reasons:{prompt.id}:", prompt.words))
            self._column.addWidget(self._chips(f"reasons:{prompt.id}:"))

    def _make_each(self, children: tuple[tuple[str, str], ...]) -> None:
        """A box for each child; with one child, its question stands without a name."""
        for prompt, (heading, row) in self._each.items():
            wanted = {f"reasons:{prompt}:{person}" for person, _given in children}
            for place in [p for p in self.boxes if p.startswith(f"reasons:{prompt}:") and p not in wanted]:
                self._fills.pop(place)
                self.links.pop(place)
                whole = self._wholes.pop(place)
                self.boxes.pop(place)
                row.removeWidget(whole)
                whole.hide()
                whole.deleteLater()
            for person, given in children:
                place = f"reasons:{prompt}:{person}"
                if place not in self.boxes:
                    self._wholes[place] = _under(self._make_box(place, given), self._chips(place))
                    row.add(self._wholes[place], 1)
                self.boxes[place].box.setAccessibleName(f"{heading.words()} {given}")
            heading.setVisible(bool(children))
            row.ask_for(max(_ROW, _CHILD * len(children)))

    def _make_box(self, place: str, label: str) -> TextField:
        box = TextField(label)
        self.boxes[place] = box
        self._fills[place] = self._keep(box, place, partial(self.said.emit, place))
        box.left.connect(partial(self._remember, box))
        box.changed.connect(partial(self._show_links, place))
        return box

    def _chips(self, place: str) -> LinkChips:
        if place not in self.links:
            chips = self.links[place] = LinkChips("Named in your reasons")
            chips.opened.connect(self.opened)
        return self.links[place]

    def _show_links(self, place: str, text: str) -> None:
        found = citing.cited(text, self._past.on_record)
        self._chips(place).show_contacts(one.contact for one in found)

    def _remember(self, box: TextField) -> None:
        self._last = box

    def _history_words(self, file: ContactFile) -> str:
        view = file.history_view
        if view is None:
            return "You have not said what the history tells you yet."
        why = f": {quoted(view.body.why)}" if view.body.why.strip() else ""
        return f"From step 3: {_VIEWS[view.body.view].lower() if why else _VIEWS[view.body.view]}{why}"


def _under(box: TextField, chips: LinkChips) -> QWidget:
    """A box with the contacts it names under it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(box)
    column.addWidget(chips)
    column.addStretch(1)
    return whole


class Nudges(QWidget):
    """Links that unfold one short paragraph each. Never required, and not repeated once they were used."""

    read = Signal()
    """One was unfolded: the cursor goes back to the reasons."""
    used = Signal(str)
    """What was used in this contact, to be kept: ids with commas between them."""

    def __init__(self, nudges: tuple[Nudge, ...]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.links: dict[str, Button] = {}
        self._texts = {n.id: n for n in nudges}
        self._shown = ""
        self._note: FactNote | None = None
        line = QWidget()
        flow = Flow(line, gap=8, line_gap=0)
        flow.addWidget(Words("Ideas to test your thinking:", "secondary"))
        for nudge in nudges:
            button = link(nudge.words)
            button.clicked.connect(partial(self._toggle, nudge.id))
            self.links[nudge.id] = button
            flow.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(line)
        self._line = line
        self._used: list[str] = []

    def hide_used(self, kept: str) -> None:
        """Do not offer again what was used when this contact was open before."""
        self._used = [one for one in kept.split(",") if one in self.links]
        for one in self._used:
            self.links[one].hide()
        self._suit()

    def _suit(self) -> None:
        """The line goes with the last of them."""
        self._line.setVisible(any(not button.isHidden() for button in self.links.values()))

    def _toggle(self, which: str) -> None:
        if self._note is not None:
            self._column.removeWidget(self._note)
            self._note.hide()
            self._note.deleteLater()
            self._note = None
            self.links[self._shown].hide()
        if which != self._shown:
            self._note = FactNote("information", self._texts[which].words, self._texts[which].text)
            self._column.addWidget(self._note)
            self._shown = which
            self._used.append(which)
            self.used.emit(",".join(self._used))
        else:
            self._shown = ""
        self._suit()
        self.read.emit()
