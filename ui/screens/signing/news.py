"""What a manager must not miss: something new since it was opened, since it was signed, or since it came back."""

from __future__ import annotations

from workstation.domain import kinds, wording
from workstation.domain.contact import ContactFile
from workstation.services.desk import Desk
from workstation.services.find import OpenContact

News = tuple[str, str]
"""A sentence, and its detail."""


def news_of(file: ContactFile, before: OpenContact | None, desk: Desk) -> tuple[News, ...]:
    """Everything new about a contact that is shown; `before` is what was shown until now."""
    found = (_added(file, before, desk), _changed_since(file, desk), _returned(file))
    return tuple(one for one in found if one is not None)


def _added(file: ContactFile, before: OpenContact | None, desk: Desk) -> News | None:
    if before is None or before.file.contact != file.contact or before.file.head == file.head:
        return None
    seen = {s.entry for s in before.file.story}
    new = [s for s in file.story if s.entry not in seen]
    if not new:
        return None
    who = desk.person(new[-1].by)
    said = f"{who.name if who else 'Somebody'} added something at {wording.clock(new[-1].happened)}"
    return f"{said}, since you opened this.", "Read it before you decide. It is in the page below."


def _changed_since(file: ContactFile, desk: Desk) -> News | None:
    signed = file.signed
    if signed is None or not file.changed_since_signed:
        return None
    since = [s for s in file.story if s.recorded > signed.recorded and s.by != signed.by]
    who = desk.person(since[-1].by) if since else None
    whose = f" {who.name} added something at {wording.clock(since[-1].happened)}." if who else ""
    return (
        f"Changed since sign-off on {wording.moment(signed.happened)}.{whose}",
        "It needs a decision again. The one before stays on record.",
    )


def _returned(file: ContactFile) -> News | None:
    back = file.log(kinds.SentBack)
    if not back:
        return None
    asked = " · ".join(request.words for request in back[-1].body.requests)
    return f"Sent back on {wording.moment(back[-1].happened)}, and returned.", f"Asked for: {asked}"
