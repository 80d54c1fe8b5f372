"""The watch on a family that was stepped down (clock C9, R16), and the watch after any closing (C10)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, Literal

from msgspec import Struct

from workstation.domain import wording
from workstation.domain.after.book import AfterBook
from workstation.domain.clocks import WorkingDays
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.handing import decided_since, handings, last_signed
from workstation.domain.times import local

StepName = Literal["accepted", "family seen", "review held"]
STEPS: Final[tuple[StepName, ...]] = ("accepted", "family seen", "review held")
WORDS: Final[dict[str, str]] = {
    "accepted": "Early help has accepted",
    "family seen": "The family was seen",
    "review held": "Review held",
    "review missed": "Review missed",
    "ended": "Early help ended",
}
_WANTED: Final[dict[StepName, str]] = {
    "accepted": "Early help accepts it", "family seen": "The family is seen", "review held": "A review is held",
}  # fmt: skip


class WatchLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A watch as a list keeps it: since and until when, the steps that were taken, what a manager dealt with."""

    since: datetime
    until: date
    service: str = ""
    done: tuple[tuple[str, date], ...] = ()
    answered: tuple[str, ...] = ()

    def on(self, step: str) -> date | None:
        """The day of a step that was taken, or missed."""
        return next((day for name, day in self.done if name == step), None)

    @property
    def ended(self) -> date | None:
        """When early help ended, if somebody said so."""
        return self.on("ended")

    @property
    def last_day(self) -> date:
        """The last day on which it is watched."""
        return min(self.until, self.ended) if self.ended else self.until


class WatchStep(Struct, frozen=True):
    """One step of a watch: what is expected by when, and on which day it was."""

    name: StepName
    words: str
    due: date
    done: date | None = None


class ClosedWatch(Struct, frozen=True):
    """A child whose contact was closed: it is counted whether they come back until these days."""

    child: str
    soon: date
    year: date


def watch_line(file: ContactFile, guide: Guide) -> WatchLine | None:
    """The watch of a contact that was stepped down, until somebody opens that decision again: signed once more, it
    goes on from where it was.
    """
    watched, signed = file.watched, last_signed(file)
    if watched is None or signed is None:
        return None
    given = next((one.given for one in handings(file, guide) if one.stepdown), None)
    return WatchLine(
        since=decided_since(file, signed),
        until=watched.until,
        service=given.body.service if given else watched.service,
        done=tuple((moved.step, moved.on) for moved in file.watch_steps),
        answered=file.tripwires_answered,
    )


def steps(watch: WatchLine, book: AfterBook, days: WorkingDays) -> tuple[WatchStep, ...]:
    """What is expected of a step-down, and what came of it."""
    start = local(watch.since).date()
    due: dict[StepName, date] = {
        "accepted": days.plus(start, book.step_down.accepted),
        "family seen": days.plus(start, book.step_down.seen),
        "review held": start + timedelta(weeks=book.step_down.review_weeks),
    }
    return tuple(WatchStep(name, _WANTED[name], due[name], watch.on(name)) for name in STEPS)


def expects(watch: WatchLine) -> bool:
    """Whether a step is still to come."""
    return watch.ended is None and any(watch.on(name) is None for name in STEPS)


def next_step(
    watch: WatchLine, book: AfterBook, days: WorkingDays, today: date | None = None
) -> WatchStep | None:
    """The step that comes next; None when all were taken, or early help ended."""
    if not expects(watch) or (today is not None and watch.until < today):
        return None
    return next((step for step in steps(watch, book, days) if step.done is None), None)


def closed_watches(file: ContactFile, guide: Guide, book: AfterBook) -> tuple[ClosedWatch, ...]:
    """For each child whose contact was closed: until when it is counted whether they come back."""
    signed = file.signed
    if signed is None:
        return ()
    start = local(signed.happened).date()
    soon, year = (start + timedelta(days=n) for n in (book.watches.soon, book.watches.year))
    children = {
        d.child: file.child(d.child) for d in signed.body.decisions if guide.outcome(d.outcome).closes
    }
    return tuple(
        ClosedWatch(wording.full_name(c.name), soon, year) for c in children.values() if c is not None
    )
