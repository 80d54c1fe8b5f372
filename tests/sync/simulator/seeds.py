"""The first seed that shows each mistake, with the weather as it is. After a change of the simulator some are new.

`python -m tests.bench.simulate --mutant NAME --histories 2000` finds one.
"""

from __future__ import annotations

from typing import Final

CAUGHT: Final = {
    "a-known-identity-ends-the-round": 15,
    "absence-is-deletion": 2,
    "acknowledged-is-forgotten": 2,
    "acknowledged-on-send": 0,
    "an-abort-leaves-a-hole": 2,
    "an-odd-stream-ends-the-round": 239,
    "central-lets-one-person-erase": 3,
    "chain-is-adopted": 2,
    "check-by-identity": 4,
    "clash-of-places-is-accepted": 4,
    "clocks-decide": 0,
    "cursor-before-rows": 9,
    "doubtful-is-shown": 4,
    "entry-and-outbox-apart": 0,
    "erased-words-come-back": 853,
    "everybody-reads-everything": 4,
    "first-doubt-stays": 5,
    "fork-is-ignored": 2,
    "keys-are-asked-for-once": 43,
    "keys-are-replaced": 1,
    "last-writer-wins": 0,
    "losing-a-stream-drops-what-waits": 7,
    "lost-streams-are-not-looked-after": 24,
    "new-name-is-not-saved": 2,
    "next-follows-on-a-forgery": 12,
    "no-continuity-check": 2,
    "no-fork-check": 112,
    "one-bad-entry-fails-the-batch": 2,
    "one-common-anchor": 4,
    "one-person-erases": 27,
    "only-own-are-sent-again": 2,
    "only-positions-order": 9,
    "quarantine-keeps-erased-words": 175,
    "refused-is-thrown-away": 1,
    "repeated-push-gets-a-new-place": 2,
    "revoked-computers-write-on": 16,
    "same-identity-is-the-same-entry": 5,
    "same-number-is-the-same-entry": 2,
    "saved-is-shown-before-the-disk": 0,
    "signatures-are-not-checked": 4,
    "the-bare-clock": 0,
    "time-decides-what-stands": 1,
    "unknown-kinds-are-written-anew": 0,
    "visible-out-of-order": 3,
    "what-is-set-aside-stays-here": 5,
    "words-stay-on-computers": 33,
}
