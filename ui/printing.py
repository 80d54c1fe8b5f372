"""From the pages of a copy to pictures for the preview, and to the printer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pypdfium2
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from workstation.trouble import PrintTrouble

JOB_NAME: Final = "Lintel"
"""What the print queue shows. Queues are read by other people, so it names no child."""
RESOLUTION: Final = 300
"""Dots per inch of the pages on paper, at least."""
_MOST: Final = 600
"""More dots than this cost memory and nobody sees them."""
_INCH: Final = 72.0
_ADVICE: Final = "Your copy is still here. Check the printer, or save it as a file instead."


def pages(pdf: bytes, width: int) -> list[QImage]:
    """A picture of every page, this many pixels wide. `PrintTrouble` when these are no pages."""
    return [_picture(page, width / page.get_width()) for page in _opened(pdf)]


def printers() -> tuple[str, ...]:
    """The printers of this computer, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return tuple(sorted(names, key=lambda name: (name != usual, name)))


def print_pdf(pdf: bytes, printer_name: str | None = None) -> None:
    """Print on this printer, or on the usual one.

    `PrintTrouble` when there is none or it does not take the pages; then nothing was printed.
    """
    printer = _printer(printer_name)
    if not _painted(pdf, printer) or printer.printerState() == QPrinter.PrinterState.Error:
        raise _no_answer()


def _printer(name: str | None) -> QPrinter:
    found = QPrinterInfo.printerInfo(name) if name else QPrinterInfo.defaultPrinter()
    if found.isNull():
        raise PrintTrouble("Nothing was printed. This computer has no such printer.", _ADVICE)
    printer = QPrinter(found, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(JOB_NAME)
    printer.setCreator(JOB_NAME)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setResolution(max(RESOLUTION, min(printer.resolution(), _MOST)))
    if not printer.isValid():
        raise _no_answer()
    return printer


def _painted(pdf: bytes, printer: QPrinter) -> bool:
    """Paint page by page, so that only one is in memory; whether the printer took all of them."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    dots = printer.resolution()
    for number, page in enumerate(_opened(pdf)):
        if number and not printer.newPage():
            printer.abort()
            painter.end()
            return False
        size = QSizeF(page.get_width(), page.get_height()) * (dots / _INCH)
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), _picture(page, dots / _INCH))
    return painter.end()


def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfPage]:
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        raise PrintTrouble("Nothing was printed. The pages of this copy cannot be read.", _ADVICE) from None
    try:
        yield from document
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage, scale: float) -> QImage:
    """One page, one point being `scale` pixels, in shades of grey: the pages are black on white."""
    bitmap = page.render(scale=scale, grayscale=True)
    form = QImage.Format.Format_Grayscale8
    seen = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, form).copy()
    bitmap.close()
    return seen


def _no_answer() -> PrintTrouble:
    return PrintTrouble("Nothing was printed. The printer did not answer.", _ADVICE)
