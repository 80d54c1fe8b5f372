"""Two decisions side by side: what a manager decided before they saw it, and what the worker recommends."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.models.called import recommended
from ui.models.said_words import quoted, stopped
from ui.widgets.beside import Beside
from ui.widgets.card import Card
from ui.widgets.words import Words
from workstation.domain import covering, wording
from workstation.services import signing
from workstation.services.desk import Desk
from workstation.services.signing import ToSign


def both_card(found: ToSign, desk: Desk) -> Card | None:
    """The card, of a contact that this manager decided on first."""
    first, file = found.first, found.open.file
    if first is None:
        return None
    differ = covering.differs(first.body, file)
    card = Card("You decided otherwise than the worker" if differ else "You and the worker decided the same")
    own = dict.fromkeys(signing.outcome_words(desk, d.outcome) for d in first.body.outcomes)
    worker = desk.person(file.worker)
    name = worker.short if worker else "The worker"
    row = Beside(enough=420, gap=20)
    row.add(
        _view(f"You, {wording.clock(first.happened)}", " and ".join(own), stopped(quoted(first.body.why)))
    )
    row.add(_view(name, recommended(file, desk.guide) or "nothing", "Their reasons are below."))
    card.add_row(row)
    return card


def _view(who: str, what: str, why: str) -> QWidget:
    whole = QWidget()
    whole.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(Words(who, "secondary"))
    column.addWidget(Words(wording.sentence(what), "body_bold", wrap=True))
    column.addWidget(Words(why, "body", wrap=True))
    column.addStretch(1)
    return whole
