"""Step 3 of a contact that came back: the last time beside this time, and whether it is the same issue (R26)."""

from __future__ import annotations

from workstation.domain import gates, kinds, last_time
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.last_time import LastTime
from workstation.domain.past import Past
from workstation.services import covering, find, record
from workstation.services.desk import Desk
from workstation.trouble import RuleTrouble


def last(desk: Desk, contact: ContactId) -> LastTime | None:
    """The latest contact about the same children that ended, beside this one; None when there is none."""
    file = covering.seen(desk, desk.file(contact))
    found = last_time.last_ended(
        file, find.past(desk, contact, match=False).contacts, desk.guide.rules.limits.months
    )
    if found is None:
        return None
    then = desk.file(found.contact)
    # What went with it to the manager then, as today's rules see it: what stood on a reason, what was not there.
    missing = gates.warnings(then, desk.guide, Past()) if then.received else ()
    return last_time.compare(file, found, then, desk.guide, tuple(dict.fromkeys(g.title for g in missing)))


def say_same(desk: Desk, contact: ContactId, answer: kinds.YesNo, because: str = "") -> Changed:
    """Whether this is the same issue as the last time."""
    found = last(desk, contact)
    if found is None:
        raise RuleTrouble("There is no earlier contact to compare it with.", "Look at the history again.")
    return record.put(desk, contact, [kinds.SameIssue(of=found.contact, answer=answer, because=because)])
