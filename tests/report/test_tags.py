"""What a screen reader is told: the tree of a tagged PDF as poppler reads it, and the same summary as HTML."""

from __future__ import annotations

import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.report import contacts
from workstation.domain import kinds
from workstation.report.html import html
from workstation.report.parts import Paragraph, Summary
from workstation.report.pdf import pdf


def _tree(paper: bytes, folder: Path) -> list[str]:
    file = folder / "copy.pdf"
    file.write_bytes(paper)
    told = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, text=True, check=True)
    return [line.strip() for line in told.stdout.splitlines()]


def _said(lines: list[str]) -> str:
    return " ".join(" ".join(line.strip('"') for line in lines if line.startswith('"')).split())


@pytest.fixture(scope="module")
def summed() -> Summary:
    return contacts.summed(contacts.whole(kinds.NoteMade(text="A long note. " * 400)))


def test_the_file_says_that_it_is_tagged_and_in_which_language(summed: Summary, tmp_path: Path) -> None:
    (tmp_path / "copy.pdf").write_bytes(pdf(summed))
    told = subprocess.run(["pdfinfo", tmp_path / "copy.pdf"], capture_output=True, text=True, check=True)
    assert "Tagged:          yes" in told.stdout
    assert "PDF version:     1.7" in told.stdout
    subprocess.run(["qpdf", "--check", tmp_path / "copy.pdf"], capture_output=True, check=True)


def test_everything_is_read_once_in_order_and_the_furniture_of_pages_never(
    summed: Summary, tmp_path: Path
) -> None:
    lines = _tree(pdf(summed), tmp_path)
    heard = _said(lines)
    assert heard.count("FARROW, Ellie Contact") == 1, (
        "the box at the top of the second page is not read again"
    )
    assert "Page 2 of" not in heard
    assert "shred when" not in heard
    at = 0
    for section in summed.sections:
        at = heard.index(section.heading, at)
        for block in section.blocks:
            if isinstance(block, Paragraph):
                first = " ".join(block.words.split()[:5])
                at = heard.index(first, at)


def test_words_at_a_line_end_stay_apart(summed: Summary, tmp_path: Path) -> None:
    heard = _said(_tree(pdf(summed), tmp_path))
    assert heard.count("A long note") == 400
    assert "note.A" not in heard


def test_tables_have_headings_and_rows_and_a_head_repeated_on_a_page_is_no_second_one(
    summed: Summary, tmp_path: Path
) -> None:
    lines = _tree(pdf(summed), tmp_path)
    tables = sum(isinstance(block, Paragraph) is False for s in summed.sections for block in s.blocks)
    assert lines.count("Table (block)") == tables
    rows = sum(1 + len(b.rows) for s in summed.sections for b in s.blocks if not isinstance(b, Paragraph))
    assert lines.count("TR") == rows
    assert "/Scope /Column" in lines


class _Read(HTMLParser):
    """Notes every element and every word."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not {name for name, _ in attrs} - {
            "lang",
            "charset",
            "http-equiv",
            "content",
            "class",
            "role",
            "scope",
        }

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_as_html_words_of_the_record_are_words_and_nothing_is_fetched() -> None:
    hostile = '<img src="http://127.0.0.1/x"> <script>go()</script> & <b>no'
    page = html(contacts.summed(contacts.told(hostile)))
    read = _Read()
    read.feed(page)
    assert not read.tags & {"img", "script", "b", "a", "link", "iframe"}
    assert hostile in "".join(read.words)
    assert "<title>Contact summary</title>" in page


def test_html_says_the_same_as_the_page(summed: Summary) -> None:
    read = _Read()
    read.feed(html(summed))
    heard = " ".join("".join(read.words).split())
    for section in summed.sections:
        assert section.heading in heard
        for block in section.blocks:
            cells = [block.words] if isinstance(block, Paragraph) else [c for row in block.rows for c in row]
            assert all(" ".join(cell.split()) in heard for cell in cells)
