"""Keeps the index of people up with the register: what changed goes to small segments beside the big one.

The big one is kept in the file and loaded at unlock; it is made anew at leisure (`Upkeep`) when too much changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from threading import Event
from time import perf_counter
from typing import Final

from workstation.domain.ids import ContactId
from workstation.domain.person_line import PersonLine
from workstation.history import snapshot
from workstation.history.building import Builder
from workstation.history.index import Index
from workstation.history.record import HumansOnRecord

_TIMES: Final = 6
"""A small segment is made anew with the next, unless it is so many times bigger."""
_ANEW: Final = 0.3
"""When more than this share of everybody changed, everybody is read again at once."""
STALE: Final = 0.05
"""When more than this share changed since it was kept, the index is made anew at leisure."""
FEW: Final = 4000
"""So many lines are read at once, in less time than a person notices."""
_LINES: Final = 1000
MANY: Final = 1000
"""More contacts than these are taken in beside the work, and not by whoever asks next."""
_TURN: Final = 0.002
_BREATH: Final = 0.002
"""Seconds of work at leisure, and of rest after them, so that the window gets its turn."""


class Keeping:
    """The index, fresh whenever somebody asks."""

    def __init__(self, humans: HumansOnRecord, empty: Callable[[], Index], edition: str) -> None:
        self._humans, self._empty, self._edition = humans, empty, edition
        self.index: Index | None = None
        self._until = 0
        self._look = False
        self._small: list[set[str]] = []
        """Whom each of the small segments is about, in their order."""
        self._told: set[ContactId] | None = None
        """While very much is brought in: whose contacts alone are taken in now."""
        self.changed: set[ContactId] | None = None
        """Contacts whose people changed since somebody emptied this; None: any may have."""
        self._kept_edition = ""
        """Of the lists of names that the kept index was made with; empty when none is kept."""

    def moved(self, contacts: Iterable[ContactId]) -> None:
        """Somebody changed."""
        self._look = True
        if self._told is not None:
            self._told.update(contacts)

    def hold_back(self) -> None:
        """Very much is being brought in: until `let_in` or a new index take in only what `moved` tells of. Whoever
        asks would else wait for all that came since somebody asked before.
        """
        if self._told is None:
            self._told = set()

    def let_in(self) -> None:
        """Take in everything again."""
        self._told, self._look = None, True

    @property
    def far_behind(self) -> bool:
        """Whether more changed than whoever asks should wait for."""
        moved = self._humans.moved_since(self._until)
        return moved is not None and len(moved[1]) > MANY

    def fresh(self) -> Index:
        """The index as the register is now."""
        if self.index is None and not self.load():
            return self._everybody()
        if self.index is None or not self._look:
            return self.index or self._everybody()
        if self._told is not None:
            self._look, told = False, sorted(self._told)
            self._told.clear()
            return self._take(self.index, told) if told else self.index
        moved = self._humans.moved_since(self._until)
        if moved is None:
            return self._everybody()
        self._look = False
        self._until, contacts = moved
        return self._take(self.index, contacts) if contacts else self.index

    def load(self) -> bool:
        """Take the kept index up, if it is whole."""
        header = snapshot.header_of(self._humans.kept_header())
        if header is None or self._humans.moved_since(header.until) is None:
            return False
        found = snapshot.unpacked(header, self._humans.kept_parts())
        if found is None:
            return False
        segment, measured, words = found
        index = self._empty()
        index.restore(segment, words, measured)
        self.install(index, header.until)
        self._kept_edition = header.edition
        return True

    def install(self, index: Index, until: int) -> None:
        """From now on answer from this, and what changed after `until`."""
        self.index, self._until, self._look, self._small = index, until, True, []
        self.changed = None

    def upkeep(self) -> Upkeep | None:
        """What should be done at leisure: nothing while the kept index is good."""
        if self.index is None:
            return Upkeep(self, self._humans, self._empty(), self._edition)
        changed, held = sum(map(len, self._small)), self._told is not None
        if not held and self._kept_edition == self._edition and changed <= STALE * self.index.people + 500:
            return None
        return Upkeep(self, self._humans, self._empty(), self._edition)

    def _everybody(self) -> Index:
        upkeep, told = Upkeep(self, self._humans, self._empty(), self._edition), self._told
        upkeep.hurry()
        while upkeep.read_on():
            pass
        upkeep.install()
        self._look, self._told = False, told
        return upkeep.index

    def kept(self, edition: str) -> None:
        """The index is in the file now."""
        self._kept_edition = edition

    # -- what changed ------------------------------------------------------------------------------------------

    def _take(self, index: Index, contacts: list[ContactId]) -> Index:
        """Take in what changed in these contacts."""
        if self.changed is not None:
            self.changed.update(contacts)
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


class Upkeep:
    """Makes the index anew, a slice at a time: `read_on` until it says False, on whatever thread; then each of
    `writes` on the store thread. Changes meanwhile are in the file's list of changes, and are taken in afterwards.
    """

    def __init__(self, keeping: Keeping, humans: HumansOnRecord, index: Index, edition: str) -> None:
        self._keeping, self._humans, self.index, self._edition = keeping, humans, index, edition
        self._breath = _BREATH
        self._rest = Event()
        self._builder: Builder | None = None
        self._after = ""
        self._until = 0
        self._over = Event()

    def stop(self) -> None:
        """Nobody wants it any more."""
        self._over.set()

    def hurry(self) -> None:
        """Nobody else is at work: no rests from now on."""
        self._breath = 0.0

    def read_on(self) -> bool:
        """Read some more people; False when there are no more, or nobody wants them."""
        if self._builder is None:
            self._until = self._humans.follow()
            self._builder = self.index.builder()
        people = [] if self._over.is_set() else self._humans.after(self._after, _LINES)
        for cluster, lines in self._breathing(people):
            self._builder.add(cluster, lines)
            self._after = cluster
        if not people and not self._over.is_set():
            self.index.take(self._builder.segment())
        return bool(people)

    def _breathing(
        self, people: list[tuple[str, list[PersonLine]]]
    ) -> Iterator[tuple[str, list[PersonLine]]]:
        if not self._breath:
            yield from people
            return
        turn = perf_counter()
        for each in people:
            yield each
            if perf_counter() - turn > _TURN:
                self._rest.wait(self._breath)
                turn = perf_counter()

    def writes(self) -> Iterator[Callable[[], None]]:
        """What is to be done on the store thread, in short turns: use the new index, and keep it in the file."""
        if self._over.is_set():
            return
        # Before anybody uses it: words that come later are not in these arrays.
        header, parts = snapshot.packed(
            self.index.segments[0], self.index.vocabulary, self._edition, self._until
        )
        yield self.install
        for number, part in enumerate(parts):
            if self._over.is_set():
                return
            yield lambda number=number, part=part: self._humans.keep_part(number, part)  # type: ignore[misc]
        yield lambda: self._keep(header)

    def install(self) -> None:
        """Answer from the new index from now on."""
        if not self._over.is_set():
            self._keeping.install(self.index, self._until)
            self._keeping.let_in()

    def _keep(self, header: bytes) -> None:
        if not self._over.is_set():
            self._humans.keep_header(header.decode(), self._until)
            self._keeping.kept(self._edition)
