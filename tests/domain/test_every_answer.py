"""Every kind of answer, field by field: two people who were apart gave two values. Which of them join by rule, and
which a person has to choose (`ux.md` S10). A field that is added fails here until somebody has decided that.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin

import msgspec
import pytest

from tests.domain.test_conflicts import Apart
from workstation.domain import kinds
from workstation.domain.entries import decode
from workstation.domain.kinds import KINDS, Body, question

_GOLDEN: Final = json.loads((Path(__file__).parent / "golden_kinds.json").read_text(encoding="utf-8"))

A_PERSON_CHOOSES: Final[dict[type[Body], set[str]]] = {
    kinds.Received: {"agency", "channel", "number", "reference", "source", "words"},
    kinds.ReferrerNamed: {"agency", "name", "phone", "role"},
    kinds.ClarityJudged: {"clarity"},
    kinds.Rated: {"rating"},
    kinds.ChildNamed: {
        "born", "ethnicity", "gp", "la_child_id", "name", "nhs", "postcode", "school", "sex", "upn", "where_now",
    },
    kinds.AdultNamed: {
        "born", "code_word", "lives_there", "name", "offending", "relationship", "responsibility", "safe_contact",
        "safe_when",
        "title",
    },
    kinds.AddressRecorded: {"lines", "since", "until"},
    kinds.Matched: {"verdict"},
    kinds.EventMatched: {"goes_on", "verdict"},
    kinds.HistoryWeighed: {"view"},
    kinds.SameIssue: {"answer"},
    kinds.ParentTold: {"lawful", "told"},
    kinds.ParentAgreed: {"agrees"},
    kinds.SupportDeclined: {"raises_risk", "reason"},
    kinds.BasisRecorded: {"basis"},
    kinds.Recommended: {"by", "outcome", "who"},
    kinds.SentToManager: {"to"},
    kinds.SignedOff: {"decisions"},
    kinds.Allocated: {"worker"},
    kinds.LevelClaimed: {"level"},
    kinds.ReferrerAsked: {"way"},
    kinds.Resubmitted: {"original"},
    kinds.VoiceHeard: {"level"},
    kinds.MeetingAgreed: {"together"},
    kinds.DispenseDecided: {"approved"},
    kinds.FactorAnswered: {"answer"},
    kinds.LevelJudged: {"level"},
    kinds.OpinionGiven: {"outcomes"},
    kinds.InformationPassed: {"to"},
}  # fmt: skip
"""Facts, outcomes, owners, identities and who may see what; everything else joins."""


def answering() -> list[type[Body]]:
    return [kind for name, kind in KINDS.items() if question(sample(name)) is not None]


def sample(name: str) -> Body:
    found = decode(name, json.dumps(_GOLDEN[name]).encode())
    assert found is not None
    return found


def key_of(kind: type[Body]) -> set[str]:
    """The fields that say which question it is."""
    body = sample(kind.__name__)
    found = set()
    for field in msgspec.structs.fields(kind):
        one, other = (msgspec.structs.replace(body, **{field.name: v}) for v in two_values(field.type))
        if question(one) != question(other):
            found.add(field.name)
    return found


def two_values(of: Any) -> tuple[Any, Any]:  # noqa: ANN401 - the type and the values of any field
    """Two values of a type, each of which says something."""
    if get_origin(of) is Literal:
        said = [v for v in get_args(of) if v not in ("", "not known", "not asked", "U")]
        return said[0], said[-1]
    if get_origin(of) is tuple:
        one, other = two_values(get_args(of)[0])
        return (one,), (other,)
    if type(None) in get_args(of):
        return two_values(next(arg for arg in get_args(of) if arg is not type(None)))
    if isinstance(of, type) and issubclass(of, msgspec.Struct):
        return _two_of(of)
    day = date(2026, 11, 25)
    moment = datetime(2026, 11, 25, 10, tzinfo=UTC)
    values = {
        bool: (True, False), int: (2, 3), date: (day, day.replace(day=26)),
        datetime: (moment, moment.replace(hour=11)),
    }  # fmt: skip
    return values.get(of, ("one thing", "another thing"))


def _two_of(of: type[msgspec.Struct]) -> tuple[Any, Any]:
    """Two values that differ in every field."""
    fields = {field.name: two_values(field.type) for field in msgspec.structs.fields(of)}
    return of(**{n: v[0] for n, v in fields.items()}), of(**{n: v[1] for n, v in fields.items()})


def _clashing(kind: type[Body]) -> set[str]:
    body, key = sample(kind.__name__), key_of(kind)
    found: set[str] = set()
    for field in msgspec.structs.fields(kind):
        if field.name in key:
            continue
        one, other = (msgspec.structs.replace(body, **{field.name: v}) for v in two_values(field.type))
        apart = Apart(before=[])
        apart.i_say(one)
        apart.they_say(other)
        asked = question(one)
        assert asked is not None
        joined = apart.together().joined[asked]
        found.update(joined.clashes)
        assert len(joined.versions) == 2, "nothing is gone"
    return found


@pytest.mark.parametrize("kind", answering(), ids=lambda kind: kind.__name__)
def test_it_is_decided_for_every_field_whether_it_joins_or_a_person_chooses(kind: type[Body]) -> None:
    assert _clashing(kind) == A_PERSON_CHOOSES.get(kind, set())
