"""What the manager reads of factors and levels: facts with who says so, and the level with its reasons."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.models.said_words import quoted, stopped
from ui.screens.steps.agency_views import STATES
from ui.screens.steps.factor_views import evidence
from ui.screens.steps.levels import claimed_words
from ui.widgets.card import Card
from ui.widgets.state_mark import State, StateMark
from ui.widgets.words import Words
from workstation.domain import checks, weighing, wording
from workstation.domain.checks import FactorLine
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.services import weigh
from workstation.services.find import OpenContact


def factors_card(shown: OpenContact, guide: Guide) -> Card | None:
    """Domestic abuse, alcohol, drugs and mental health of each adult; nothing where there is no adult."""
    lines = checks.factor_lines(shown.seen, guide)
    if not lines:
        return None
    card = Card("What is there for each adult", "with who says so")
    spoken = {
        (c.person, c.factor.id): c.in_spite for c in weighing.against_before(shown.seen, shown.past, guide)
    }
    for _person, of in groupby(lines, key=lambda line: line.adult.person):
        found = list(of)
        name = wording.sentence(wording.polite_name(found[0].adult))
        told = " ".join(
            _factor(line, shown, guide, spoken.get((line.adult.person, line.factor.id))) for line in found
        )
        strong = (name, *(f"{line.factor.words}: {line.said.body.answer}" for line in found if line.said))
        card.add(_line(_state(found), name, f"{name}  {told}", strong))
    return card


def _factor(line: FactorLine, shown: OpenContact, guide: Guide, in_spite: str | None) -> str:
    if line.said is None:
        return f"{line.factor.words}: not answered."
    told = evidence(line, shown.seen, guide, shown.past)
    before = ""
    if in_spite is not None:
        before = f" On record before; {f'now: {quoted(in_spite)}' if in_spite else 'nothing is said to it'}."
    return f"{line.factor.words}: {line.said.body.answer}. {told}{before}"


def _state(lines: list[FactorLine]) -> State:
    """Of one adult: settled when every factor is."""
    found = {line.check.state for line in lines}
    return STATES[
        next((s for s in (checks.State.GAP, checks.State.NOT_STARTED) if s in found), checks.State.SETTLED)
    ]


def _line(state: State, about: str, words: str, strong: tuple[str, ...]) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(StateMark(state, about), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Words(words, "body", wrap=True, strong=strong), 1)
    return line


def level_words(file: ContactFile) -> list[tuple[str, str]]:
    """`Level of need, Ellie`, and which, what it rests on, why no other, and what the referrer said."""
    claimed = claimed_words(file)
    found = []
    for child in file.children:
        title = f"Level of need, {child.name.given or 'child'}" if len(file.children) > 1 else "Level of need"
        said = file.level(child.person)
        if said is None:
            found.append((title, stopped(claimed) if claimed else ""))
            continue
        body = said.body
        book = weigh.thresholds_of(body.thresholds)
        name = f"{body.level}, {book.level(body.level).words}" if book else body.level
        rests = "; ".join(book.words(body.descriptors) if book else body.descriptors)
        parts = (
            f"{name} ({body.thresholds}).", stopped(f"Rests on: {rests}") if rests else "",
            stopped(body.because) if body.because else "", stopped(claimed) if claimed else "",
        )  # fmt: skip
        found.append((title, " ".join(part for part in parts if part)))
    return found
