"""Words that a decision shares with other decisions on this computer (W5). Nothing of it is ever written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time

from workstation.domain import shared_text
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.history_rules.counting import months_back
from workstation.domain.shared_text import SharedText
from workstation.domain.times import Clock, hybrid, local, milliseconds
from workstation.history.shared_words import SharedWords
from workstation.services import comparing
from workstation.services.desk import Desk
from workstation.store.file import Store


def index_of(store: Store, guide: Guide, clock: Clock) -> SharedWords:
    """The index over a file, with nothing read yet."""
    return SharedWords(store.written, _since(guide, clock))


def _since(guide: Guide, clock: Clock) -> Callable[[], int]:
    def since() -> int:
        day = months_back(local(clock.now()).date(), guide.rules.limits.shared_months)
        return hybrid(milliseconds(datetime.combine(day, time(), UTC)))

    return since


def get_ready(desk: Desk) -> None:
    """Read the reasons that are on this computer: at once when they are few, else beside the work."""
    left = desk.shared.get_ready()
    if left is not None:
        comparing.at_leisure(desk, left)


def shared(desk: Desk, file: ContactFile) -> SharedText | None:
    """What this contact shares with others; None while not all reasons are read, or once the lease is over."""
    texts = shared_text.written(file)
    if not texts or not desk.all_open:
        return None
    get_ready(desk)
    least = desk.guide.rules.limits.shared_words
    found = desk.shared.look(file.contact, texts, shared_text.not_counted(file, desk.guide), least)
    if found is None:
        return None
    lines = {one: desk.store.register.contact(one) for one in found.contacts}
    numbers = {one: line.number if line is not None else "" for one, line in lines.items()}
    return SharedText(found.parts, numbers, found.more)
