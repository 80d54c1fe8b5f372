"""Tells how the line to Central is: the phrase on the bar, always; a notice, once, when that matters.

Nothing here asks the network or waits for it. It asks the store thread what to say, whenever something changed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from ui.notices import announce
from ui.screens.look_again import LookAgain
from ui.seat import Seat
from ui.widgets.standing_mark import StandingMark
from workstation.domain import wording
from workstation.domain.changed import Changed
from workstation.services import standing
from workstation.services.standing import NeedsYou, Phrase, Standing

_NOTHING_LOST = "Nothing has been overwritten."
_NOT_SEEN = "You do not see what other people write until you are back."


class LineTeller(QObject):
    """Keeps a mark true, until `stop`."""

    def __init__(self, seat: Seat, mark: StandingMark, parent: QObject) -> None:
        super().__init__(parent)
        self._seat, self._mark = seat, mark
        self._away: Standing | None = None
        """The outage that is going on, or that is over and not told about yet, when most was waiting."""
        self._again = LookAgain(self, self.look)
        seat.changes.published.connect(self._changed)
        self._told: Standing | None = None
        seat.desk.link.listen(seat.changes.from_afar)
        # After the first screen has asked for what it shows.
        QTimer.singleShot(0, self.look)

    def stop(self) -> None:
        """Hear nothing more."""
        self._again.stop()
        self._seat.desk.link.leave(self._seat.changes.from_afar)

    def look(self) -> None:
        """Ask how it stands."""
        self._seat.bench.latest("standing", standing.now, self._seat.desk, done=self.show_standing)

    def _changed(self, _changed: Changed) -> None:
        # Also when no contact changed, and screens are not told: then it was the line itself.
        self.look()

    def show_standing(self, standing: Standing) -> None:
        """Say it; tell once what a person should know."""
        before, self._told = self._told, standing
        self._mark.show_standing(standing)
        self._again.after(standing)
        if standing.phrase is Phrase.OFFLINE:
            self._went_away(standing)
        elif self._away is not None:
            self._came_back(self._away, standing)
        elif _new_needs(before, standing):
            self._tell_needs(standing, "")
        elif standing.phrase is Phrase.SENT and before is not None and before.phrase is Phrase.NEEDS_YOU:
            announce(self._mark, standing.words)

    def _went_away(self, standing: Standing) -> None:
        first = self._away is None or self._away.since != standing.since
        if first or (self._away is not None and standing.waiting >= self._away.waiting):
            self._away = standing
        if first:
            since, state = standing.words.partition(" · ")[0], self._seat.desk.link.state
            self._seat.notices.offer(
                f"{since}. Everything you do is safe on this computer.",
                "What can I do offline?",
                self._seat.go.offline,
                (state.advice if state else "") or _NOT_SEEN,
                tone="warning",
                icon="cloud-slash-fill",
                place="offline",
            )

    def _came_back(self, away: Standing, standing: Standing) -> None:
        left = standing.waiting + standing.refused
        if standing.waiting:
            self._seat.notices.say(
                f"You are back online. Sending {wording.count(standing.waiting, 'change')}…"
            )
            return
        self._away = None
        back = back_words(away.waiting, left)
        if standing.needs:
            self._tell_needs(standing, back)
        else:
            self._seat.notices.settled(back)

    def _tell_needs(self, standing: Standing, back: str) -> None:
        words = needs_words(standing.needs, self._name, offline=bool(back))
        first, advice = (back, f"{words} {_NOTHING_LOST}") if back else (words, _NOTHING_LOST)
        one = len(standing.needs) == 1
        run = partial(self._seat.go.settle, standing.needs[0].contact) if one else self._seat.go.offline
        icon = "cloud-check-fill" if back else "git-pull-request"
        show, place = ("Show it", "settle") if one else ("Show them", "offline")
        self._seat.notices.offer(first, show, run, advice, icon=icon, place=place)

    def _name(self, needs: NeedsYou) -> str:
        people = [self._seat.desk.person(author) for author in needs.others]
        return wording.listed([p.short for p in people if p is not None]) or "Somebody"


def back_words(waited: int, left: int) -> str:
    """What is said after an outage."""
    if not waited:
        return "You are back online. Nothing was waiting to be sent."
    if not left:
        return f"You are back online. Your {wording.count(waited, 'change has', 'changes have')} been sent."
    return f"You are back online. {max(0, waited - left)} of your {waited} changes have been sent."


def needs_words(needs: tuple[NeedsYou, ...], name: Callable[[NeedsYou], str], *, offline: bool) -> str:
    """As in `One contact needs you: J. Patel changed it while you were offline`, as a sentence."""
    when = "while you were offline" if offline else "at the same time as you"
    if len(needs) != 1:
        return f"{len(needs)} contacts need you: other people changed them {when}."
    return f"One contact needs you: {name(needs[0])} changed it {when}."


def _new_needs(before: Standing | None, standing: Standing) -> bool:
    known = {one.contact for one in before.needs} if before else set()
    return any(one.contact not in known for one in standing.needs)
