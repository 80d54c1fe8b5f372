"""What a screen reader is told of a page: headings, paragraphs, tables with headings, in the order of reading.

reportlab writes no tags by itself. Words are marked while they are drawn, and the tree that holds the marks is made
of reportlab's own objects at the end. This is a tagged PDF; that it fulfils PDF/UA is not claimed, because no
validator has said so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName
from reportlab.pdfgen.canvas import Canvas

from workstation.report.slices import Tag

_PAGE_KEYS: Final = ("StructParents", "Tabs")


@dataclass
class _Element:
    """One element of the tree, with the marks or the elements in it, in order."""

    role: str
    inside: dict[tuple[str, int], _Element] = field(default_factory=dict)
    marks: list[tuple[int, int]] = field(default_factory=list)
    """Page and number of the mark on it."""


class Tagged:
    """Marks what is drawn on a canvas, page by page, and writes the tree."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._top = _Element("Document")
        self._marks: list[int] = [0]

    def begin(self, tag: Tag, spelling: str = "") -> None:
        """What is drawn from here to `end` belongs there; without a tag it is not read out. `spelling` are the
        letters that the glyphs stand for, where these do not say it. No mark lies in another: poppler loses what
        follows it.
        """
        spelt = f"/ActualText <FEFF{spelling.encode('utf-16-be').hex().upper()}>" if spelling else ""
        if not tag:
            self._canvas.addLiteral(f"/Span <<{spelt}>> BDC" if spelt else "/Artifact BMC")
            return
        element = self._top
        for place in tag:
            element = element.inside.setdefault(place, _Element(place[0]))
        number = self._marks[-1]
        self._marks[-1] += 1
        element.marks.append((len(self._marks) - 1, number))
        self._canvas.addLiteral(f"/{'Span' if spelt else element.role} <</MCID {number} {spelt}>> BDC")

    def end(self) -> None:
        """Ends what `begin` began."""
        self._canvas.addLiteral("EMC")

    def turn(self) -> None:
        """The next page begins."""
        self._canvas.showPage()
        self._marks.append(0)

    def finish(self) -> None:
        """Write the tree into the file. After the last page, before it is saved."""
        canvas: Any = self._canvas  # reportlab has no door for tags, and no types for what lies behind
        document = canvas._doc  # noqa: SLF001
        pages = document.Pages.pages
        owners: list[list[object]] = [[None] * marks for marks in self._marks]
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        at_root = document.Reference(root)
        root["K"] = self._written(document, self._top, at_root, pages, owners)
        numbers: list[object] = []
        for at, page in enumerate(pages):
            numbers += [at, PDFArray(owners[at])]
            page.StructParents, page.Tabs = at, PDFName("S")
            page.__NoDefault__ = [*page.__NoDefault__, *_PAGE_KEYS]
        root["ParentTree"] = PDFDictionary({"Nums": PDFArray(numbers)})
        root["ParentTreeNextKey"] = len(pages)
        catalog = document.Catalog
        catalog.StructTreeRoot = at_root
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})

    def _written(
        self,
        document: Any,  # noqa: ANN401 - reportlab's objects have no types
        element: _Element,
        above: object,
        pages: list[object],
        owners: list[list[object]],
    ) -> object:
        told = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(element.role), "P": above})
        here = document.Reference(told)
        if element.role == "TH":
            told["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": PDFName("Column")})
        kids: list[object] = [
            self._written(document, e, here, pages, owners) for e in element.inside.values()
        ]
        for page, number in element.marks:
            owners[page][number] = here
            mark = {"Type": PDFName("MCR"), "Pg": document.Reference(pages[page]), "MCID": number}
            kids.append(PDFDictionary(mark))
        told["K"] = PDFArray(kids)
        return here
