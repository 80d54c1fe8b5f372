"""Below the window nobody looks at the wall clock: the time is given, so a test can give another."""

import ast
from collections.abc import Iterator

import pytest

from tests.shape.source import sources

WALL_CLOCKS = (
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "date.today",
    "time.gmtime",
    "time.localtime",
    "time.time",
    "time.time_ns",
)
# times.py is the clock; a log line is written now, whatever the case says; the window shows today.
MAY_LOOK = ("workstation/domain/times.py", "workstation/log.py", "ui/")


def looks_at_the_clock(tree: ast.AST) -> Iterator[str]:
    """Each use of a wall clock, called or only handed on (default_factory=datetime.now)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            words = ast.unparse(node).split(".")
            if ".".join(words[-2:]) in WALL_CLOCKS:
                yield f"{node.lineno}: {ast.unparse(node)}"
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            hidden = [name.name for name in node.names if f"time.{name.name}" in WALL_CLOCKS]
            yield from (f"{node.lineno}: from time import {name}" for name in hidden)


@pytest.mark.parametrize(
    ("code", "looks"),
    [
        ("datetime.now(tz=UTC)", True),
        ("datetime.datetime.utcnow()", True),
        ("field(default_factory=datetime.now)", True),
        ("dt.date.today()", True),
        ("from time import time", True),
        ("clock.now()", False),
        ("time.monotonic()", False),
        ("datetime.fromisoformat(text)", False),
    ],
)
def test_a_look_at_the_clock_is_noticed(code: str, looks: bool) -> None:
    assert bool(list(looks_at_the_clock(ast.parse(code)))) is looks


def test_nobody_looks_at_the_wall_clock() -> None:
    watched = [source for source in sources() if not source.name.startswith(MAY_LOOK)]
    assert [f"{source.name}:{look}" for source in watched for look in looks_at_the_clock(source.tree)] == []
