"""Settings and places: the council's file, then the person's; a slip of the pen is refused."""

from datetime import date
from pathlib import Path

import pytest

from workstation import paths, settings
from workstation.settings import Settings, SettingsTrouble

MACHINE = """
council = "Northbeck"
duty_phone = "0191 498 0100"
extra_days_off = [2026-12-29, 2026-12-30]
[central]
host = "central.northbeck.example"
port = 5432
"""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    path = tmp_path / "machine.toml"
    path.write_text(MACHINE)
    return path


@pytest.fixture
def user(tmp_path: Path) -> Path:
    return tmp_path / "own" / "settings.toml"


def test_no_files_no_wishes(user: Path) -> None:
    assert settings.load(user, user) == Settings()
    assert Settings().marking == "OFFICIAL-SENSITIVE"


def test_the_machine_then_the_user(machine: Path, user: Path) -> None:
    user.parent.mkdir()
    user.write_text('marking = "OFFICIAL"\n')
    found = settings.load(machine, user)
    assert (found.council, found.marking) == ("Northbeck", "OFFICIAL")
    assert found.extra_days_off == (date(2026, 12, 29), date(2026, 12, 30))
    assert found.central == {"host": "central.northbeck.example", "port": 5432}


def test_how_many_decisions_are_decided_first_is_for_the_council_alone(tmp_path: Path, user: Path) -> None:
    assert Settings().decide_first == 10
    machine = tmp_path / "council.toml"
    machine.write_text("decide_first = 5\n")
    user.parent.mkdir()
    user.write_text("decide_first = 0\n")
    assert settings.load(machine, user).decide_first == 5
    assert settings.load(machine, user).rates == (5, 5)
    machine.write_text("decide_first_others = 20\n")
    assert settings.load(machine, user).rates == (10, 20)
    machine.write_text("decide_first = 1001\n")
    with pytest.raises(SettingsTrouble):
        settings.load(machine, user)


@pytest.mark.parametrize(
    "written",
    [
        'counsil = "Northbeck"', "council = 7", 'extra_days_off = ["29 December"]', "duty = 3", "[council]",
        "[duty]\nsizes = [1, 2]", "not toml", "[other]\n", 'council = "\xff', "extra_days_off = 2026-12-29",
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_named(machine: Path, user: Path, written: str) -> None:
    user.parent.mkdir()
    user.write_text(written, encoding="latin-1")
    with pytest.raises(SettingsTrouble, match=r"settings\.toml"):
        settings.load(machine, user)
    assert user.read_text(encoding="latin-1") == written


def test_one_folder_for_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = (
        paths.store_file, paths.practice_file, paths.copies, paths.log_file, paths.machine_settings,
        paths.user_settings,
    )  # fmt: skip
    monkeypatch.delenv("LINTEL_HOME", raising=False)
    assert all(place().is_absolute() for place in places)
    monkeypatch.setenv("LINTEL_HOME", str(tmp_path))
    assert {place().parent for place in places} == {tmp_path}
    assert len({place() for place in places}) == len(places)
