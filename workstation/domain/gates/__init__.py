"""Gates and blocks: what stops a decision on its way, in the exact words of `ux.md` B4.

Nothing here ever stops typing, saving, printing a strategy request or escalating: protect first (R31). Hard
gates G1, G2, G5, G6 and the soft G7 look at the record before it goes to a manager; G8 at the manager's desk.
"""

from __future__ import annotations

from workstation.domain.gates.blocking import blocks, for_manager, warnings
from workstation.domain.gates.gap import UNSETTLED, Gap
from workstation.domain.gates.signing import key_of, may_not_sign, never_passed

__all__ = ["UNSETTLED", "Gap", "blocks", "for_manager", "key_of", "may_not_sign", "never_passed", "warnings"]
