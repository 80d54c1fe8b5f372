"""A real encrypted file for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.stories import clock, lines
from workstation.store.file import Store

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path, KEY, clock=clock(), create=True) as store:
        store.register.follow(lines)
        yield store
