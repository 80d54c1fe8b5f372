"""What the cards of this page share: words that are kept while they are typed, and acts that tell every screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.screens.drafting import Draft
from ui.seat import Seat
from ui.widgets.beside_cards import FilledCard
from ui.widgets.buttons import Button, link
from ui.widgets.choice import Choice
from ui.widgets.evidence_row import buttons_row
from ui.widgets.field import LineField, TextField
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services.find import OpenContact
from workstation.trouble import Trouble

Field = LineField | TextField


class Form(QWidget):
    """Fields under each other and what is done with them. Trouble is said in the field it is about."""

    def __init__(self, part: Part, name: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._part, self._name = part, name
        self._drafts: list[Draft] = []
        self.fields: list[Field] = []
        self.first: QWidget | None = None
        self.press: Callable[[], None] = _nothing
        """What Ctrl+Enter does while the focus is in here."""
        self._main: Button | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    def add(self, widget: QWidget, *, left: bool = False) -> None:
        """Put something into it."""
        self.column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag(0))
        if self.first is None and isinstance(widget, LineField | TextField | Choice):
            self.first = widget
            self.setFocusProxy(widget)

    def ask(self, field: Field, place: str, begin: str = "") -> Field:
        """Put a field into it whose words are kept; `begin` is what stands there until somebody types."""
        self.add(field)
        self.fields.append(field)
        if begin:
            field.set_text(begin)
        self._drafts.append(self._part.keep(field, f"after.{self._name}.{place}"))
        return field

    def buttons(self, main: Button, *others: Button) -> None:
        """What is done with it: the first one by Ctrl+Enter too."""
        self.add(buttons_row(main, *others))
        self._main, self.press = main, main.click

    def ask_first(self, first: bool) -> None:
        """Whether this is what most people do next: of all forms in view, one."""
        if self._main is not None:
            self._main.set_look("primary" if first else "secondary")

    def act(
        self, verb: Callable[..., Changed], *args: object, wrong: Field | None = None, told: str = ""
    ) -> None:
        """Do it; what was typed is no draft any more once it is on record."""
        self.act_on(self._part.contact_id, verb, *args, wrong=wrong, told=told)

    def act_on(
        self, contact: ContactId, verb: Callable[..., Changed], *args: object, wrong: Field | None = None,
        told: str = "",
    ) -> None:  # fmt: skip
        """The same in another contact."""
        part = self._part
        work = partial(verb, part.seat.desk, contact, *args)
        for draft in self._drafts:
            draft.saying()
        part.seat.bench.run(work, done=partial(self._done, told), trouble=partial(self._wrong, wrong))

    def _done(self, told: str, changed: Changed) -> None:
        for draft in self._drafts:
            draft.drop()
        if told:
            self._part.seat.notices.settled(told)
        self._part.seat.changes.publish(changed)

    def _wrong(self, field: Field | None, trouble: Trouble) -> None:
        for draft in self._drafts:
            draft.unsaid()
        field = field or (self.fields[0] if self.fields else None)
        if field is None:
            self._part.seat.notices.trouble(trouble)
            return
        field.set_error(f"{trouble.title} {trouble.what_to_do}".strip())
        field.setFocus(Qt.FocusReason.OtherFocusReason)


class Part(FilledCard):
    """One card of the page. It is filled anew when what it shows is different, and keeps what is typed."""

    def __init__(self, seat: Seat, contact_id: ContactId, title: str) -> None:
        super().__init__(title)
        self.seat, self.contact_id = seat, contact_id
        self.kept: dict[str, str] = {}
        self.forms: list[Form] = []

    def show_contact(self, shown: OpenContact) -> None:
        """Show how it stands."""
        raise NotImplementedError

    def renewed(self, shown: object) -> bool:
        """Whether what it shows is new; then it is empty now."""
        new = self.fresh(shown)
        if new:
            self.forms = []
        return new

    def form(self, name: str) -> Form:
        """A form, put at the end of the card."""
        made = Form(self, name)
        self.forms.append(made)
        self.put(made)
        return made

    def folded(self, words: str, name: str, fill: Callable[[Form], None]) -> Button:
        """A link that unfolds a form; a form with words that were kept is unfolded already."""
        form = self.form(name)
        fill(form)
        button = link(words)
        self.put(button, left=True)
        self.body.removeWidget(form)
        self.body.addWidget(form)
        typed = any(key.partition("after.")[2].startswith(f"{name}.") for key in self.kept)
        form.setVisible(typed)
        button.clicked.connect(partial(_unfold, form))
        return button

    def keep(self, field: Field, place: str) -> Draft:
        """Keep what is typed in a field."""
        draft = Draft(self.seat, field, f"contact/{self.contact_id}/{place}", self.contact_id)
        draft.restore(self.kept.get(draft.key, ""))
        return draft

    def focused_form(self, focus: QWidget | None) -> Form | None:
        """The form in which somebody types."""
        return next((f for f in self.forms if focus is not None and f.isAncestorOf(focus)), None)

    def open_form(self) -> Form | None:
        """The first form that waits for somebody."""
        return next((f for f in self.forms if not f.isHidden()), None)


def _unfold(form: Form, _checked: bool = False) -> None:
    form.setVisible(form.isHidden())
    if not form.isHidden() and form.first is not None:
        form.first.setFocus(Qt.FocusReason.OtherFocusReason)


def _nothing() -> None:
    """Nothing is done with it."""
