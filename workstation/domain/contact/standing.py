"""What stands in a contact, and the story it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import cast

from workstation.domain import conflicts, kinds
from workstation.domain.conflicts import Joined
from workstation.domain.ids import ContactId, EntryId, PersonId
from workstation.domain.kinds import Body, Question
from workstation.domain.on_record import OnRecord
from workstation.domain.said import B, Said, Unread


@dataclass(frozen=True)
class Standing:
    """What stands, and the story it comes from: how a contact file is read, whatever the question."""

    contact: ContactId
    story: tuple[Said[Body], ...]
    standing: Mapping[Question, tuple[Said[Body], ...]]
    unread: tuple[Unread, ...]
    head: str
    unlike: frozenset[Question] = frozenset()
    """Hidden addresses of which different answers stand, although what is shown of them is the same."""
    known: Mapping[PersonId, OnRecord] = field(default_factory=dict)
    """What the record holds of children who were matched, and this contact does not: no part of the contact."""

    def answers(self, *question: str) -> tuple[Said[Body], ...]:
        """All answers that stand for a question, each as it was given."""
        return self.standing.get(question, ())

    def last(self, *question: str) -> Said[Body] | None:
        """The answer that stands for a question; of several, what they come to (`conflicts.join`)."""
        found = self.standing.get(question)
        if not found:
            return None
        return found[0] if len(found) == 1 else self.joined[question].said

    @cached_property
    def taken_back(self) -> frozenset[EntryId]:
        """Entries that somebody took back: they stay in the story, and count for nothing."""
        return frozenset(a for s in self.story if isinstance(s.body, kinds.Withdrawn) for a in s.answers)

    @cached_property
    def joined(self) -> dict[Question, Joined]:
        """What several answers come to, for each question that has several."""
        several = {q: said for q, said in self.standing.items() if len(said) > 1}
        story = {s.entry: s for s in self.story} if several else {}
        joined = {q: conflicts.join(said, story) for q, said in several.items()}
        for question in self.unlike:
            found = joined[question]
            joined[question] = replace(found, clashes=tuple(dict.fromkeys((*found.clashes, "lines"))))
        return joined

    def log(self, kind: type[B]) -> tuple[Said[B], ...]:
        """Everything of one kind in reading order, standing or not."""
        return cast("tuple[Said[B], ...]", tuple([s for s in self.story if type(s.body) is kind]))

    def standing_of(self, kind: type[B]) -> tuple[Said[B], ...]:
        """Everything of one kind that stands, each answer as it was given: of two that stand together, both."""
        found = [s for standing in self.standing.values() for s in standing if type(s.body) is kind]
        return cast("tuple[Said[B], ...]", tuple(found))

    def every(self, word: str, kind: type[B]) -> tuple[Said[B], ...]:
        """What stands of one kind for every question that begins with this word."""
        return tuple(self._bodies(word, kind))

    def _body(self, kind: type[B], *question: str) -> B | None:
        found = self.last(*question)
        return found.body if found is not None and isinstance(found.body, kind) else None

    def _bodies(self, word: str, kind: type[B]) -> list[Said[B]]:
        found = [said for said in self._by_word.get(word, ()) if isinstance(said.body, kind)]
        return cast("list[Said[B]]", found)

    @cached_property
    def _by_word(self) -> dict[str, list[Said[Body]]]:
        """What stands for every question, under the first word of the question."""
        found: dict[str, list[Said[Body]]] = {}
        for question, said in self.standing.items():
            one = said[0] if len(said) == 1 else self.joined[question].said
            found.setdefault(question[0], []).append(one)
        return found

    @property
    def conflicts(self) -> tuple[Question, ...]:
        """Questions whose answers do not join by themselves: a person settles them."""
        return tuple(question for question, joined in self.joined.items() if joined.clashes)

    def _people(self, kind: type[B]) -> tuple[B, ...]:
        first = dict.fromkeys(s.body.person for s in self.log(kind))  # type: ignore[attr-defined]
        now = (self._body(kind, "person", person) for person in first)
        return tuple(body for body in now if body is not None)
