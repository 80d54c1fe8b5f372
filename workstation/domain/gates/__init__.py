"""Gates and blocks: what stops a decision on its way, in the exact words of `ux.md` B4.

Nothing here ever stops typing, saving, printing a strategy request or escalating: protect first (R31). Hard
gates G1, G2, G5, G6 and the soft G7 look at the record before it goes to a manager; G8 at the manager's desk.
"""

from __future__ import annotations

from workstation.domain.gates.after import after_decision, still_to_do
from workstation.domain.gates.arriving import may_not_return, returning
from workstation.domain.gates.asking import may_not_ask
from workstation.domain.gates.blocking import blocks, for_manager, warnings
from workstation.domain.gates.gap import UNSETTLED, Gap, key_of
from workstation.domain.gates.signing import may_not_sign, never_passed
from workstation.domain.gates.tasks import tasks
from workstation.domain.gates.todo import Todo
from workstation.domain.gates.walk import OPEN, walk

__all__ = [
    "OPEN",
    "UNSETTLED",
    "Gap",
    "Todo",
    "after_decision",
    "blocks",
    "for_manager",
    "key_of",
    "may_not_ask",
    "may_not_return",
    "may_not_sign",
    "never_passed",
    "returning",
    "still_to_do",
    "tasks",
    "walk",
    "warnings",
]
