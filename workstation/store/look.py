"""Reading the held file in plain SQL, without SQLAlchemy: lists, people, drafts, all that a start shows.

look.rows("SELECT name FROM people WHERE id = ?", [worker])
with look.steady() as ask: ...             # one state of the file from the first question to the last
"""

from __future__ import annotations

import contextlib
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from workstation.store.cipher import check_encrypted, open_held, translated
from workstation.store.lock import FileLock

Values = Sequence[Any] | Mapping[str, Any]
Ask = Callable[[str, Values], Iterable[Any]]
"""A question with its values; the answer comes row by row."""


class Readable(ABC):
    """What can be asked in plain SQL."""

    @abstractmethod
    def steady(self) -> AbstractContextManager[Ask]:
        """A transaction that only reads. It never waits for a writer."""

    @abstractmethod
    def together(self) -> AbstractContextManager[None]:
        """Whatever this thread reads meanwhile sees one state of the file, in one transaction."""

    def rows(self, question: str, values: Values = ()) -> list[Any]:
        """Every row of one answer."""
        with self.steady() as ask:
            return list(ask(question, values))

    def value(self, question: str, values: Values = ()) -> Any:  # noqa: ANN401 - whatever the column holds
        """The first column of the first row; None when there is no row."""
        found = self.rows(question, values)
        return found[0][0] if found else None


class Look(Readable):
    """Whoever reads has a connection to themselves. It is kept for the next reader, unless something failed."""

    def __init__(self, path: Path, key: bytes, lock: FileLock) -> None:
        self._path, self._key, self._lock = path, key, lock
        self._free: list[Any] = []
        self._guard = threading.Lock()
        self._here = threading.local()
        check_encrypted(next(iter(self.rows("PRAGMA cipher_version")), ("",))[0], path)

    @contextlib.contextmanager
    def steady(self) -> Iterator[Ask]:
        asked = getattr(self._here, "ask", None)
        if asked is not None:
            yield asked
            return
        with translated():
            raw = self._taken()
            try:
                raw.execute("BEGIN")
                yield raw.execute
                raw.execute("COMMIT")
            except BaseException:
                raw.close()  # after one bad page it answers nothing more
                raise
        self._give_back(raw)

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        with self.steady() as ask:
            before, self._here.ask = getattr(self._here, "ask", None), ask
            try:
                yield
            finally:
                self._here.ask = before

    def close(self) -> None:
        """Close what nobody reads with; who still reads closes theirs."""
        with self._guard:
            free, self._free = self._free, []
        for raw in free:
            raw.close()

    def _taken(self) -> Any:  # noqa: ANN401 - the library brings no types
        with self._guard:
            if self._free and self._lock.held:
                return self._free.pop()
        return open_held(self._path, self._key, self._lock)

    def _give_back(self, raw: Any) -> None:  # noqa: ANN401
        with self._guard:
            if self._lock.held:
                self._free.append(raw)
                return
        raw.close()


class Catching(Readable):
    """The same file for whoever reads what is made in arrears: whatever `first` does is done before they read."""

    def __init__(self, look: Look, first: Callable[[], None]) -> None:
        self._look, self._first = look, first

    def steady(self) -> AbstractContextManager[Ask]:
        self._first()
        return self._look.steady()

    def together(self) -> AbstractContextManager[None]:
        self._first()
        return self._look.together()
