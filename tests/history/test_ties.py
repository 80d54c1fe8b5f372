"""Of children lost though nothing was said wrong, the bench tells ties that nobody could decide from our faults."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bench.evaluation.ties import Lost, exactly_lost

Row = dict[str, Any]
MOTHER: Row = {"id": "m", "forename": "Kim", "surname": "Ash", "contacts": ["C1"]}
NAME_ALONE: Row = {"forename": "Olivia", "surname": "Taylor"}


def child(id_: str, **more: object) -> Row:
    return {"id": id_, **NAME_ALONE, "dob": "2014-05-01", "sex": "F"} | more


NAMESAKES = [child(f"n{n}", dob=f"20{10 + n}-02-0{n}") for n in range(1, 6)]


@pytest.mark.parametrize(
    ("person", "others", "own", "namesakes", "found"),
    [
        pytest.param(NAME_ALONE, [], {}, NAMESAKES, Lost(1, 0), id="the name alone, which six have"),
        pytest.param(NAME_ALONE, [], {}, NAMESAKES[:4], Lost(0, 1), id="only four others were before"),
        pytest.param(
            NAME_ALONE, [], {}, [*NAMESAKES[:4], child("n5", surname="Tyler")], Lost(0, 1), id="one fits less"
        ),
        pytest.param(
            NAME_ALONE | {"dob": "2014-05-01"}, [], {}, NAMESAKES, Lost(0, 1), id="the day tells them apart"
        ),
        pytest.param(
            NAME_ALONE | {"dob": "2014", "dob_kind": "estimated"}, [], {}, NAMESAKES, Lost(0, 1), id="the year"
        ),
        pytest.param(
            NAME_ALONE, [{"role": "mother", "forename": "Kim", "surname": "Ash"}], {"contacts": ["C1"]}, NAMESAKES,
            Lost(0, 1), id="so does a mother named in the same contact",
        ),
        pytest.param(
            NAME_ALONE | {"address": {"line": "4 Mill Lane", "postcode": "NB1 1AA"}}, [],
            {"addresses": [{"line": "4 Mill Ln", "postcode": "NB1 1AA"}]}, NAMESAKES, Lost(0, 1), id="the house",
        ),
    ],
)  # fmt: skip
def test_a_tie_is_one_only_when_five_others_fit_as_exactly(
    tmp_path: Path, person: Row, others: list[Row], own: Row, namesakes: list[Row], found: Lost
) -> None:
    lines: dict[str, list[Row]] = {
        "store": [child("own", **own), MOTHER, *namesakes],
        "queries": [{"qid": "1", "person": person, "others": others}],
        "truth": [{"qid": "1", "kind": "match", "same": ["own"], "n_errors": 0}],
        "answers": [{"qid": "1", "ranked": [each["id"] for each in namesakes], "shown": 1}],
    }
    for name, rows in lines.items():
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert exactly_lost(tmp_path, tmp_path / "answers.jsonl") == found
