"""Three years of a front door, planned: which family is heard of when, from whom and why, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Final

from workstation.domain.guide import source_group
from workstation.domain.times import local
from workstation.practice.days import MINUTE, Days, at_local
from workstation.practice.dice import Dice, Weighted
from workstation.practice.families import Family, Registrar
from workstation.practice.pieces import worries
from workstation.practice.story import moment

_VISITS = Weighted({1: 39.0, 2: 20.0, 3: 13.0, 4: 10.0, 5: 7.0, 6: 5.0, 8: 4.0, 11: 2.0})
_GAPS: Final = {"da": 95.0, "missing": 60.0, "neglect": 140.0, "exploitation": 80.0}
_OUTCOMES: Final = {
    "O07": 54.0, "O06": 12.0, "O04": 13.0, "O02": 13.0, "O12": 7.0, "O01": 3.0, "O05": 2.5, "O03": 1.5,
    "O10": 1.0, "O09": 0.7, "O08": 0.6, "O11": 0.7,
}  # fmt: skip
_GRADES: Final = {"O01": "high", "O02": "high", "O04": "mid", "O05": "mid", "O12": "mid", "O10": "mid"}
_HOURS: Final = (8, 9, 9, 9, 10, 10, 10, 11, 11, 12, 13, 13, 14, 14, 15, 15, 15, 16, 16)
_NIGHT: Final = (17, 18, 19, 20, 21, 22, 23, 1)


@dataclass(slots=True)
class Visit:
    """One contact to be told: when it reached the front door, about whom, from whom, and what came of it."""

    at: int
    home: Family
    theme: str
    beside: tuple[str, ...]
    source: str
    outcome: str
    grade: str
    night: bool

    @property
    def verdict(self) -> str:
        """How grave the decision takes it to be; a few grave contacts were closed as slight ones."""
        return _GRADES.get(self.outcome, "low")

    @property
    def group(self) -> str:
        """The source's group: police, school, health, la, public or other."""
        return source_group(self.source)


@cache
def _themes() -> Weighted[str]:
    return Weighted({theme: worry.weight for theme, worry in worries().items()})


@cache
def _sources(theme: str) -> Weighted[str]:
    return Weighted(worries()[theme].sources)


@cache
def _outcomes(group: str, theme: str, nth: int) -> Weighted[str]:
    """Outcomes by weight: the police's more often end without action, later contacts less often."""
    weights = dict(_OUTCOMES)
    if group == "police":
        weights["O07"] *= 1.35
    if nth >= 2:  # a third contact is seldom a matter for nobody
        weights["O07"] *= 0.6
        weights["O02"] *= 2.0
        weights["O01"] *= 1.6
        weights["O12"] *= 1.5
    if theme == "unborn":
        weights["O02"] *= 2.5
    return Weighted(weights)


def _fitting_source(source: str, years: int) -> str:
    """Health visitors know children under five, school nurses those above."""
    if source == "3B" and years >= 5:
        return "3C"
    return "3B" if source == "3C" and years < 5 else source


class Planner:
    """Plans the contacts of invented families until there are enough."""

    def __init__(self, dice: Dice, days: Days, registrar: Registrar, last: int) -> None:
        self._dice = dice
        self._days = days
        self._registrar = registrar
        self._last = last
        """Nothing is received after this moment."""
        self._last_day = (local(moment(last)).date() - days.first).days

    def visits(self, count: int, first_day: int) -> list[Visit]:
        """So many contacts in order of arrival, from day number `first_day` of the calendar on."""
        planned: list[Visit] = []
        while len(planned) < count:
            planned += self._family(first_day)[: count - len(planned)]
        planned.sort(key=lambda visit: visit.at)
        return planned

    def _family(self, first_day: int) -> list[Visit]:
        dice, theme = self._dice, self._dice.draw(_themes())
        number = dice.draw(_VISITS)
        gap = _GAPS.get(theme, 150.0)
        start = dice.between(first_day - int(gap * (number - 1)), self._last_day)
        home = self._registrar.family(theme, self._days.all[start], unborn=theme == "unborn")
        found: list[Visit] = []
        at_day = float(start)
        for nth in range(number):
            if at_day >= first_day and (visit := self._visit(home, int(at_day), nth)) is not None:
                found.append(visit)
            at_day += max(dice.gap(gap), 2)
        return found

    def _visit(self, home: Family, about: int, nth: int) -> Visit | None:
        dice = self._dice
        if about > self._last_day:
            return None
        day = self._days.busy_day(about, dice.roll())
        theme = self._theme(home, day)
        source = _fitting_source(dice.draw(_sources(theme)), home.children[0].years(day))
        outcome = dice.draw(_outcomes(source_group(source), theme, nth))
        night = (
            not self._days.working.works(day) or (source == "6" and dice.chance(0.08)) or dice.chance(0.03)
        )
        at = at_local(day, time(dice.pick(_NIGHT if night else _HOURS))) + dice.below(60 * MINUTE)
        if at >= self._last:
            return None
        grade = _GRADES.get(outcome) or ("mid" if dice.chance(0.14) else "low")
        return Visit(at, home, theme, self._beside(theme), source, outcome, grade, night)

    def _theme(self, home: Family, day: date) -> str:
        """Mostly the family's own theme; another one now and then; always one that fits the child's age."""
        years = home.children[0].years(day)
        if years < 0:
            return "unborn"
        theme = home.theme if self._dice.chance(0.68) else self._dice.draw(_themes())
        low, high = worries()[theme].ages
        if low <= years < high:
            return theme
        return self._dice.pick(("da", "neglect", "da")) if years < 16 else "family"

    def _beside(self, theme: str) -> tuple[str, ...]:
        roll = self._dice.roll() * 100
        for other, share in worries()[theme].beside.items():
            roll -= share
            if roll < 0:
                return (other,)
        return ()
