"""Joining and parting: clusters are what hangs together by standing answers, in whatever order these came, and
nothing is lost by taking one back.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.store.conftest import KEY
from tests.store.stories import AVA, BEN, child_of, clock, lines, story
from tests.store.test_register import rebuilt, rows, same
from workstation.domain import judged, kinds
from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, ContactId, EntryId, PersonId
from workstation.store.file import Store

PEOPLE = "abcdef"
Verdict = Literal["same", "different", "not sure"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
TWO = st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=2, unique=True)


class Joins(RuleBasedStateMachine):
    """People judge, change their answers and take them back; some are not on this computer yet."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.open(self.folder / "record", KEY, clock=clock(), create=True)
        self.store.register.follow(lines)
        self.named: set[str] = set()
        self.said: dict[tuple[str, str], list[tuple[EntryId, str]]] = {}
        """What was answered about two people and not taken back: the last stands."""

    @property
    def standing(self) -> dict[tuple[str, str], tuple[EntryId, str]]:
        return {two: said[-1] for two, said in self.said.items() if said}

    @rule(one=st.sampled_from(PEOPLE))
    def arrives(self, one: str) -> None:
        if one not in self.named:
            self.named.add(one)
            self.store.journal.append(ContactId(one), story(one), AVA)

    @rule(two=TWO, verdict=st.sampled_from(VERDICTS), by=st.sampled_from((AVA, BEN)))
    def judges(self, two: list[str], verdict: Verdict, by: AuthorId) -> None:
        one, other = two
        before = self.standing.get((one, other))
        answers = (before[0],) if before else ()
        (said,) = self.store.journal.append(ContactId(one), [same(one, other, verdict)], by, answers=answers)
        self.said.setdefault((one, other), []).append((said.id, verdict))

    @precondition(lambda self: self.standing)
    @rule(data=st.data())
    def takes_back(self, data: st.DataObject) -> None:
        two = data.draw(st.sampled_from(sorted(self.standing)))
        entry, _verdict = self.said[two].pop()  # what it had replaced stands again
        self.store.journal.append(ContactId(two[0]), [kinds.Withdrawn()], AVA, answers=(entry,))

    @invariant()
    def hangs_together_by_what_stands(self) -> None:
        found = self.store.register.clusters([child_of(one) for one in PEOPLE])
        for one in self.named:
            mates = {mate.removesuffix("-child") for mate in found[child_of(one)]}
            assert mates == self._component(one) & self.named

    @invariant()
    def answers_that_cannot_all_be_right_are_told_and_part_nobody(self) -> None:
        told = judged.clashes(self.store.register.judged([child_of(one) for one in PEOPLE]))
        expected = {
            frozenset(two)
            for two, (_, verdict) in self.standing.items()
            if verdict == "different" and two[1] in self._component(two[0], every=True)
        }
        assert {frozenset({no.contact, no.other_contact}) for no, _ in told} == expected
        for no, road in told:
            assert {no.person, no.other} <= {p for m in road for p in (m.person, m.other)}

    def teardown(self) -> None:
        before = rows(self.store)
        entries = [e for _, told in self.store.journal.iterate() for e in told]
        assert rebuilt_or_empty(self.store) == before
        self._same_in_any_order(entries, before)
        self.store.close()
        shutil.rmtree(self.folder)

    def _same_in_any_order(self, entries: list[Entry], before: dict[str, list[tuple[Any, ...]]]) -> None:
        random.Random(len(entries)).shuffle(entries)
        with Store.open(self.folder / "other", KEY, clock=clock(), create=True) as other:
            other.register.follow(lines)
            for entry in entries:
                other.journal.append_entries([entry])
            assert rows(other) == before

    def _component(self, one: str, *, every: bool = False) -> set[str]:
        different = {frozenset(two) for two, (_, v) in self.standing.items() if v == "different"}
        joined = [two for two, (_, v) in self.standing.items() if v == "same"]
        if not every:
            joined = [two for two in joined if frozenset(two) not in different]
        found, edge = {one}, [one]
        while edge:
            here = edge.pop()
            for two in joined:
                if here in two:
                    new = set(two) - found
                    found |= new
                    edge += new
        return found


def rebuilt_or_empty(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    return rebuilt(store) if any(rows(store).values()) else rows(store)


TestJoins = Joins.TestCase
TestJoins.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def test_an_answer_that_does_not_fit_is_told_and_changing_it_parts_them(store: Store) -> None:
    """A is B, B is C, and then A is not C: everybody stays together until a person changes one of the three."""
    for contact in "abc":
        store.journal.append(ContactId(contact), story(contact), AVA)
    store.journal.append(ContactId("b"), [same("b", "a")], AVA)
    (bc,) = store.journal.append(ContactId("c"), [same("c", "b")], AVA)
    store.journal.append(ContactId("c"), [same("c", "a", "different")], BEN)
    assert together(store, "a") == {"a", "b", "c"}
    ((no, road),) = judged.clashes(store.register.judged([child_of("c")]))
    assert (no.person, no.other, no.by) == (child_of("c"), child_of("a"), BEN)
    assert [m.contact for m in road] == ["c", "b"]
    store.journal.append(ContactId("c"), [same("c", "b", "different")], BEN, answers=(bc.id,))
    assert (together(store, "a"), together(store, "c")) == ({"a", "b"}, {"c"})
    assert judged.clashes(store.register.judged([child_of("c")])) == ()


def test_two_who_answer_otherwise_about_the_same_two_join_nobody(store: Store) -> None:
    """From either side: `same` in one contact and `different` in the other count as not sure."""
    for contact in "ab":
        store.journal.append(ContactId(contact), story(contact), AVA)
    (joined,) = store.journal.append(ContactId("b"), [same("b", "a")], AVA)
    (parted,) = store.journal.append(ContactId("a"), [same("a", "b", "different")], BEN)
    assert together(store, "a") == {"a"}
    assert len(judged.clashes(store.register.judged([child_of("a")]))) == 1
    store.journal.append(ContactId("a"), [kinds.Withdrawn()], BEN, answers=(parted.id,))
    assert together(store, "a") == {"a", "b"}
    assert joined.id


def test_a_difference_is_remembered_of_everybody_who_is_the_same(store: Store) -> None:
    for contact in "abcd":
        store.journal.append(ContactId(contact), story(contact), AVA)
    store.journal.append(ContactId("b"), [same("b", "a"), same("b", "d", "different")], AVA)
    store.journal.append(ContactId("c"), [same("c", "b")], AVA)
    mates = store.register.clusters([child_of("c")])
    found = judged.remembered([child_of("c")], store.register.judged([child_of("c")]), mates)
    assert [(m.person, m.other) for m in found] == [(child_of("c"), child_of("d"))]
    there = judged.remembered(
        [child_of("d")], store.register.judged([child_of("d")]), store.register.clusters([child_of("d")])
    )
    assert [(m.person, m.other) for m in there] == [(child_of("d"), child_of("b"))]


def together(store: Store, contact: str) -> set[str]:
    person: PersonId = child_of(contact)
    return {mate.removesuffix("-child") for mate in store.register.clusters([person]).get(person, ())}


@pytest.mark.parametrize("most", [3, 1200])
def test_judgements_of_many_people_are_read_at_once(store: Store, most: int) -> None:
    store.journal.append(ContactId("a"), [*story("a"), same("a", "b")], AVA)
    many = [child_of("a"), *(PersonId(f"p{n}") for n in range(most))]
    assert [m.other for m in store.register.judged(many)] == [child_of("b")]
