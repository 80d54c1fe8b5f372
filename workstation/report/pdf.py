"""A summary as a PDF: black on white, fonts inside, nothing to click, and the same bytes for the same record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import count, groupby
from typing import Any, Final
from unicodedata import normalize

from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr
from reportlab.pdfgen.canvas import Canvas

from workstation.report.letters import Face, Glyph, Piece, hand_for, must_write, written
from workstation.report.pages import laid_out
from workstation.report.parts import Paragraph, Summary, rewritten
from workstation.report.slices import HEIGHT, WIDTH, Mark, Words
from workstation.report.tags import Tagged
from workstation.report.text import foot


def pdf(summary: Summary) -> bytes:
    """The summary on A4 pages. `PrintTrouble` when a letter of the record has no glyph, naming it."""
    return drawn(summary)[0]


def drawn(summary: Summary) -> tuple[bytes, int]:
    """The PDF and how many pages it has."""
    return drawn_together((summary,))


def drawn_together(papers: Sequence[Summary]) -> tuple[bytes, int]:
    """Several papers as one PDF, each with its own pages and page numbers; and how many pages there are in all."""
    characters = _characters(papers)
    # Some computers write a Korean syllable as its single letters; the font has the syllables.
    if any("\u1100" <= c <= "\u11ff" for c in characters):
        papers = [rewritten(each, lambda words, _: normalize("NFC", words)) for each in papers]
        characters = _characters(papers)
    must_write(characters)
    if any(written(c) != c for c in characters):
        papers = [
            rewritten(each, lambda words, _: "".join(c if c == "\n" else written(c) for c in words))
            for each in papers
        ]
    hand, number = hand_for(characters), count()
    pages = [page for each in papers for page in laid_out(each, hand, number)]
    paper = BytesIO()
    # Without a first font of ours every page would name Helvetica, which is not in the file.
    first: Any = hand.regular[0].name
    canvas = Canvas(
        paper,
        pagesize=(WIDTH, HEIGHT),
        invariant=1,
        pageCompression=1,
        pdfVersion=(1, 7),
        lang="en-GB",
        initialFontName=first,
    )
    # It shows in lists, logs and print queues, so it says nothing of the child.
    canvas.setTitle(papers[0].kind)
    canvas.setAuthor("Lintel")
    canvas.setCreator("Lintel")
    canvas.setSubject("")
    tagged = Tagged(canvas)
    for marks in pages:
        _draw(canvas, tagged, marks)
        tagged.turn()
    tagged.finish()
    canvas.save()
    return paper.getvalue(), len(pages)


def _characters(papers: Sequence[Summary]) -> set[str]:
    return {c for each in papers for words in all_words(each) for c in words} - {"\n"}


def all_words(summary: Summary) -> Iterable[str]:
    """Everything that will be on the pages, furniture included."""
    copy, head = summary.copy, summary.head
    yield from (
        copy.marking,
        copy.mark,
        copy.council,
        summary.title,
        summary.band,
        *foot(copy, summary.version),
        summary.title,
        "Front door · Page of 0123456789",
    )
    yield from (head.name, head.number, *head.lines, *(n.words for n in summary.notices))
    for section in summary.sections:
        yield section.heading
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield block.words
            else:
                yield from (*block.heads, *(cell for row in block.rows for cell in row))


def _draw(canvas: Canvas, tagged: Tagged, marks: list[Mark]) -> None:
    for tag, several in groupby(marks, key=lambda mark: mark.tag if isinstance(mark, Words) else ()):
        tagged.begin(tag)
        above = None
        for mark in several:
            if isinstance(mark, Words):
                if tag and above is not None:
                    _space(canvas, above)
                _write(canvas, tagged, mark)
                above = mark
            else:
                canvas.setLineWidth(mark.thick)
                canvas.line(mark.x1, HEIGHT - mark.y1, mark.x2, HEIGHT - mark.y2)
        tagged.end()


def _write(canvas: Canvas, tagged: Tagged, words: Words) -> None:
    """Draw a line, inside the mark of its tag; a stretch that has to be spelt has a mark of its own."""
    x = words.x
    for (face, plain, level), stretch in groupby(
        words.line.pieces, key=lambda p: (p.face, p.plain, p.level % 2)
    ):
        pieces = list(stretch)
        glyphs = [glyph for piece in pieces for glyph in piece.glyphs]
        spellings = [("", glyphs)] if plain else _letters(glyphs) if level else [(_spelling(pieces), glyphs)]
        for spelling, some in spellings:
            if spelling:
                tagged.end()
                tagged.begin(words.tag, spelling)
            _set(canvas, x, words, face, some)
            if spelling:
                tagged.end()
                tagged.begin(words.tag)
            x += sum(glyph.advance for glyph in some) * words.size / 1000


def _space(canvas: Canvas, after: Words) -> None:
    """A space at the end of a line: who hears the page would hear its last word and the next one as one."""
    if not after.line.pieces:
        return
    text = canvas.beginText(after.x + after.line.width * after.size / 1000, HEIGHT - after.y)
    text.setFont(after.line.pieces[-1].face.name, after.size)
    text.textOut(" ")
    canvas.drawText(text)


def _set(canvas: Canvas, x: float, words: Words, face: Face, glyphs: Sequence[Glyph]) -> None:
    text = canvas.beginText(x, HEIGHT - words.y)
    text.setFont(face.name, words.size)
    if words.white:
        text.setFillGray(1)
    places = [ShapeData(n, g.advance, 0, g.x, g.y, g.width) for n, g in enumerate(glyphs)]
    shaped: Any = places  # its types know of one place only
    text.textOut(ShapedStr("".join(g.character for g in glyphs), shaped))
    if words.white:
        text.setFillGray(0)  # what is drawn next is black again
    canvas.drawText(text)


def _spelling(pieces: list[Piece]) -> str:
    return "".join(piece.words for piece in pieces)


def _letters(glyphs: list[Glyph]) -> list[tuple[str, list[Glyph]]]:
    """Right-to-left glyphs letter by letter, as they stand: readers of a PDF turn the line round by themselves,
    and would turn a spelling of the whole word round as well.
    """
    letters: list[tuple[str, list[Glyph]]] = []
    for glyph in glyphs:
        if glyph.words or not letters:
            letters.append((_LAM_ALEF.get(glyph.words, glyph.words), []))
        letters[-1][1].append(glyph)
    return letters


_LAM_ALEF: Final = {
    "\u0644\u0627": "\ufefb",
    "\u0644\u0623": "\ufef7",
    "\u0644\u0625": "\ufef9",
    "\u0644\u0622": "\ufef5",
}
"""Two letters in one glyph, which would be turned round as well."""
