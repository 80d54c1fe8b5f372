"""Answers an evaluation set with Splink 5, without Lintel: `python splink_set.py FOLDER ANSWERS.jsonl [MOST]`.

Splink gets what it can use: names, date, sex, address, and the mother's names as columns: it knows no relations.
It is trained on the store by expectation maximisation, blocks very widely and knows names the other way round.
The last line printed is JSON: seconds to load and train, memory.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
import time
import unicodedata
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

_COLUMNS: Final = ("unique_id", "forename", "surname", "middle", "dob", "yob", "sex", "postcode", "line",
    "mother_forename", "mother_surname", "nhs")  # fmt: skip
_TERMS: Final = ("forename", "surname", "mother_forename", "mother_surname", "postcode")
_SHOWN_FROM: Final = 0.0
"""Match weight: as likely as not."""
_LEAST: Final = -10.0
_WIDE: Final = (
    block_on("forename"),
    block_on("surname"),
    "l.forename = r.surname",
    "l.surname = r.forename",
    block_on("dob"),
    block_on("postcode"),
    block_on("mother_forename", "mother_surname"),
    block_on("substr(forename, 1, 3)", "yob"),
    block_on("substr(surname, 1, 3)", "yob"),
    block_on("substr(dob, 6, 5)", "substr(surname, 1, 1)"),
    block_on("nhs"),
)


def main(words: list[str]) -> int:
    """Train, answer, and say what it took."""
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    folder, out = Path(words[0]), Path(words[1])
    most = int(words[2]) if len(words) > 2 else None
    started = time.perf_counter()
    api = DuckDBAPI()
    store = api.register(_table(_stored(folder / "store.jsonl")), dataset_display_name="store")
    linker = _trained(store)
    loaded = time.perf_counter() - started
    with out.open("w", encoding="utf-8") as file:
        for query in list(_rows(folder / "queries.jsonl"))[:most]:
            file.write(json.dumps(_answer(api, linker, store, query)) + "\n")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"loaded": round(loaded, 1), "memory": round(memory)}))
    return 0


def _trained(store: object) -> Linker:
    comparisons = [
        cl.ForenameSurnameComparison("forename", "surname"),
        cl.DateOfBirthComparison("dob", input_is_string=True, invalid_dates_as_null=True),
        cl.ExactMatch("sex"),
        cl.PostcodeComparison("postcode"),
        cl.JaroWinklerAtThresholds("line", [0.92, 0.8]),
        cl.NameComparison("mother_forename").configure(term_frequency_adjustments=True),
        cl.NameComparison("mother_surname").configure(term_frequency_adjustments=True),
        cl.ExactMatch("nhs"),
    ]
    linker = Linker(
        store,
        SettingsCreator(
            link_type="dedupe_only",
            comparisons=comparisons,
            blocking_rules_to_generate_predictions=list(_WIDE),
        ),
    )
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("forename", "surname", "dob")], recall=0.6
    )
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("dob"), block_on("forename", "surname")):
        training.estimate_parameters_using_expectation_maximisation(
            rule, estimate_without_term_frequencies=True
        )
    for column in _TERMS:
        linker.table_management.compute_tf_table(column)
    return linker


def _answer(api: DuckDBAPI, linker: Linker, store: object, query: dict[str, Any]) -> dict[str, Any]:
    """One enquiry; the time is that of making the table of one row, blocking, scoring and reading the result."""
    row = _row({"id": "asked", **query["person"]}, _mother_named(query["others"]))
    before = time.perf_counter()
    asked = api.register(_table([row]))
    pairs = linker.inference.predict_between(asked, store, threshold_match_weight=_LEAST)
    found = pairs.as_pandas_dataframe()
    ms = (time.perf_counter() - before) * 1000
    pairs.drop_table_from_database_and_remove_from_cache()
    asked.drop_table_from_database_and_remove_from_cache(force_non_splink_table=True)
    found = found.sort_values("match_weight", ascending=False).head(50)
    ids = [
        right if left == "asked" else left
        for left, right in zip(found.unique_id_l, found.unique_id_r, strict=True)
    ]
    shown = int((found.match_weight[:10] >= _SHOWN_FROM).sum())
    return {"qid": query["qid"], "ranked": ids, "shown": shown, "family": [], "ms": round(ms, 2)}


def _stored(path: Path) -> Iterator[tuple[str | None, ...]]:
    people = list(_rows(path))
    by_id = {person["id"]: person for person in people}
    for person in people:
        to = next((r["to"] for r in person["relations"] if r["type"] == "mother"), None)
        yield _row(person, by_id.get(to) if to else None)


def _mother_named(others: list[dict[str, Any]]) -> dict[str, Any] | None:
    return next((other for other in others if other["role"] == "mother"), None)


def _row(person: dict[str, Any], mother: dict[str, Any] | None) -> tuple[str | None, ...]:
    address = person.get("address") or next(iter(reversed(person.get("addresses") or [])), None) or {}
    mother = mother or {}
    dob = person.get("dob")
    return (
        person["id"], _fold(person["forename"]), _fold(person["surname"]), _fold(person.get("middle")),
        dob if dob and len(dob) == 10 else None, dob[:4] if dob else None, person.get("sex"),
        address.get("postcode"), _fold(address.get("line")), _fold(mother.get("forename")),
        _fold(mother.get("surname")), person.get("nhs"),
    )  # fmt: skip


def _fold(name: str | None) -> str | None:
    if not name:
        return None
    plain = unicodedata.normalize("NFKD", name.translate(str.maketrans("łŁđĐ", "lLdD")))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def _table(rows: object) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(_COLUMNS), dtype="string")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
