"""How tests read a PDF back: its words, as people's programs find them."""

from __future__ import annotations

import io
import subprocess
import unicodedata

import pdfplumber
import pypdfium2


def words_of(pdf: bytes) -> str:
    """All words as pdfium (Chrome, Edge) finds them, page after page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def words_by_place(pdf: bytes) -> str:
    """All words in the order of their place on the page."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


def words_by_poppler(pdf: bytes) -> str:
    """All words as poppler's `pdftotext` finds them."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def flat(words: str) -> str:
    """Without any space: lines break where the page ends, not where the words do."""
    return "".join(words.split())


def letters(words: str) -> str:
    """Only letters and digits, plain and small: two texts that say the same are equal."""
    apart = unicodedata.normalize("NFKD", words).casefold()
    return "".join(c for c in apart if c.isalnum() and not unicodedata.combining(c))
