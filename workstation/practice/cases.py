"""The families written by hand in `resources/practice/cases`: today's queue, and the past of the lessons.

Times are relative to the moment the practice council is made, so that the queue is true whenever somebody
starts it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count

from workstation.domain.covering import ONE_IN, sampled
from workstation.domain.guide import source_group
from workstation.domain.ids import ContactId, uuid7
from workstation.domain.times import local, milliseconds
from workstation.practice import town
from workstation.practice.case_file import CaseContact, all_cases
from workstation.practice.case_story import CaseStory
from workstation.practice.case_values import Known
from workstation.practice.days import MINUTE, Days, at_local
from workstation.practice.dice import Dice
from workstation.practice.story import Story


@dataclass(frozen=True, slots=True)
class CaseTeller:
    """A contact of a case that waits for its number: when it begins, and what tells it."""

    at: int
    tell: Callable[[str], Story]


def contacts(dice: Dice, days: Days, as_of: datetime, seed: int) -> Iterator[CaseTeller]:
    """Every contact of every case. They must be told in order of `at`: later ones refer to earlier ones."""
    phones = {agency.name: agency.phone for agency in town.agencies(seed)}
    for case in all_cases().values():
        known = Known()
        for contact in case.contacts:
            at = began(contact, days, as_of)
            told = Story(dice, days, at)
            if contact.sent is not None:
                told.contact = _sampled_or_not(told.contact, at, chosen=contact.decide_first)
            story = CaseStory(case, contact, known, told, as_of, phones)
            yield CaseTeller(at, story.tell)


def _sampled_or_not(contact: ContactId, at: int, *, chosen: bool) -> ContactId:
    """An identity that the sample of decide-first takes, or does not take, whatever the dice gave."""
    given = contact
    for turn in count():
        if sampled(contact, ONE_IN) == chosen:
            return contact
        contact = ContactId(uuid7(at, hashlib.sha256(f"{given} {turn}".encode()).digest()[:10]))
    raise AssertionError


def began(contact: CaseContact, days: Days, as_of: datetime) -> int:
    """When a contact of a case reached the front door."""
    if contact.ago is not None:
        return milliseconds(as_of) - contact.ago * MINUTE
    if contact.due:
        left = timedelta(minutes=minutes(contact.due))
        return milliseconds(days.received_for(as_of + left, as_of))
    place = days.place(local(as_of).date()) - (contact.days or 0)
    if source_group(contact.source) != "police":
        place = days.working_at_or_before(place)
    return at_local(days.all[place], time.fromisoformat(contact.at))


def minutes(text: str) -> int:
    """`1:12` and `-0:40` as minutes."""
    hours, _, rest = text.removeprefix("-").partition(":")
    return (int(hours) * 60 + int(rest)) * (-1 if text.startswith("-") else 1)
