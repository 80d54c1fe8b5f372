"""The values of a case file made real: nicknames become people, relative times become days and moments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from workstation.domain.ids import ContactId, PersonId
from workstation.domain.times import LONDON, local
from workstation.practice.families import Mention

_RELATIVE = re.compile(r"^@(?:([+-]\d+)y)?(?:([+-]\d+)d)?(?:([+-]\d+)m)?(?: (\d\d:\d\d))?$")
_PEOPLE = ("person", "child")


@dataclass(slots=True)
class Known:
    """What earlier contacts of a case leave behind: where each person was named, and the contacts' identities."""

    named: dict[str, Mention] = field(default_factory=dict)
    contacts: dict[str, ContactId] = field(default_factory=dict)


class CaseValues:
    """Fills the fields of one contact. `people` are its own people by nickname."""

    def __init__(self, known: Known, as_of: datetime) -> None:
        self.people: dict[str, PersonId] = {}
        self._known = known
        self._as_of = as_of

    def filled(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """These fields with every nickname and relative time in its place."""
        return {name: self._value(name, value) for name, value in fields.items()}

    def _value(self, name: str, value: Any) -> Any:  # noqa: ANN401  whatever a table of a case file may hold
        if isinstance(value, dict):
            return self.filled(value)
        if isinstance(value, list):
            return tuple(self._value(name, part) for part in value)
        if not isinstance(value, str):
            return value
        if name in _PEOPLE:
            return self.people.get(value, value)
        if name in ("linked", "other_contact"):
            return self._known.contacts[value]
        if name == "other":
            return self._known.named[value].person
        if name == "gap":
            return ":".join(self.people.get(part, part) for part in value.split(":"))
        return self._moment(value) if value.startswith("@") else self.dated(value)

    def _moment(self, text: str) -> date | datetime:
        """`@-18y+7d` is a day, `@+90m` and `@+2d 17:00` are moments, all counted from now."""
        found = _RELATIVE.match(text)
        if found is None:
            raise ValueError(text)
        years, days, minutes, clock = found.groups()
        here = local(self._as_of)
        day = here.date()
        if years:
            day = day.replace(year=day.year + int(years), day=min(day.day, 28))
        day += timedelta(days=int(days or 0))
        if clock:
            return datetime.combine(day, time.fromisoformat(clock), LONDON)
        return self._as_of + timedelta(minutes=int(minutes)) if minutes else day

    def dated(self, text: str) -> str:
        """Words with `{month:168}`, `{day:1}`, `{clock:20}` filled in: the month or day so many days, or the
        time so many minutes ago.
        """
        return re.sub(r"\{(month|day|clock):(-?\d+)\}", self._ago, text)

    def _ago(self, found: re.Match[str]) -> str:
        what, count = found.group(1), int(found.group(2))
        if what == "clock":
            return f"{local(self._as_of - timedelta(minutes=count)):%H:%M}"
        day = local(self._as_of).date() - timedelta(days=count)
        return f"{day:%B}" if what == "month" else f"{day:%d %B}"
