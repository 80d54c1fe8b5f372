"""A real keystore for every test of signing in."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.access.secret_service import SecretService

PROGRAMS = ("dbus-daemon", "dbus-monitor", "gnome-keyring-daemon")


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A folder with a short name: the address of a bus has to fit into 107 characters."""
    folder = Path(tempfile.mkdtemp(prefix="lt"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def need_programs() -> None:
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        pytest.skip(f"no keystore to be had here: {missing} missing (./dev setup installs them)")


@pytest.fixture
def keystore(need_programs: None, short_path: Path) -> Iterator[SecretService]:
    with SecretService(short_path) as service:
        yield service
