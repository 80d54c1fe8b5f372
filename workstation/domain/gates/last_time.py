"""Whether it is the same issue as the last time (R26): a manager sees it where it is, and where nobody said."""

from __future__ import annotations

from collections.abc import Iterator

from workstation.domain import wording
from workstation.domain.gates.gap import Gap
from workstation.domain.gates.seen import Seen, travels
from workstation.domain.last_time import last_ended
from workstation.domain.past import PastContact


def same_issue(seen: Seen) -> Iterator[Gap]:
    """The worker's answer, with what was decided and offered the last time."""
    last = last_ended(seen.file, seen.past.contacts, seen.rules.limits.months)
    if last is None:
        return
    said, on = seen.file.same_issue(last.contact), wording.day(last.at)
    if said is not None and said.answer == "yes":
        because = f" “{said.because.strip()}”" if said.because.strip() else ""
        title = f"The same issue as on {on}"
        yield travels("R26", 3, "history.same", title, f"{_then(seen, last)}{because}")
    elif said is None and any(seen.guide.outcome(o.body.outcome).closes for o in seen.file.outcomes):
        title = f"Not said whether it is the same issue as on {on}"
        yield travels("R26", 3, "history.same", title, _then(seen, last))


def _then(seen: Seen, last: PastContact) -> str:
    outcomes = wording.listed([seen.guide.outcome(o).words.lower() for o in last.outcomes])
    if last.declines:
        offered = f"support was declined {wording.times(len(last.declines))}"
    else:
        offered = "support was agreed" if last.agreed else "no offer is recorded"
    return f"Then: {outcomes}; {offered}."
