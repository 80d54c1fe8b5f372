"""What a PDF holds besides the words on its pages: for tests that want nothing there."""

from __future__ import annotations

import re

import pypdfium2

_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_WRONG = re.compile(
    rb"/(Annots?|URI|A|AA|JavaScript|JS|EmbeddedFiles?|Filespec|Launch|OpenAction|AcroForm|RichMedia|Metadata)"
    rb"(?=[\s/<\[(])"
)
_OURS = {"A"}
"""In a tagged PDF `/A` is what a heading of a table says of itself."""


def beside_words(pdf: bytes) -> list[str]:
    """Links, notes, actions, attachments, scripts and pictures in the file; empty when it is only paper."""
    bones = _STREAM.sub(b"", pdf)
    found = {match.group(1).decode() for match in _WRONG.finditer(bones)} - _OURS
    found |= {
        "action" for name in (b"/S /URI", b"/S /GoTo", b"/S /JavaScript", b"/S /Launch") if name in bones
    }
    document = pypdfium2.PdfDocument(pdf)
    try:
        kinds = {o.type for page in document for o in page.get_objects()}
        if pypdfium2.raw.FPDF_PAGEOBJ_IMAGE in kinds:
            found.add("picture")
        if document.count_attachments():
            found.add("attachment")
        if pypdfium2.raw.FPDFDoc_GetJavaScriptActionCount(document):
            found.add("script")
        found |= {"annotation" for page in document if pypdfium2.raw.FPDFPage_GetAnnotCount(page)}
    finally:
        document.close()
    return sorted(found)


def metadata(pdf: bytes) -> dict[str, str]:
    """What the file says of itself."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        said: dict[str, str] = document.get_metadata_dict()
        return said
    finally:
        document.close()
