"""Where a copy is saved, and as what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from workstation.services.copy_order import Form

FORMS: Final[dict[str, Form]] = {".pdf": "pdf", ".html": "html", ".txt": "text"}
CALLED: Final[dict[Form, str]] = {"pdf": "a PDF", "html": "a web page", "text": "plain text"}
_FILTERS: Final = "PDF, as on paper (*.pdf);;Web page, for a screen reader (*.html);;Plain text (*.txt)"


def ask_where(over: QWidget, kind: str, chosen: Callable[[Path], object]) -> None:
    """Ask for a file; how its name ends says what is written. The name it offers is the kind of paper, and says
    nothing of the child.
    """
    dialog = QFileDialog(over, "Save this copy")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(_FILTERS)
    dialog.setDefaultSuffix("pdf")
    dialog.filterSelected.connect(lambda form: dialog.setDefaultSuffix(form.rpartition("*.")[2].rstrip(")")))
    dialog.selectFile(f"{kind}.pdf")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
