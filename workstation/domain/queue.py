"""The team queue as values: which views there are, and what one row says in words (`ux.md` S2)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, Literal

from msgspec import Struct

from workstation.domain import clocks, wording
from workstation.domain.after.watch import WatchStep
from workstation.domain.checks import State
from workstation.domain.contact import Stage
from workstation.domain.covering import Cover
from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.line import ContactLine
from workstation.domain.past import Fact, Past
from workstation.domain.people import Worker
from workstation.domain.times import local
from workstation.domain.tripwires import Tripwire

Tone = Literal["danger", "warning", "settled", "information", "confidential", "neutral"]
SOON: Final = timedelta(hours=4)
BACK: Final = "Back from early help"
"""On the chip of a family that is watched after a step-down, and of which something new is known."""
PERHAPS_BACK: Final = "Perhaps back from early help"
"""The same while nobody has said whether it is that child."""

ASKS_YOU: Final = "Asks you: a copy with the address?"
"""On the chip of a contact whose print page waits for the word of whoever looks at the queue."""


class View(StrEnum):
    """The views of the queue, in the words of their buttons."""

    EVERYONE = "Everyone’s"
    MINE = "Mine"
    NOT_ALLOCATED = "Not allocated"
    WAITING = "Waiting for reply"
    WATCH = "Step-down watch"


class Tile(StrEnum):
    """The numbers on top, each a button that filters."""

    ACT_NOW = "act now"
    OVERDUE = "overdue"
    SOON = "due in the next 4 hours"
    NOT_ALLOCATED = "not allocated"
    BACK = "sent back or back from early help"
    MANAGER = "waiting for a manager"


class ClockKind(StrEnum):
    """The shape of the clock mark: shape first, then words, colour last."""

    ACT_NOW = "act now"
    OVERDUE = "overdue"
    SOON = "soon"
    RUNNING = "running"
    PAUSED = "paused"
    WAITING = "waiting"
    DECIDED = "decided"


class TimeLeft(Struct, frozen=True):
    """The clock column: shape, words, what stands below, how much of the ring is left, and how it is read out."""

    kind: ClockKind
    words: str
    below: str
    share: float
    spoken: str


class ChipWords(Struct, frozen=True):
    """A chip: its words, tone and icon."""

    words: str
    tone: Tone
    icon: str


class QueueRow(Struct, frozen=True):
    """One row of the queue, ready to show."""

    line: ContactLine
    time_left: TimeLeft
    chips: tuple[ChipWords, ...]
    worker: str
    happening: str
    source: str
    """`Police`, or the agency's name."""
    cover: Cover | None = None
    """Why whoever looks sees nothing of what was decided, if they do not."""
    back: tuple[Tripwire, ...] = ()
    """What brought it back from early help, and no manager has dealt with."""

    @property
    def contact(self) -> ContactId:
        """Which contact this row is."""
        return self.line.contact


class QueuePage(Struct, frozen=True):
    """What one look at the queue gives: rows, how many there are in all, and the numbers of tiles and views."""

    rows: tuple[QueueRow, ...]
    total: int
    hidden: int
    tiles: dict[Tile, int]
    views: dict[View, int]
    at: datetime
    to_sign: int = 0
    """How many contacts wait for this person's own signature."""
    compared: bool = True
    """Whether people were compared with those on record; until then no row says 'first contact'."""


def time_left(line: ContactLine, manager: Worker | None, now: datetime, *, back: bool = False) -> TimeLeft:
    """The clock of one contact, in words first. `back`: it came back from early help."""
    if line.act_now_since is not None and line.stage is not Stage.DECIDED:
        below = f"since {_short(line.act_now_since, now)}"
        return TimeLeft(ClockKind.ACT_NOW, "Act now", below, 1.0, "Act now")
    if back and line.stage is Stage.DECIDED:
        return TimeLeft(ClockKind.WAITING, "Back", "for a manager", 0.0, "Back, for a manager")
    if line.stage is Stage.DECIDED and line.todo:
        return _running(line, now)
    if line.stage is Stage.DECIDED:
        return TimeLeft(
            ClockKind.DECIDED, "Decided", wording.near(line.handed_at or now, now), 0.0, "Decided"
        )
    if line.stage in (Stage.WITH_MANAGER, Stage.TWO_ANSWERS):
        whom = f"for {manager.short}" if manager else "for a manager"
        return TimeLeft(ClockKind.WAITING, "Waiting", whom, 0.0, f"Waiting {whom}")
    if line.stage is Stage.RETURNED and line.reply_due is not None and line.reply_due >= now:
        by = f"reply due {wording.near(line.reply_due, now)}"
        return TimeLeft(ClockKind.WAITING, "Given back", by, 0.0, f"Given back, {by}")
    if line.held_until is not None and line.held_until > now:
        until = f"until {wording.near(line.held_until, now)}"
        return TimeLeft(ClockKind.PAUSED, "Held open", until, 0.0, f"Held open {until}")
    return _running(line, now)


