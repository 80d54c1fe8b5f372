"""What will most likely be asked next, asked already: it comes while the answer before is written down.

A server, a network and this computer's other core have nothing to do meanwhile. Whoever asks something else leaves
what was begun alone: it ends by its own deadline, and nobody hears of it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Final, Generic, TypeVar

_Q = TypeVar("_Q")
_A = TypeVar("_A")
_THREAD: Final = "reading ahead"


class Ahead(Generic[_Q, _A]):
    """At most one question that was asked before its time, and its answer."""

    def __init__(self, ask: Callable[[_Q], _A]) -> None:
        self._ask = ask
        self._begun: tuple[_Q, Future[_A]] | None = None

    def begin(self, question: _Q) -> None:
        """Ask this now, beside whatever comes. Returns at once."""
        answer = Future[_A]()
        self._begun = question, answer
        # Not a pool: the end of the program would wait for its threads, however long a dead line keeps them.
        threading.Thread(target=self._fetch, args=(question, answer), name=_THREAD, daemon=True).start()

    def answer(self, question: _Q) -> _A:
        """The answer, or the trouble, that was asked for before; else it is asked for now."""
        begun, self._begun = self._begun, None
        if begun is not None and begun[0] == question:
            return begun[1].result()
        return self._ask(question)

    def forget(self) -> None:
        """Nobody will want the answer."""
        self._begun = None

    def _fetch(self, question: _Q, answer: Future[_A]) -> None:
        try:
            answer.set_result(self._ask(question))
        except BaseException as trouble:  # noqa: BLE001 - it belongs to whoever asks
            answer.set_exception(trouble)
