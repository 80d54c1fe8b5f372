"""Contacts that an exchange brought: of which of them somebody who works here is told at once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

from workstation.domain.ids import ContactId
from workstation.services.desk import Desk

_MOST_TOLD: Final = 50
"""Contacts in one answer of Central, above which it is a record that comes, and not the day's work."""


def of_the_day(desk: Desk, came: Iterable[ContactId]) -> list[ContactId]:
    """These contacts; none when a whole record comes, or when this person may not read what others wrote."""
    contacts = list(islice(came, _MOST_TOLD + 1))
    return contacts if len(contacts) <= _MOST_TOLD and desk.all_open else []
