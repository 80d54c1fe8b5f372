"""Send them the questions: exactly what is missing, to send or to read out; and giving a contact back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, Literal, cast

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.seat import Seat
from ui.widgets.buttons import primary, secondary
from ui.widgets.choice import Choice, Ticks
from ui.widgets.field import TextField
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.overlay import Overlay
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from workstation.domain import clarity, clocks, gates, way_back, wording
from workstation.domain.changed import Changed
from workstation.domain.clarity_book import AskedBack
from workstation.domain.guide import Guide
from workstation.services import referring
from workstation.services.find import OpenContact
from workstation.services.referring import Asking, Way
from workstation.trouble import Trouble

HOW: Final = (("email", "By email"), ("phone", "On the phone"), ("letter", "By letter"))
_KEEP, _BACK = ("clarify", "Keep it here while they answer"), ("return", "Give it back, not decided")
_GO: Final = {"phone": "Record that they were asked"}


def gaps_of(shown: OpenContact, guide: Guide) -> tuple[AskedBack, ...]:
    """What could be asked: what is missing, and what was asked already, so that it can be asked again."""
    return clarity.clarity(shown.file, guide).gaps


class AskBackPanel(Overlay):
    """Which questions, how, and what happens meanwhile. Nothing leaves this computer by itself."""

    def __init__(
        self,
        seat: Seat,
        over: QWidget,
        shown: OpenContact,
        gaps: Sequence[AskedBack],
        only: Sequence[str] = (),
    ) -> None:
        who = way_back.whom(shown.file)
        super().__init__(over, f"Send {who} the questions", width=760, top=36)
        self._seat, self._desk, self._shown = seat, seat.desk, shown
        self._contact = shown.file.contact
        self._refused = gates.may_not_return(shown.file, self._desk.guide)
        self.items = Ticks([(gap.id, gap.words) for gap in gaps], "What they have not told us")
        self.items.set_values(only or clarity.clarity(shown.file, self._desk.guide).to_ask(shown.file))
        self.how = Choice(HOW, "How do you ask?", horizontal=True)
        self.how.set_value("email")
        self.way = Choice((_KEEP,) if self._refused else (_KEEP, _BACK), "Meanwhile")
        self.way.set_value("clarify")
        self.no_harm = TextField(
            "Why does nothing here point to harm?",
            "A manager reads this and decides whether it goes back.",
            lines=2,
        )
        self.no_harm.hide()
        self.cannot = MarkLine("secondary", "info-fill", self._refused)
        self.text = TextField("What they will read", lines=5, most_lines=9)
        self.text.edit.setReadOnly(True)
        self.go = primary("Copy the text and record it", "paper-plane-tilt", "Ctrl+Enter")
        self.page = Page("Questions", margin=2)
        self.page.lie_on_panel()
        self._lay_out(who)
        self._connect()
        self._tell()

    def _lay_out(self, who: str) -> None:
        keep = secondary("Not now", "", "Esc")
        keep.clicked.connect(lambda _checked=False: self.put_away())
        due = clocks.reply_due(self._desk.now(), self._desk.days)
        when = wording.near(due, self._desk.now())
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addWidget(keep)
        row.addStretch(1)
        self.body.addWidget(Words(f"Send {who} the questions", "h2", wrap=True))
        for part in (self.how, self.way, self.cannot, self.no_harm, self.items, self.text):
            self.page.add(part)
        self.cannot.setVisible(bool(self._refused))
        self.body.addWidget(self.page, 1)
        said = f"Answer due {when}. The clock for the decision goes on meanwhile."
        self.body.addWidget(MarkLine("text", "clock-fill", said))
        nest(self.body, row)

    def _connect(self) -> None:
        self.go.clicked.connect(lambda _checked=False: self.send())
        self.items.changed.connect(self._tell)
        self.how.chosen.connect(lambda _value: self._tell())
        self.way.chosen.connect(self._way_chosen)

    def commands(self) -> dict[str, Callable[[], object]]:
        """Ctrl+Enter is a key of the whole window: while this is open, it means this."""
        return {"contact.save_next": self.send}

    def wanted_height(self) -> int:
        """Everything, where the window has the room."""
        content = self.page.widget()
        inside = content.sizeHint().height() if content is not None else 0
        return inside + theme.px(190)

    # -- what it does -------------------------------------------------------------------------------------------

    def _way_chosen(self, way: str) -> None:
        self.no_harm.setVisible(way == "return")
        if way == "return":
            self.no_harm.setFocus()
        self._tell()

    def _tell(self) -> None:
        """The text as it stands now."""
        how = self.how.value() or "email"
        self.go.set_words(_GO.get(how, "Copy the text and record it"))
        self.text.set_label("What you read out" if how == "phone" else "What they will read")
        self._seat.bench.latest(
            ("ask back", self._contact), referring.ready_text, self._desk, self._contact, self.items.values(),
            self._way(), done=self.text.set_text,
        )  # fmt: skip

    def _way(self) -> Way:
        return cast("Literal['clarify', 'return']", self.way.value() or "clarify")

    def send(self) -> None:
        """Put it on record, and the text on the clipboard."""
        items, way = self.items.values(), self._way()
        if not items:
            self.items.set_error("Choose at least one.")
            return
        if way == "return" and not self.no_harm.text().strip():
            self.no_harm.set_error("Say why nothing here points to harm. A manager reads it.")
            self.no_harm.setFocus()
            return
        referrer = self._shown.file.referrer
        asking = Asking(
            items, way, self.how.value() or "email", referrer.name if referrer else "", self.no_harm.text()
        )
        self._seat.bench.run(
            referring.ask,
            self._desk,
            self._contact,
            asking,
            done=partial(self._sent, asking),
            trouble=self._say,
        )

    def _say(self, trouble: Trouble) -> None:
        self.items.set_error(f"{trouble.title} {trouble.what_to_do}")

    def _sent(self, asking: Asking, changed: Changed) -> None:
        seat = self._seat
        if asking.how != "phone":
            QGuiApplication.clipboard().setText(self.text.text())
        self.finish()
        seat.changes.publish(changed)
        count = wording.count(len(asking.items), "question")
        paste = "" if asking.how == "phone" else " The text is copied: paste it into your message."
        if asking.way == "return":
            seat.notices.settled(f"{count} recorded.{paste} Now choose the manager who sees it.")
            seat.go.send(self._contact)
            return
        seat.notices.settled(
            f"{count} recorded.{paste} This contact waits for the answer; its clock goes on."
        )


def ask(seat: Seat, over: QWidget, shown: OpenContact, only: Sequence[str] = ()) -> AskBackPanel | None:
    """Ask the referrer for what is missing; nothing when nothing is, or when there is nobody to ask."""
    gaps = gaps_of(shown, seat.desk.guide)
    if not gaps:
        seat.notices.settled("Nothing is missing: they have told us what makes a contact clear.")
        return None
    if clarity.nobody_to_ask(shown.file):
        seat.notices.say("They did not give a name or a number.", "There is nobody to send the questions to.")
        return None
    panel = AskBackPanel(seat, over, shown, gaps, [one for one in only if one in {gap.id for gap in gaps}])
    panel.closed.connect(panel.finish)
    panel.open(panel.how)
    return panel
