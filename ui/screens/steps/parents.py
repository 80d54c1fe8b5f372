"""Step 5: what the children said, what each adult was told, and whether they agree to support (S4.5)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from ui.screens.steps.adult_bodies import agreed_body, declined_bodies, named_body, told_body
from ui.screens.steps.adult_views import (
    adult_of,
    different_question,
    earlier_declines,
    heard_of,
    unknown_of,
)
from ui.screens.steps.evidence_step import EvidenceStep, fields_in
from ui.screens.steps.step import Workspace
from ui.seat import Seat
from ui.widgets.adult_row import AdultRow
from ui.widgets.card import Card
from ui.widgets.decline_form import DeclineTyped
from ui.widgets.evidence_row import EvidenceRow
from ui.widgets.field import TextField
from ui.widgets.heard_row import HeardRow
from ui.widgets.nesting import nest
from ui.widgets.unknown_row import UnknownRow, WhoTyped
from ui.widgets.words import Words
from workstation.domain import checks, kinds
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import Body, ChildNamed
from workstation.services.find import OpenContact

DECLINES = "W2:declines"
"""The warning that the words on earlier declines answer."""


class ParentsStep(EvidenceStep):
    """Children first, then adults. Telling and agreeing are two questions with two answers."""

    number = 5
    title = "Parents"
    heading = "Who has been told, and who agrees?"
    next_words = "Save and next: Analysis and decision"

    def __init__(self, seat: Seat, contact_id: ContactId, page: Workspace) -> None:
        super().__init__(seat, contact_id, page)
        self._reasons = tuple((d.id, d.words) for d in self.desk.guide.declines)
        agreement = self.desk.guide.wording.get("agreement", "")
        intro = f"Telling parents we are checking, and asking if they agree to support, are two things. {agreement}"
        self.none = Words(
            "No parent recorded yet. Who looks after them? Add them in step 2 (Alt+2).", wrap=True
        )
        self.declined_before = Card("Support declined before")
        self._before = Words("", "body", wrap=True)
        self.different = TextField("")
        self._fill_different = self.keep_field(self.different, "declines.different", self._say_different)
        self.declined_before.add(self._before)
        self.declined_before.add(self.different)
        self.places["declines"] = self.different
        self.column.addWidget(Words(intro, "secondary", wrap=True))
        nest(self.column, self.list)
        self.column.addWidget(self.none)
        self.column.addWidget(self.declined_before)
        self.column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignRight)

    # -- showing ------------------------------------------------------------------------------------------

    def show_contact(self, shown: OpenContact) -> None:
        """Rows are kept, so that whoever is typing in one goes on typing."""
        super().show_contact(shown)
        file = shown.file
        lines = checks.adult_lines(file)
        children = [c for c in file.children if c.born.due is None]
        places = [_heard_place(c) for c in children] + [_adult_place(line) for line in lines]
        self._drop_changed({_adult_place(line): line.adult.known for line in lines})
        self.drop_rows(set(places))
        for at, child in enumerate(children):
            self._show_child(at, child)
        for at, line in enumerate(lines, len(children)):
            self._show_adult(at, line)
        settled = sum(line.check.state is checks.State.SETTLED for line in lines)
        self.count.set_words(f"{settled} of {len(lines)} adults settled")
        self.none.setVisible(not lines)
        self._show_declines(shown)
        first = next((self.rows[_adult_place(line)] for line in lines), None)
        self.places["adults"] = self.places["agreement"] = first or self.none

    def first_focus(self) -> None:
        """The first row that is not settled."""
        target = self.current_row() or next(iter(self.in_order()), self.next)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_place(self, place: str) -> bool:
        """A place of a row that is not settled is opened, ready to answer."""
        row = self.rows.get(place)
        if isinstance(row, HeardRow | AdultRow | UnknownRow) and row.state() != "settled":
            row.open_form()
            return True
        return super().focus_place(place)

    def restore(self, kept: dict[str, str]) -> None:
        """Forms with words that are not said yet are open again."""
        super().restore(kept)
        mine = {key.rpartition("/")[2] for key in kept}
        for place, row in self.rows.items():
            fields = {key.removeprefix(f"{place}.") for key in mine if key.startswith(f"{place}.")}
            if fields:
                row.unfold(_form_with(row, fields))

    def save(self) -> None:
        """What can be said in an open form is said."""
        for row in self.in_order():
            if isinstance(row, HeardRow | AdultRow | UnknownRow):
                row.commit()
        if self.drafts_of(self.different):
            self._say_different()

    def adult(self, person: str) -> AdultRow:
        """The row of one adult who is known."""
        found = self.rows[f"adult:{person}"]
        assert isinstance(found, AdultRow)  # noqa: S101 - this step makes no others for them
        return found

    def _drop_changed(self, known: dict[str, bool]) -> None:
        """Somebody nobody knew has a name now, or the other way round: another kind of row."""
        changed = {
            p for p, row in self.rows.items() if p in known and isinstance(row, UnknownRow) is known[p]
        }
        self.drop_rows(self.rows.keys() - changed)

    def _show_child(self, at: int, child: ChildNamed) -> None:
        assert self.open is not None  # noqa: S101 - called from show_contact alone
        place, shown = _heard_place(child), heard_of(child, self.open.file)
        row = self.rows.get(place)
        if isinstance(row, HeardRow):
            row.show_child(shown)
            return
        row = HeardRow(shown, self.keep_field)
        row.heard.connect(partial(self._heard, place))
        row.not_heard.connect(partial(self._not_heard, place))
        self.put_row(place, at, row)

    def _show_adult(self, at: int, line: checks.AdultLine) -> None:
        assert self.open is not None  # noqa: S101 - called from show_contact alone
        place, row = _adult_place(line), self.rows.get(_adult_place(line))
        if not line.adult.known:
            unknown = unknown_of(line, self.open.file)
            if isinstance(row, UnknownRow):
                row.show_unknown(unknown)
            else:
                self._put_unknown(place, at, UnknownRow(unknown, self.keep_field))
            return
        shown = adult_of(line, self.open.file, self.desk.guide)
        if isinstance(row, AdultRow):
            row.show_adult(shown)
        else:
            self._put_adult(place, at, AdultRow(shown, self._reasons, self.keep_field))

    def _put_adult(self, place: str, at: int, row: AdultRow) -> None:
        row.told.connect(partial(self._told, place))
        row.agrees.connect(partial(self._agrees, place))
        row.declined.connect(partial(self._declined, place))
        row.left.connect(partial(self._left_for_later, place))
        self.put_row(place, at, row)

    def _put_unknown(self, place: str, at: int, row: UnknownRow) -> None:
        row.named.connect(partial(self._named, place))
        row.left.connect(partial(self._left_for_later, place))
        self.put_row(place, at, row)

    def _show_declines(self, shown: OpenContact) -> None:
        words, dates = earlier_declines(shown.past)
        self.declined_before.setVisible(bool(words))
        self._before.set_words(words, strong=dates)
        self.different.set_label(different_question(shown.file, shown.past))
        self._fill_different(shown.file.warning(DECLINES))

    # -- acts ---------------------------------------------------------------------------------------------

    def _heard(self, place: str, words: str, heard_by: str) -> None:
        body = kinds.ChildHeard(person=_person(place), words=words, heard_by=heard_by)
        self._say_row(place, "heard", body)

    def _not_heard(self, place: str, because: str) -> None:
        self._say_row(place, "none", kinds.ChildHeard(person=_person(place), none_because=because))

    def _told(self, place: str) -> None:
        form = self.adult(_person(place)).questions()
        body = told_body(form, _person(place)) if form else None
        if form is not None and body is not None:
            self.say(body, drafts=self.drafts_of(form.words if body.told == "yes" else form.because))

    def _agrees(self, place: str) -> None:
        form = self.adult(_person(place)).questions()
        body = agreed_body(form, _person(place)) if form else None
        if form is not None and body is not None:
            self.say(body, drafts=self.drafts_of(form.agrees_to if body.agrees == "yes" else form.not_asked))

    def _declined(self, place: str, typed: DeclineTyped) -> None:
        form = self.adult(_person(place)).questions()
        drafts = self.drafts_of(*fields_in(form.decline if form else None))
        bodies = declined_bodies(typed, _person(place), self.different.text().strip())
        self.say(*bodies, drafts=drafts, done=partial(self._done, place))

    def _left_for_later(self, place: str, because: str) -> None:
        self._say_row(place, "later", kinds.ParentLeft(person=_person(place), because=because))

    def _named(self, place: str, who: WhoTyped) -> None:
        before = self.open.file.adult(_person(place)) if self.open else None
        self._say_row(place, "who", named_body(who, before, _person(place)))

    def _say_different(self) -> None:
        body = kinds.WarningAnswered(warning=DECLINES, words=self.different.text().strip())
        self.say(body, drafts=self.drafts_of(self.different))

    def _say_row(self, place: str, form: str, body: Body) -> None:
        row = self.rows[place]
        drafts = self.drafts_of(*fields_in(row.form_of(form)))
        self.say(body, drafts=drafts, done=partial(self._done, place))

    def _done(self, place: str, changed: Changed) -> None:
        row = self.rows.get(place)
        if row is None:
            self.offer_undo("Saved.", changed)
            self.first_focus()
            return
        row.close_forms()
        self.offer_undo("Saved.", changed)
        self.go_on(row)


def _person(place: str) -> PersonId:
    return PersonId(place.partition(":")[2])


def _heard_place(child: ChildNamed) -> str:
    return f"heard:{child.person}"


def _adult_place(line: checks.AdultLine) -> str:
    return f"adult:{line.adult.person}"


def _form_with(row: EvidenceRow, fields: set[str]) -> str:
    """The form of a row in which one of these fields stands."""
    if isinstance(row, HeardRow):
        return "none" if "none" in fields else "heard"
    if "later" in fields:
        return "later"
    return "who" if isinstance(row, UnknownRow) else "told"
