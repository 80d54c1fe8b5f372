"""What a simulation raises when a law was broken."""

from __future__ import annotations


class Violation(Exception):
    """A law of the exchange does not hold: its name, and what was seen."""

    def __init__(self, law: str, seen: str) -> None:
        super().__init__(f"{law}: {seen}")
        self.law, self.seen = law, seen


class Crash(Exception):
    """The computer lost its power here."""
