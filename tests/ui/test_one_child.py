"""A contact about one child, of whom hardly anything is known: what stands on its pages is still English."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.front import Front, Workspace, open_front
from ui.screens.steps.agencies import AgenciesStep
from ui.screens.steps.parents import ParentsStep
from ui.widgets.rail_cards import todos
from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId
from workstation.services import receive


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


def _contact(front: Front, *names: str) -> ContactId:
    born = kinds.Born(on=date(2020, 4, 11))
    said = tuple(
        kinds.ChildNamed(person=PersonId(name), name=kinds.Name("Reid", name), born=born) for name in names
    )
    new = receive.NewContact(words="He is alone at home.", source="2A", said=said)
    (contact,) = front.in_store(receive.receive, front.desk, new).contacts
    return contact


def test_one_child_is_not_these_children(front: Front) -> None:
    for names, heading in ((("Alfie",), "this child"), (("Alfie", "Bea"), "these children")):
        step = AgenciesStep(front.seat, _contact(front, *names), Workspace())
        front.show(step)
        assert step.heading_words.words() == f"Who else knows {heading}?"


def test_nobody_to_ask_is_not_counted(front: Front) -> None:
    step = ParentsStep(front.seat, _contact(front, "Alfie"), Workspace())
    front.show(step)
    assert step.count.words() == ""


def test_a_question_for_the_caller_is_not_put_to_the_worker(front: Front) -> None:
    """`What do you want us to do?` in a list of what is left to do reads as if the worker was asked."""
    left = [todo.words for todo in todos(front.open(_contact(front, "Alfie")), front.desk.guide)]
    assert "Their answer to “What do you want us to do?”" in left
    assert not any(words.startswith("What ") for words in left)
