"""A soak is green only for histories that this very code went through without a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import simulate, soaking
from tests.bench.soaking import counting, digest_of
from tests.sync.simulator.mutants import ALL
from tests.sync.simulator.running import Broken
from tests.sync.simulator.seeds import CAUGHT

MUTANT = "cursor-before-rows"
SIZE = 3


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


class Soak:
    """Runs around the seed at which a planted mistake is caught."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.told: list[Broken] = []
        self._capsys = capsys

    def __call__(self, *, pieces: int = 2, code: str = "this-code") -> tuple[int, str]:
        """The exit code, and how many pieces were run."""
        self._capsys.readouterr()
        first = CAUGHT[MUTANT] - 1
        got = soaking.soak(pieces * SIZE, first, self.told.extend, piece=SIZE, code=code)
        return got, self._capsys.readouterr().out.split()[0]


@pytest.fixture
def soak(capsys: pytest.CaptureFixture[str]) -> Soak:
    return Soak(capsys)


def test_what_was_whole_is_not_run_again_and_the_rest_is(soak: Soak) -> None:
    assert soak() == (0, "2")
    assert soak() == (0, "0")
    assert soak(pieces=3) == (0, "1")


def test_what_was_broken_is_told_each_time_until_it_is_whole(soak: Soak) -> None:
    with ALL[MUTANT].planted():
        for pieces in ("2", "1", "1"):
            assert soak() == (1, pieces)
            assert [broken.seed for broken in soak.told] == [CAUGHT[MUTANT]]
            soak.told.clear()
    assert soak() == (0, "1")
    assert soak() == (0, "0")


def test_other_code_begins_anew(soak: Soak) -> None:
    assert soak() == (0, "2")
    assert soak(code="other-code") == (0, "2")
    assert soak(code="other-code") == (0, "0")


def test_a_piece_of_another_size_or_a_line_that_was_cut_says_nothing() -> None:
    whole = "0 5000 0 abc\n5000 5000 0 abc\n"
    assert counting(whole, 5000, "abc") == {0, 5000}
    assert counting("0 5000 0\n", 5000, "abc") == set()  # as it was written before
    assert counting(whole + "5000 50", 5000, "abc") == {0, 5000}
    assert counting(whole, 4000, "abc") == set()
    assert counting(whole + "0 5000 2 abc\n", 5000, "abc") == {5000}
    assert counting("words\n\n0 5000 -1 abc\n", 5000, "abc") == set()


def test_the_digest_changes_with_every_file_of_the_code(tmp_path: Path) -> None:
    code = tmp_path / "code" / "inner"
    code.mkdir(parents=True)
    (code / "one.py").write_text("a = 1\n")
    seen = [digest_of([tmp_path / "code"])]
    (code / "__pycache__").mkdir()
    (code / "__pycache__" / "one.pyc").write_bytes(b"compiled")
    assert digest_of([tmp_path / "code"]) == seen[0]
    (code / "one.py").write_text("a = 2\n")
    seen.append(digest_of([tmp_path / "code"]))
    (code / "two.sql").write_text("")
    seen.append(digest_of([tmp_path / "code"]))
    (code / "one.py").rename(code / "three.py")
    seen.append(digest_of([tmp_path / "code"]))
    assert len(set(seen)) == 4


def test_the_command_gives_its_code_to_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soaking, "soak", lambda count, first, _: count + first)
    assert simulate.main(["--soak", "40", "--seed", "2"]) == 42
