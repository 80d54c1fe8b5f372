"""All six steps of a contact."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.checks.agencies import agencies
from workstation.domain.checks.children import children
from workstation.domain.checks.concern import concern
from workstation.domain.checks.decision import decision
from workstation.domain.checks.history import history
from workstation.domain.checks.parents import parents
from workstation.domain.checks.state import Check
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.past import Past


class Steps(Struct, frozen=True):
    """The six steps of a contact."""

    concern: Check
    children: Check
    history: Check
    agencies: Check
    parents: Check
    decision: Check

    def all(self) -> tuple[Check, ...]:
        """In their order, 1 to 6."""
        return (self.concern, self.children, self.history, self.agencies, self.parents, self.decision)


def steps(file: ContactFile, guide: Guide, past: Past, now: datetime | None = None) -> Steps:
    """All six steps of this contact. With `now`, a reply that is late is a gap."""
    return Steps(
        concern(file, guide), children(file), history(file, past), agencies(file, guide, now), parents(file, guide),
        decision(file, guide, past),
    )  # fmt: skip


def without_views(found: Steps) -> Steps:
    """The same for somebody who must not see what was decided yet, nor what the worker thinks of the history."""
    hidden = "Hidden until you have decided"
    return replace(
        found, history=Check(found.history.state, hidden), decision=Check(found.decision.state, hidden)
    )


def four(found: Steps) -> tuple[Check, Check, Check, Check]:
    """The four checks shown beside every clock: history, agencies, parents, reasons."""
    return (found.history, found.agencies, found.parents, found.decision)
