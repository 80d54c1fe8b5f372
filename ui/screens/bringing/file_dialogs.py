"""The system's own boxes for choosing a file: which to bring in, where a list or a mapping goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

_Chosen = Callable[[Path], object]
_MAPPING = "What columns mean (*.json)"


def ask_which(parent: QWidget, chosen: _Chosen) -> None:
    """Which file to bring in."""
    filters = ["Files that can be brought in (*.xlsx *.xlsm *.csv *.tsv *.txt *.xml)", "All files (*)"]
    _open(parent, "Choose a file to bring in", filters, chosen)


def ask_notifications(parent: QWidget, chosen: _Chosen) -> None:
    """Which file holds police notifications."""
    filters = ["Police notifications (*.eml *.csv *.json *.txt *.tsv *.xlsx)", "All files (*)"]
    _open(parent, "Choose a file of police notifications", filters, chosen)


def ask_mapping(parent: QWidget, chosen: _Chosen) -> None:
    """Which file says what the columns mean."""
    _open(parent, "Load what columns mean", ["What columns mean (*.json *.toml)", "All files (*)"], chosen)


def ask_where(parent: QWidget, chosen: _Chosen) -> None:
    """Where the list of rows goes."""
    _save(parent, "Save the list of rows", "CSV (*.csv)", "what became of every row.csv", chosen)


def ask_where_mapping(parent: QWidget, chosen: _Chosen) -> None:
    """Where the mapping goes."""
    _save(parent, "Save what the columns mean", _MAPPING, "what the columns mean.json", chosen)


def _open(parent: QWidget, title: str, filters: list[str], chosen: _Chosen) -> None:
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(filters)
    _show(dialog, chosen)


def _save(parent: QWidget, title: str, kind: str, name: str, chosen: _Chosen) -> None:
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kind)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    _show(dialog, chosen)


def _show(dialog: QFileDialog, chosen: _Chosen) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
