"""Which people of a set belong into one contact, and who of them are the children.

Those whom relations or a shared contact connect are one family, and a family becomes one contact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tests.bench.evaluation.reading import Person, loosely
from workstation.domain.kinds import Born

_CROWD: Final = 30
"""No contact becomes larger: a hostel's list, or a rough set's one contact for everybody, is cut into pieces."""
_PARENT: Final = frozenset(
    {"mother", "father", "parent", "stepmother", "stepfather", "step-mother", "step-father"}
)
_OLDER: Final = _PARENT | {"grandparent", "grandmother", "grandfather"}
_WORDS: Final = {
    "partner": "partner",
    "grandparent": "grandparent",
    "aunt": "aunt",
    "uncle": "uncle",
    "carer": "carer",
}
_GROWN: Final = 18


class Kin:
    """The families of a set."""

    def __init__(self, people: Sequence[Person], year: int) -> None:
        self._people, self._year = people, year
        self._place = {loosely(person.id): place for place, person in enumerate(people)}
        self._place |= {person.id: place for place, person in enumerate(people)}
        self._root = list(range(len(people)))
        self._size = [1] * len(people)
        self._turned = self._other_way_round()
        self._connect()

    def families(self) -> Iterator[list[Person]]:
        """Everybody, family by family."""
        found: dict[int, list[Person]] = {}
        for place, person in enumerate(self._people):
            found.setdefault(self._find(place), []).append(person)
        yield from found.values()

    def words(self, family: Sequence[Person]) -> dict[str, str]:
        """What each is to the children of the family, in a word; for a child it is empty."""
        said = self._said(family)
        grown = {one for one, _, kind in said if kind in _PARENT}
        children = {other for one, other, kind in said if kind in _PARENT and other not in grown}
        alone = len(family) == 1
        found: dict[str, str] = {}
        for person in family:
            if alone or person.id in children or (person.id not in grown and self._young(person.born)):
                found[person.id] = ""
        for person in family:
            if person.id not in found:
                found[person.id] = _word(
                    person, [(other, kind) for one, other, kind in said if one == person.id], found
                )
        return found

    def _said(self, family: Sequence[Person]) -> list[tuple[str, str, str]]:
        """Triples of (who, to whom, what): who is the mother of whom."""
        inside = {person.id for person in family}
        said: list[tuple[str, str, str]] = []
        for person in family:
            for named, kind in person.relations:
                place = self._meant(named)
                to = self._people[place].id if place is not None else ""
                if to in inside and to != person.id:
                    one, other = (person.id, to) if self._turned else (to, person.id)
                    if kind == "child":  # `one` is the child of `other`
                        said.append((other, one, self._parent_word(other)))
                    else:
                        said.append((one, other, kind))
        return said

    def _parent_word(self, id_: str) -> str:
        return {"F": "mother", "M": "father"}.get(self._people[self._place[id_]].sex, "parent")

    def _young(self, born: Born) -> bool:
        if born.on is None:
            return born.age is None or born.age < _GROWN or born.due is not None
        return self._year - born.on.year < _GROWN

    def _other_way_round(self) -> bool:
        """Whether `to` names whose mother somebody is, and not who their mother is: the ages tell."""
        votes = 0
        for person in self._people:
            for to, kind in person.relations:
                place = self._meant(to)
                other = self._people[place] if place is not None else None
                if other is None or person.born.on is None or other.born.on is None:
                    continue
                older = (other.born.on < person.born.on) - (other.born.on > person.born.on)
                votes += older if kind in _OLDER else -older if kind == "child" else 0
        return votes < 0

    def _meant(self, to: str) -> int | None:
        """Whom a relation means: an id may be a number in one place and text in another."""
        return self._place.get(to, self._place.get(loosely(to)))

    def _connect(self) -> None:
        """Relations first: they are the closest."""
        for place, person in enumerate(self._people):
            for to, _ in person.relations:
                if (other := self._meant(to)) is not None:
                    self._join(place, other)
        first: dict[str, int] = {}
        for place, person in enumerate(self._people):
            for contact in person.contacts:
                self._join(first.setdefault(contact, place), place)

    def _join(self, one: int, other: int) -> None:
        one, other = self._find(one), self._find(other)
        if one == other or self._size[one] + self._size[other] > _CROWD:
            return
        self._root[other] = one
        self._size[one] += self._size[other]

    def _find(self, place: int) -> int:
        root = self._root
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place


def _word(person: Person, said: Sequence[tuple[str, str]], children: dict[str, str]) -> str:
    """What an adult is: to a child first, else to whomever they are related."""
    to_children = [kind for other, kind in said if children.get(other) == ""]
    kind = next(iter(to_children), "") or next((kind for _, kind in said if kind != "sibling"), "")
    if kind in _PARENT:
        if to_children:
            return kind
        return {"F": "grandmother", "M": "grandfather"}.get(person.sex, "grandparent")
    if kind == "grandparent":
        return {"F": "grandmother", "M": "grandfather"}.get(person.sex, kind)
    if kind == "partner":
        return "mother's partner" if person.sex == "M" else "partner"
    return _WORDS.get(kind, "relative")
