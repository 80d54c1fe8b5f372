"""The households that matching is measured on: the same each time, and what they say of themselves is true."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.bench import households
from tests.bench.households import family, make, naming, places, slips, spoil
from tests.bench.households.places import Town
from tests.bench.households.pools import GROUPS
from tests.bench.households.spoil import MISTAKES, About

PEOPLE, QUERIES, SEED = 1500, 700, 5
FILES = ("store.jsonl", "queries.jsonl", "truth.jsonl")
Row = dict[str, Any]


def rows(folder: Path, name: str) -> list[Row]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("households")
    make.write(folder, PEOPLE, QUERIES, SEED)
    return folder


@pytest.fixture(scope="module")
def store(made: Path) -> dict[str, Row]:
    return {row["id"]: row for row in rows(made, "store")}


@pytest.fixture(scope="module")
def cases(made: Path) -> list[tuple[Row, Row]]:
    """Each enquiry with its truth."""
    truth = {row["qid"]: row for row in rows(made, "truth")}
    return [(query, truth[query["qid"]]) for query in rows(made, "queries")]


def test_the_same_seed_makes_the_same_set_and_another_another(made: Path, tmp_path: Path) -> None:
    make.write(tmp_path / "again", PEOPLE, QUERIES, SEED)
    make.write(tmp_path / "other", PEOPLE, QUERIES, SEED + 1)
    for name in FILES:
        assert (tmp_path / "again" / name).read_bytes() == (made / name).read_bytes()
        assert (tmp_path / "other" / name).read_bytes() != (made / name).read_bytes()


def test_a_hard_set_says_less_and_has_more_mistakes_of_the_same_people(made: Path, tmp_path: Path) -> None:
    make.write(tmp_path, PEOPLE, QUERIES, SEED, hard=True)
    assert (tmp_path / "store.jsonl").read_bytes() == (made / "store.jsonl").read_bytes()
    assert sum(r["n_errors"] for r in rows(tmp_path, "truth")) > 1.2 * sum(
        r["n_errors"] for r in rows(made, "truth")
    )
    assert sum(len(r["others"]) for r in rows(tmp_path, "queries")) < 0.9 * sum(
        len(r["others"]) for r in rows(made, "queries")
    )


def test_it_takes_nothing_from_the_product() -> None:
    """Else we would be measured on what we know already."""
    for path in Path(households.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        names = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
        names += [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
        assert not [name for name in names if name.split(".")[0] in {"workstation", "resources", "ui"}]


def test_everybody_named_in_the_truth_is_in_the_store(
    store: dict[str, Row], cases: list[tuple[Row, Row]]
) -> None:
    assert len(store) >= PEOPLE
    for _, truth in cases:
        named = [*truth["same"], *truth["family"], *truth["address"]]
        assert set(named) <= store.keys()
        assert len(named) == len(set(named)), "nobody is two things at once"


def test_relations_are_to_people_of_the_store_and_both_ways(store: dict[str, Row]) -> None:
    for row in store.values():
        for relation in row["relations"]:
            assert relation["to"] in store
            assert set(store[relation["to"]]["contacts"]) & set(row["contacts"]), "they were named together"
            if relation["type"] == "sibling":
                assert {"to": row["id"], "type": "sibling"} in store[relation["to"]]["relations"]


def test_each_kind_of_enquiry_is_what_it_is_called(cases: list[tuple[Row, Row]]) -> None:
    for _, truth in cases:
        found = bool(truth["same"]), bool(truth["family"])
        assert found in {"match": [(True, True), (True, False)], "family_only": [(False, True)],
            "none": [(False, False)]}[truth["kind"]]  # fmt: skip
    assert {truth["kind"] for _, truth in cases} == {"match", "family_only", "none"}
    assert 0.25 < sum(truth["profile"] == "thin" for _, truth in cases) / len(cases) < 0.36


def test_the_number_of_mistakes_is_that_of_the_labels(cases: list[tuple[Row, Row]]) -> None:
    known = MISTAKES.keys() | {f"stored_{name}" for name in MISTAKES} | {"before_birth"}
    for _, truth in cases:
        assert truth["n_errors"] == sum(tag in known for tag in truth["tags"])
        assert 0 <= truth["n_errors"] <= 4
    assert {truth["n_errors"] for _, truth in cases} == {0, 1, 2, 3, 4}


def test_a_thin_enquiry_has_something_beside_the_name(cases: list[tuple[Row, Row]]) -> None:
    for query, _ in cases:
        person = query["person"]
        assert person["forename"] or person["surname"]
        assert person["dob"] or person["address"] or query["others"] or person["phone"] or person["nhs"]


def plain(name: str | None) -> str:
    return (slips.plain(name) or "").casefold()


def single(cases: list[tuple[Row, Row]], store: dict[str, Row], label: str | None) -> list[tuple[Row, Row]]:
    """The person asked about beside their row, where this is the only mistake (None: where there is none)."""
    return [
        (query["person"], store[truth["same"][0]])
        for query, truth in cases
        if truth["n_errors"] == bool(label)
        and len(truth["same"]) == 1
        and (label is None or label in truth["tags"])
    ]


def differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def test_without_a_mistake_name_and_date_are_those_of_the_store(
    store: dict[str, Row], cases: list[tuple[Row, Row]]
) -> None:
    pairs = single(cases, store, None)
    assert len(pairs) > 20
    for asked, row in pairs:
        if "as-given" in {alias["kind"] for alias in row["aliases"]}:
            continue
        assert plain(asked["forename"]) == plain(row["forename"])
        assert plain(asked["surname"]) == plain(row["surname"])
        assert asked["dob"] is None or row["dob"].startswith(asked["dob"])


@pytest.mark.parametrize(
    ("label", "there"),
    [
        ("date_digit", lambda q, s: differing(q["dob"], s["dob"]) == 1),
        ("date_swapped", lambda q, s: q["dob"][5:7] == s["dob"][8:] and q["dob"][8:] == s["dob"][5:7]),
        ("year_off", lambda q, s: q["dob"][4:] == s["dob"][4:] and q["dob"] != s["dob"]),
        ("date_missing", lambda q, s: q["dob"] is None and s["dob"]),
        ("age_only", lambda q, s: len(q["dob"]) == 4 < len(s["dob"])),
        ("swapped", lambda q, s: plain(q["forename"]) == plain(s["surname"])),
        ("surname_first", lambda q, s: plain(q["forename"]).startswith(plain(s["surname"])[:3])),
        ("surname_changed", lambda q, s: plain(q["surname"]) != plain(s["surname"])),
        ("other_parents_surname", lambda q, s: plain(q["surname"]) != plain(s["surname"])),
        ("typo_forename", lambda q, s: plain(q["forename"]) != plain(s["forename"])),
        ("typo_surname", lambda q, s: plain(q["surname"]) != plain(s["surname"])),
        ("nickname", lambda q, s: plain(q["forename"]) != plain(s["forename"])),
        ("before_birth", lambda q, s: s["dob_kind"] == "edd" and s["forename"] != q["forename"]),
    ],
)
def test_a_labelled_mistake_is_really_there(
    store: dict[str, Row], cases: list[tuple[Row, Row]], label: str, there: Callable[[Row, Row], bool]
) -> None:
    pairs = single(cases, store, label)
    assert pairs, "the set is too small to have one"
    assert all(there(asked, row) for asked, row in pairs)


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_changes_what_is_said_or_says_that_it_cannot(name: str) -> None:
    town, rng, done = Town(1, 20), Random(3), 0
    for number in range(500):
        home = family.make(SEED, number, town)
        for human in home.children:
            said = spoil.truly(human)
            said.address = home.homes[-1].written(rng)
            before = repr(said)
            spoiled = spoil.spoil(said, About(human, home, town), 1, rng, [n for n in MISTAKES if n != name])
            assert spoiled in ([], [name])
            assert (repr(said) != before) == bool(spoiled)
            done += bool(spoiled)
    assert done


def test_every_group_has_families_named_in_its_own_way() -> None:
    rng = Random(1)
    for group in GROUPS:
        parents = naming.couple(group, group, rng)
        children = [naming.child(group, sex, parents, rng) for sex in "FMFMFM"]
        assert all(each.forename for each in (parents.mother, parents.father, *children))
        assert len({child.forename for child in children}) > 1
    assert len(GROUPS) == 22


def test_children_have_the_names_their_fathers_give_them() -> None:
    rng = Random(2)
    for _ in range(20):
        somali = naming.couple("somali", "somali", rng)
        child = naming.child("somali", "F", somali, rng)
        assert (child.middle, child.surname) == (somali.father.forename, somali.father.middle)
        tamil = naming.couple("tamil", "tamil", rng)
        assert naming.child("tamil", "M", tamil, rng).surname == tamil.father.forename
        polish = naming.couple("polish", "polish", rng)
        if polish.father.surname.endswith("ski"):
            assert naming.child("polish", "F", polish, rng).surname.endswith("ska")


@pytest.mark.parametrize(
    ("group", "man", "daughter"),
    [
        ("polish", "Kowalski", "Kowalska"),
        ("polish", "Nowak", "Nowak"),
        ("bulgarian", "Petrov", "Petrova"),
        ("lithuanian", "Kazlauskas", "Kazlauskaitė"),
        ("british", "Ward", "Ward"),
    ],
)
def test_surnames_have_a_form_for_women(group: str, man: str, daughter: str) -> None:
    assert naming.feminine(group, man, wife=False) == daughter
    assert naming.masculine(group, daughter) == man


def test_numbers_are_nobodys() -> None:
    rng = Random(4)
    for _ in range(50):
        number = places.nhs(rng)
        total = sum(int(digit) * weight for digit, weight in zip(number, range(10, 0, -1), strict=True))
        assert number.startswith("999")
        assert total % 11 == 0
        assert len(places.phone(rng).replace(" ", "")) == 11
