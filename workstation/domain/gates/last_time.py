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
        yield _flag(seen, last, seen.rules.say("R26", "title", day=on), said.because.strip())
    elif said is None and any(seen.guide.outcome(o.body.outcome).closes for o in seen.file.outcomes):
        yield _flag(seen, last, seen.rules.say("R26", "silent", day=on))


def _flag(seen: Seen, last: PastContact, title: str, because: str = "") -> Gap:
    outcomes = wording.listed([seen.guide.outcome(o).words.lower() for o in last.outcomes])
    offer = "declined" if last.declines else "agreed" if last.agreed else "no_offer"
    offered = seen.rules.say("R26", offer, times=wording.times(len(last.declines)))
    sentence = "because" if because else "evidence"
    evidence = seen.rules.say("R26", sentence, outcomes=outcomes, offered=offered, because=because)
    return travels("R26", 3, "history.same", title, evidence)
