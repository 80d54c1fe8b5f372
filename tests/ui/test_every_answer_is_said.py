"""Two answers to any question can be put to a person in words (`ux.md` S10): what is asked, and what each says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from tests.domain.test_conflicts import Apart
from tests.domain.test_every_answer import A_PERSON_CHOOSES, answering, sample, two_values
from tests.ui.front import OKAFOR, SHAH, Front, open_front
from ui.models import versions
from workstation.domain.kinds import Body, question
from workstation.services.settle import Several

_COLLEAGUES: Final = ("to", "worker")
_SHOWN: Final = {"confidential": False, "other": "one thing"}
"""Words of a hidden address are shown nowhere; of two contacts, the other one has a name of its own."""


@pytest.fixture(scope="module")
def front(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """A desk that knows the guide and the staff."""
    folder: Path = tmp_path_factory.mktemp("front")
    with open_front(folder) as found:
        yield found


@pytest.mark.parametrize("kind", answering(), ids=lambda kind: kind.__name__)
def test_what_is_asked_has_a_name(kind: type[Body], front: Front) -> None:
    asked = question(sample(kind.__name__))
    assert asked is not None
    assert versions.title(asked, Apart().together(), front.desk) != "Part of the record"


@pytest.mark.parametrize(
    ("kind", "field"),
    [(kind, field) for kind, fields in A_PERSON_CHOOSES.items() for field in sorted(fields)],
    ids=lambda what: what if isinstance(what, str) else what.__name__,
)
def test_what_each_says_is_told_apart(kind: type[Body], field: str, front: Front) -> None:
    of = next(f.type for f in msgspec.structs.fields(kind) if f.name == field)
    apart = Apart(before=[])
    values = (SHAH.id, OKAFOR.id) if field in _COLLEAGUES else two_values(of)
    known = {n: v for n, v in _SHOWN.items() if n in kind.__struct_fields__ and n != field}
    for say, value in zip((apart.i_say, apart.they_say), values, strict=True):
        say(msgspec.structs.replace(sample(kind.__name__), **known, **{field: value}))
    file = apart.together()
    (asked,) = file.conflicts
    several = Several(asked, file.joined[asked], file.joined[asked])
    one, other = versions.told_apart(several, front.desk)
    assert one != other, "a person can tell them apart"
    assert all(lead for lead, _ in (one, other))
