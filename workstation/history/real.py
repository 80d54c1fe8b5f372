"""The matcher behind its interface. Light to load: numpy and rapidfuzz come when people are first compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from workstation.domain.ids import ContactId
from workstation.domain.line import MatchLine
from workstation.domain.naming import NameLists
from workstation.domain.past import Candidate
from workstation.domain.person_line import PersonLine
from workstation.history.matcher import SEARCHED, Answer, Enquiry, Found
from workstation.history.record import OnRecord

if TYPE_CHECKING:
    from workstation.history.engine import Engine
    from workstation.history.keeping import Upkeep


class RealMatcher:
    """Finds people on record (`matcher.Matcher`). `lists` gives the reviewed lists of names when needed."""

    searched = SEARCHED

    def __init__(self, register: OnRecord, lists: Callable[[], NameLists], today: Callable[[], date]) -> None:
        self._register, self._lists, self._today = register, lists, today
        self._loaded: Engine | None = None
        self._upkeep: Upkeep | None = None
        self._held = False

    @property
    def ready(self) -> bool:
        return self._loaded is not None and self._loaded.ready

    def get_ready(self) -> Upkeep | None:
        return self._instead(self._engine.get_ready())

    def _instead(self, upkeep: Upkeep | None) -> Upkeep | None:
        """Never two at once."""
        if self._upkeep is not None:
            self._upkeep.stop()
        self._upkeep = upkeep
        return upkeep

    def ask(self, enquiry: Enquiry, most: int = 10) -> Answer:
        return self._engine.ask(enquiry, most)

    def candidates(self, enquiry: Enquiry, most: int = 5) -> tuple[Candidate, ...]:
        return self._engine.candidates(enquiry, most)

    def unjudged(
        self, people: Sequence[PersonLine], judged: Sequence[MatchLine], most: int = 5
    ) -> tuple[Candidate, ...]:
        return self._engine.unjudged(people, judged, most)

    def less_likely(
        self, people: Sequence[PersonLine], judged: Sequence[MatchLine], most: int = 10
    ) -> tuple[Candidate, ...]:
        return self._engine.less_likely(people, judged, most)

    def search(self, words: str, most: int = 20) -> Found:
        return self._engine.search(words, most)

    def moved(self, contacts: Iterable[ContactId]) -> None:
        """Who changed, the file itself says; that somebody did is enough."""
        if self._loaded is not None:
            self._loaded.moved(frozenset(contacts))

    def hold_back(self) -> None:
        self._held = True
        if self._loaded is not None:
            self._loaded.hold_back()

    def let_in(self, contacts: Iterable[ContactId]) -> Upkeep | None:
        self._held = False
        if self._loaded is None:
            return None
        return self._instead(self._loaded.let_in(frozenset(contacts)))

    def forget(self) -> None:
        """Drop everything; it is read again when asked."""
        self._loaded = None
        if self._upkeep is not None:
            self._upkeep.stop()
            self._upkeep = None

    @property
    def _engine(self) -> Engine:
        if self._loaded is None:
            from workstation.history.engine import Engine  # noqa: PLC0415 - numpy is slow to load

            self._loaded = Engine(self._register, self._lists(), self._today)
            if self._held:
                self._loaded.hold_back()
        return self._loaded
