"""No drawers: a module called for nothing in particular fills up with everything."""

from pathlib import PurePath

import pytest

from tests.shape.source import sources

DRAWERS = {"base", "common", "helper", "helpers", "manager", "misc", "util", "utils"}


def drawers_in(name: str) -> set[str]:
    """The parts of a module's path that say nothing, also inside a name such as date_utils."""
    parts = PurePath(name).with_suffix("").parts
    return {part for part in parts if DRAWERS & set(part.strip("_").split("_"))}


@pytest.mark.parametrize("name", ["ui/utils.py", "workstation/helpers/dates.py", "workstation/date_utils.py"])
def test_a_drawer_is_noticed(name: str) -> None:
    assert drawers_in(name)


def test_there_are_no_drawers() -> None:
    assert [source.name for source in sources() if drawers_in(source.name)] == []
