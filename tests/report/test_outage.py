"""The outage pack as pages: what the guide asks, in the guide's words, whichever edition is in force."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.report.reading import flat, words_of
from workstation.domain.guide import Ask, Guide, Prompt
from workstation.domain.matrix import Agency, Choice, Matrix, Rule
from workstation.domain.paper_sheet import SheetReference
from workstation.guidebook.guide import guide
from workstation.report import outage
from workstation.report.outage import Ring, Waiting
from workstation.report.parts import Copy, Summary
from workstation.report.pdf import drawn_together, pdf
from workstation.report.text import text

SHEET = SheetReference(7, "K7QM3D")
RING = (Ring("Police, if a child is in danger this minute", "999"), Ring("Duty manager", "0191 498 0100"))
COPY = Copy(
    number="R-07 K7QM3D", printed_at=datetime(2026, 11, 24, 10, 42, tzinfo=UTC), printed_by="Rukhsana Shah",
    for_whom="the outage pack", council="Northbeck Council",
)  # fmt: skip
CHANGED = replace(
    guide(),
    edition="contact-2031-9",
    questions=(
        Ask("odd", "Which way does the gate open?", required=True), Ask("pol", "Which helmet?", of=("police",)),
    ),
    reasons=(Prompt("why", "What would the cat say?"),),
    lawful=(Choice("tide", "The tide is out"),),
    channels=(Choice("pigeon", "By pigeon"),),
    matrix=Matrix(edition="agencies-2031-9", agencies=(
        Agency("ferry", "Ferry office", ask="Who crossed?", when=(Rule(why="at sea", always=True),)),
    )),
)  # fmt: skip


def sheet(of: Guide) -> Summary:
    return outage.sheet(SHEET, of, ("Police", "School"), RING, COPY)


def front(*waiting: Waiting, hide: tuple[str, ...] = (), more: int = 0) -> Summary:
    about = ("As of 24 Nov 2026 10:42.", "Contact sheets in this pack: R-01 to R-10")
    return outage.front(COPY, waiting, RING, about, hide=hide, more=more)


@pytest.mark.parametrize("of", [guide(), CHANGED], ids=["ours", "a council's own"])
def test_a_sheet_asks_everything_the_guide_asks_in_its_words(of: Guide) -> None:
    words = flat(words_of(pdf(sheet(of))))
    asked = [
        *(q.words for q in of.questions), *(r.words for r in of.reasons), *(c.words for c in of.channels),
        *(c.words for c in of.lawful), *(a.words for a in of.agencies), *(a.ask for a in of.agencies),
        *(b.words for b in of.bases), *(o.words for o in of.outcomes), *(t.words for t in of.themes),
        *(w.words for w in of.ways), *(f.words for f in of.factors),
    ]  # fmt: skip
    assert [each for each in asked if flat(each) not in words] == []
    assert of.edition in words_of(pdf(sheet(of)))


def test_nothing_of_another_edition_is_on_a_sheet() -> None:
    words = flat(words_of(pdf(sheet(CHANGED))))
    ours = [*guide().questions, *guide().reasons, *guide().lawful]
    assert [each.words for each in ours if flat(each.words) in words and len(each.words) > 12] == []
    assert flat("drug and alcohol service") not in words


def test_the_questions_that_are_always_asked_say_so() -> None:
    always = [q.words for q in guide().questions if q.required]
    assert len(always) == 2
    assert text(sheet(guide())).count("Always ask this.") == 2


def test_a_sheet_has_its_reference_on_every_page_and_says_whom_to_ring() -> None:
    paper, pages = drawn_together((sheet(guide()),))
    words = words_of(paper)
    assert words.count("Copy number R-07 K7QM3D") == words.count(f" of {pages}") == pages
    assert "0191 498 0100" in words
    assert 5 <= pages <= 8


def test_a_pack_is_one_tagged_file_in_which_each_paper_counts_its_own_pages(tmp_path: Path) -> None:
    paper, pages = drawn_together((front(), sheet(guide()), sheet(guide())))
    (tmp_path / "pack.pdf").write_bytes(paper)
    subprocess.run(["qpdf", "--check", tmp_path / "pack.pdf"], capture_output=True, check=True)
    told = subprocess.run(
        ["pdfinfo", "-struct-text", tmp_path / "pack.pdf"], capture_output=True, text=True, check=True
    ).stdout
    assert told.count("H1 (block)") == 3
    assert told.count("Is a child in danger now? Ring at once") == 2
    each = (pages - 1) // 2
    assert words_of(paper).count(f"Page 1 of {each}") == 2


def test_the_list_has_who_waits_and_never_an_address() -> None:
    canary = "14 Quillet Row"
    paper = front(
        Waiting("C26-18412-K", f"FARROW, Ellie of {canary} +1", "Born 14 Mar 2017 (9y)", "Domestic abuse",
                "Rukhsana Shah", "today 13:47", act_now=True, hidden=True),
        Waiting("C26-18413-L", "ABDI, Samira", "", "", "Nobody yet", "tomorrow 09:00"),
        hide=(canary,), more=3,
    )  # fmt: skip
    words = words_of(pdf(paper))
    assert "ACT NOW" in words
    assert "Born 14 Mar 2017 (9y)" in words.replace("\xa0", " ")
    assert "do not write it down" in words.replace("\r\n", " ")
    assert "Quillet" not in words
    assert "[hidden]" in words
    assert "3 more contacts" in words.replace("\xa0", " ")


def test_an_empty_list_says_that_nobody_waits() -> None:
    assert "Nobody waits." in text(front())
