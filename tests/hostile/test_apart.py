"""R20, A14: big papers are drawn apart from the program, and whatever happens there ends in a sentence."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from tests.report import contacts
from tests.report.reading import flat, words_of
from workstation import own_process
from workstation.domain import kinds
from workstation.report import apart, pdf
from workstation.report.parts import Summary
from workstation.report.text import text
from workstation.trouble import BadInput, PrintTrouble

START = Path(__file__).parents[2] / "packaging" / "bundle" / "start.py"


def big(words: str = "", **of_copy: object) -> Summary:
    words = words or "She said that he came home late and that both were up. " * 1_000
    return contacts.summed(contacts.told(words), **of_copy)  # type: ignore[arg-type]


def child(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def bare(limits: apart.Limits | None = None) -> list[str]:
    """The command of the real process, so that a small paper goes through it as well."""
    return apart._command(limits or apart.Limits(0))


def test_a_paper_is_the_same_wherever_it_is_drawn() -> None:
    whole = contacts.summed(contacts.whole(kinds.NoteMade(text="محمد العربي, 张伟, Ọláńrewájú")))
    assert apart.measured(whole) < apart.AT_ONCE
    assert apart.drawn(whole, command=bare()) == apart.drawn(whole) == pdf.drawn(whole)


def test_a_big_paper_is_drawn_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = big()
    here = pdf.drawn(whole)
    monkeypatch.delattr(pdf, "drawn")
    assert apart.drawn(whole) == here


def test_two_megabytes_in_three_entries_are_paged_with_every_word() -> None:
    """R20. One entry holds a megabyte at most; a contact may have several."""
    parts = [" ".join(f"w{at}" for at in range(n, 300_000, 3)) for n in range(3)]
    notes = [
        (contacts.at(f"10:0{n}"), contacts.TOM, kinds.NoteMade(text=part)) for n, part in enumerate(parts)
    ]
    whole = contacts.summed(contacts.entries_of([*contacts.arriving()[:6], *notes]))
    assert sum(map(len, parts)) > 2_000_000
    data, pages = apart.drawn(whole)
    document = pypdfium2.PdfDocument(data)
    assert pages == len(document) > 300
    document.close()
    read = set(words_of(data).split())
    assert [word for part in parts for word in part.split() if word not in read] == []


def test_more_than_a_megabyte_in_one_piece_is_refused_before_it_is_saved() -> None:
    with pytest.raises(BadInput, match="too long to keep as one piece"):
        contacts.told("word " * 400_000)


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("import os; os.abort()", "too much work"),
        ("import sys; sys.exit(1)", "too much work"),
        ("print('nonsense')", "not drawn to the end"),
        ("print('drawn 3\\nno pages')", "not drawn to the end"),
        ("", "not drawn to the end"),
    ],
)
def test_a_crash_of_drawing_is_told_and_nothing_more(program: str, told: str) -> None:
    with pytest.raises(PrintTrouble, match=told) as caught:
        apart.drawn(big(), command=child(program))
    assert caught.value.what_to_do.startswith("Read the long text")


def test_drawing_that_hangs_is_ended() -> None:
    limits = apart.Limits(0)
    limits.wall_seconds = 0.5
    with pytest.raises(PrintTrouble, match="took too long and was ended"):
        apart.drawn(big(), limits=limits, command=child("import time; time.sleep(600)"))


def test_a_program_that_cannot_be_started_is_told() -> None:
    with pytest.raises(PrintTrouble, match="could not be drawn"):
        apart.drawn(big(), command=["/nowhere/at/all"])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends it by the clock alone")
def test_memory_and_processor_are_limited() -> None:
    little = apart.Limits(0, memory=60 * 1024 * 1024)
    with pytest.raises(PrintTrouble, match="too much work"):
        apart.drawn(big(), limits=little)
    short = apart.Limits(0)
    short.cpu_seconds = 1
    with pytest.raises(PrintTrouble, match="too much work"):
        apart.drawn(big("word " * 180_000), limits=short)


def test_a_missing_letter_is_named_from_there_as_from_here() -> None:
    whole = big("ᏌᎳ " + "word " * 20_000)
    with pytest.raises(PrintTrouble, match="no letters for") as there:
        apart.drawn(whole)
    with pytest.raises(PrintTrouble) as here:
        pdf.drawn(whole)
    assert (there.value.title, there.value.what_to_do) == (here.value.title, here.value.what_to_do)


class _Evil:
    """Says to whoever unpacks it: run this."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("import sys; sys.stdout.write('ran')",)


@pytest.mark.parametrize("handed", [pickle.dumps(_Evil()), b"", b"garbage"])
def test_the_process_runs_nothing_that_it_is_handed(handed: bytes) -> None:
    done = subprocess.run(
        bare(), input=handed, capture_output=True, check=False, env=own_process.environment()
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


def test_the_packed_program_is_that_process_when_it_is_asked() -> None:
    whole = contacts.summed(contacts.told("Shouting was heard."))
    limits = [str(1024**3), "10"]
    assert apart.drawn(whole, command=[sys.executable, str(START), apart.WORKER_FLAG, *limits]) == pdf.drawn(
        whole
    )


def test_a_text_of_nothing_but_line_breaks_is_cut_and_says_so() -> None:
    whole = big("a" + "\n" * 450_000 + "b")
    assert apart.measured(whole) < 4_100_000
    assert "more characters, which are not on this copy. Read them on the screen.]" in " ".join(
        text(whole).split()
    )


def test_moments_of_any_kind_arrive() -> None:
    """The only thing in a copy that is no word."""
    whole = contacts.summed(contacts.told("Hello."))
    moved = replace(whole, copy=replace(whole.copy, printed_at=datetime(2026, 3, 29, 1, 30, tzinfo=UTC)))
    data, _pages = apart.drawn(moved, command=bare())
    assert flat("29 Mar 2026 02:30") in flat(words_of(data))
