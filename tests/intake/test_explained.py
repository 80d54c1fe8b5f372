"""What a person says of columns: fitted to another file, remembered without a value, tried on the first rows."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from workstation.guidebook.codes import codes
from workstation.intake import mapping
from workstation.intake.mapping import LeftOut, Mapping, Preview, Source
from workstation.intake.mapping.remembered import MOST, recall, remember
from workstation.intake.mapping.trial import trial
from workstation.intake.mapping.values import columns_of
from workstation.intake.outcome import RowOutcome
from workstation.intake.tally import Tally

_TODAY = date(2026, 11, 26)
_HEADINGS = ("Contact ID", "Date Received", "Surname", "Decision", "Row version")


def _mapping(*columns: str) -> Mapping:
    wanted = columns or _HEADINGS[:4]
    fields = ("reference", "on", "family", "outcome")
    sources = tuple(
        Source(field=field, columns=(column,), words={"Passed on": "O03"} if field == "outcome" else {})
        for field, column in zip(fields, wanted, strict=False)
    )
    return mapping.new("contacts of Ellie Farrow", "contact", system="Old system", sources=sources)


def _look(tmp_path: Path, *rows: str) -> Preview:
    path = tmp_path / "old.csv"
    path.write_text("\n".join([",".join(_HEADINGS), *rows]) + "\n", encoding="utf-8")
    return mapping.look(path)


def test_a_mapping_fits_headings_in_other_capitals_and_says_what_is_gone() -> None:
    fitted = mapping.fit(_mapping(), ("CONTACT ID", "surname ", "Decision"))
    assert fitted.mapping.columns == ("CONTACT ID", "surname ", "Decision")
    assert fitted.gone == (("Date Received", "on"),)
    assert fitted.mapping.source("on") is None


def test_what_is_remembered_holds_headings_and_no_value(tmp_path: Path) -> None:
    remember(_mapping(), tmp_path)
    (kept,) = tmp_path.glob("*.json")
    text = kept.read_text(encoding="utf-8")
    assert "Date Received" in text
    assert "Passed on" not in text
    assert "Farrow" not in text
    assert "Farrow" not in kept.name


def test_most_of_the_same_headings_are_remembered(tmp_path: Path) -> None:
    remember(_mapping(), tmp_path)
    found = recall(("contact id", "Date received", "Surname", "Something new"), tmp_path)
    assert found is not None
    assert found.mapping.system == "Old system"
    assert recall(("Contact ID", "Date received", "Name", "Town"), tmp_path) is None
    assert recall(_HEADINGS, tmp_path / "nowhere") is None


def test_the_closest_one_is_offered_and_a_broken_one_never(tmp_path: Path) -> None:
    remember(_mapping(), tmp_path)
    remember(_mapping("Contact ID", "Date Received", "Surname", "Outcome"), tmp_path)
    (tmp_path / "broken.json").write_text("{")
    found = recall(("Contact ID", "Date Received", "Surname", "Outcome"), tmp_path)
    assert found is not None
    assert "Outcome" in found.mapping.columns


def test_the_oldest_are_forgotten(tmp_path: Path) -> None:
    for number in range(MOST):
        (tmp_path / f"{number}.json").write_text("{}")
        os.utime(tmp_path / f"{number}.json", (number, number))
    remember(_mapping(), tmp_path)
    assert len(list(tmp_path.glob("*.json"))) == MOST
    assert not (tmp_path / "0.json").exists()


def test_values_are_counted_and_exemplified(tmp_path: Path) -> None:
    preview = _look(
        tmp_path, "C1,03/05/2020,Farrow,NFA,1", "C2,04/05/2020,Farrow,Passed on,1", "C3,,Nowak,NFA,1"
    )
    assert dict(zip(preview.values["Decision"], preview.counts["Decision"], strict=True)) == {
        "NFA": 2, "Passed on": 1,
    }  # fmt: skip
    assert preview.examples["Surname"] == ("Farrow", "Nowak")
    assert preview.looked_at == 3


def test_the_first_rows_are_tried_and_nothing_is_kept(tmp_path: Path) -> None:
    preview = _look(tmp_path, "C1,03/05/2020,Farrow,Passed on,1", "C2,04/05/2020,,NFA,1")
    tried = trial(_mapping(), preview, today=_TODAY, codes=codes)
    assert [one.row for one in tried] == [2, 3]
    assert tried[0].read.refused == ""
    assert tried[1].read.refused == "it names nobody"


def test_a_column_left_out_on_purpose_is_not_one_that_nobody_knows(tmp_path: Path) -> None:
    preview = _look(tmp_path, "C1,03/05/2020,Farrow,NFA,1")
    told = Mapping(
        lintel_mapping=1, name="x", about="contact", system="Old", sources=_mapping().sources,
        left_out=(LeftOut("Row version", "nobody here needs it"),),
    )  # fmt: skip
    assert not any(remark.words.startswith("Not taken") for remark in _checked(told, preview))
    assert any("Not taken: Row version." in remark.words for remark in _checked(_mapping(), preview))
    columns = columns_of(told, preview.headings)
    assert columns.left_out == ("Row version (nobody here needs it)",)
    assert columns.left_over == ()
    mapping.save(told, tmp_path / "m.json")
    assert mapping.load(tmp_path / "m.json") == told


def test_a_name_that_comes_twice_and_an_adult_without_one_are_told(tmp_path: Path) -> None:
    preview = _look(tmp_path, "C1,03/05/2020,Farrow,NFA,1")
    sources = (
        *_mapping().sources, Source(field="name", columns=("Row version",)),
        Source(field="adult1.phone", constant="0"),
    )  # fmt: skip
    said = [r.words for r in _checked(mapping.new("x", "contact", system="Old", sources=sources), preview)]
    assert any(words.startswith("A name comes whole and in parts.") for words in said)
    assert "Adult 1 has no name, so nothing is kept of them." in said


@pytest.mark.parametrize(
    "came", ["corrects: date was 01/02/2020, is 02/02/2020", "older than what is on record"]
)
def test_of_a_row_the_part_that_was_put_right_is_told(came: str) -> None:
    for said in (["on record already", came], [came, "on record already"], ["new", came, "new"]):
        tally = Tally("x.csv")
        tally.sheet("x", "contact")
        place = tally.row(RowOutcome("x", 2, "taken"))
        for words in said:
            tally.came(place, words)
        assert tally.report().rows[0].came == came


def _checked(told: Mapping, preview: Preview) -> tuple[mapping.Remark, ...]:
    return mapping.check(told, preview, today=_TODAY, codes=codes)
