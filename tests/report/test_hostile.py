"""Text that wants to be something else (the lists A and B of the hostile inputs): on paper it is only text."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from tests.report import contacts
from tests.report.reading import flat, words_of
from workstation.domain import kinds
from workstation.report.pdf import drawn, pdf
from workstation.report.text import text

CANARY = "Kanarienvogel77"
AS_IT_IS = {
    "A01": "risk <high>",
    "A02": "mother said <b>no",
    "A03": "Smith & Jones <3",
    "A04": 'he wrote "<script>" and then left',
    "A05": f"visible <!-- {CANARY} --> text",
    "A06": f"<style>*{{color:white}}</style>{CANARY}",
    "A07": f'<font color="white">{CANARY}</font> and <font size="0.1">',
    "A10": '<a href="javascript:app.alert(1)">x</a>, <a href="file:///etc/passwd">',
    "A11": f'<para fontSize="1" textColor="white">{CANARY}</para>',
    "A12": '<onDraw name="x" label="y"/>, <seq id="a"/>, <evalString code="1+1"/>',
    "A13": "<font color=\"[[[getattr(pow,Word('__globals__'))]]]\">x</font>",
    "A16": "&lt;b&gt; &#x202e; &nbsp; &copy;",
    "A17": "![x](/tmp/x.png) *hi*",
    "PDF": f"EMC Q ET (x) Tj >> endobj /Span <</ActualText <FEFF>>> BDC \\051 ) {CANARY}",
    "B06": "O’Neill / O'Neill / O‘Neill",
    "B07": "İpek / ipek / IPEK",
    "B02": "Аnna and Anna",
}
"""Payloads that must come out as they went in."""


@pytest.mark.parametrize("words", AS_IT_IS.values(), ids=AS_IT_IS.keys())
def test_words_come_out_as_they_went_in(words: str) -> None:
    said = [
        *contacts.arriving()[:6],
        (contacts.at("10:00"), contacts.TOM, kinds.Answered(question_id="seen", answer=words)),
        (
            contacts.at("10:01"),
            contacts.TOM,
            kinds.AgencyAnswered(agency="gp", who=words, said=words, means=words),
        ),
        (contacts.at("10:02"), contacts.TOM, kinds.NoteMade(text=words)),
    ]
    summary = contacts.summed(contacts.entries_of(said), for_whom=words)
    data = pdf(summary)
    assert flat(words_of(data)).count(flat(words)) >= 5
    assert flat(text(summary)).count(flat(words)) >= 5
    assert b"/Annot" not in data


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A web server that writes down who asked for what."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port, asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_no_picture_is_opened_from_disk_or_network(tmp_path: Path, listener: tuple[int, list[str]]) -> None:
    """A08, A09."""
    port, asked = listener
    local = tmp_path / "x.png"
    local.write_bytes(b"not a picture")
    words = f'<img src="{local}"> <img src="http://127.0.0.1:{port}/{CANARY}"> \\\\host\\share\\x.png'
    data = pdf(contacts.summed(contacts.told(words)))
    assert flat(words) in flat(words_of(data))
    assert asked == []
    document = pypdfium2.PdfDocument(data)
    assert not [
        o for page in document for o in page.get_objects() if o.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    ]
    document.close()


@pytest.mark.parametrize(
    "words",
    ["word " * 199_000, "x" * 100_000, "a" + "\n" * 20_000 + "b", "<b>" * 10_000, '<font size="1">' * 2_000],
    ids=["1 MB", "one long word", "20 000 lines", "10 000 tags", "2 000 fonts"],
)
def test_very_long_texts_print_quickly_and_say_what_is_left_out(words: str) -> None:
    """A14, A15."""
    pdf(contacts.summed(contacts.told("warm")))
    started = time.perf_counter()
    data, pages = drawn(contacts.summed(contacts.told(words)))
    assert time.perf_counter() - started < 3
    assert pages <= 8
    assert flat("more characters, which are not on this copy. Read them on the screen.]") in flat(
        words_of(data)
    )


def test_a_narrative_of_two_pages_in_a_cell_goes_on_over_the_page() -> None:
    """A18."""
    words = [f"Sentence {n} of what the school said." for n in range(260)]
    said = [*contacts.arriving()[:6], (contacts.at("10:00"), contacts.TOM, kinds.AgencyAnswered(
        agency="school", who="Head", said=" ".join(words), means="Much"))]  # fmt: skip
    data, pages = drawn(contacts.summed(contacts.entries_of(said)))
    read = flat(words_of(data))
    assert pages >= 4
    assert [w for w in words if flat(w) not in _without_furniture(read)] == []
    assert read.count(flat("Check Who, when What they said What it means")) >= 3  # the head is on each page


def _without_furniture(read: str) -> str:
    """The words without what stands on every page between two lines of a cell."""
    import re

    read = re.sub(r"Printed24Nov.*?noneeded|Printed24Nov.*?nolongerneeded", "", read)
    read = re.sub(r"Page\d+of\d+", "", read)
    return re.sub(
        r"OFFICIAL-SENSITIVENorthbeck.*?Checkwho,whenWhattheysaidWhatitmeans", "", read, flags=re.IGNORECASE
    )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("addr \u202e daoR 41 \u202c", "addr [U+202E] daoR 41 [U+202C]"),
        ("Ali\u200b Ali\u00ad Ali\ufeff", "Ali[U+200B] Ali[U+00AD] Ali[U+FEFF]"),
        ("a\x08b\x1b[2J\x07", "a[U+0008]b[U+001B][2J[U+0007]"),
        ("tag\U000e0041", "tag[U+E0041]"),
        ("private \ue000", "private [U+E000]"),
        ("Zoe\u0308", "Zoë"),
        ("one\u2028two\x85three", "one\ntwo\nthree"),
    ],
    ids=["B01", "B04", "B10", "tag", "private", "B03", "breaks"],
)
def test_what_cannot_be_seen_is_marked(words: str, shown: str) -> None:
    summary = contacts.summed(contacts.told(words))
    assert flat(shown) in flat(words_of(pdf(summary)))
    assert flat(shown) in flat(text(summary))


def test_a_joiner_that_is_spelling_is_left_alone() -> None:
    assert "[U+200C]" not in text(contacts.summed(contacts.told("می\u200cخواهم")))
