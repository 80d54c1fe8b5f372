"""The packed program is built and started for real: an empty environment, a virtual screen, a new home."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "packaging" / "build"


def _run(*words: str) -> str:
    done = subprocess.run([BUILD, *words], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def built() -> str:
    """What was said while it was built, described and tried."""
    return "".join(_run(what) for what in ("bundle", "sbom", "try"))


@pytest.mark.timeout(900)
def test_it_starts_prints_and_reads_files_with_nothing_but_what_lies_in_its_folder(built: str) -> None:
    told = re.search(r"First start (\d+) ms .* later starts (\d+) ms, (\d+) pages opened, (\d+) MB", built)
    assert told is not None, built


@pytest.mark.timeout(900)
def test_what_is_in_it_is_named_with_version_and_licence(built: str) -> None:
    assert built
    bill = json.loads((ROOT / "dist" / "lintel.cdx.json").read_text(encoding="utf-8"))
    named = {part["name"].lower().replace("_", "-") for part in bill["components"]}
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    ours = {re.match(r"[A-Za-z0-9-]+", line).group().lower() for line in asked}  # type: ignore[union-attr]
    assert ours <= named
    assert {"psycopg-binary", "uharfbuzz", "python", "notosanskr", "english"} <= named, (
        "extras, and what is no package"
    )
    assert not named & {"pytest", "mypy", "hypothesis", "cyclonedx-bom"}, "tools that build are not shipped"
    licences = (ROOT / "dist" / "lintel" / "LICENCES.txt").read_text(encoding="utf-8")
    assert all(name in licences.lower().replace("_", "-") for name in ours)


def test_the_locks_of_what_is_shipped_name_a_hash_for_everything_and_no_address() -> None:
    for lock in ("packaging/requirements.lock", "packaging/windows/requirements.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert "http" not in text
        pinned = re.findall(r"^([a-z0-9-]+)==\S+.*\\\n    --hash=sha256:", text, flags=re.MULTILINE)
        assert len(pinned) == len(re.findall(r"^[a-z0-9-]+==", text, flags=re.MULTILINE)), lock


def test_what_is_shipped_has_the_versions_that_are_tested() -> None:
    tested = _pinned("requirements.lock")
    names = {name for name, _ in tested}
    for lock in ("packaging/requirements.lock", "packaging/windows/requirements.lock"):
        assert {(n, v) for n, v in _pinned(lock) if n in names} <= tested, lock


def _pinned(lock: str) -> set[tuple[str, str]]:
    """Names and versions; a library may be pinned twice, for different Pythons."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9-]+)==(\S+)", text, flags=re.MULTILINE))
