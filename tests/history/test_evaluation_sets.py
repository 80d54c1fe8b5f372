"""An evaluation set is read however rough it is, poured into an encrypted store, and answered from there."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.bench import matching
from tests.bench.evaluation import answering, filling, measuring, reading, scoring, targets
from tests.bench.evaluation.kin import Kin
from tests.bench.evaluation.reading import Oddities, Person
from tests.bench.evaluation.scoring import Given, Right
from tests.bench.households import make
from workstation.domain.kinds import Born
from workstation.services import find
from workstation.services.desk import Desk

YEAR = filling.NOW.year
Row = dict[str, Any]


def write(path: Path, *rows: object) -> Path:
    """A file of these rows; bytes as they are."""
    lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


def read(path: Path) -> tuple[list[Person], Oddities]:
    odd = Oddities()
    return list(reading.people(path, odd, YEAR)), odd


def row(id_: str, forename: str, surname: str, dob: str | None = None, **more: object) -> Row:
    return {"id": id_, "forename": forename, "surname": surname, "dob": dob, **more}


# -- a whole set -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small household set, answered as by hand."""
    folder = tmp_path_factory.mktemp("set")
    make.write(folder, 300, 80, 3)
    words = ["--store", folder / "store.jsonl", "--queries", folder / "queries.jsonl", "--keys", 2]
    words += ["--out", folder / "answers.jsonl", "--sqlcipher-file", folder / "set.lintel"]
    assert matching.answer([str(word) for word in words]) == 0
    return folder


def test_every_enquiry_is_answered_with_people_of_the_set_and_reasons(answered: Path) -> None:
    queries = [json.loads(line)["qid"] for line in (answered / "queries.jsonl").read_text().splitlines()]
    replies = [json.loads(line) for line in (answered / "answers.jsonl").read_text().splitlines()]
    known = {json.loads(line)["id"] for line in (answered / "store.jsonl").read_text().splitlines()}
    assert [reply["qid"] for reply in replies] == queries
    for reply in replies:
        assert {*reply["ranked"], *reply["family"]} <= known
        assert reply["shown"] <= min(10, len(reply["ranked"]))
        assert len(reply["family"]) <= 15
        assert all(reply["reasons"][id_] for id_ in reply["ranked"][: reply["shown"]])
        assert reply["ms"] >= 0


def test_most_children_are_found_among_three_hundred(answered: Path) -> None:
    score = scoring.of_files(answered, answered / "answers.jsonl")
    assert score.at[5] > 0.9
    assert score.by["errors:0"][0] == 1
    assert any("recall@5" in line for line in targets.table(score, 300))


