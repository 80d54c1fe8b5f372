"""The rows of a history: one source for the strip and the table, so that both always say the same.

Contacts of more than three years ago are folded away, never hidden: a line says how many there are and from when.
One of which nobody knows the day may be of last week, and stays in view.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workstation.domain import wording
from workstation.domain.past import PastContact
from workstation.domain.times import local
from workstation.guidebook.history_rules import rulebook


@dataclass(frozen=True)
class PastRows:
    """What is shown of a history, newest first, and what is folded away."""

    shown: tuple[PastContact, ...]
    older: tuple[PastContact, ...]
    """Those of long ago, whether they are shown or not."""
    start: date
    """The first day of the strip."""
    end: date
    unfolded: bool = False

    @property
    def folded(self) -> int:
        """How many are folded away."""
        return 0 if self.unfolded else len(self.older)

    def fold_words(self) -> str:
        """`7 earlier, 2014 to 2021 – show`; empty when there is nothing that old."""
        if not self.older:
            return ""
        return f"{len(self.older)} earlier{_years(self.older)} – {'fold away' if self.unfolded else 'show'}"


def rows_of(contacts: Sequence[PastContact], today: date, *, unfolded: bool = False) -> PastRows:
    """The rows of these contacts as of today."""
    edge = years_back(today, rulebook().thresholds.long_ago_years)
    older = tuple(c for c in contacts if dated(c) and day_of(c) < edge)
    shown = tuple(c for c in contacts if unfolded or c not in older)
    known = [day_of(c) for c in shown if dated(c)]
    return PastRows(shown, older, min([edge, *known]), max([today, *known]), unfolded)


def day_of(contact: PastContact) -> date:
    """The day of a contact by the English calendar."""
    return local(contact.at).date()


def dated(contact: PastContact) -> bool:
    """Whether anybody knows when it was: some lists do not say."""
    return contact.dated


def years_back(day: date, years: int) -> date:
    """The same day some years before; 28 February for a leap day."""
    return day.replace(year=day.year - years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _years(older: Sequence[PastContact]) -> str:
    years = sorted({day_of(c).year for c in older if dated(c)})
    if not years:
        return ""
    return f", {years[0]}" if years[0] == years[-1] else f", {years[0]} to {years[-1]}"


def school_year(day: date) -> str:
    """`2025/26`: school years begin on 1 September."""
    first = day.year if day.month >= 9 else day.year - 1
    return f"{first}/{(first + 1) % 100:02d}"


def school_group(born: date, day: date) -> str:
    """`Year 4`, `Reception`; before school `Under school age`. By the age on the last 31 August."""
    first = day.year if day.month >= 9 else day.year - 1
    years = wording.years(born, date(first, 8, 31))
    if years < 0 or years < 4:
        return "Before school" if years < 3 else "Nursery age"
    return "Reception" if years == 4 else f"Year {years - 4}" if years <= 17 else "After school"
