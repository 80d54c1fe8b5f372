"""A colleague's yes or no to a copy with the address, in their own words: at their computer, or at the worker's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.paper.rows import empty
from ui.widgets.buttons import link, secondary
from ui.widgets.card import Card
from ui.widgets.evidence_row import buttons_row
from ui.widgets.field import LineField
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.full_copies import FullRequest, Standing
from workstation.domain.ids import AuthorId

_WHY = "Why is that right?"
_AGAIN = frozenset({Standing.REFUSED, Standing.USED, Standing.EXPIRED})


class OwnWord(QWidget):
    """Two equal answers and the words for them; at somebody else's computer also who it is that answers."""

    said = Signal(bool, str)
    """Whether they agree, and why."""
    closed = Signal()

    def __init__(self, *, elsewhere: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.login, self.password = LineField("Your sign-in name"), LineField("Your password", secret=True)
        self.because = LineField(_WHY)
        self.only = Words("", "body", wrap=True)
        self.yes, self.no = secondary("I agree", "check"), secondary("I do not agree", "minus-circle")
        close = link("Close")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (
            self.only,
            self.login,
            self.password,
            self.because,
            buttons_row(self.yes, self.no, close),
        ):
            column.addWidget(part)
        self.only.setVisible(elsewhere)
        self.login.hide()
        self.password.hide()
        close.setVisible(elsewhere)
        self.yes.clicked.connect(lambda _checked=False: self._say(agrees=True))
        self.no.clicked.connect(lambda _checked=False: self._say(agrees=False))
        close.clicked.connect(lambda _checked=False: self.closed.emit())
        self.setFocusProxy(self.because)

    def ask_who(self, *, login: bool, password: bool) -> None:
        """Ask them to show who they are, as this computer can know it."""
        self.login.setVisible(login)
        self.password.setVisible(password)
        self.setFocusProxy(self.login if login else self.password if password else self.because)

    def empty(self) -> None:
        """Forget what was typed: a password stays nowhere."""
        for box in (self.login, self.password, self.because):
            box.set_text("")
            box.set_error("")

    def _say(self, *, agrees: bool) -> None:
        words = self.because.text().strip()
        self.because.set_error("" if words else "Say why. Agreeing needs your words, as saying no does.")
        if words:
            self.said.emit(agrees, words)
        else:
            self.because.setFocus(Qt.FocusReason.OtherFocusReason)


class ColleagueAgrees(QWidget):
    """How far the colleague's word is, and the two ways to get it."""

    asked = Signal()
    """Send the question to their own computer."""
    answered = Signal(bool, str)
    """They are here and have said it; `word` holds who they say they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = MarkLine("warning", "user-fill", word_token="text")
        self.here, self.ask = secondary("They are here", "user"), secondary("Ask them", "paper-plane-tilt")
        self.word = OwnWord(elsewhere=True)
        self._who = ""
        self._buttons = buttons_row(self.here, self.ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.line, self._buttons, self.word):
            column.addWidget(part)
        self.word.hide()
        self.here.clicked.connect(lambda _checked=False: self._unfold())
        self.ask.clicked.connect(lambda _checked=False: self.asked.emit())
        self.word.said.connect(self.answered)
        self.word.closed.connect(self.fold)

    def show_standing(self, request: FullRequest | None, who: str) -> None:
        """How it stands with this colleague."""
        if who != self._who:
            self._who = who
            self.word.only.set_words(f"{who} answers here, and nobody for them.")
            self.fold()
        standing = request.standing if request else None
        self.line.set_words(_words(request, who))
        agreed = standing is Standing.AGREED
        if agreed:
            self.fold()
        self._buttons.setVisible(not agreed)
        self.ask.setVisible(standing is not Standing.WAITING)
        self.ask.set_words("Ask them again" if standing in _AGAIN else "Ask them")

    def fold(self) -> None:
        """Put the form away, and what was typed with it."""
        self.word.empty()
        self.word.hide()

    def wrong(self, words: str) -> None:
        """It was not them, or nobody can tell: say so beside what they typed."""
        box = self.word.password if self.word.password.isVisibleTo(self) else self.word.because
        box.set_error(words)
        box.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self) -> None:
        """The focus to what is to be done next."""
        target = self.word if self.word.isVisibleTo(self) else self.here
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unfold(self) -> None:
        self.word.show()
        self.word.setFocus(Qt.FocusReason.OtherFocusReason)


class AskedOfYou(Card):
    """What a colleague asks whoever sits here to agree to."""

    answered = Signal(object, bool, str)
    """Which request, whether they agree, and why."""

    def __init__(self) -> None:
        super().__init__("You are asked to agree")
        self.words: list[OwnWord] = []
        self._shown: tuple[FullRequest, ...] = ()
        self.hide()

    def show_requests(self, requests: Iterable[FullRequest], names: Mapping[AuthorId, str]) -> None:
        """Show what waits; a question that is there already keeps what was typed to it."""
        found = tuple(one for one in requests if one.standing is Standing.WAITING)
        if found == self._shown:
            return
        self._shown, self.words = found, []
        empty(self.body)
        for request in found:
            self._add(request, names.get(request.asked.by, "A colleague"))
        self.setVisible(bool(found))

    def _add(self, request: FullRequest, who: str) -> None:
        body = request.asked.body
        when = wording.moment(request.asked.happened)
        asks = f"{who} asks, {when}: may {body.for_whom} have a copy with the address?"
        strong = (who, body.for_whom)
        word = OwnWord()
        word.said.connect(lambda agrees, why: self.answered.emit(request.asked.entry, agrees, why))
        self.add(
            MarkLine("confidential", "eye-slash-fill", asks, role="body", word_token="text", strong=strong)
        )
        self.add(Words(f"Because: {body.because}", "body", wrap=True, strong=("Because:",)))
        self.add(word)
        self.words.append(word)


def _words(request: FullRequest | None, who: str) -> str:
    if request is None:
        return f"{who} has to agree: here, as themselves, or on their own computer."
    decided = request.decided
    if decided is None:
        if request.standing is Standing.EXPIRED:
            return f"{who} was asked more than a day ago. Ask again."
        return f"{who} was asked {wording.moment(request.asked.happened)}. No answer yet."
    why = f"“{decided.body.because}”"
    return {
        Standing.AGREED: f"{who} agreed: {why} Good for one copy, until {wording.moment(request.until)}.",
        Standing.REFUSED: f"{who} did not agree: {why}",
        Standing.USED: f"Copy {request.copy} has used their yes. Another copy needs another.",
        Standing.EXPIRED: f"{who} agreed more than a day ago. Ask again.",
    }.get(request.standing, "")
