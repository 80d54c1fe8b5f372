"""Known mistakes, each planted in one place. The laws must catch every one of them, or they are no laws (I23).

A mistake in the exchange or the fold is planted in the real code. One in a journal or in Central is planted in the
simulated one, which does what the real ones are told to do. A new mistake is first added here.
"""

from __future__ import annotations

from tests.sync.simulator.mutants import in_central, in_exchange, in_journals
from tests.sync.simulator.mutants.planting import ALL, Mutant

__all__ = ["ALL", "Mutant", "in_central", "in_exchange", "in_journals"]