def test_the_store_is_encrypted_and_used_again(answered: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert b"SQLite" not in (answered / "set.lintel").read_bytes()[:100]
    words = ["--store", answered / "store.jsonl", "--queries", answered / "queries.jsonl", "--keys", 1]
    words += ["--out", answered / "again.jsonl", "--sqlcipher-file", answered / "set.lintel"]
    matching.answer([str(word) for word in words])
    assert "filled before" in capsys.readouterr().out


# -- rough sets ------------------------------------------------------------------------------------------------

ROUGH: tuple[object, ...] = (
    row("p1", "Zofia", "Kowalska", "2015-02-30", dob_kind="guess", sex="female", contacts=[], aliases=None),
    {"id": "p2"},
    {
        "id": 3,
        "forename": 7,
        "surname": None,
        "dob": 2011,
        "dob_kind": "estimated",
        "addresses": {"line": "1 Mill Lane"},
    },
    row(
        "p4",
        "Nul\x00",
        "Half\ud800",
        "0001-01-01",
        relations=[{"to": "nobody", "type": "mother"}, {"to": None}, 5],
    ),
    row(
        "p5", "Zara", "Malik", "2014-05-06", addresses=[None, {"postcode": "NB1 2AB"}], phones="07700 900123"
    ),
    row("p5", "Zara", "Twice", "2014-05-06"),
    {"forename": "Nobody"},
    b"not json at all",
    b'["a list"]',
    b"",
    row("p6", "A" * 5000, "Long", "2014-05-06T00:00:00", relations="mother", contacts="C1", nhs=9434765919),
)


def test_what_cannot_be_used_is_left_out_and_counted(tmp_path: Path) -> None:
    people, odd = read(write(tmp_path / "store.jsonl", *ROUGH))
    assert [reading.as_given(person.id) for person in people] == ["p1", "p2", 3, "p4", "p5", "p6"]
    assert str(odd) == "2 not JSON, 1 without an id, 1 with an id used before"
    by_id = {reading.loosely(person.id): person for person in people}
    assert by_id["p1"].born == Born(age=YEAR - 2015, said="2015"), "a day that never was is still a year"
    assert by_id["p1"].sex == "F"
    assert by_id["3"].born.age == YEAR - 2011
    assert by_id["3"].addresses[0].line == "1 Mill Lane"
    assert (by_id["p4"].forename, by_id["p4"].surname, by_id["p4"].born) == ("Nul", "Half", Born())
    assert by_id["p5"].phones == ("07700 900123",)
    assert by_id["p6"].born == Born(on=date(2014, 5, 6))
    assert by_id["p6"].nhs == "9434765919"


@pytest.fixture(scope="module")
def rough_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("rough")
    people, _ = read(write(folder / "store.jsonl", *ROUGH))
    filling.fill(folder / "set.lintel", people)
    desk = filling.ready(folder / "set.lintel")
    yield desk
    desk.close()


@pytest.mark.parametrize(
    "query",
    [
        {"qid": "q"},
        {"qid": "q", "person": None, "others": None},
        {"qid": "q", "person": {"forename": None, "surname": None, "dob": "x", "address": "1 Mill Lane"}},
        {
            "qid": 1,
            "person": {"forename": "Zara"},
            "others": [None, {"role": None, "forename": "Ali"}, {"role": "x"}],
        },
        {"qid": "q", "person": {"surname": "Malik Zara", "dob": "2014-06-05", "nhs": "0", "phone": 7}},
        {"qid": None, "person": "Zara Malik"},
        {
            "qid": "q",
            "person": [{"forename": "Zara"}, {"forename": "Ali", "surname": "Malik"}],
            "others": "Eve",
        },
        {"qid": "q", "forename": "Zara", "dob": "06/05/2014", "address": ["1 Mill Lane"]},
    ],
)
def test_a_rough_enquiry_is_answered(rough_desk: Desk, tmp_path: Path, query: Row) -> None:
    (question,) = reading.questions(write(tmp_path / "queries.jsonl", query), Oddities(), YEAR)
    reply = answering.answer(rough_desk, question, answering.Timed())
    assert reply.qid == query["qid"]


def test_a_person_of_a_rough_set_is_found(rough_desk: Desk, tmp_path: Path) -> None:
    query = {"qid": "q", "person": {"forename": "Zara", "surname": "Malik", "dob": "2014-05-06"}}
    (question,) = reading.questions(write(tmp_path / "queries.jsonl", query), Oddities(), YEAR)
    reply = answering.answer(rough_desk, question, answering.Timed())
    assert reply.ranked[:1] == ["p5"]
    assert reply.family == [], "the owner of the phone, whom we made up, is nobody of the set"


def test_identities_come_back_as_they_were_written(tmp_path: Path) -> None:
    ids: list[object] = [7, "8", "phone 9", "asked about", 'json:"x"', 2.5, "x" * 500, "blank ", "é", True]
    store = write(tmp_path / "store.jsonl", *(row("", "Zara", "Malik") | {"id": id_} for id_ in ids))
    assert [reading.as_given(person.id) for person in read(store)[0]] == ids
    assert not any(person.id.startswith("phone ") for person in read(store)[0])


def test_a_number_and_its_digits_are_one_person(tmp_path: Path) -> None:
    rows = (row("", "Ola", "Nowak", "2016-01-01", relations=[{"to": "5", "type": "mother"}]) | {"id": 4},)
    people, _ = read(write(tmp_path / "store.jsonl", *rows, MOTHER | {"id": 5}))
    assert [len(members) for members in Kin(people, YEAR).families()] == [2]


def test_lines_of_windows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "store.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id":"a","forename":"Jos\xe9"}\r\n' + b"[" * 5000 + b'\r\n{"id":"b"}\r\n')
    people, odd = read(path)
    assert [(person.id, person.forename) for person in people] == [("a", "José"), ("b", "")]
    assert odd.not_json == 1


def test_an_enquiry_that_stops_leaves_the_others_to_be_answered(tmp_path: Path) -> None:
    filling.fill(tmp_path / "set.lintel", [])
    desk = filling.ready(tmp_path / "set.lintel")
    desk.close()
    measured = measuring.Measured()
    (question,) = reading.questions(
        write(tmp_path / "q.jsonl", {"qid": 5, "person": {"forename": "Zara"}}), Oddities(), YEAR
    )
    reply = measuring.answered(desk, question, measured)
    assert (reply.qid, reply.ranked, reply.shown) == (5, [], 0)
    assert any("ENQUIRIES THAT STOPPED: 1 (" in line for line in measured.lines())


def test_a_packed_file_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "store.jsonl.gz").write_bytes(gzip.compress(json.dumps(row("p1", "Zara", "Malik")).encode()))
    assert [person.id for person in read(tmp_path / "store.jsonl")[0]] == ["p1"]


# -- families --------------------------------------------------------------------------------------------------


def words_of(path: Path, *rows: Row) -> list[dict[str, str]]:
    """For each family what everybody is; a child is nothing."""
    people, _ = read(write(path / "store.jsonl", *rows))
    kin = Kin(people, YEAR)
    return [kin.words(members) for members in kin.families()]


