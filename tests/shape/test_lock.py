"""The lock pins every file by its hash and names no place to get it from."""

import re
import tomllib

from tests.shape.source import ROOT

PIN = re.compile(r"^([a-z0-9-]+)(\[[^]]*\])?==\S+")


def entries() -> list[str]:
    """One text for each package: its pin and its hashes."""
    return (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", "").splitlines()


def test_every_package_is_pinned_and_hashed() -> None:
    assert [line for line in entries() if not (PIN.match(line) and "--hash=sha256:" in line)] == []


def test_the_lock_names_no_address() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text("utf-8")


def test_the_lock_has_all_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = {re.split(r"[\[<>=!~; ]", line)[0].lower().replace("_", "-") for line in asked}
    locked = {match[1] for line in entries() if (match := PIN.match(line))}
    assert names - locked == set()
