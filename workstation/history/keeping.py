"""Keeps the index of people up with the register: what changed goes to small segments beside the big one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from workstation.domain.ids import ContactId
from workstation.domain.line import PersonLine
from workstation.history.index import Index
from workstation.history.record import OnRecord

_TIMES: Final = 6
"""A small segment is made anew with the next, unless it is so many times bigger."""
_ANEW: Final = 0.3
"""When more than this share of everybody changed, everybody is read again."""


class Keeping:
    """The index, fresh whenever somebody asks."""

    def __init__(self, register: OnRecord, empty: Callable[[], Index]) -> None:
        self._humans, self._empty = register.humans, empty
        self.index: Index | None = None
        self._until = 0
        self._look = False
        self._small: list[set[str]] = []
        """Whom each of the small segments is about, in their order."""

    def moved(self) -> None:
        """Somebody changed."""
        self._look = True

    def fresh(self) -> Index:
        """The index as the register is now."""
        if self.index is None:
            return self._everybody()
        if self._look:
            moved = self._humans.moved_since(self._until)
            if moved is None:
                return self._everybody()
            self._look = False
            self._until, contacts = moved
            if contacts:
                return self._take(self.index, contacts)
        return self.index

    def _everybody(self) -> Index:
        self._until = self._humans.follow()
        index = self._empty()
        builder = index.builder()
        for cluster, lines in self._humans.all():
            builder.add(cluster, lines)
        index.take(builder.segment())
        self.index, self._look, self._small = index, False, []
        return index

    def _take(self, index: Index, contacts: list[ContactId]) -> Index:
        """Take in what changed in these contacts."""
        touched = self._humans.clusters_in(contacts)
        for contact in contacts:
            touched |= index.clusters_in(contact)
        if len(touched) > _ANEW * index.people + 500:
            return self._everybody()
        while self._small and len(self._small[-1]) <= _TIMES * len(touched):
            touched |= self._small.pop()
            index.drop_last()
        lines = self._humans.of(sorted(touched))
        around = {line.contact for of in lines.values() for line in of}
        index.drop({*contacts, *around}, frozenset(touched))
        self._add(index, lines, around)
        self._small.append(touched)
        return index

    def _add(self, index: Index, lines: dict[str, list[PersonLine]], around: Iterable[ContactId]) -> None:
        """A small segment of these, and of those named with them, who only explain them and are found elsewhere."""
        builder = index.builder()
        for cluster, of in lines.items():
            builder.add(cluster, of)
        known = builder.people
        others: dict[str, list[PersonLine]] = {}
        for named in self._humans.named_in(sorted(around)).values():
            for cluster, line in named:
                if cluster not in lines:
                    others.setdefault(cluster, []).append(line)
        for cluster, of in sorted(others.items()):
            builder.add(cluster, of)
        index.take(builder.segment(), gone=range(known, builder.people))
