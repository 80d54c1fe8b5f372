"""One thing that is still to do, after an act now or after the decision."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class Todo(Struct, frozen=True):
    """Something to do, and by when. `short` is for lists; `step` and `place` say where a gap of the checks is.

    `key` names it: `referrer`, `family:<person>`, `hand over:<service>`, `pass`, `taken:<service>`,
    `passed` (of several `passed:<entry>`), `challenge:<entry>`, or the task that an act now left behind
    (`task:B4:agency:gp`).
    """

    key: str
    words: str
    short: str
    due: datetime | None = None
    step: int = 0
    place: str = ""

    @property
    def task(self) -> str:
        """The task's own name, as `TaskDone` has it; empty for what is no task."""
        kind, _, name = self.key.partition(":")
        return name if kind == "task" else ""

    @property
    def manager(self) -> bool:
        """Whether a manager has to do it."""
        return self.key.startswith("challenge:")
