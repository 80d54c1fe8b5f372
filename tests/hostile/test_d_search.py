"""The rows D of `trust.md` 6: what is typed into a box that searches is looked for, and is never anything else."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from tests.hostile.office import Office
from workstation import log
from workstation.intake import mapping
from workstation.intake.mapping import Source
from workstation.intake.mapping.remembered import remember
from workstation.services import find
from workstation.store.lists import Sort
from workstation.trouble import Trouble

DROP = "'; drop table entries; --"


def rows_on_record(office: Office) -> int:
    count: int = office.desk.in_store(office.desk.store.journal.count)
    return count


@pytest.mark.parametrize("words", [DROP, '"; DELETE FROM contact_rows; --', "x') OR ('1'='1"])
def test_d01_words_of_a_database_are_words(office: Office, words: str) -> None:
    contact = office.take(words)
    before = rows_on_record(office)
    assert contact in office.found(words)
    assert rows_on_record(office) == before


@pytest.mark.parametrize("words", ['"', "NEAR(", "*", "-", "a AND", "AND OR NOT", '"unclosed'])
def test_d02_words_of_a_search_language_are_words(office: Office, words: str) -> None:
    contact = office.take(f"Quill {words} feather")
    office.found(words)
    assert contact in office.found(f"Quill {words} feather")


@pytest.mark.parametrize("words", ["addr:refuge", "{addr}:x", "Smith-Jones"])
def test_d03_names_of_columns_are_words(office: Office, words: str) -> None:
    contact = office.take(words)
    assert contact in office.found(words)


@pytest.mark.parametrize("words", ["%", "_", "%%%", "_%_"])
def test_d04_a_sign_for_anything_stands_for_itself(office: Office, words: str) -> None:
    office.take("Percy")
    assert office.found(words) == set()


@pytest.mark.parametrize("words", ["x" * 1_000_000, "wort " * 10_000])
def test_d05_words_without_end_are_cut(office: Office, words: str) -> None:
    found = office.desk.in_store(find.search, office.desk, words)
    assert len(found.people) <= 20
    assert len(found.contacts) <= 20


def test_d06_a_list_is_sorted_by_what_it_knows_and_by_nothing_else(office: Office) -> None:
    before = rows_on_record(office)
    lists = office.desk.store.register
    with pytest.raises(KeyError):
        office.desk.in_store(
            lambda: lists.queue("all", now=office.desk.now(), sort=cast("Sort", "number; --"))
        )
    assert rows_on_record(office) == before


@pytest.mark.parametrize("words", ["{0.__class__}", "%s%n%(x)s", "Farrow\n[ERROR] made up"])
def test_d07_signs_of_a_template_are_signs_and_no_name_is_logged(
    office: Office, tmp_path: Path, words: str
) -> None:
    log.open_log(tmp_path / "lintel.log")
    try:
        contact = office.take(words)
        office.found(words)
        log.bug(Trouble(words))
    finally:
        log.close_log()
    assert words in [child.name.family for child in office.desk.in_store(office.desk.file, contact).children]
    told = (tmp_path / "lintel.log").read_text(encoding="utf-8")
    assert words.split("\n", maxsplit=1)[0] not in told
    assert "made up" not in told


@pytest.mark.parametrize("name", ["..\\..\\x", "../../x", "/tmp/x", "x\0y"])
def test_d08_what_is_remembered_lies_in_its_own_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "mappings"
    sources = (Source(field="reference", columns=(name,)),)
    remember(mapping.new(name, "contact", system=name, sources=sources), folder)
    (kept,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert kept.parent == folder
    assert kept.stem.isalnum()
