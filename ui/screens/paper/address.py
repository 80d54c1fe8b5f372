"""Whether the address is on the copy. It is hidden unless two people say why it has to be there (block B7)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from ui.screens.drafting import really_left
from ui.screens.paper.own_word import ColleagueAgrees
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.field import LineField
from ui.widgets.mark_line import MarkLine
from workstation.domain import wording
from workstation.domain.full_copies import FullRequest, Standing, newest
from workstation.domain.ids import AuthorId
from workstation.services.copy_order import Full, Offers

HIDDEN = "This copy has no confidential address, phone, school or GP."
OPEN = "No address of this contact is marked confidential, so nothing is left out."
_NOT_FOR_THEM = "This reader never gets the address."
_WHO = "Who agrees that they may see it?"
_MOST = 5


class Address(Card):
    """Hidden, or shown because."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Address")
        self.mark = MarkLine("confidential", "eye-slash-fill", word_token="text")
        self.how = Choice(
            [("hidden", "Hidden on this copy"), ("shown", "Shown, because…")], name="Address", horizontal=True
        )
        self.how.set_value("hidden")
        self.because = LineField("Why do they need the address?")
        self.agreed = Choice([], _WHO)
        self.colleague = ColleagueAgrees()
        self.band = MarkLine("warning", "warning-fill", word_token="text")
        self._people: tuple[AuthorId, ...] = ()
        self._request: FullRequest | None = None
        self._block = ""
        for part in (self.mark, self.how, self.because, self.agreed, self.colleague, self.band):
            self.add(part)
        self.how.hide()
        self.how.chosen.connect(self._turned)
        self.because.left.connect(lambda: self.changed.emit() if really_left() else None)
        self._show_parts()

    def show_offers(self, offers: Offers, *, may_have: bool) -> None:
        """Offer the address to readers who may have it, where one is hidden."""
        self.how.setVisible(offers.secret and may_have)
        if not (offers.secret and may_have):
            self.how.set_value("hidden")
        who = wording.listed(list(offers.must_not_see)) or "anybody but the reader"
        self.band.set_words(f"Every page will say in a black band that it must not be seen by {who}.")
        self._block = offers.block
        if tuple(a for a, _ in offers.agree) != self._people:
            self._offer_people(offers)
        self._show_parts()

    def _offer_people(self, offers: Offers) -> None:
        self._people = tuple(author for author, _ in offers.agree)
        old, chosen = self.agreed, self.agreed.value()
        first = sorted(offers.agree, key=lambda one: "manager" not in one[1])
        self.agreed = Choice(list(first), _WHO, seldom=[author for author, _ in first[_MOST:]])
        self.body.insertWidget(self.body.indexOf(old), self.agreed)
        self.body.removeWidget(old)
        old.hide()
        old.deleteLater()
        self.agreed.set_value(chosen if chosen in self._people else None)
        self.agreed.chosen.connect(lambda _who: self.changed.emit())

    def show_hidden(self, *, hidden: bool, may_have: bool) -> None:
        """Say what this copy leaves out."""
        words = HIDDEN if hidden else OPEN
        # The struck-out eye says `hidden` before anybody reads; it must not stand where everything is shown.
        self.mark.set_icon(*(("eye-slash-fill", "confidential") if hidden else ("info-fill", "secondary")))
        self.mark.set_words(f"{words} {_NOT_FOR_THEM}" if hidden and not may_have else words)

    def wanted(self) -> bool:
        """Whether the address is asked for."""
        return self.how.value() == "shown"

    def full(self) -> Full | None:
        """What is asked for, complete or not; None for a copy without the address."""
        if not self.wanted():
            return None
        agreed = self.agreed.value()
        return Full(self.because.text().strip(), AuthorId(agreed) if agreed else None)

    def show_standing(self, for_whom: str, offers: Offers) -> None:
        """How far the colleague's own word is, for this reader and this reason."""
        full = self.full()
        ready = bool(full and full.because and full.agreed_by and for_whom)
        self.colleague.setVisible(ready)
        self._request = None
        if full is None or not ready:
            return
        self._request = newest(offers.asked, offers.me, full.agreed_by, for_whom, full.because)
        who = offers.names.get(full.agreed_by, "") if full.agreed_by else ""
        self.colleague.show_standing(self._request, who)
        self.colleague.word.ask_who(login=offers.login, password=offers.password)

    def agreed_to(self) -> bool:
        """Whether the colleague has agreed, and it can be used."""
        return self._request is not None and self._request.standing is Standing.AGREED

    def said(self) -> bool:
        """Whether everything is said that a copy with the address needs; if not, ask where it is missing."""
        full = self.full()
        if full is None or (full.because and full.agreed_by and self.agreed_to()):
            return True
        if full.because and full.agreed_by:
            self.colleague.go()
            return False
        words = self._block
        if not full.because:
            self.because.set_error(words)
            self.because.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.agreed.set_error(words)
            self.agreed.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _turned(self, _how: str) -> None:
        self._show_parts()
        if self.wanted():
            self.because.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _show_parts(self) -> None:
        for part in (self.because, self.agreed, self.band):
            part.setVisible(self.wanted())
        if not self.wanted():
            self.colleague.hide()
        self.mark.setVisible(not self.wanted())
