"""The rows X of `trust.md` 6: what leaves Lintel as a file or on paper."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest

from tests.hostile.bones import beside_words, metadata
from tests.hostile.copies import taken
from tests.report import contacts
from tests.report.contacts import CONTACT
from tests.report.reading import flat, words_by_poppler, words_of
from tests.report.test_prints import desk_with
from workstation.domain import kinds
from workstation.intake.outcome import ImportReport, RowOutcome, SheetCount, read_csv
from workstation.report.redact import HIDDEN
from workstation.services import bring_in, outage, prints, record
from workstation.services.desk import Desk

FORMULAS = (
    '=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", '"=1', "=cmd|' /C calc'!A0", "%0A=1",
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    words = "He waited in quillet  row, by the shop, and rang 0191-4980467."
    desk = desk_with(tmp_path / "x.lintel", contacts.whole(kinds.NoteMade(text=words)))
    yield desk
    desk.close()


@pytest.mark.parametrize("name", FORMULAS)
def test_x01_a_name_is_never_opened_as_a_formula_and_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    row = RowOutcome(name, 2, "refused", (name,), name, name, name)
    report = ImportReport("a.xlsx", (SheetCount(name, "contact"),), (row,))
    bring_in.save_list(report, tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as lines:
        cells = [cell for line in csv.reader(lines) for cell in line]
    assert [cell for cell in cells if cell[:1] in set('=+-@\t\r\n"%|')] == []
    assert read_csv(tmp_path / "rows.csv") == (row,)


def test_x02_an_address_in_a_free_text_is_taken_out_and_its_place_is_shown(desk: Desk) -> None:
    seen = prints.preview(desk, CONTACT, "the police")
    places = [place for place in seen.hidden_found if place.startswith("Who did what: ")]
    assert any(f"waited in {HIDDEN}, by the shop" in place for place in places)
    for read in (words_of(seen.pdf), words_by_poppler(seen.pdf), seen.text, "\n".join(seen.hidden_found)):
        assert flat("by the shop") in flat(read)
        for secret in ("quillet", "nb47qx", "4980467", "tansyhill", "marlpit"):
            assert secret not in re.sub(r"\W", "", read.casefold())


def test_x03_nothing_lies_under_anything(desk: Desk) -> None:
    """What is hidden is not in the file at all: no path is filled, and the letters of the file spell it nowhere."""
    seen = prints.preview(desk, CONTACT, "the police")
    document = pypdfium2.PdfDocument(seen.pdf)
    shapes = [o for page in document for o in page.get_objects() if o.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    fills = [_filled(shape) for shape in shapes]
    document.close()
    assert shapes
    assert not any(fills)
    streams = "".join(words_of(seen.pdf).split()).casefold()
    assert "quillet" not in streams
    assert b"Quillet" not in seen.pdf


def _filled(shape: pypdfium2.PdfObject) -> bool:
    from ctypes import byref, c_int

    how, drawn = c_int(), c_int()
    pypdfium2.raw.FPDFPath_GetDrawMode(shape, byref(how), byref(drawn))
    return bool(how.value != pypdfium2.raw.FPDF_FILLMODE_NONE)


def test_x04_the_file_says_nothing_of_whom_it_is_about(desk: Desk) -> None:
    copy, pages = taken(desk, CONTACT, "Ms Reed at 14 Quillet Row")
    said = metadata(pages)
    assert (said["Title"], said["Author"], said["Creator"]) == ("Contact summary", "Lintel", "Lintel")
    assert {said[key] for key in ("Subject", "Keywords")} <= {"", None}
    assert "2026" not in " ".join(said.values())  # not even when
    assert prints.preview(desk, CONTACT, "Ms Reed").kind == "Contact summary"
    assert beside_words(pages) == []
    assert flat(f"Copy number {copy.copy_number}") in flat(words_of(pages))
    other, _pages = taken(desk, CONTACT, "Ms Reed")
    assert other.copy_number != copy.copy_number


def test_x04_each_kind_of_paper_has_a_title_of_its_own_without_case_content(desk: Desk) -> None:
    letter = prints.letter_paper(desk, CONTACT, contacts.DANA, "We have decided.", "She asked for it.")
    papers = {
        "Contact summary": prints.preview(desk, CONTACT, "Ms Reed").pdf,
        "Chronology": prints.preview(desk, CONTACT, prints.Order("Ms Reed", paper="chronology")).pdf,
        "Strategy discussion request": prints.preview(
            desk, CONTACT, "the police", prints.strategy_paper()
        ).pdf,
        "Letter": prints.preview(desk, CONTACT, "Ms Farrow", letter).pdf,
        "Request for information": prints.letter(
            desk, CONTACT, "the school", "Is Ellie FARROW known to you?"
        )[1],
        "Outage pack": outage.pages(outage.take(desk, 1)),
    }
    for title, pages in papers.items():
        said = metadata(pages)
        assert said["Title"] == title
        assert not [
            key for key, words in said.items() if re.search("farrow|ellie|C26|R-01", words, re.IGNORECASE)
        ]


def test_x05_no_copy_number_is_given_twice_offline_or_from_a_file_that_was_put_back(tmp_path: Path) -> None:
    path = tmp_path / "a.lintel"
    desk = desk_with(path, contacts.whole(sent=False))
    numbers = [taken(desk, CONTACT)[0].copy_number for _ in range(5)]
    desk.close()
    kept = tmp_path / "kept"
    kept.mkdir()
    shutil.copy(path, kept / "a.lintel")
    for again in range(3):  # the same file, three times put back: it counts from the same place each time
        desk = reopened(kept / "a.lintel", tmp_path / f"back{again}.lintel", minutes=again)
        numbers += [taken(desk, CONTACT)[0].copy_number for _ in range(3)]
        desk.close()
    fresh = desk_with(tmp_path / "new.lintel", contacts.whole(sent=False))  # a new installation
    numbers += [taken(fresh, CONTACT)[0].copy_number for _ in range(5)]
    fresh.close()
    assert len(set(numbers)) == len(numbers) == 19


def reopened(kept: Path, path: Path, *, minutes: int) -> Desk:
    """A desk on a copy of a file that was put back, some minutes later."""
    from workstation.domain.times import FixedClock
    from workstation.services import opening
    from workstation.settings import PRACTICE_KEY, Settings
    from workstation.store.file import Store

    shutil.copy(kept, path)
    clock = FixedClock(contacts.at("14:12") + timedelta(minutes=minutes))
    store = Store.open(path, PRACTICE_KEY, clock=clock, kind="practice")
    desk = opening.assemble(store, clock, Settings(council="Northbeck Council"), practice=True)
    opening.sit_down(desk, contacts.RUKHSANA)
    return desk


def test_x06_a_copy_after_the_flag_changed_is_checked_anew_and_the_old_ones_are_listed(
    tmp_path: Path,
) -> None:
    open_address = kinds.AddressRecorded(
        address="a-9", people=(contacts.ELLIE,), lines="3 Harbour Mews", postcode="NB1 1AA"
    )
    said = [e for e in contacts.arriving() if not isinstance(e[2], kinds.AddressRecorded)]
    desk = desk_with(
        tmp_path / "f.lintel",
        contacts.entries_of([*said, (contacts.at("09:40"), contacts.TOM, open_address)]),
    )
    before, pages = taken(desk, CONTACT, "Northbeck Housing")
    assert flat("3 Harbour Mews") in flat(words_of(pages))
    record.put(desk, CONTACT, [kinds.ConfidentialityChanged(address="a-9")])
    seen = prints.preview(desk, CONTACT, "Northbeck Housing")
    assert flat("Harbour") not in flat(seen.text + words_of(seen.pdf))
    (told,) = seen.earlier
    assert before.copy_number in told
    assert "Northbeck Housing" in told
    assert "hidden after it was printed" in told
    after, pages = taken(desk, CONTACT, "Northbeck Housing")
    assert after.hidden
    assert not before.hidden
    assert flat("Harbour") not in flat(words_of(pages))
    desk.close()
