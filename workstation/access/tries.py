"""Wrong passwords are counted in the keystore, which a thief cannot wind back by putting an old file in place.

A try is counted before it is made, so ending the program half-way does not make it free. One at Central is counted
when Central says that it was wrong: whoever means harm would ask Central without us, and Central has to slow them
down itself (`packaging/central`). Nothing is ever destroyed by guessing: one only waits longer.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from workstation.access.keys import Keystore
from workstation.domain.times import milliseconds
from workstation.trouble import AccessTrouble

FREE: Final = 5
"""Wrong tries before waiting begins."""
_FIRST: Final = timedelta(seconds=30)
_LONGEST: Final = timedelta(hours=1)


class TooManyTries(AccessTrouble):
    """There were too many wrong passwords."""

    advice = "Wait a little before you try again. Nothing was lost. The service desk can help you sign in."
    code = "LT-203"


def count(keystore: Keystore, name: str, now: datetime) -> None:
    """Count one try, or raise `TooManyTries` while it is too early for one."""
    check(keystore, name, now)
    tries, _ = _read(keystore.get(_entry(name)))
    keystore.put(_entry(name), f"{tries + 1}:{milliseconds(now)}")


def check(keystore: Keystore, name: str, now: datetime) -> None:
    """`TooManyTries` while it is too early for one."""
    tries, last = _read(keystore.get(_entry(name)))
    wait = milliseconds_to_wait(tries) - max(
        0, milliseconds(now) - last
    )  # a clock put back makes nobody wait less
    if wait > 0:
        minutes = -(-wait // 60_000)
        raise TooManyTries(f"There were too many wrong passwords. You can try again in {minutes} min.")


def clear(keystore: Keystore, name: str) -> None:
    """The password was right."""
    keystore.drop(_entry(name))


def milliseconds_to_wait(tries: int) -> int:
    """How long to wait after this many wrong tries: half a minute, doubling, never over an hour."""
    if tries < FREE:
        return 0
    return int(min(_FIRST * 2 ** min(tries - FREE, 10), _LONGEST).total_seconds() * 1000)


def _entry(name: str) -> str:
    return f"tries {name}"


def _read(written: str | None) -> tuple[int, int]:
    tries, _, last = (written or "0:0").partition(":")
    # What cannot be read was meddled with: the longest wait, not a clean start.
    return (int(tries), int(last)) if tries.isdigit() and last.isdigit() else (FREE + 10, 0)
