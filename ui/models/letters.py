"""Finding a command by a few of its letters, best first, and which letters those were."""

from __future__ import annotations

from dataclasses import dataclass

_WORD = 8
_PIECE = 40
"""A fit with at least this score has all the letters side by side."""


@dataclass(frozen=True)
class Hit:
    """How well words fit what was typed (more is better), and the places of the letters that were found."""

    score: int
    places: tuple[int, ...] = ()

    def runs(self, words: str) -> list[tuple[str, bool]]:
        """The words in pieces: each with whether it was typed."""
        if not self.places:
            return [(words, False)] if words else []
        marked, pieces = set(self.places), list[tuple[str, bool]]()
        for at, letter in enumerate(words):
            found = at in marked
            if pieces and pieces[-1][1] == found:
                pieces[-1] = (pieces[-1][0] + letter, found)
            else:
                pieces.append((letter, found))
        return pieces


def fit(typed: str, words: str) -> Hit | None:
    """How `typed` fits `words`: as a piece of it, the nearer to a start of a word the better, else as letters in
    order that begin at a word. Nothing typed fits everything.
    """
    wanted, whole = typed.casefold().strip(), _folded(words)
    if not wanted:
        return Hit(0)
    return _piece(wanted, whole) or _scattered(wanted.replace(" ", ""), whole)


def piece(typed: str, words: str) -> Hit | None:
    """How `typed` fits `words` with all its letters side by side."""
    wanted = typed.casefold().strip()
    return _piece(wanted, _folded(words)) if wanted else None


def _folded(words: str) -> str:
    """Some letters grow when folded; then places would not match what is shown."""
    whole = words.casefold()
    return whole if len(whole) == len(words) else words.lower()


def _piece(wanted: str, whole: str) -> Hit | None:
    first = at = whole.find(wanted)
    if first < 0:
        return None
    while at >= 0 and not _starts_word(whole, at):
        at = whole.find(wanted, at + 1)
    at = at if at >= 0 else first
    score = _PIECE + 60 + _WORD * len(wanted) * (2 if _starts_word(whole, at) else 1) - min(at, 40)
    return Hit(score, tuple(range(at, at + len(wanted))))


def _scattered(wanted: str, whole: str) -> Hit | None:
    """Letters in order. Each starts a word or follows the one before, so that few letters mean few answers."""
    places: list[int] = []
    at = 0
    for letter in wanted:
        found = _next(whole, letter, at, follows=bool(places) and places[-1] == at - 1)
        if found < 0:
            return None
        places.append(found)
        at = found + 1
    score = _WORD * len(places) - (places[-1] - places[0]) // 4
    return Hit(min(score, _PIECE - 1), tuple(places))


def _next(whole: str, letter: str, start: int, *, follows: bool) -> int:
    if follows and start < len(whole) and whole[start] == letter:
        return start
    for at in range(start, len(whole)):
        if whole[at] == letter and _starts_word(whole, at):
            return at
    return -1


def _starts_word(whole: str, at: int) -> bool:
    return at == 0 or not whole[at - 1].isalnum()


def best(typed: str, words: str, also: tuple[str, ...] = ()) -> Hit | None:
    """The fit with the words shown, or a lesser one with other words for the same thing."""
    shown = fit(typed, words)
    if shown is not None:
        return shown
    others = [hit.score for other in also if (hit := _piece(typed.casefold().strip(), other.casefold()))]
    return Hit(max(others) // 2) if others else None
