"""What is waiting to be sent, what is here and what is not, in words (`ux.md` S9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from workstation.domain import wording
from workstation.domain.travel import Doubt, Reason
from workstation.services.link import LinkState
from workstation.services.sent import Doubted, Exchange, Refused, WaitingContact, clock_words
from workstation.services.sheets import Pack
from workstation.services.standing import Phrase

# One and several. Kinds that are not here are counted together as other changes.
_KINDS: Final[dict[str, tuple[str, str]]] = {
    "Received": ("new contact", "new contacts"),
    "HistoryWeighed": ("history view", "history views"),
    "Matched": ("judged match", "judged matches"),
    "SameIssue": ("comparison with the last time", "comparisons with the last time"),
    "EventMatched": ("judged double contact", "judged double contacts"),
    "AgencyAsked": ("question to an agency", "questions to agencies"),
    "AgencyAnswered": ("agency reply", "agency replies"),
    "ParentTold": ("talk with a parent", "talks with parents"),
    "DispenseAsked": ("question to a manager", "questions to a manager"),
    "DispenseDecided": ("answer of a manager", "answers of a manager"),
    "SupportDeclined": ("declined support", "declines of support"),
    "ChildHeard": ("child’s own words", "children’s own words"),
    "ReasonsWritten": ("reason", "reasons"),
    "Recommended": ("outcome", "outcomes"),
    "Escalated": ("act now", "act nows"),
    "SentToManager": ("decision for a manager", "decisions for a manager"),
    "SentBack": ("request to the worker", "requests to the worker"),
    "SignedOff": ("sign-off", "sign-offs"),
    "NoteMade": ("note", "notes"),
    "Allocated": ("change of worker", "changes of worker"),
    "ReceivedAgain": ("notification received again", "notifications received again"),
    "VoiceHeard": ("voice of the meeting", "voices of the meeting"),
    "MeetingAgreed": ("outcome of the meeting", "outcomes of the meeting"),
    "ChildNamed": ("child’s details", "children’s details"),
    "AdultNamed": ("adult’s details", "adults’ details"),
    "Answered": ("answer", "answers"),
    "Printed": ("print", "prints"),
    "FullCopyAsked": ("question about a copy with the address", "questions about copies with the address"),
    "FullCopyDecided": ("answer about a copy with the address", "answers about copies with the address"),
    "PrintOutcome": ("outcome of a print", "outcomes of prints"),
    "Recalled": ("copy got back", "copies got back"),
}
REASONS: Final[dict[Reason, str]] = {
    Reason.CLASH: "Another entry has the same identity.",
    Reason.UNKNOWN_DEVICE: "The server does not know the computer it was written on.",
    Reason.NOT_YOURS: "It was written on a computer that belongs to somebody else.",
    Reason.REVOKED: "It was written after this computer was locked out.",
    Reason.NOT_GRANTED: "You may not write to this team’s record any more.",
    Reason.ALTERED: "It is not as it was when it was signed.",
    Reason.TOO_LONG: "It is too long for the server.",
    Reason.UNREADABLE: "It holds something the server cannot keep.",
    Reason.ERASURE: "Words are erased only when two people agreed.",
    Reason.ROLE: "Only a manager may say this, and the server knows its writer in another role.",
}
"""Why the server keeps something apart, as its writer is told."""
_DOUBTS: Final[dict[Doubt, str]] = {
    Doubt.DEVICE: "From a computer that nobody knows.",
    Doubt.AUTHOR: "From a computer that is somebody else’s.",
    Doubt.SIGNATURE: "Not signed by the computer named there.",
    Doubt.WORDS: "The words were changed after signing.",
}
_MOST_KINDS: Final = 4


def what_waits(waiting: WaitingContact) -> str:
    """`New contact, 2 agency replies, 4 notes and 3 more changes`."""
    # Who took a new contact works on it: that is no news.
    plain = {"Allocated"} if waiting.is_new else set()
    known = [(kind, n) for kind, n in waiting.kinds if kind in _KINDS and kind not in plain]
    known.sort(key=lambda one: list(_KINDS).index(one[0]))
    parts = [_counted(kind, n) for kind, n in known[:_MOST_KINDS]]
    rest = waiting.changes - sum(n for _kind, n in known[:_MOST_KINDS])
    rest -= sum(n for kind, n in waiting.kinds if kind in plain)
    if rest:
        parts.append(wording.count(rest, "more change" if parts else "change"))
    return wording.sentence(wording.listed(parts))


def _counted(kind: str, n: int) -> str:
    one, many = _KINDS[kind]
    return one if n == 1 else f"{n} {many}"


def called(kind: str) -> str:
    """What an entry of this kind is, in a word or two: `sign-off`, `note`, `change`."""
    one, _many = _KINDS.get(kind, ("change", ""))
    return one


def kept_apart(refused: Refused) -> str:
    """What an entry the server keeps apart is, and why."""
    return f"{wording.sentence(called(refused.kind))} of {wording.moment(refused.at)}. {REASONS[refused.why]}"


def not_believed(doubted: Doubted, names: Sequence[str]) -> str:
    """How much is not believed about a contact, from whom it says it is, and why not."""
    whose = f", in the name of {wording.listed(list(names))}" if names else ""
    reasons = " ".join(_DOUBTS[why] for why in doubted.why)
    return f"{wording.count(doubted.changes, 'change')}{whose}. {reasons}"


def heading(found: Exchange) -> tuple[str, str]:
    """What the page says on top, and the quiet note beside it."""
    if found.state is None:
        return "This computer works alone", ""
    if found.standing.phrase is Phrase.OFFLINE:
        title = found.standing.words.partition(" · ")[0]
    else:
        sending = "Waiting to be sent" if found.standing.phrase is Phrase.HELD else "Sending"
        title = sending if found.waiting else "Everything is sent"
    return title, checked(found.state, found.at)


def checked(state: LinkState, now: datetime) -> str:
    """`Checked 20 seconds ago`."""
    return "" if state.checked is None else f"Checked {_ago((now - state.checked).total_seconds())}"


def _ago(seconds: float) -> str:
    whole = max(0, round(seconds))
    if whole < 2:
        return "just now"
    return f"{whole} seconds ago" if whole < 120 else f"{whole // 60} minutes ago"


def have(found: Exchange, duty_phone: str = "") -> tuple[tuple[str, bool], ...]:
    """Lines about what is on this computer (True) and what is not."""
    contacts = wording.count(found.contacts, "contact")
    state = found.state
    if state is None:
        return (
            (f"All {contacts} of this computer, with their full history", True),
            ("New contacts, notes, checks, decisions, sign-off, printing", True),
            ("Contacts taken on other computers: no server is set up for this one", False),
        )
    until = f" at {_near(found.up_to, found.at)}" if found.up_to else ", as they were last here"
    lines = [(coming(state), False)] if state.ahead else []
    lines += [
        (f"Your team’s queue and all {contacts}{until}, with full history", True),
        ("New contacts, notes, checks, decisions, sign-off, printing", True),
    ]
    if found.standing.phrase is Phrase.OFFLINE:
        duty = f", {duty_phone}," if duty_phone else ""
        since = f" since {_near(found.up_to, found.at)}" if found.up_to else ""
        lines += [
            (f"What other people wrote{since}: it comes when you are back", False),
            ("Others do not see what you write until then: ring them when it cannot wait", False),
            (f"For a child in danger, ring the duty manager{duty} and record it: F12", False),
        ]
    return tuple(lines)


def coming(state: LinkState) -> str:
    """How far the first sync of a computer is: `120,000 of 1,000,000 entries of the record are here (12 %) ...`."""
    here = max(0, state.of - state.ahead)
    share = here * 100 // state.of if state.of else 0
    return (
        f"{here:,} of {state.of:,} entries of your team’s record are here ({share}%). The rest is coming; "
        "you need not wait"
    )


def _near(at: datetime, now: datetime) -> str:
    return wording.near(at, now).removeprefix("today").strip()


def troubles(found: Exchange) -> tuple[tuple[str, str], ...]:
    """What is wrong beyond silence, each with what to do about it; the gravest first."""
    state = found.state
    told: list[tuple[str, str]] = []
    if found.disk_nearly_full:
        told.append(
            (
                "This computer’s disk is nearly full.",
                "Your last change is saved. Ring the service desk, and do not close Lintel.",
            )
        )
    if state is None:
        return tuple(told)
    if state.revoked:
        told.append(
            (
                "The server does not take anything from this computer any more.",
                "What you wrote is safe here. Ring the service desk before you go on.",
            )
        )
    if state.trouble is not None:
        told.append((state.trouble.title, state.trouble.what_to_do))
    if state.went_back is not None:
        lost = wording.count(state.offered, "change")
        told.append(
            (
                f"The server went back to an earlier state. Lintel saw it at {_near(state.went_back, found.at)}.",
                f"It had lost {lost} that this computer still has. They were sent again. Tell the service desk.",
            )
        )
    if state.spoiled:
        told.append(
            (
                "A packed piece of the record was not what it should be.",
                "Nothing of it was taken over; the same was read in the slower way. Tell the service desk: LT-115.",
            )
        )
    if state.read_only:
        told.append(
            (
                "The server can be read, but takes nothing in at the moment.",
                "You see what other people write. Your changes are safe here and will be sent later.",
            )
        )
    words = clock_words(state.clock_off)
    if words:
        told.append(
            (words, "Nothing waits for it, but the times you write are as wrong. Tell the service desk.")
        )
    return tuple(told)


def pack(printed: Pack, now: datetime) -> str:
    """`R-01 to R-10 K7QM3D, today 10:42, by Rukhsana Shah`."""
    return f"{printed.sheets}, {wording.near(printed.at, now)}, by {printed.by}"
