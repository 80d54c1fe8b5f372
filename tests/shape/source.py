"""The files of this project, as the shape tests read them."""

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PACKAGES = ("workstation", "ui", "resources")
NOT_OURS = {".git", ".venv", "__pycache__", "build", "dist"}


class Source(NamedTuple):
    """One Python file outside the tests."""

    name: str
    text: str
    tree: ast.Module


def files() -> Iterator[Path]:
    """Every file a clone could hold: all but what tools make."""
    for folder, below, names in os.walk(ROOT):
        below[:] = [name for name in below if name not in NOT_OURS and not name.endswith("_cache")]
        below[:] = [name for name in below if name != ".hypothesis"]
        # In a worktree .git is a file, and it names the place of the clone.
        yield from (Path(folder, name) for name in names if name != ".git")


@cache
def sources() -> tuple[Source, ...]:
    """Every Python file of the three packages."""
    found = []
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix == ".py" and name.startswith(tuple(f"{package}/" for package in PACKAGES)):
            text = path.read_text("utf-8")
            found.append(Source(name, text, ast.parse(text, name)))
    return tuple(sorted(found, key=lambda source: source.name))
