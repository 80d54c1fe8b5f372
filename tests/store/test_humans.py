"""Whose rows changed the file itself notes, in the transaction that changes them; also in an upgraded file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.stories import AVA, clock, lines, note, story
from tests.store.test_upgrade import FIRST, KEY
from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId
from workstation.store.file import Store


@pytest.fixture(params=["fresh", "of the first version"])
def store(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    path = tmp_path / "record"
    if request.param != "fresh":
        shutil.copyfile(FIRST, path)
    with Store.open(path, KEY, clock=clock(), create=request.param == "fresh") as store:
        store.register.follow(lines)
        yield store


def child(person: str) -> kinds.ChildNamed:
    return kinds.ChildNamed(person=PersonId(person), name=kinds.Name("Merrick", "Kayden"))


def test_nothing_is_noted_before_somebody_follows(store: Store) -> None:
    store.journal.append(ContactId("new"), story("new"), AVA)
    assert store.register.humans.moved_since(0) is None
    until = store.register.humans.follow()
    assert store.register.humans.moved_since(until) == (until, [])


def test_contacts_whose_people_changed_are_noted_and_others_are_not(store: Store) -> None:
    humans = store.register.humans
    store.journal.append(ContactId("other"), story("other"), AVA)
    until = humans.follow()
    store.journal.append(ContactId("new"), [child("p1")], AVA)
    store.journal.append(ContactId("other"), [note("Rang back.")], AVA)
    moved = humans.moved_since(until)
    assert moved is not None
    assert moved[1] == ["new"]
    assert humans.moved_since(moved[0]) == (moved[0], [])


def test_a_judgement_moves_the_contacts_of_both(store: Store) -> None:
    humans = store.register.humans
    store.journal.append(ContactId("a"), [child("p1")], AVA)
    store.journal.append(ContactId("b"), [child("p2")], AVA)
    until = humans.follow()
    same = kinds.Matched(
        person=PersonId("p1"), other=PersonId("p2"), other_contact=ContactId("b"), verdict="same"
    )
    store.journal.append(ContactId("a"), [same], AVA)
    moved = humans.moved_since(until)
    assert moved is not None
    assert {"a", "b"} <= set(moved[1])
    assert humans.clusters_of([PersonId("p2")]) == {"p2": "p1"}


def test_what_is_kept_goes_when_the_register_is_made_anew(store: Store) -> None:
    humans = store.register.humans
    until = humans.follow()
    humans.keep_part(0, b"arrays")
    humans.keep_header("{}", until)
    assert (humans.kept_header(), humans.kept_parts()) == ("{}", [b"arrays"])
    store.register.rebuild()
    assert (humans.kept_header(), humans.kept_parts()) == (None, [])
    assert humans.moved_since(0) is None


def test_parts_that_were_written_across_a_rebuild_are_no_index(store: Store) -> None:
    humans = store.register.humans
    until = humans.follow()
    humans.keep_part(0, b"arrays")
    store.register.rebuild()
    humans.keep_header("{}", until)
    assert humans.kept_header() is None
