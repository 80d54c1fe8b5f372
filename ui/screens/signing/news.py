"""What a manager must not miss: something that was added while they had it open."""

from __future__ import annotations

from workstation.domain import wording
from workstation.services.desk import Desk
from workstation.services.signing import ToSign

News = tuple[str, str]
"""A sentence, and its detail."""


def news_of(found: ToSign, before: ToSign | None, desk: Desk) -> tuple[News, ...]:
    """What was added since `before`, which was shown until now. That a person now sees more of it is no news."""
    if before is None or before.open.file.contact != found.open.file.contact:
        return ()
    file, earlier = found.open.file, before.open.file
    seen = {s.entry for s in earlier.story}
    new = [s for s in file.story if s.entry not in seen]
    if earlier.head == file.head or not new:
        return ()
    who = desk.person(new[-1].by)
    said = f"{who.name if who else 'Somebody'} added something at {wording.clock(new[-1].happened)}"
    return ((f"{said}, since you opened this.", "Read it before you decide. It is in the page below."),)