def to(id_: str, kind: str) -> Row:
    return {"to": id_, "type": kind}


MOTHER = row("m", "Ewa", "Nowak", "1990-01-01", sex="F")
FATHER = row("f", "Jan", "Nowak", "1989-01-01", sex="M")


@pytest.mark.parametrize("turned", [False, True])
def test_it_does_not_matter_from_whom_a_relation_is_told(tmp_path: Path, turned: bool) -> None:
    child = row(
        "c", "Ola", "Nowak", "2016-01-01", relations=[] if turned else [to("m", "mother"), to("f", "father")]
    )
    parents = [MOTHER | {"relations": [to("c", "mother")]}, FATHER | {"relations": [to("c", "father")]}]
    rows = (child, *parents) if turned else (child, MOTHER, FATHER)
    assert words_of(tmp_path, *rows) == [{"c": "", "m": "mother", "f": "father"}]


def test_a_child_told_by_the_parent_and_a_grandmother_and_a_partner(tmp_path: Path) -> None:
    rows = (
        MOTHER | {"relations": [to("c", "child"), to("g", "mother"), to("p", "partner")]},
        row("c", "Ola", "Nowak", "2016-01-01", relations=[to("g", "grandparent")]),
        row("g", "Zofia", "Nowak", "1965-01-01", sex="F"),
        row("p", "Ali", "Malik", "1991-01-01", sex="M"),
    )
    assert words_of(tmp_path, *rows) == [
        {"m": "mother", "c": "", "g": "grandmother", "p": "mother's partner"}
    ]


def test_a_shared_contact_makes_a_family_and_a_crowd_does_not(tmp_path: Path) -> None:
    sisters = [row(f"s{n}", "Ada", "Eze", "2015-01-01", contacts=["C1"]) for n in range(2)]
    crowd = [row(f"h{n}", "Ada", "Obi", "2015-01-01", contacts=["hostel"]) for n in range(100)]
    families = words_of(tmp_path, *sisters, *crowd)
    assert {"s0", "s1"} in [set(members) for members in families]
    assert max(map(len, families)) <= 30
    assert sum(map(len, families)) == 102


def test_somebody_alone_is_whom_the_contact_was_about_whatever_their_age(tmp_path: Path) -> None:
    assert words_of(tmp_path, row("a", "Jan", "Nowak", "1950-01-01")) == [{"a": ""}]


def test_a_childs_phone_is_kept_when_no_adult_is_known(tmp_path: Path) -> None:
    people, _ = read(
        write(tmp_path / "store.jsonl", row("c", "Ola", "Nowak", "2016-01-01", phones=["07700 900456"]))
    )
    filling.fill(tmp_path / "set.lintel", people)
    desk = filling.desk(tmp_path / "set.lintel")
    try:
        found = find.search(desk, "07700 900456").people
    finally:
        desk.close()
    assert found
    assert not filling.of_the_set(found[0].person) or found[0].person == "c"


# -- scoring ---------------------------------------------------------------------------------------------------


def test_what_was_found_and_what_was_shown_in_vain() -> None:
    truth = [
        Right("1", same=["a"], family=["b"], group="british", tags=["swapped"], n_errors=1),
        Right("2", same=["c"], group="polish", profile="thin"),
        Right("3", kind="family_only", family=["m"]),
        Right("4", kind="family_only", family=["n"], reachable=False),
        Right("5", kind="none", address=["x"]),
    ]
    answers = [
        Given("1", ["z", "a", "b"], 2, [], 4.0, {"z": ["why"], "a": ["why"]}, ["strong", "possible"]),
        Given("2", ["q"] * 6 + ["c"], 1),
        Given("3", ["y"], 0, ["m"]),
        Given("5", ["x", "w"], 2),
    ]
    score = scoring.score(truth, answers)
    assert score.at == {1: 0.0, 5: 0.5, 10: 1.0}
    assert score.shown == 0.5
    assert score.household == {"match": 1.0, "family_only": 1.0}
    assert score.wrong["match"].mean == 1.0
    assert score.wrong["none"].mean == 1.0, "who is recorded at the address is not wrong"
    assert score.by["tag:swapped"] == (1.0, 1)
    assert score.by["profile:thin"] == (0.0, 1)
    assert score.minority_gap == 1.0
    assert score.without_reason == 3


def test_at_equal_burden_lies_between_the_cuts() -> None:
    truth = [Right(f"m{n}", same=["a"]) for n in range(4)] + [Right("n", kind="none")]
    answers = [
        Given("m0", ["a"], 1, strengths=["strong"]),
        Given("m1", ["b", "a"], 2, strengths=["strong", "possible"]),
        Given("n", ["u", "v"], 2, strengths=["possible", "possible"]),
    ]
    score = scoring.score(truth, answers)
    assert score.burden[1.0] == pytest.approx(0.25 + 0.25 * 0.5)
