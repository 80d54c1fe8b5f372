"""The right of the print page: who the copy is for, which paper, what it hides, and which printer takes it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.screens.paper.address import Address
from ui.screens.paper.copies_out import CopiesOut
from ui.screens.paper.no_names import NoNames
from ui.screens.paper.own_word import AskedOfYou
from ui.screens.paper.places import Places
from ui.screens.paper.readers import Readers
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.evidence_row import buttons_row
from ui.widgets.heading import Heading
from ui.widgets.mark_line import MarkLine
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from workstation.services.copy_order import OF_THE_PAST, WHOLE, Filtered, Offers, Order, Recipient
from workstation.services.prints import Preview
from workstation.trouble import Trouble

_PAPERS = (("summary", "Summary"), ("chronology", "Chronology"))
_UNSAFE = "LT-890"


class Options(Page):
    """What is asked for, as an `Order`; what a preview found."""

    changed = Signal()
    """Another copy is asked for now."""

    def __init__(self, title: str = "Print and share", *, papers: bool = True) -> None:
        super().__init__("Choices")
        self._title, self._papers, self._offers = title, papers, Offers()
        self.readers, self.address, self.places = Readers(), Address(), Places()
        self.no_names = NoNames()
        self.whom, self.whom_else = self.readers.whom, self.readers.whom_else
        self.paper = Choice(list(_PAPERS), name="Which paper?", horizontal=True)
        self.paper.set_value("summary")
        self.printer: Choice | None = None
        self.no_printer = Words("Looking for printers…", "secondary", wrap=True)
        self.asked_of_you = AskedOfYou()
        self.wanted, self.earlier = CopiesOut(wanted=True), CopiesOut(wanted=False)
        self.unsent = MarkLine("warning", "cloud-slash-fill", word_token="text")
        self.again = MarkLine("warning", "warning-fill", word_token="text")
        self.unsure = MarkLine("warning", "warning-fill", word_token="text")
        self.cannot = MarkLine("danger", "warning-octagon-fill")
        self.print = primary("Print", "printer", "Ctrl+Enter")
        self.save = secondary("Save…", "floppy-disk")
        self.copy = secondary("Copy as text", "copy")
        self._lay_out()
        self.readers.changed.connect(self._turned)
        self.address.changed.connect(self._turned)
        self.no_names.changed.connect(self.changed)
        self.paper.chosen.connect(lambda _paper: self.changed.emit())

    def _lay_out(self) -> None:
        self._printers = QVBoxLayout()
        self._printers.addWidget(self.no_printer)
        printer, self._paper_card = Card("Which printer?"), Card("Which paper?")
        printer.add_row(self._printers)
        self._paper_card.add(self.paper)
        buttons = buttons_row(self.print, self.save, self.copy)
        for part in (
            Heading(self._title), self.asked_of_you, self.wanted, self.unsent, self.readers, self._paper_card,
            self.cannot, self.again, self.address, self.unsure, self.no_names, self.places, printer, buttons,
            self.earlier,
        ):  # fmt: skip
            self.add(part)
        for part in (self.unsent, self.again, self.unsure, self.cannot):
            part.hide()
        self._paper_card.setVisible(self._papers)

    # -- what is asked for ----------------------------------------------------------------------------------

    def offer(self, whom: str) -> None:
        """This paper is for somebody already; it can be for somebody else all the same."""
        self.readers.offer(whom)

    def show_offers(self, offers: Offers) -> None:
        """Offer these people."""
        self._offers = offers
        self.readers.show_offers(offers)
        self._show_address()
        self.asked_of_you.show_requests(
            (a for a in offers.asked if a.asked.body.of == offers.me), offers.names
        )

    def for_whom(self) -> str:
        """Who the copy is for; empty while nobody is said."""
        return self.readers.for_whom()

    def order(self, nobody: str, filtered: Filtered) -> Order:
        """The copy that is asked for, as far as it is said; the address only when everything for it is."""
        full = self.address.full()
        complete = full is not None and self.for_whom() and self.address.agreed_to()
        chronology = self._papers and self.paper.value() == "chronology"
        return Order(
            self.for_whom() or nobody, self.readers.recipient(), "chronology" if chronology else "summary",
            self.readers.reader(), full if complete else None, self.readers.override.text().strip(),
            self.places.read(), self.no_names.said(), filtered,
        )  # fmt: skip

    def all_said(self) -> bool:
        """Whether everything is said that this copy needs; if not, ask where it is missing."""
        return self.readers.said() and self.address.said() and self.places.said()

    def _turned(self) -> None:
        if self.readers.recipient() is not Recipient.QUALITY:
            self.no_names.forget()
        past = self.readers.recipient() in OF_THE_PAST
        if not past:
            self.paper.set_value("summary")
        self._paper_card.setVisible(self._papers and past)
        self._show_address()
        self.changed.emit()

    def _show_address(self) -> None:
        may_have = self._papers and self.readers.recipient() in WHOLE
        self.address.show_offers(self._offers, may_have=may_have)
        self.readers.name_them(self.address.wanted())
        self.address.show_standing(self.for_whom(), self._offers)

    # -- what was found -------------------------------------------------------------------------------------

    def show_preview(self, preview: Preview) -> None:
        """Say what the copy hides, where to look, and which copies there are."""
        self.cannot.hide()
        self.address.show_hidden(hidden=preview.hides, may_have=self.readers.recipient() in WHOLE)
        where = _where(preview)
        self.unsent.setVisible(bool(where))
        self.unsent.set_words(where)
        for line, words in ((self.again, preview.again), (self.unsure, preview.unsure)):
            line.set_words(words)
            line.setVisible(bool(words))
        self.no_names.show_words(preview.doubted)
        self.places.show_places(preview.hidden_found)
        for card in (self.wanted, self.earlier):
            card.show_copies(preview.copies)

    def show_trouble(self, trouble: Trouble) -> None:
        """There is no such copy: say why, and ask for what would make it one."""
        self.cannot.set_words(f"{trouble.title} {trouble.what_to_do}")
        self.cannot.show()
        self.again.hide()
        self.no_names.show_words(())
        self.places.show_places(())
        if trouble.code == _UNSAFE:
            self.readers.ask_override()

    def show_not_drawn(self, trouble: Trouble) -> None:
        """The copy is as it was, but its pages cannot be seen."""
        self.cannot.set_words(f"{trouble.title} {trouble.what_to_do}")
        self.cannot.show()

    def show_printers(self, names: tuple[str, ...]) -> None:
        """Offer the printers of this computer, the usual one first and chosen."""
        if self.printer is not None:
            return
        self.no_printer.setVisible(not names)
        self.no_printer.set_words("This computer has no printer. Save the copy instead.")
        if not names:  # what can be done is what one sees first
            self.print.set_look("secondary")
            self.save.set_look("primary")
        else:
            self.printer = Choice([(name, name) for name in names], name="Which printer?")
            self.printer.set_value(names[0])
            self._printers.addWidget(self.printer)


def _where(preview: Preview) -> str:
    """Where the record is that this copy is of; empty when everybody has it and the server answers."""
    copy = preview.copy
    if copy.alone:
        return "On this computer only."
    sent = "Not yet sent to your colleagues." if copy.unsent else ""
    return f"{sent} The copy will say: {copy.offline}.".strip() if copy.offline else sent
