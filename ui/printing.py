"""From the pages of a copy to pictures for the preview, and to the printer."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from threading import Event, Lock
from typing import Final, overload

import pypdfium2
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ui import spool
from workstation.trouble import PrintTrouble

JOB_NAME: Final = "Lintel"
"""What the print queue shows. Queues are read by other people, so it names no child."""
RESOLUTION: Final = 600
"""Dots per inch of the pages on paper, where they are printed as pictures."""
_INCH: Final = 72.0
_AT_ONCE: Final = 30
"""Pages whose pictures are made together."""
_ONE_AT_A_TIME: Final = Lock()
"""pdfium may be used by one thread at a time."""
_PATIENCE: Final = 30
"""Seconds a print queue may take to answer."""
_SOON, _LOOK_EVERY = 10.0, 0.2
"""Seconds a job is waited for, and between two looks at it."""
_ADVICE: Final = "Your copy is still here. Check the printer, or save it as a file instead."


def pages(pdf: bytes, width: int) -> Sequence[QImage]:
    """A picture of every page, this many pixels wide; of a long paper each when it is looked at, because hundreds
    of pictures would fill the memory. `PrintTrouble` when these are no pages.
    """
    pictures = Pictures(pdf, width)
    return pictures if len(pictures) > _AT_ONCE else tuple(pictures)


class Pictures(Sequence[QImage]):
    """Pictures of pages, made one at a time; the last one is kept."""

    def __init__(self, pdf: bytes, width: int) -> None:
        self._pdf, self._width = pdf, width
        with _ONE_AT_A_TIME:
            self._many = sum(1 for _ in _opened(pdf))
        self._last: tuple[int, QImage] | None = None

    def __len__(self) -> int:
        return self._many

    @overload
    def __getitem__(self, at: int) -> QImage: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[QImage]: ...
    def __getitem__(self, at: int | slice) -> QImage | Sequence[QImage]:
        if isinstance(at, slice):
            return tuple(self[n] for n in range(*at.indices(self._many)))
        if not -self._many <= at < self._many:
            raise IndexError(at)
        if self._last is None or self._last[0] != at:
            self._last = (at, self._made(at % self._many))
        return self._last[1]

    def _made(self, at: int) -> QImage:
        with _ONE_AT_A_TIME:
            document = pypdfium2.PdfDocument(self._pdf)
            try:
                page = document[at]
                # A hundredth less than wanted: pdfium rounds up, and 700 may be 700.0000001.
                return _picture(page, (self._width - 0.01) / page.get_width())
            finally:
                document.close()


def printers() -> tuple[str, ...]:
    """The printers of this computer, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return tuple(sorted(names, key=lambda name: (name != usual, name)))


def print_pdf(pdf: bytes, printer_name: str | None = None, *, wait: float = _SOON) -> int:
    """Print on this printer, or the usual one. The answer is the number of a job that is not on paper after `wait`
    seconds, for `ui.paper_watch` to follow; 0 for one that came to an end, or that nothing more can be learnt of.

    `PrintTrouble` when there is none or it does not take the pages; then nothing was printed.
    """
    found = QPrinterInfo.printerInfo(printer_name) if printer_name else QPrinterInfo.defaultPrinter()
    if found.isNull():
        raise PrintTrouble("Nothing was printed. This computer has no such printer.", _ADVICE)
    if found.state() == QPrinter.PrinterState.Error:
        raise _no_answer()  # a stopped printer would print it later, when nobody stands there
    # Qt does not notice when CUPS turns a job away (6.11); `lp` does, and it sends letters instead of pictures.
    lp = shutil.which("lp")
    if lp and sys.platform != "win32":
        return _send(lp, pdf, found.printerName(), wait)
    if not _painted(pdf, _printer(found)):
        raise _no_answer()
    return 0


def _send(lp: str, pdf: bytes, name: str, wait: float) -> int:
    """Give the pages to the print queue as they are. They go through a pipe: no file of them is left over."""
    command = [lp, "-d", name, "-t", JOB_NAME, "-o", "media=A4", "-"]
    try:
        done = subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=_PATIENCE)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        raise _no_answer() from None
    number = re.search(rb"-(\d+) \(", done.stdout)
    return _seen_through(int(number.group(1)), wait) if number is not None else 0


def _seen_through(job: int, seconds: float) -> int:
    """See a job to its end: told when the printer failed, taken out of the queue's folder when it is on paper. Its
    number when it waits behind others for longer than this.
    """
    pause, until = Event(), time.monotonic() + seconds
    while (end := spool.end_of(job)) == spool.GOES_ON:
        if time.monotonic() >= until:
            return job
        pause.wait(_LOOK_EVERY)
    if end == spool.FAILED:
        raise _no_answer()
    return 0


def _printer(found: QPrinterInfo) -> QPrinter:
    printer = QPrinter(found, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(JOB_NAME)
    printer.setCreator(JOB_NAME)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setResolution(RESOLUTION)
    if not printer.isValid():
        raise _no_answer()
    return printer


def _painted(pdf: bytes, printer: QPrinter) -> bool:
    """Paint page by page, so that only one is in memory; whether the printer took all of them."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    dots = printer.resolution()
    with _ONE_AT_A_TIME:
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
