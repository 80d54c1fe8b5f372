"""The menu bar: every command and its key. Nothing in it is ever greyed out: it runs, or says why not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui import shortcuts
from ui.shortcuts import COMMANDS, Command

# What stands in which menu, and after which rows a line is drawn.
_MENUS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("File", "&File", ("File",)),
    ("Contact", "&Contact", ("Contact", "Edit", "List")),
    ("Go", "&Go", ("Go",)),
    ("View", "&View", ("View",)),
    ("Help", "&Help", ("Help",)),
)
_LINE_BEFORE = {
    "file.settings", "file.quit", "contact.chronology", "address.show", "contact.close", "edit.time_stamp",
    "list.open", "go.queue", "go.step1", "go.pane_next", "view.theme_day", "help.about",
}  # fmt: skip


def fill(bar: QMenuBar, owner: QWidget, run: Callable[[str], object]) -> dict[str, QAction]:
    """Put every command into the bar; answers the actions by command id. `run` gets the id."""
    made: dict[str, QAction] = {}
    for name, title, groups in _MENUS:
        menu = QMenu(title, bar)
        menu.setAccessibleName(name)
        menu.setToolTipsVisible(True)
        bar.addMenu(menu)
        for command in (one for group in groups for one in COMMANDS if one.group == group):
            if command.id in _LINE_BEFORE:
                menu.addSeparator()
            made[command.id] = _row(command, owner, run)
            menu.addAction(made[command.id])
            if command.scope == "anywhere":
                # A key works when its action is on the window too, whether or not a menu was ever opened.
                owner.addAction(made[command.id])
    return made


def _row(command: Command, owner: QWidget, run: Callable[[str], object]) -> QAction:
    id = command.id
    action = shortcuts.action_for(id, owner, lambda: run(id))
    # Words that start with "About" or "Settings" would be moved to another menu by some systems.
    action.setMenuRole(QAction.MenuRole.NoRole)
    if command.scope != "anywhere" and command.keys:
        # Shown, but not taken: a letter in a list, Esc and Ctrl+Z belong to the place with the focus.
        action.setText(f"{action.text()}\t{shortcuts.key_words(id)}")
    return action
