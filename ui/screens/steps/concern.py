"""Step 1: what they are worried about, what they want, and how clear that is (S4.1)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt

from ui.screens import ask_back, referrer_panels
from ui.screens.drafting import Draft
from ui.screens.steps.clear_card import ClearCard
from ui.screens.steps.step import Step, Workspace
from ui.screens.steps.way_back_cards import Notes, WayBackCard
from ui.seat import Seat
from ui.widgets.answer_box import AnswerBox
from ui.widgets.beside import Beside
from ui.widgets.card import Card
from ui.widgets.focus_in import has_focus
from ui.widgets.on_top import on_top
from ui.widgets.theme_picker import ThemePicker
from ui.widgets.words import Words
from workstation.domain import clarity, kinds, way_back, wording
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Ask, Guide, source_group
from workstation.domain.ids import ContactId
from workstation.domain.line import ContactLine
from workstation.services import referring
from workstation.services.desk import Desk
from workstation.services.find import OpenContact
from workstation.services.referring import SentBefore

FIRST: Final = {
    "worried": "What are they most worried will happen?",
    "wanted": "What do they want us to do?",
    "seen": "What have they seen, heard or been told?",
}
"""The three that make a contact clear, as a worker asks them of the record."""
MISSING: Final = {
    "worried": "You have not said what they are worried about. If they did not say, choose ‘They did not say’.",
    "wanted": "You have not said what they want us to do. If they did not say, choose ‘They did not say’.",
}


class ConcernStep(Step):
    """The worry in their words. What they asked for has to be answered in step 6."""

    number = 1
    title = "Concern"
    heading = "What is the worry?"
    next_words = "Save and next: Children and family"

    def __init__(self, seat: Seat, contact_id: ContactId, page: Workspace) -> None:
        super().__init__(seat, contact_id, page)
        self.boxes: dict[str, AnswerBox] = {}
        self._words: dict[str, Draft] = {}
        self.main = Card("In their words", "What they want is answered in step 6")
        self.police, self.more = Card("What a police notification should say"), Card("What else they told us")
        self.police.hide()
        self.more.hide()
        self.themes = ThemePicker(self.desk.guide)
        self.notes, self.clear, self.back = Notes(), ClearCard(self.desk.guide), WayBackCard()
        self.clarity, self.missing = self.clear.choice, self.clear.missing
        self._missing = self.keep(self.missing, "clarity.missing", self._missing_left)
        self._around: tuple[tuple[SentBefore, ...], ContactLine | None] = ((), None)
        for name, question in FIRST.items():
            self.main.add(self._box(name, question))
        worry = Card("Kind of worry", name="Kind of worry")
        worry.set_title("", "Kind of worry")
        worry.add(self.themes)
        for part in (self.notes, self.main, worry, self.clear, self.police, self.more, self.back):
            self.column.addWidget(part)
        self.column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignRight)
        self.places |= {"themes": self.themes, "clarity": self.clarity, "way_back": self.clear.button}
        self.themes.changed.connect(self._themes_chosen)
        self._connect_way_back()

    def _connect_way_back(self) -> None:
        self.clear.judged.connect(self._clarity_chosen)
        self.clear.send.connect(self.ask_back)
        self.notes.answered.connect(partial(self._about_referrer, referrer_panels.reply))
        self.notes.tried.connect(partial(self._about_referrer, referrer_panels.tried))
        self.notes.linked.connect(partial(self.act, referring.link))
        self.notes.another.connect(self._another_one)
        self.notes.opened.connect(lambda contact: self.seat.go.contact(ContactId(contact)))
        self.back.claimed.connect(self._level_claimed)
        self.back.acknowledged.connect(partial(self.act, referring.acknowledge))
        self.back.in_writing.connect(partial(self.act, referring.came_in_writing))

    def _box(self, name: str, question: str) -> AnswerBox:
        needed = name in FIRST or self.desk.guide.ask(name).essential
        box = AnswerBox(question, lines=2 if name in FIRST else 1, needed=needed)
        self.boxes[name] = self.places[f"question:{name}"] = box
        self._words[name] = self.keep(box.field, f"question.{name}", partial(self._say_answer, name))
        box.none_said.connect(partial(self._say_none, name))
        return box

    # -- showing ------------------------------------------------------------------------------------------

    def show_contact(self, shown: OpenContact) -> None:
        """Answers from the record, but never over what is being typed."""
        super().show_contact(shown)
        file = shown.file
        self._make_more(file)
        for name, box in self.boxes.items():
            answer = file.asked(name)
            self._words[name].fill(answer.answer if answer is not None else "")
            box.show_answer(answer, self._asked_at(file, name))
        self.themes.show_themes(file.themes)
        self.clear.show_file(file)
        self._missing.fill(file.clarity.missing if file.clarity else "")
        self.back.show_file(file, self.desk.days, self.desk.now())
        self._show_notes()
        self.seat.bench.latest(
            ("way back", self.contact_id), _around, self.desk, self.contact_id, done=self._show_around
        )

    def _another_one(self, before: SentBefore) -> None:
        words = f"{before.number}: another referral. You can change this in step 3."
        self.act(referring.not_that_one, before.contact, done=partial(self._offer_undo, words))

    def _show_around(self, found: tuple[tuple[SentBefore, ...], ContactLine | None]) -> None:
        self._around = found
        self._show_notes()

    def _show_notes(self) -> None:
        if self.open is not None:
            here = has_focus((self.notes,))
            self.notes.show_notes(self.open.file, *self._around, self.desk.now())
            if here and not has_focus((self.notes,)):  # what was pressed is answered and gone
                self.first_focus()

    def _make_more(self, file: ContactFile) -> None:
        """The other questions for this source, two beside each other where there is room."""
        group = source_group(file.source)
        guide = self.desk.guide
        left = [q for q in (*guide.questions_for(group), *_our_own(file, guide)) if q.id not in self.boxes]
        for card, some in (
            (self.police, [q for q in left if q.essential]),
            (self.more, [q for q in left if not q.essential]),
        ):
            for at in range(0, len(some), 2):
                self._add_pair(card, some[at : at + 2])
            if some:
                card.show()

    def _add_pair(self, card: Card, pair: list[Ask]) -> None:
        row = Beside(enough=600, gap=16)
        for question in pair:
            row.add(on_top(self._box(question.id, question.words)))
        if len(pair) == 1:
            row.add(Words(""))
        card.add_row(row)

    @staticmethod
    def _asked_at(file: ContactFile, name: str) -> str:
        asked = [
            s for s in file.log(kinds.Answered) if s.body.question_id == name and s.body.state == "asked"
        ]
        return wording.clock(asked[-1].happened) if asked else ""

    def first_focus(self) -> None:
        """An answer that is late; the first of the three that has no answer; then the kind of worry."""
        file = self.open.file if self.open is not None else None
        if self.notes.focus_late():
            return
        for name in FIRST:
            if file is not None and file.asked(name) is None:
                self.boxes[name].setFocus()
                return
        (self.themes if file is not None and not file.themes else self.boxes["worried"]).setFocus()

    # -- saying -------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Say every answer that was typed."""
        for name, draft in self._words.items():
            if draft.dirty:
                self._say_answer(name, draft)
        if self._missing.dirty:
            self._missing_left(self._missing)

    def save_and_next(self) -> None:
        """Say what is missing where it is missing, once; then go on all the same."""
        self.save()
        for name, words in MISSING.items():
            open_ = self.open is not None and self.open.file.asked(name) is None
            if open_ and not self._words[name].text() and not self.boxes[name].field.error():
                self.boxes[name].miss(words)
                self.boxes[name].setFocus()
                return
        self.page.go_to(self.number + 1)

    def _say_answer(self, name: str, draft: Draft) -> None:
        if draft.text():
            self.say(kinds.Answered(question_id=name, answer=draft.text()), drafts=[draft])

    def _say_none(self, name: str) -> None:
        self.boxes[name].field.set_text("")
        self.say(kinds.Answered(question_id=name, state="did not say"), drafts=[self._words[name]])

    def _themes_chosen(self, codes: object) -> None:
        if isinstance(codes, tuple):
            self.say(kinds.ThemesChosen(themes=codes))

    def _clarity_chosen(self, clarity: str) -> None:
        self.missing.setVisible(clarity != "clear")
        self._say_clarity()

    def _level_claimed(self, level: str) -> None:
        self.say(kinds.LevelClaimed(level=level))  # type: ignore[arg-type]

    # -- the way back -------------------------------------------------------------------------------------

    def commands(self) -> dict[str, Callable[[], None]]:
        """Sending the questions back is also in the menu."""
        return {"contact.ask_back": self.ask_back}

    def ask_back(self, only: tuple[str, ...] = ()) -> None:
        """Send them exactly what is missing."""
        self.save()
        if self.open is not None:
            ask_back.ask(self.seat, self.window(), self.open, only)

    def _about_referrer(self, panel: Callable[..., object]) -> None:
        if self.open is not None:
            panel(self.seat, self.window(), self.contact_id, way_back.whom(self.open.file))

    def _missing_left(self, _draft: Draft) -> None:
        if self.clarity.value():
            self._say_clarity()

    def _say_clarity(self) -> None:
        body = kinds.ClarityJudged(
            clarity=self.clarity.value(),  # type: ignore[arg-type]
            missing=self._missing.text() if self.clarity.value() != "clear" else "",
        )
        self.say(body, drafts=[self._missing])


def _our_own(file: ContactFile, guide: Guide) -> list[Ask]:
    """Questions that make a referral clear and that the record has no other place for."""
    found = [f for f in clarity.clarity(file, guide).findings if f.state != "does not apply"]
    police = source_group(file.source) == "police"
    asks = [a for f in found for a in f.item.asks if not (police and a.police)]
    return [Ask(a.id, a.words) for a in asks if a.words and a.id in _ANSWERED_HERE]


_ANSWERED_HERE: Final = ("since", "impact", "known_before")


def _around(desk: Desk, contact: ContactId) -> tuple[tuple[SentBefore, ...], ContactLine | None]:
    """Whether this was sent before, and as what it was sent in again."""
    return referring.sent_before(desk, contact), referring.sent_again_as(desk, desk.file(contact))
