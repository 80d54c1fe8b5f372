"""Where things lie on this computer. `LINTEL_HOME` puts all of them into one folder (tests, a stick)."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_NAME = "Lintel"


def store_file() -> Path:
    """The encrypted record of real work."""
    return _data() / "record.lintel"


def practice_file() -> Path:
    """The practice authority: made-up families only."""
    return _data() / "practice.lintel"


def second(practice: Path) -> Path:
    """The file of a second window at the same practice authority, beside the first."""
    return practice.with_name(f"{practice.stem}-2{practice.suffix}")


def copies() -> Path:
    """Copies of the record (encrypted like itself)."""
    return _data() / "copies"


def log_file() -> Path:
    """The log: codes and counts, no case content."""
    home = _home()
    return (home or Path(platformdirs.user_log_dir(_NAME, appauthor=False))) / "lintel.log"


def machine_settings() -> Path:
    """What the council decides for this computer."""
    home = _home()
    return (home or Path(platformdirs.site_config_dir(_NAME, appauthor=False))) / "machine.toml"


def council_guide() -> Path:
    """The council's own editions of guide data (`guidebook.council`), beside its settings."""
    return machine_settings().with_name("guide")


def user_settings() -> Path:
    """What the person at this computer likes."""
    home = _home()
    folder = home or Path(platformdirs.user_config_dir(_NAME, appauthor=False, roaming=False))
    return folder / "settings.toml"


def explained_columns() -> Path:
    """What columns of files meant that were brought in on this computer: headings only, nothing of a record."""
    return user_settings().with_name("columns")


def _data() -> Path:
    home = _home()
    return home or Path(platformdirs.user_data_dir(_NAME, appauthor=False, roaming=False))


def _home() -> Path | None:
    named = os.environ.get("LINTEL_HOME", "")
    return Path(named) if named else None