def time_to_step(step: WatchStep | None, watched_until: date | None, now: datetime) -> TimeLeft:
    """The clock of a watch: the next step and its day, or until when it is watched."""
    today = local(now).date()
    if step is None:
        until = wording.day(watched_until) if watched_until else "it is ended"
        return TimeLeft(ClockKind.DECIDED, "Watched", f"until {until}", 0.0, f"Watched until {until}")
    days = (step.due - today).days
    day = wording.day(step.due)
    if days < 0:
        late = wording.count(-days, "day")
        return TimeLeft(ClockKind.OVERDUE, f"Overdue {late}", f"by {day}", 0.0, f"Overdue by {late}")
    left = wording.count(days, "day") if days else "Today"
    return TimeLeft(ClockKind.RUNNING, left, f"by {day}", min(days / 14, 1.0), f"Time left: {left}")


def _running(line: ContactLine, now: datetime) -> TimeLeft:
    due = line.due_at
    if due is None:
        return TimeLeft(ClockKind.RUNNING, "No clock", "", 0.0, "No clock")
    left = due - now
    words = clocks.words_left(left)
    if left < timedelta():
        below = f"was due {_short(due, now)}"
        return TimeLeft(ClockKind.OVERDUE, f"Overdue {words}", below, 0.0, f"Overdue by {_spoken(left)}")
    whole = max((due - (line.opened_again or line.received_at or now)).total_seconds(), 1.0)
    kind = ClockKind.SOON if left <= SOON else ClockKind.RUNNING
    share = min(left.total_seconds() / whole, 1.0)
    return TimeLeft(kind, words, wording.near(due, now), share, f"Time left: {_spoken(left)}")


def _spoken(left: timedelta) -> str:
    minutes = int(abs(left).total_seconds()) // 60
    hours, minutes = divmod(minutes, 60)
    parts = [wording.count(hours, "hour")] if hours else []
    return " ".join([*parts, wording.count(minutes, "minute")])


def chips(
    line: ContactLine,
    known: Past,
    now: datetime | None = None,
    back: tuple[Tripwire, ...] = (),
    *,
    me: AuthorId | None = None,
    perhaps: bool = False,
) -> tuple[ChipWords, ...]:
    """At most three: what came back, what was sent back, a reply that is late, who is who, the telling facts of the
    history, the hidden address. `perhaps`: a child may be one early help has, and nobody has said so for sure.
    What concerns `me`, who looks, comes first: a colleague waits for my word on a copy with the address; it was
    passed to me, as information on a case I have.
    """
    asked = any(now is None or one.until >= now for one in line.copy_asked if one.of == me)
    found = [ChipWords(ASKS_YOU, "confidential", "eye-slash")] if asked else []
    found += _of_line(line, back, told=me is not None and me in (line.passed_to, *line.also_passed_to))
    if perhaps and not back:
        found.append(ChipWords(PERHAPS_BACK, "warning", "users"))
    if late_reply(line, now):
        found.append(ChipWords(f"No reply: {line.chase_whom}", "warning", "hourglass"))
    found += _one_event_twice(known)
    if line.again:
        times = "" if line.again == 1 else f" {wording.times(line.again)}"
        found.append(ChipWords(f"Received again{times}", "neutral", "copy"))
    tones: dict[str, Tone] = {"danger": "danger", "warning": "warning", "information": "neutral"}
    # How far the history goes is said once, above the list.
    telling = [f for f in known.facts if f.chip and f.rule != "HR10" and not (back and stepped_down(f))]
    found += [ChipWords(f.chip, tones[f.tone], f.icon) for f in telling][:2]
    if known.candidates and not perhaps:
        words = wording.count(len(known.candidates), "possible match", "possible matches")
        found.append(ChipWords(words, "warning", "users"))
    elif known.clashes:
        found.append(ChipWords("Answers do not agree", "warning", "git-pull-request"))
    elif line.not_sure and not perhaps:
        found.append(ChipWords("Not sure who it is", "warning", "question"))
    if line.hidden:
        found = [*found[:2], ChipWords("Address hidden", "confidential", "eye-slash")]
    return tuple(found[:3])


def _of_line(line: ContactLine, back: tuple[Tripwire, ...], *, told: bool) -> list[ChipWords]:
    """What the contact itself says, whatever its history."""
    found: list[ChipWords] = []
    if back:
        found.append(ChipWords(BACK, "warning", "arrow-u-up-left"))
    if told:
        found.append(ChipWords("Information for you", "information", "info"))
    if line.stage is Stage.SENT_BACK:
        found.append(ChipWords("Sent back by manager", "warning", "arrow-u-up-left"))
    if line.changed:
        found.append(ChipWords("Changed since sign-off", "warning", "seal-check"))
    if line.asks_leave:
        found.append(ChipWords("Asks a manager: without the parents?", "warning", "scales"))
    if line.afraid:
        found.append(ChipWords("Afraid: look at safety", "danger", "hand"))
    return found


