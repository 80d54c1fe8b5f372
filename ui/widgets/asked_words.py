"""What was asked for, by a manager as a checklist and of whoever told us, in words."""

from __future__ import annotations

from collections.abc import Sequence

from workstation.domain import returning
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.gates import Gap
from workstation.domain.returning import Asked


def sent_back(file: ContactFile) -> tuple[Asked, ...]:
    """What is asked for, while it is sent back; nothing before and after."""
    return returning.checklist(file) if file.stage is Stage.SENT_BACK else ()


def place_of(gap: str) -> str:
    """The place of a request in its step."""
    return f"asked:{gap}"


def done_words(asked: Sequence[Asked]) -> str:
    """`2 of 3 done`."""
    return f"{sum(one.done for one in asked)} of {len(asked)} done"


def still_asked(file: ContactFile) -> tuple[Gap, ...]:
    """What is asked for and not answered, as places to go to. It stops nobody from sending."""
    left = [one for one in sent_back(file) if not one.done]
    return tuple(
        Gap("asked", one.step, place_of(one.request.gap), one.request.words)
        for one in sorted(left, key=lambda one: one.step)
    )


def of_step(file: ContactFile, step: int) -> tuple[str, bool]:
    """What the rail says of a step in which something is asked for, and whether any of it is still to do."""
    asked = [one for one in sent_back(file) if one.step == step]
    return (f"Asked for: {done_words(asked)}" if asked else ""), any(not one.done for one in asked)


def send_words(file: ContactFile) -> str:
    """The button that asks them, wherever it stands; what is asked is ticked after it was pressed."""
    return "Send them the questions" if file.asked_back is None else "Send them again"
