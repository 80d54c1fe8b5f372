"""What is kept closed, in words: how it stands, and what became of being asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from workstation.domain import wording
from workstation.services.kept_closed import KeptClosed
from workstation.services.link import LinkState

ASK: Final = "Closed. Say why you need to read it."
SEEN: Final = "Managers see what you write here, your name and when."
REFUSED: Final = "The server did not open it. Ask a manager whether you may read it."
_GONE: Final = "The server did not open it: you may not read it any more. Ask a manager."


def until(closes: datetime, now: datetime) -> str:
    """`22:10`, or `tomorrow 09:05`."""
    return wording.near(closes, now).removeprefix("today").strip()


def opened(one: KeptClosed, now: datetime) -> str:
    """Until when it can be read, and where."""
    if one.until is None:
        return ""
    return f"Open until {until(one.until, now)}. Its contacts are in your queue and in Find."


def waits(one: KeptClosed, state: LinkState | None) -> str:
    """What was asked, and when it is answered."""
    if state is None or not state.reachable:
        when = "The server will be asked when it is back."
    elif state.read_only:
        when = "The server takes nothing in at the moment. It will be asked later."
    else:
        when = "The server is being asked."
    return f"{when} You wrote: “{one.asked}”"


def gone(one: KeptClosed) -> str:
    """What may not be read any more."""
    return _GONE if one.refused and not one.here else ""