def stepped_down(fact: Fact) -> bool:
    """Whether this fact says that the family was stepped down before: *back from early help* says so already."""
    return fact.rule == "HR6" and fact.flagged


def _one_event_twice(known: Past) -> list[ChipWords]:
    """A question that is open comes before what was answered; what is another event needs no chip."""
    asked = next((t for t in known.twofold if t.verdict in ("", "not sure")), None)
    if asked is not None:
        return [ChipWords(f"Same event as {asked.number}?", "warning", "git-pull-request")]
    same = next((t for t in known.twofold if t.verdict == "same"), None)
    if same is None:
        return []
    words = f"Goes on in {same.number}" if same.goes_on == same.other else f"With {same.number}"
    return [ChipWords(words, "neutral", "git-pull-request")]


def late_reply(line: ContactLine, now: datetime | None) -> bool:
    """Whether an agency has to be chased now (clock C6): the contact comes back to whoever works on it."""
    return now is not None and line.chase_at is not None and line.chase_at <= now


def four_checks(line: ContactLine, known: Past, now: datetime | None = None) -> tuple[str, ...]:
    """The four check states of a row. The list alone does not know the family's history: with it, a match to
    judge or a flagged fact without a view makes the first check need somebody. Nor does it know the time: a reply
    that was awaited and is late is a gap.
    """
    first, *others = line.checks
    if others and late_reply(line, now):
        others[0] = State.GAP.value
    unweighed = known.flagged and first in (State.NOT_STARTED, State.IN_PROGRESS)
    asked = known.candidates or known.clashes or any(not t.verdict for t in known.twofold)
    return (State.NEEDS_YOU.value if asked or unweighed else first, *others)


def happening(line: ContactLine, now: datetime, back: tuple[Tripwire, ...] = ()) -> str:
    """The last column: what is going on, in a few words."""
    if back and line.stage is Stage.DECIDED:
        more = f" +{len(back) - 1}" if len(back) > 1 else ""
        return f"{back[-1].short}{more}"
    if line.conflicts:
        return "Two answers stand"
    if line.asks_leave:
        return "A manager has to agree"
    if line.changed:
        return "Changed since sign-off"
    if line.stage is Stage.SENT_BACK:
        done = line.gaps - line.unmet
        return f"{done} of {line.gaps} done" if done else f"{wording.count(line.gaps, 'thing')} to add"
    if line.stage is Stage.WITH_MANAGER and line.handed_at is not None:
        return f"With manager since {_short(line.handed_at, now)}"
    if line.stage is Stage.DECIDED:
        return _left_to_do(line)
    return _no_answer(line, now) or _put_aside(line, now) or _asked_back(line, now) or _in_hand(line, now)


def _no_answer(line: ContactLine, now: datetime) -> str:
    """What was asked comes up by itself when its time is over: nobody has to remember it."""
    if late_reply(line, now):
        return wording.has_not_replied(line.chase_whom)
    if line.reply_due is None or line.reply_due >= now:
        return ""
    return f"No answer from {line.asked_whom}: due {_day_of(line.reply_due, now)}"


def _asked_back(line: ContactLine, now: datetime) -> str:
    if line.replied_at is not None:
        return f"Reply came {_short(line.replied_at, now)}"
    if line.reply_due is not None:
        return f"Waiting for reply from {line.asked_whom}"
    return ""


def _day_of(at: datetime, now: datetime) -> str:
    """`yesterday`; today with its time."""
    if local(at).date() == local(now).date():
        return wording.clock(at)
    return wording.near(at, now).removesuffix(wording.clock(at)).strip()


def _left_to_do(line: ContactLine) -> str:
    """`Decided. Tell the referrer +2`: what is left, the first by name."""
    if not line.todo:
        return "Decided"
    more = f" +{len(line.todo) - 1}" if len(line.todo) > 1 else ""
    return f"Decided. {line.todo[0]}{more}"


def _put_aside(line: ContactLine, now: datetime) -> str:
    if line.parked_for and line.parked_until is not None:
        return f"{'Parked' if line.parked_until > now else 'Back from parking'}: {line.parked_for}"
    if line.held_until is not None and line.held_until > now:
        return f"Held open: {line.held_because}"
    return ""


def _in_hand(line: ContactLine, now: datetime) -> str:
    if line.act_now_since is not None:
        tasks = f", {wording.count(line.tasks, 'task')} for today" if line.tasks else ""
        return f"Escalated {_short(line.act_now_since, now)}{tasks}"
    if line.worker is None:
        return "Not allocated"
    if line.clarify and any(s != "Not started" for s in line.checks):
        return "To clarify with the referrer"
    return "In progress" if any(s != "Not started" for s in line.checks) else "Not started yet"


def _short(at: datetime, now: datetime) -> str:
    """`10:10` when it is today, else with its day."""
    return wording.near(at, now).removeprefix("today").strip()
