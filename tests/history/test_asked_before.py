"""What was asked before makes the next answer quicker and never another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from threading import Thread
from typing import Any, Final

import pytest

from tests.history.front_door import FIRST_NAMES, FrontDoor, adult, born, child, home, named
from workstation.domain.ids import PersonId
from workstation.history import evidence, room, weighing
from workstation.history.matcher import Answer
from workstation.store.humans import Humans

ENQUIRIES: Final[tuple[dict[str, Any], ...]] = (
    {"name": "Theo Mar", "typing": True},
    {"name": "Theo Mar"},
    {"given": "Theo", "family": "Marten", "born": born(2012, 3, 5), "sex": "M"},
    {"given": "Nina", "family": "Martens", "others": (named("mother", "Orla", "Marten"),)},
    {"given": "Nnia", "family": "Marten", "address": "12 Bobin Street"},
    {
        "given": "Marten",
        "family": "Nina",
        "others": (named("sibling", "Theo", "Marten"), named("mother", "Ola")),
    },
)


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrontDoor]:
    made = FrontDoor(tmp_path_factory.mktemp("before") / "store")
    for number in range(48):
        own, first = f"c{number}", FIRST_NAMES[number % 12]
        made.family(
            child(
                own,
                first,
                f"{FIRST_NAMES[number * 7 % 12]}ton{number}",
                date(2010 + number % 9, 1, 1 + number % 28),
            ),
            adult(f"{own}-mother", first[::-1].title(), "Marten" if number % 5 == 0 else f"{first}son"),
            home(f"{number} Bobbin Street", own, f"{own}-mother"),
        )
    made.family(child("theo", "Theo", "Marten", date(2012, 3, 5)), adult("orla", "Orla", "Marten"))
    made.family(child("nina", "Nina", "Marten", date(2014, 8, 9)), home("12 Bobbin Street", "nina"))
    yield made
    made.close()


def asked(door: FrontDoor) -> list[Answer]:
    """Every enquiry, each by itself: whatever was kept is forgotten before it."""
    found = []
    for enquiry in ENQUIRIES:
        door.desk.matcher.forget()
        evidence._near_keys.cache_clear()
        found.append(door.answer(**enquiry))
    return found


@pytest.mark.parametrize("kept", [1, 3, 10_000])
def test_the_order_of_enquiries_changes_no_answer(
    door: FrontDoor, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    alone = asked(door)
    assert [answer.shown[0].other for answer in alone[2:4]] == ["theo", "nina"]
    monkeypatch.setattr(weighing, "_KEPT", kept)
    monkeypatch.setattr(room, "_KEPT", kept)
    door.desk.matcher.forget()
    for _ in range(2):
        assert [door.answer(**enquiry) for enquiry in ENQUIRIES] == alone
        assert [door.answer(**enquiry) for enquiry in reversed(ENQUIRIES)] == alone[::-1]


def test_an_enquiry_is_answered_from_one_moment_of_the_file(
    door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else puts a family on record before it has answered."""
    seen: list[dict[str, Any]] = []
    clusters_of = Humans.clusters_of

    def interrupted(humans: Humans, people: Iterable[PersonId]) -> dict[PersonId, str]:
        monkeypatch.undo()
        seen.append(humans.of(["late"]))
        other = Thread(target=door.family, args=(child("late", "Kit", "Otterburn"),))
        other.start()
        other.join()
        seen.append(humans.of(["late"]))
        return clusters_of(humans, people)

    monkeypatch.setattr(Humans, "clusters_of", interrupted)
    assert door.ask(name="Theo Marten")[0] == "theo"
    assert seen == [{}, {}]
    assert "late" in door.ask(name="Kit Otterburn")
