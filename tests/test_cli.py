"""`lintelctl` as somebody at a prompt uses it: words, JSON, exit codes."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.intake.extracts import ROW, table
from workstation.cli import FOUND_NOTHING, TROUBLE, WRONG_USE, main

SAMPLE = Path(__file__).parent / "data" / "annex_a_sample_liia.xlsx"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("practice") / "practice.lintel"
    assert main(["practice", "--store", str(path), "--contacts", "60", "--json"]) == 0
    return path


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "practice.lintel"))


def _json(capsys: pytest.CaptureFixture[str], *argv: str) -> dict[str, object]:
    capsys.readouterr()
    main([*argv, "--json"])
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def test_making_practice_twice_needs_again(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["practice", "--store", str(store)]) == TROUBLE
    assert "--again" in capsys.readouterr().err
    assert main(["practice", "--store", str(store), "--contacts", "60", "--again"]) == 0


def test_verify_says_all_is_well(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--store", str(store)]) == 0
    assert "every chain and digest holds" in capsys.readouterr().out


def test_import_lists_every_row_and_changes_nothing_the_second_time(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "rows.csv"
    first = _json(capsys, "import", str(SAMPLE), "--store", str(store), "--list", str(listed))
    second = _json(capsys, "import", str(SAMPLE), "--store", str(store))
    assert first["rows"] == first["taken"] + first["with_marks"] + first["refused"] == 59  # type: ignore[operator]
    assert (first["new"], first["refused"], second["new"]) == (54, 5, 0)
    assert len(listed.read_text(encoding="utf-8-sig").splitlines()) == 60
    assert main(["verify", "--store", str(store)]) == 0


def test_columns_are_guessed_checked_and_used(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, guess = table(tmp_path / "old system.csv", ROW), tmp_path / "m.json"
    assert main(["import", str(path), "--store", str(store)]) == TROUBLE
    assert "needs its columns explained" in capsys.readouterr().err
    assert main(["import", str(path), "--store", str(store), "--suggest", str(guess)]) == 0
    assert "reference: Contact ID" in capsys.readouterr().out
    done = _json(capsys, "import", str(path), "--store", str(store), "--mapping", str(guess))
    assert (done["read_as"], done["rows"], done["new"]) == ("contacts of old system", 1, 4)
    assert done["columns_not_taken"] == ["old system: Worker Email"]


def test_a_mapping_that_is_none_is_told(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "m.json").write_text("{}")
    asked = ["import", str(SAMPLE), "--store", str(store), "--mapping", str(tmp_path / "m.json")]
    assert main(asked) == TROUBLE
    assert "LT-404" in capsys.readouterr().err


def test_earlier_history_is_found_by_the_council_number(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", str(SAMPLE), "--store", str(store)])
    found = _json(capsys, "find", "6537810", "--store", str(store))
    assert [p["last"] for p in found["people"]] == ["2 earlier events before Lintel"]  # type: ignore[attr-defined]


def test_find_show_and_print_a_contact(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = _json(capsys, "find", "ellie", "farrow", "--store", str(store))
    assert found["people"][0]["name"] == "FARROW, Ellie"  # type: ignore[index]
    contact = found["people"][0]["contacts"][0]  # type: ignore[index]
    assert main(["show", contact, "--store", str(store)]) == 0
    assert "FARROW, Ellie" in capsys.readouterr().out
    out = tmp_path / "copy.pdf"
    asked = ["print", contact, "--out", str(out), "--store", str(store)]
    assert main(asked) == TROUBLE  # a word is hidden, and nobody has read where
    assert "[hidden]" in capsys.readouterr().err
    assert main([*asked, "--hidden-read"]) == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert main(["show", contact, "--html", "--recipient", "quality", "--store", str(store)]) == 0
    page = capsys.readouterr().out
    assert "<!DOCTYPE html>" in page
    assert "FARROW" not in page.upper()


def test_the_address_on_a_copy_takes_two_people(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = _json(capsys, "find", "ellie", "farrow", "--store", str(store))
    contact = found["people"][0]["contacts"][0]  # type: ignore[index]
    out = tmp_path / "copy.txt"
    asked = ["print", contact, "--out", str(out), "--store", str(store), "--for", "Sgt Amis, welfare check"]
    assert main([*asked, "--address-because", "They go there now.", "--hidden-read"]) == TROUBLE
    assert "Who is this copy for, and who agreed" in capsys.readouterr().err
    assert not out.exists()


def test_nobody_found_and_wrong_use(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "Quentin", "Abernathy", "--store", str(store)]) == FOUND_NOTHING
    assert main(["show", "C26-99999-Z", "--store", str(store)]) == TROUBLE
    assert "is not a number we use" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        main(["dance"])
    assert stopped.value.code == WRONG_USE


def test_a_file_that_is_not_ours_is_told_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = tmp_path / "plain.lintel"
    with sqlite3.connect(plain) as cx:
        cx.execute("CREATE TABLE t (x)")
    before = plain.read_bytes()
    assert main(["verify", "--store", str(plain)]) == TROUBLE
    assert "not encrypted" in capsys.readouterr().err
    assert plain.read_bytes() == before


def test_doctor_speaks_of_every_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor", "--store", str(tmp_path / "none.lintel")])
    said = capsys.readouterr().out
    for what in ("Python", "encryption", "password store", "disk", "screen"):
        assert what in said


def test_two_managers_erase_words_at_a_prompt(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def said(worker: str, *words: str) -> str:
        capsys.readouterr()
        assert main(["central", "erase", *words, "--as", worker, "--store", str(store)]) == 0
        return capsys.readouterr().out

    one, two = _managers(store)
    contact = _json(capsys, "find", "Merrick", "--store", str(store))["people"][0]["contacts"][0]  # type: ignore[index]
    first = said(one, "find", contact).splitlines()[0].split()[0]
    why = ("--authority", "Court order 12 of 2026", "--because", "Another family of that name.")
    assert said(one, "open").startswith("Nothing waits")
    assert "Another manager has to erase" in said(one, "agree", first, *why)
    assert said(two, "open").startswith(f"{first}  {one}: Court order 12")
    assert "gone here and at the server" in said(two, "do", first, *why)
    assert first not in said(one, "find", contact)
    assert main(["verify", "--store", str(store)]) == 0
    assert main(["central", "erase", "do", first, *why, "--as", two, "--store", str(store)]) == TROUBLE
    assert "gone already" in capsys.readouterr().err


def _managers(store: Path) -> tuple[str, str]:
    from workstation.domain.people import may_sign
    from workstation.services import opening

    desk = opening.practice_desk(store)
    try:
        found = [worker.name for worker in desk.staff.values() if may_sign(worker)]
    finally:
        desk.close()
    return found[0], found[1]


def test_rules_say_whose_they_are_and_how_often_they_spoke(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = _json(capsys, "rules", "--store", str(store))
    rules = found["rules"]
    assert isinstance(rules, list)
    assert len(rules) == 41
    assert all(rule["owner"] for rule in rules)
    assert main(["rules", "--store", str(store), "--quarter", "yesterday"]) == TROUBLE
    assert "2026-11-24" in capsys.readouterr().err
    assert main(["rules", "--store", str(store), "--quarter", "2020-01-01"]) == 0
    assert "0 contacts sent" in capsys.readouterr().out


def test_the_outage_pack_is_saved_and_the_next_one_goes_on(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "pack.pdf"
    first = _json(capsys, "outage", "--store", str(store), "--out", str(out), "--sheets", "2")
    assert out.read_bytes().startswith(b"%PDF-1.7")
    assert str(first["sheets"]).startswith("R-01 to R-02 ")
    assert int(str(first["contacts"])) > 0
    second = _json(capsys, "outage", "--store", str(store), "--out", str(out), "--sheets", "1")
    assert str(second["sheets"]).startswith("R-03 ")


def test_a_pack_with_too_many_sheets_is_a_trouble_in_words(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "pack.pdf"
    assert main(["outage", "--store", str(store), "--out", str(out), "--sheets", "400"]) == TROUBLE
    assert "from 1 to 40" in capsys.readouterr().err
    assert not out.exists()
