"""What a manager must see first of a contact that came back: what was asked for, what was done, what else is
new.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.said_words import quoted, stopped
from ui.screens.signing.what_is_new import new_lines
from ui.widgets.card import Card
from ui.widgets.done_words import Done
from ui.widgets.nesting import nest
from ui.widgets.state_mark import StateMark
from ui.widgets.words import Words
from workstation.domain import kinds, wording
from workstation.domain.ids import AuthorId
from workstation.domain.returning import Asked
from workstation.services.desk import Desk
from workstation.services.signing import ToSign

_MOST = 8
_LATE = "Something that was written before came late, from a computer that was alone. Read all of it."


def returned_card(found: ToSign, desk: Desk) -> Card | None:
    """The card, when the contact was sent back or signed before and is here again."""
    since = found.since
    if since is None:
        return None
    was_back = isinstance(since.seen.body, kinds.SentBack)
    by = desk.person(since.seen.by)
    whose = "you" if by is not None and by.id == desk.worker.id else by.name if by else "a manager"
    title = f"{'Sent back' if was_back else 'Signed off'} by {whose} {wording.moment(since.seen.happened)}"
    title += ", and returned" if was_back else ". It changed since"
    done = sum(asked.done for asked in found.asked)
    card = Card(title, f"{done} of {len(found.asked)} done" if was_back else "", role="h3")
    for asked in found.asked if was_back else ():
        card.add(_asked(asked, desk))
    if not was_back:
        card.add(Words("It needs a decision again. The one before stays on record.", "body", wrap=True))
    for words in _new(found, desk):
        card.add(words)
    return card


def _new(found: ToSign, desk: Desk) -> list[Words]:
    """What else is new, in lines; marked again where it stands below."""
    since = found.since
    assert since is not None  # noqa: S101 - asked before
    lines = new_lines(found.open.seen, since, desk.guide)
    if not lines:
        words = "Nothing else is new in the record." if since.exact else _LATE
        return [Words(words, "secondary", wrap=True)]
    head = f"New since then: {wording.count(len(lines), 'thing')}. Each is marked below."
    told = [Words(_line(line, desk), "body", wrap=True) for line in lines[-_MOST:]]
    more = [Words(f"{len(lines) - _MOST} before that.", "secondary")] if len(lines) > _MOST else []
    late = [] if since.exact else [Words(_LATE, "body_bold", wrap=True)]
    return [Words(head, "body_bold", wrap=True), *more, *told, *late]


def _line(line: Done, desk: Desk) -> str:
    who = desk.person(AuthorId(line.by))
    return f"{wording.clock(line.at)}  {who.short if who else 'A colleague'}: {line.words}"


def _asked(asked: Asked, desk: Desk) -> QWidget:
    """One request with its answer beside it."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    mark = StateMark("settled" if asked.done else "gap", asked.request.words)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(
        Words(f"Asked for: {stopped(asked.request.words)}", "body", wrap=True, strong=("Asked for:",))
    )
    column.addWidget(Words(_answer(asked, desk), "body", wrap=True))
    nest(row, column, 1)
    return line


def _answer(asked: Asked, desk: Desk) -> str:
    if asked.met is None:
        return "Nothing is written about what was done."
    who = desk.person(asked.met.by)
    name = who.short if who else "A colleague"
    return f"{name} {wording.clock(asked.met.happened)}: {quoted(asked.met.body.words)}"
