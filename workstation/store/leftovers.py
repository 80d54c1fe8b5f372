"""What a crash may leave beside the record: pieces of it that were being taken over (`segments`)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from workstation.store.cipher import translated

ENDING: Final = ".segment-"


def sweep(record: Path) -> None:
    """Take away what was left. It is encrypted, and nobody has its key any more."""
    with translated():
        for left in record.parent.glob(f"{record.name}{ENDING}*"):
            left.unlink(missing_ok=True)
