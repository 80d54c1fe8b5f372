"""A story: the acts of one contact in order, before they are chained into entries."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from msgspec.structs import replace

from workstation.domain import clocks, kinds
from workstation.domain.ids import AuthorId, ContactId, EntryId, PersonId
from workstation.domain.kinds import Body, Question, question
from workstation.guidebook.guide import guide
from workstation.practice.days import MINUTE, Days
from workstation.practice.dice import Dice


class Act(NamedTuple):
    """One thing a person did. Times are Unix milliseconds; `answers` are the acts it takes the place of."""

    at: int
    happened: int
    id: EntryId
    contact: ContactId
    author: AuthorId
    body: Body
    answers: tuple[EntryId, ...]


def moment(milliseconds: int) -> datetime:
    """Unix milliseconds as a time with a zone."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


class Story:
    """Writes down who did what, each a little later than the one before.

    `pace` shortens the waiting (1 is as it comes) so that a contact can be finished before a given moment.
    A new answer to a question answers the one that stood, as the services do it.
    """

    def __init__(self, dice: Dice, days: Days, at: int, pace: float = 1.0) -> None:
        self.dice = dice
        self.days = days
        self.contact = ContactId(dice.uuid(at))
        self.at = at
        self.acts: list[Act] = []
        self._pace = pace
        self._standing: dict[Question, EntryId] = {}
        self.aside = Dice(int(self.contact[-12:], 16))
        """Chance for what is told beside the story: it draws nothing from the town's own dice."""

    def new_person(self) -> PersonId:
        """An identity for one more person of this contact."""
        return PersonId(self.dice.uuid(self.at))

    def wait(self, low: int, high: int) -> None:
        """So many office minutes pass (from `low` to `high`)."""
        minutes = int(self.dice.between(low, high) * self._pace)
        seconds = self.dice.below(MINUTE)
        self.at = max(self.days.later(self.at, minutes) + seconds, self.at + 1000 + seconds // 20)

    def tick(self, low: int, high: int) -> None:
        """So many minutes pass by the wall clock, whatever the hour."""
        self.at += int(self.dice.between(low, high) * self._pace * MINUTE) + 1000 + self.dice.below(20_000)

    def say(self, body: Body, by: AuthorId, happened: int | None = None) -> EntryId:
        """Somebody writes this down now; it happened now unless said otherwise."""
        key = self._put(body, by, self.dice, happened)
        self.at += 3000 + self.dice.below(40_000)
        return key

    def add(self, body: Body, by: AuthorId) -> EntryId:
        """Somebody writes this down in the same breath."""
        key = self._put(body, by, self.aside)
        self.at += 1000
        return key

    def _put(self, body: Body, by: AuthorId, dice: Dice, happened: int | None = None) -> EntryId:
        key = EntryId(dice.uuid(self.at))
        asked = question(body)
        answers: tuple[EntryId, ...] = ()
        if asked is not None:
            before = self._standing.get(asked)
            answers = (before,) if before is not None else ()
            self._standing[asked] = key
        when = self.at if happened is None else happened
        body = self._chased(body, when)
        self.acts.append(Act(self.at, when, key, self.contact, by, body, answers))
        return key

    def _chased(self, body: Body, at: int) -> Body:
        """Whoever asks an agency is told when to ask again, by the same clock as in the program."""
        if not isinstance(body, kinds.AgencyAsked | kinds.AgencyTried) or body.chase_by is not None:
            return body
        said = [act.body for act in self.acts]
        rating = next((one.rating for one in reversed(said) if isinstance(one, kinds.Rated)), "")
        urgent = any(isinstance(one, kinds.Escalated | kinds.StrategyRequested) for one in said)
        chase = guide().matrix.chase
        by = clocks.chase_by(moment(at), "red" if urgent else rating, chase, self.days.working)
        return replace(body, chase_by=by)
