"""The sheet of all keys, made from the registry, so that it cannot be wrong."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import shortcuts
from ui.shortcuts import COMMANDS, Command
from ui.widgets.buttons import secondary
from ui.widgets.nesting import nest
from ui.widgets.overlay import Overlay
from ui.widgets.rows import Cell, Column, Row
from ui.widgets.table import Table
from ui.widgets.words import Words

_GROUPS = {
    "File": "Anywhere", "Contact": "With a contact", "Go": "Going somewhere", "View": "How it looks",
    "Help": "Help", "List": "In a list", "Edit": "While typing",
}  # fmt: skip


class KeysSheet(Overlay):
    """Every command that has a key: the key, what it does, where it works."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, "All the keys", width=760, top=48)
        self.table = Table(
            "All the keys", (Column("Key", 190), Column("What it does", 260, 1), Column("Where", 170))
        )
        self.table.show_rows([_row(command) for command in COMMANDS if command.keys])
        self.table.setMinimumHeight(160)
        close = secondary("Close", "", "Esc")
        close.clicked.connect(lambda _checked=False: self.put_away())
        foot = QHBoxLayout()
        foot.addWidget(
            Words(
                "Single letters work in lists only. Everything is also in the menus and in Ctrl+K.",
                "small",
                wrap=True,
            ),
            1,
        )
        foot.addWidget(close)
        self.body.addWidget(Words("All the keys", "h2"))
        self.body.addWidget(self.table, 1)
        nest(self.body, foot)
        self.closed.connect(self.finish)

    def wanted_height(self) -> int:
        """As tall as the window allows."""
        return self.table.height_for_rows(len(self.table.rows_model.rows())) + 140


def _row(command: Command) -> Row:
    others = (key for key in command.keys[1:] if key not in ("Ctrl+Enter", "Ctrl+="))
    keys = " or ".join((shortcuts.key_words(command.id), *others))
    return Row(command.id, (Cell(keys, bold=True), Cell(command.words), Cell(_GROUPS[command.group])))


def open_over(over: QWidget) -> KeysSheet:
    """Show the sheet."""
    sheet = KeysSheet(over)
    sheet.open(sheet.table)
    return sheet
