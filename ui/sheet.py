"""The one style sheet, written from the tokens. It holds no letter sizes: those come from fonts."""

from __future__ import annotations

from collections.abc import Callable

from ui.reading import Tokens

_SHEET = """
QToolTip {{ background: {surface}; color: {text}; border: 1px solid {border}; padding: {p4}px; }}
QMainWindow, QDialog, QScrollArea, QScrollArea > QWidget > QWidget#page {{ background: {window}; }}
QLineEdit, QPlainTextEdit, QSpinBox, QComboBox {{
    background: {surface}; color: {text}; border: {thin}px solid {border}; border-radius: {r}px;
    padding: {field_y}px {field_x}px; selection-background-color: {action}; selection-color: {on_action};
}}
QLineEdit, QSpinBox, QComboBox {{ min-height: {line}px; }}
QComboBox {{ combobox-popup: 0; }}
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QComboBox:focus {{
    background: {focus_fill}; color: {on_focus}; border: {ring}px solid {focus};
    padding: {focused_y}px {focused_x}px;
}}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {subtle}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {danger}; }}
QLineEdit[wrong="true"]:focus, QPlainTextEdit[wrong="true"]:focus {{ border: {ring}px solid {focus}; }}
QComboBox QAbstractItemView, QListView {{
    background: {surface}; color: {text}; border: 1px solid {border}; outline: 0;
    selection-background-color: {selected}; selection-color: {on_selected};
}}
QTableView {{
    background: {surface}; color: {text}; border: 1px solid {hairline}; border-radius: {r}px; outline: 0;
    selection-background-color: {selected}; selection-color: {on_selected};
}}
QHeaderView {{ background: {subtle}; border: 0; }}
QHeaderView::section {{
    background: {subtle}; color: {text}; border: 0; border-bottom: 2px solid {border};
    padding: 0 {cell}px; min-height: {head}px; font-weight: bold;
}}
QMenuBar {{ background: {surface}; color: {text}; border-bottom: 1px solid {hairline}; }}
QMenuBar::item {{ padding: {p4}px {p12}px; background: transparent; }}
QMenuBar::item:selected {{ background: {selected}; color: {on_selected}; }}
QMenu {{ background: {surface}; color: {text}; border: 1px solid {border}; padding: {p4}px; }}
QMenu::item {{ padding: {p8}px {p24}px; border: 2px solid transparent; }}
QMenu::item:selected {{ background: {selected}; color: {on_selected}; border: 2px solid {focus}; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: {p4}px {p8}px; }}
QScrollBar:vertical {{ background: {subtle}; width: {bar_w}px; margin: 0; }}
QScrollBar:horizontal {{ background: {subtle}; height: {bar_w}px; margin: 0; }}
QScrollBar::handle {{ background: {border}; border-radius: {bar_r}px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: {p32}px; }}
QScrollBar::handle:horizontal {{ min-width: {p32}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {hairline}; }}
"""

# What the system's own colours are called in a style sheet. Used when a person follows their computer.
_SYSTEM = {
    "window": "window", "surface": "base", "subtle": "window", "text": "window-text", "border": "window-text",
    "hairline": "mid", "action": "highlight", "on_action": "highlighted-text", "focus": "window-text",
    "focus_fill": "base", "on_focus": "window-text", "selected": "highlight",
    "on_selected": "highlighted-text", "danger": "window-text",
}  # fmt: skip


def write(tokens: Tokens, px: Callable[[float], int], *, wide_focus: bool) -> str:
    """The style sheet for these tokens at this text size."""
    if tokens.name == "system":
        colours = {name: f"palette({role})" for name, role in _SYSTEM.items()}
    else:
        colours = {name: getattr(tokens, name) for name in _SYSTEM}
    thin, ring = 2 if tokens.name == "contrast" else 1, 5 if wide_focus else 3
    # The room inside a field shrinks by what its border grows, so words never move when focus comes.
    room_y, room_x, line = px(6), px(9), px(20)
    sizes = {
        "thin": thin, "ring": ring, "r": 4, "line": line, "head": px(36), "cell": px(8),
        "field_y": room_y, "field_x": room_x,
        "focused_y": max(0, room_y - ring + thin), "focused_x": max(0, room_x - ring + thin),
        "p4": 4, "p8": 8, "p12": 12, "p24": 24, "p32": 32,
        "bar_w": px(14), "bar_r": max(2, px(14) // 2 - 3),
    }  # fmt: skip
    return _SHEET.format(**colours, **sizes)
