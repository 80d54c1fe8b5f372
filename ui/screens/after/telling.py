"""Telling the referrer and the family what was decided: in which way, in which words, or why not."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QGuiApplication

from ui.screens.after.part import Form, Part
from ui.seat import Letter, Seat
from ui.widgets.buttons import Button, secondary
from ui.widgets.choice import Choice
from ui.widgets.field import LineField, TextField
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words
from workstation.domain import kinds, wording
from workstation.domain.after import safe_ways
from workstation.domain.gates.after import family_to_tell, nobody_to_tell
from workstation.domain.ids import ContactId
from workstation.domain.said import Said
from workstation.guidebook.after import after_book
from workstation.services import afterwards, outside
from workstation.services.find import OpenContact

_LINES, _MOST = 5, 8


class ReferrerPart(Part):
    """Feedback to the referrer, within one working day. Nobody is told who gave no name."""

    def __init__(self, seat: Seat, contact_id: ContactId) -> None:
        super().__init__(seat, contact_id, "Tell the referrer")
        self.text = ""
        """What is told, made from the decision; the page reads it."""

    def show_contact(self, shown: OpenContact) -> None:
        """What was told, or the form."""
        file = shown.file
        due = next((todo for todo in shown.todo if todo.key == "referrer"), None)
        told = file.referrer_told
        if not self.renewed((due, told, self.text, file.referrer)):
            return
        self.set_note(by_when(due.due, self.seat) if due else "")
        nobody = nobody_to_tell(file, self.seat.desk.guide)
        if nobody:
            self.put(Words(f"There is nobody to tell. {nobody}", wrap=True))
            return
        if told is not None:
            self.put(_done(told, told.body.how, told.body.none_because, self.seat))
        if due is None:
            return
        self.put(Words(_whom(file.referrer), "secondary", wrap=True))
        self._ask(self.form("referrer"))
        self.folded("Not told, because…", "referrer_not", self._not)

    def _ask(self, form: Form) -> None:
        how = _how(form, ("phone", "email", "in person", "letter"))
        text = form.ask(TextField("What are they told?", lines=_LINES, most_lines=_MOST), "text", self.text)
        tell = secondary("They have been told", "check", "Ctrl+Enter")
        copy = secondary("Copy the words", "copy")
        copy.clicked.connect(lambda _checked=False: self._copy(text.text()))
        tell.clicked.connect(lambda _checked=False: self._tell(form, how, text))
        form.buttons(tell, copy)

    def _copy(self, words: str) -> None:
        work = partial(outside.hidden_version, self.seat.desk, self.contact_id, words)
        self.seat.bench.run(work, done=self._copied)

    def _copied(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        hides = " What is confidential is hidden in it." if outside.HIDDEN in words else ""
        self.seat.notices.settled(f"Copied.{hides} Nothing leaves this computer by itself.")

    def _tell(self, form: Form, how: Choice, text: LineField | TextField) -> None:
        if not how_said(how):
            return
        form.act(afterwards.tell_referrer, how.value() or "", text.text(), wrong=text,
                 told="Recorded: the referrer was told.")  # fmt: skip

    def _not(self, form: Form) -> None:
        why = form.ask(TextField("Why is the referrer not told?"), "why")
        save = secondary("Save this reason", "check")
        save.clicked.connect(
            lambda _checked=False: form.act(afterwards.referrer_not_told, why.text(), wrong=why)
        )
        form.buttons(save)


class FamilyPart(Part):
    """One adult of the family: the safe way first, and any other only with a reason that stays."""

    def __init__(self, seat: Seat, contact_id: ContactId, adult: kinds.AdultNamed) -> None:
        super().__init__(seat, contact_id, f"Tell {wording.polite_name(adult)}")
        self.adult = adult
        self.text = ""
        self._shown: object = None
        self._open: OpenContact | None = None

    def show_contact(self, shown: OpenContact) -> None:
        """What was told, or the form."""
        file, adult = shown.file, self.adult
        due = next((todo for todo in shown.todo if todo.key == f"family:{adult.person}"), None)
        told = file.family_told(adult.person)
        self._open = shown
        if not self.renewed((due, told, self.text, adult)):
            return
        self.set_note(by_when(due.due, self.seat) if due else "")
        if told is not None:
            self.put(_done(told, told.body.how, told.body.none_because, self.seat))
            if told.body.override:
                self.put(
                    MarkLine("warning", "warning-fill", f"Not the safe way, because: {told.body.override}")
                )
        if due is None:
            return
        safe = safe_ways.safe_way(adult)
        guarded = safe_ways.guarded(file, adult)
        if safe or guarded:
            words = safe or "Nothing is written about what is safe. Ask before you write or ring."
            self.put(MarkLine("confidential", "hand-palm", words, word_token="text"))
        self._ask(self.form(f"family.{adult.person}"))
        self.folded("Not told, because…", f"family_not.{adult.person}", self._not)

    def _ask(self, form: Form) -> None:
        how = _how(form, tuple(after_book().methods))
        against = MarkLine("danger", "warning-octagon-fill")
        override = LineField("Why does it have to be this way?", "The manager sees it.")
        form.add(against)
        form.ask(override, "override")
        text = form.ask(TextField("What are they told?", lines=_LINES, most_lines=_MOST), "text", self.text)
        tell = secondary("They have been told", "check", "Ctrl+Enter")
        letter = secondary("Print the letter…", "printer")
        tell.clicked.connect(lambda _checked=False: self._tell(form, how, override, text))
        letter.clicked.connect(lambda _checked=False: self._letter(override, text))
        form.buttons(tell, letter)
        suit = partial(self._suit, how, against, override, letter)
        how.chosen.connect(lambda _value: suit())
        suit()

    def _suit(self, how: Choice, against: MarkLine, override: LineField, letter: Button) -> None:
        """What speaks against this way is said as soon as it is chosen."""
        words = self._against(how.value() or "")
        against.set_words(words)
        against.setVisible(bool(words))
        override.setVisible(bool(words))
        letter.setVisible(how.value() == safe_ways.LETTER)

    def _against(self, how: str) -> str:
        return safe_ways.forbids(self._open.file, self.adult, how) if self._open and how else ""

    def _tell(self, form: Form, how: Choice, override: LineField, text: LineField | TextField) -> None:
        if not how_said(how):
            return
        way = how.value() or ""
        tell = partial(afterwards.tell_family, override=override.text() if self._against(way) else "")
        wrong = override if self._against(way) and not override.text().strip() else text
        form.act(tell, self.adult.person, way, text.text(), wrong=wrong,
                 told=f"Recorded: {wording.polite_name(self.adult)} was told.")  # fmt: skip

    def _letter(self, override: LineField, text: LineField | TextField) -> None:
        if self._against(safe_ways.LETTER) and not override.text().strip():
            override.set_error("Say why it has to be a letter. Nothing is printed without a reason.")
            override.setFocus()
            return
        name = wording.polite_name(self.adult)
        letter = Letter(self.adult.person, name, text.text(), override.text().strip())
        self.seat.go.print_letter(self.contact_id, letter)

    def _not(self, form: Form) -> None:
        why = form.ask(TextField(f"Why is {wording.polite_name(self.adult)} not told?"), "why")
        save = secondary("Save this reason", "check")
        save.clicked.connect(
            lambda _checked=False: form.act(
                afterwards.family_not_told, self.adult.person, why.text(), wrong=why
            )
        )
        form.buttons(save)


def family_parts(seat: Seat, contact_id: ContactId, shown: OpenContact) -> list[FamilyPart]:
    """A card for each who has to be told."""
    return [FamilyPart(seat, contact_id, adult) for adult in family_to_tell(shown.file)]


def _how(form: Form, ways: tuple[str, ...]) -> Choice:
    methods = after_book().methods
    how = Choice([(way, methods[way]) for way in ways if way in methods], "How?", horizontal=True)
    form.add(how)
    return how


def how_said(how: Choice) -> bool:
    """Whether somebody said in which way; if not, ask there."""
    if how.value() is None:
        how.set_error("Choose how they were told.")
        how.setFocus()
    return how.value() is not None


def by_when(due: object, seat: Seat) -> str:
    """`by tomorrow 17:00`; `was due yesterday 17:00`."""
    from datetime import datetime

    if not isinstance(due, datetime):
        return ""
    now = seat.desk.now()
    return f"{'by' if due >= now else 'was due'} {wording.near(due, now)}"


def _whom(referrer: kinds.ReferrerNamed | None) -> str:
    if referrer is None:
        return "Who told us is not written down. Ring the agency that wrote."
    parts = (referrer.name, referrer.role, referrer.agency, referrer.phone)
    return " · ".join(part for part in parts if part) or "Their name is not written down."


def _done(
    said: Said[kinds.ReferrerTold] | Said[kinds.FamilyTold], how: str, because: str, seat: Seat
) -> MarkLine:
    who = seat.desk.person(said.by)
    when = f"{wording.moment(said.happened)}{f', {who.short}' if who else ''}"
    if because:
        return MarkLine("info", "info-fill", f"Not told: {because} ({when})", word_token="text")
    way = after_book().methods.get(how, how)
    return MarkLine(
        "settled", "check-circle-fill", f"Told {way[:1].lower()}{way[1:]}, {when}.", word_token="text"
    )
