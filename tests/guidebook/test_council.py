"""A council changes guide data with a file of its own: checked whole, never half applied, earlier editions kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import resources
from workstation import paths
from workstation.cli import FOUND_NOTHING, TROUBLE, main
from workstation.domain.times import FixedClock
from workstation.guidebook import agencies, council, shelf
from workstation.guidebook.guide import guide
from workstation.guidebook.history_rules import rulebook
from workstation.guidebook.plainly import Faulty
from workstation.guidebook.sorts import SORTS

TEXT = resources.read_text("guide/agencies-2026-1.toml")
OWN = "agencies-northbeck-1"


@pytest.fixture(autouse=True)
def _only_what_is_built_in() -> Iterator[None]:
    shelf.clear()
    yield
    shelf.clear()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LINTEL_HOME", str(tmp_path / "home"))
    return paths.council_guide()


def _file(tmp_path: Path, was: str = "", now: str = "", edition: str = OWN, text: str = TEXT) -> Path:
    assert was in text
    path = tmp_path / "ours.toml"
    path.write_text(text.replace(text.split('"')[1], edition, 1).replace(was, now) if was else
                    text.replace(text.split('"')[1], edition, 1), encoding="utf-8")  # fmt: skip
    return path


def _said(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["guide", *argv])
    told = capsys.readouterr()
    return code, told.out + told.err


# -- the way a council takes ---------------------------------------------------------------------------------------


def test_a_council_s_edition_is_checked_kept_and_in_force_and_the_old_one_stays_readable(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _file(tmp_path, 'words = "Midwife"', 'words = "Community midwife"')
    assert _said(capsys, "check", str(path)) == (0, f"ours.toml can be used: {OWN}.\n")
    assert not folder.exists()

    code, words = _said(capsys, "install", str(path))
    assert code == 0
    assert "in force here from the next start" in words
    assert guide().matrix.edition == "agencies-2026-1"

    assert council.open_shelf(folder) is None
    now = guide()
    assert now.matrix.edition == OWN
    assert now.agency("midwife").words == "Community midwife"
    assert [one.edition for one in now.earlier] == ["agencies-2026-1"]
    assert now.matrix_of("agencies-2026-1").agency("midwife").words == "Midwife"  # type: ignore[union-attr]

    code, words = _said(capsys, "list")
    assert code == 0
    assert f"in force  {OWN}  (the council’s)" in words.splitlines()
    assert "          agencies-2026-1  (built in)" in words.splitlines()
    assert "in force  contact-2026-1  (built in)" in words.splitlines()


def test_an_agency_that_a_new_edition_left_out_still_has_its_words(tmp_path: Path, folder: Path) -> None:
    start, end = TEXT.index('[[agencies]]\nid = "probation"'), TEXT.index('[[agencies]]\nid = "da_service"')
    council.install(_file(tmp_path, TEXT[start:end], ""), folder)
    council.open_shelf(folder)
    assert guide().matrix.agency("probation") is None
    assert guide().agency("probation").words == "Probation"


def test_every_file_of_guide_data_goes_the_same_way(tmp_path: Path, folder: Path) -> None:
    assert set(SORTS) == set(shelf.sorts())
    for sort in SORTS:
        name = shelf.built_in(sort)[-1]
        text = resources.read_text(f"guide/{name}.toml").replace(name, f"{sort}-northbeck-7", 1)
        path = tmp_path / f"{sort}.toml"
        path.write_text(text, encoding="utf-8")
        assert council.install(path, folder).sort == sort
    council.open_shelf(folder)
    assert guide().edition == "contact-northbeck-7"
    assert guide().matrix.edition == "agencies-northbeck-7"
    assert rulebook().edition == "history-rules-northbeck-7"


@pytest.mark.parametrize("sort", SORTS)
def test_a_slip_of_the_pen_in_any_file_is_no_line_that_silently_does_nothing(
    tmp_path: Path, folder: Path, sort: str
) -> None:
    name = shelf.built_in(sort)[-1]
    text = resources.read_text(f"guide/{name}.toml").replace(name, f"{sort}-northbeck-7", 1)
    path = tmp_path / f"{sort}.toml"
    path.write_text(
        text.replace(f'"{sort}-northbeck-7"', f'"{sort}-northbeck-7"\ncolour = 1', 1), encoding="utf-8"
    )
    with pytest.raises(council.GuideRefused, match="nobody knows a line called “colour”"):
        council.check(path)


def test_one_can_go_back_to_what_is_built_in_and_on_again(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council.install(_file(tmp_path), folder)
    for edition in ("agencies-2026-1", OWN):
        assert _said(capsys, "use", edition)[0] == 0
        council.open_shelf(folder)
        assert guide().matrix.edition == edition
    code, words = _said(capsys, "use", "agencies-southbeck-1")
    assert code == TROUBLE
    assert "could not be opened" in words


def test_machines_get_json(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _said(capsys, "install", str(_file(tmp_path)))
    _, words = _said(capsys, "list", "--json")
    told = json.loads(words)
    assert [one["edition"] for one in told if one["in_force"] and one["sort"] == "agencies"] == [OWN]
    code, words = _said(capsys, "check", str(_file(tmp_path)), "--json")
    assert (code, json.loads(words)) == (0, {"sort": "agencies", "edition": OWN})


# -- an edition is never changed -----------------------------------------------------------------------------------


def test_a_kept_edition_is_never_written_again(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _file(tmp_path)
    assert _said(capsys, "install", str(path))[0] == 0
    assert _said(capsys, "install", str(path))[0] == 0
    before = (folder / f"{OWN}.toml").read_bytes()
    code, words = _said(capsys, "install", str(_file(tmp_path, "School", "Schools")))
    assert code == TROUBLE
    assert "An edition is never changed" in words
    assert (folder / f"{OWN}.toml").read_bytes() == before


def test_what_ships_with_lintel_is_never_changed(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(council.GuideRefused, match="ships with Lintel"):
        council.install(_file(tmp_path, edition="agencies-2026-1"), folder)
    assert not folder.exists()


# -- what is wrong is said in plain words, and nothing is applied --------------------------------------------------


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('id = "gp"', 'id = "gp', "At line"),
        ('id = "gp"\nwords = "GP"', 'id = "gp"', "Agencies, “gp”: the line “words” is missing."),
        ("from = 0, to = 1, why", 'from = "0", to = 1, why', "a whole number is expected here"),
        (
            "{ from = 0, to = 5,",
            "{ from = 5, to = 5,",
            "“health_visitor”, when, number 1: no child has that age",
        ),
        ("unborn = true", "unborn = true, colour = 1", "nobody knows a line called “colour”"),
        (
            'themes = ["housing", "care"]',
            'themes = ["houses"]',
            "Housing: the guide has no worry called “houses”.",
        ),
        (
            'factors = ["domestic abuse"]',
            'factors = ["shouting"]',
            "is none of the words that can stand here",
        ),
        ("{ always = true, why", "{ why", "it says nothing that could hold"),
        ('id = "hospital"', 'id = "gp"', "Agencies: “gp” is there twice."),
        ("red = { hours = 1 }", "red = { hours = 1, working_hours = 2 }", "Chase, red: say one of"),
        ("most = 2", "most = 5", "a contact at level 1 asks one or two"),
        ('first = ["early_help"', 'first = ["early"', "there is no agency called “early”"),
        ('"public task" = ', '"duty" = ', "Basis: the sentence for “public task” is missing."),
        (
            "This is a screening enquiry. {nothing_opened}",
            "An assessment is under way. {nothing_opened}",
            "Status, screening: it may not speak of an assessment",
        ),
        (
            "This is a screening enquiry. {nothing_opened}",
            "This is a screening enquiry.",
            "it has to hold {nothing",
        ),
        (
            'ask = "Known? Which order? What are',
            'ask = "As part of our assessment, what are',
            "what was opened",
        ),
        ("acting = ", "acted = ", "the sentence “acting” is missing"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_and_nothing_is_kept(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str], was: str, now: str, said: str
) -> None:
    path = _file(tmp_path, was, now)
    for what in ("check", "install"):
        code, words = _said(capsys, what, str(path))
        assert code == TROUBLE
        assert said in words
        assert "LT-840" in words
    assert not folder.exists()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "The line “edition” is missing."),
        (b'edition = "colours-1"', "is of no known sort"),
        (b'edition = "Agencies Northbeck"', "An edition is called like"),
        (b'edition = "agencies-' + b"x" * 90 + b'"', "An edition is called like"),
        (b'edition = "agencies-n-1"', "the list is empty"),
        (b"\xff\xfe\x00", "not saved as plain text"),
        (b"#" * 1_000_001, "far larger"),
    ],
)
def test_a_file_that_is_no_guide_data_is_refused(tmp_path: Path, folder: Path, raw: bytes, said: str) -> None:
    path = tmp_path / "ours.toml"
    path.write_bytes(raw)
    with pytest.raises(council.GuideRefused, match=said):
        council.install(path, folder)
    with pytest.raises(council.GuideRefused, match="could not be opened"):
        council.install(tmp_path / "none.toml", folder)
    assert not folder.exists()


def test_several_faults_are_told_together() -> None:
    with pytest.raises(Faulty) as refused:
        agencies.read(TEXT.replace("most = 2", "most = 9").replace("acting = ", "acted = "))
    assert len(refused.value.faults) == 3


def test_a_guide_must_keep_what_rules_speak_of(tmp_path: Path) -> None:
    text = resources.read_text("guide/contact-2026-1.toml")
    for was, now, said in (
        ('id = "O07"', 'id = "O77"', "“O07” is missing; rules speak of it"),
        (", assessment = true", "", "“assessment = true” belongs to O02"),
        ('id = "da", words', 'id = "dv", words', "“da” is missing"),
    ):
        with pytest.raises(council.GuideRefused, match=said):
            council.check(_file(tmp_path, was, now, "contact-northbeck-1", text))


# -- when a file goes bad later ------------------------------------------------------------------------------------


def test_what_is_built_in_stays_when_the_council_s_file_does_not_read_and_that_is_told(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council.install(_file(tmp_path), folder)
    (folder / f"{OWN}.toml").write_text("edition = 3", encoding="utf-8")
    aside = council.open_shelf(folder)
    assert aside is not None
    assert aside.title == f"{OWN}.toml of the council cannot be used. What ships with Lintel is."
    assert guide().matrix.edition == "agencies-2026-1"
    assert guide().earlier == ()
    code, words = _said(capsys, "list")
    assert code == FOUND_NOTHING
    assert "cannot be used" in words


@pytest.mark.parametrize("raw", [b"agencies = ", b'agencies = "agencies-gone-1"', b'colours = "x"', b"\xff"])
def test_a_pointer_that_says_nothing_sensible_leaves_what_is_built_in(folder: Path, raw: bytes) -> None:
    folder.mkdir(parents=True)
    (folder / council.POINTER).write_bytes(raw)
    assert council.open_shelf(folder) is not None
    assert guide().matrix.edition == "agencies-2026-1"


def test_a_folder_that_cannot_be_written_changes_nothing(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("a file where the folder should be")
    code, words = _said(capsys, "install", str(_file(tmp_path)))
    assert code == TROUBLE
    assert "LT-841" in words


def test_the_desk_opens_with_the_council_s_edition_and_tells_of_one_that_does_not_read(
    tmp_path: Path, folder: Path
) -> None:
    from tests.services.conftest import MORNING
    from workstation.services import opening, real_work

    store = tmp_path / "practice.lintel"
    council.install(_file(tmp_path), folder)
    desk = opening.practice_desk(store, clock=FixedClock(MORNING), contacts=30)
    assert desk.guide.matrix.edition == OWN
    assert real_work.news(desk) is None
    desk.close()

    (folder / f"{OWN}.toml").write_text("edition = 3", encoding="utf-8")
    desk = opening.practice_desk(store, clock=FixedClock(MORNING), contacts=30)
    assert desk.guide.matrix.edition == "agencies-2026-1"
    assert real_work.news(desk) is desk.guide_aside
    assert desk.guide_aside is not None
    desk.close()
