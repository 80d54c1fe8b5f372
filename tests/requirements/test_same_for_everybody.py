"""R2: two different people before the same contact are asked for the same. Only who may do something differs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.requirements.house import MORNING
from workstation.domain import kinds
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId
from workstation.domain.people import Role, Worker
from workstation.domain.times import FixedClock
from workstation.services import find, opening, record
from workstation.services.desk import Desk

ROLES = (Role.CONTACT_OFFICER, Role.SOCIAL_WORKER, Role.MANAGER)
Asked = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]


@pytest.fixture(scope="module")
def desk(practice_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("same") / "practice.lintel"
    path.write_bytes(practice_file.read_bytes())
    desk = opening.practice_desk(path, clock=FixedClock(MORNING))
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def vignettes(desk: Desk) -> list[ContactId]:
    """Every practice contact on which somebody works today."""

    def work() -> list[ContactId]:
        opening.sit_down(desk, _people(desk)[Role.SOCIAL_WORKER][0].id)
        rows = find.queue(desk).rows
        return [row.contact for row in rows if desk.file(row.contact).stage in (Stage.OPEN, Stage.SENT_BACK)]

    return desk.executor.submit(work).result()


def _people(desk: Desk) -> dict[Role, list[Worker]]:
    return {
        role: sorted((w for w in desk.staff.values() if w.role is role), key=lambda w: w.id) for role in ROLES
    }


def _asked(desk: Desk, worker: Worker, contact: ContactId) -> Asked:
    """Everything this person is asked for: what stops it, what the manager will see, agencies, and the steps."""
    opening.sit_down(desk, worker.id)
    shown = find.contact(desk, contact)
    return (
        tuple(f"{g.rule} {g.place} {g.words}" for g in shown.blocks),
        tuple(f"{g.rule} {g.place} {g.title}" for g in shown.warnings),
        tuple(f"{check.state} {check.detail}" for check in shown.steps.all()),
        tuple(fact.headline for fact in shown.past.facts),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_r2_whoever_opens_a_vignette_is_asked_for_the_same(
    desk: Desk, vignettes: list[ContactId], data: st.DataObject
) -> None:
    contact = data.draw(st.sampled_from(vignettes))
    people = _people(desk)
    pairs = st.lists(st.sampled_from(ROLES), min_size=2, max_size=2)
    one, other = (data.draw(st.sampled_from(people[role])) for role in data.draw(pairs))
    asked = [desk.executor.submit(_asked, desk, who, contact).result() for who in (one, other)]
    assert asked[0] == asked[1]
    assert asked[0][0], "a vignette of today still needs something"


def test_r2_what_one_person_answers_is_answered_for_the_next(desk: Desk, vignettes: list[ContactId]) -> None:
    people = _people(desk)
    contact = vignettes[0]

    def work() -> list[Asked]:
        before = _asked(desk, people[Role.SOCIAL_WORKER][0], contact)
        said = kinds.AgencyNotNeeded(agency="gp", because="The ward doctor saw him.")
        record.put(desk, contact, [said])
        others = (people[role][0] for role in (Role.CONTACT_OFFICER, Role.MANAGER))
        return [before, *(_asked(desk, who, contact) for who in others)]

    before, officer, manager = desk.executor.submit(work).result()
    assert officer == manager
    assert [a for a in before[0] if "agency:gp" not in a] == list(officer[0])
