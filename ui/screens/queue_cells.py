"""How a row of the queue is put into cells: eight columns where there is room, fewer where there is not.

Nothing is left out in a narrow window or with large text: what had its own column stands under another.
"""

from __future__ import annotations

from ui import icons
from ui.widgets.chip import ChipLook
from ui.widgets.clock_mark import ClockLook, ClockState
from ui.widgets.rows import Cell, Column, Row
from ui.widgets.stack_cell import Part, Stack
from ui.widgets.state_mark import STATE_WORDS, State
from workstation.domain import wording
from workstation.domain.contact import Stage
from workstation.domain.queue import ClockKind, QueueRow

CHECKS = ("History", "Agencies", "Parents", "Reasons")
_STATES: dict[str, State] = {words: state for state, words in STATE_WORDS.items()}  # type: ignore[misc]
_CLOCKS: dict[ClockKind, ClockState] = {
    ClockKind.ACT_NOW: "act_now", ClockKind.OVERDUE: "overdue", ClockKind.SOON: "soon",
    ClockKind.RUNNING: "running", ClockKind.PAUSED: "paused", ClockKind.WAITING: "waiting",
}  # fmt: skip
_NOBODY = "Not allocated"
_DRAWINGS = {"hand": "hand-palm", "clock-counter-clockwise": "arrow-counter-clockwise"}

WIDE = (
    Column("Time left", 212), Column("Child", 205), Column("From", 132), Column("Worry", 225, 1),
    Column("History", 344, 4), Column("Checks", 224), Column("With", 124), Column("What is happening", 176, 1),
)  # fmt: skip
MEDIUM = (
    Column("Time left", 210), Column("Child", 196), Column("From", 124), Column("Worry and history", 330, 1),
    Column("Checks", 212), Column("With, and what is happening", 236),
)  # fmt: skip
NARROW = (
    Column("Time left", 166), Column("Child, and what is happening", 212, 1),
    Column("Worry, history and checks", 250, 2),
)  # fmt: skip
ONE = (Column("Contact", 160, 1),)
FOLDS = (WIDE, MEDIUM, NARROW, ONE)


def row_of(row: QueueRow, columns: tuple[Column, ...]) -> Row:
    """The cells of one row for a set of columns."""
    if columns is WIDE:
        worry = Cell(row.line.worry)
        history = Stack(parts=_chips(row), spoken=_spoken_chips(row))
        cells: tuple[Cell, ...] = (
            _time(row), _child(row), Cell(row.source), worry, history, _checks(row), Cell(row.worker),
            Cell(row.happening),
        )  # fmt: skip
    elif columns is MEDIUM:
        cells = (_time(row), _child(row), Cell(row.source), _worry(row), _checks(row), _with(row))
    elif columns is NARROW:
        cells = (_time(row), _child_and_happening(row), _worry_and_checks(row))
    else:
        cells = (_everything(row),)
    return Row(row.contact, cells)


def _clock(row: QueueRow) -> ClockLook:
    """The shape in front of the words. Where no clock runs any more, a tick has the same room."""
    return ClockLook(_CLOCKS.get(row.time_left.kind, "over"), row.time_left.share)


def _time(row: QueueRow) -> Cell:
    left, clock = row.time_left, _clock(row)
    spoken = f"{left.spoken.removeprefix('Time left: ')}, {left.below}".rstrip(", ")
    return Cell(
        _whole_time(left.words), left.below, bold=True, token=clock.token(), clock=clock, spoken=spoken
    )


def _whole_time(words: str) -> str:
    """`Overdue 8 h 09 min` breaks before the time, where it has to break, and never inside it."""
    first, space, rest = words.partition(" ")
    if first.isdigit():
        return words.replace(" ", wording.NBSP)
    return f"{first}{space}{rest.replace(' ', wording.NBSP)}"


def _child(row: QueueRow) -> Cell:
    return Cell(row.line.child, row.line.born, bold=True)


def _checks(row: QueueRow) -> Cell:
    return Cell(states=_states(row))


def _states(row: QueueRow) -> tuple[tuple[str, State], ...]:
    return tuple(
        (about, _STATES.get(said, "not_known")) for about, said in zip(CHECKS, row.line.checks, strict=False)
    )


def _looks(row: QueueRow) -> tuple[ChipLook, ...]:
    return tuple(ChipLook(chip.words, chip.tone, _icon(chip.icon)) for chip in row.chips)


def _icon(name: str) -> str:
    """The shipped drawing for what the trade calls an icon."""
    name = _DRAWINGS.get(name, name)
    return next((one for one in (f"{name}-fill", name) if one in icons.names()), "")


def _chips(row: QueueRow) -> tuple[Part, ...]:
    looks = _looks(row)
    return (Part(chips=looks),) if looks else ()


def _spoken_chips(row: QueueRow) -> str:
    return ", ".join(chip.words for chip in row.chips) or "nothing to flag"


def _spoken_checks(row: QueueRow) -> str:
    return ", ".join(f"{about}: {STATE_WORDS[state]}" for about, state in _states(row))


def _worry(row: QueueRow) -> Cell:
    words = row.line.worry
    return Stack(parts=(Part(words, chips=_looks(row)),), spoken=f"{words}. {_spoken_chips(row)}")


def _with(row: QueueRow) -> Cell:
    return Cell(row.happening, _unallocated(row) if row.worker == "–" else f"With {_whom(row)}")


def _unallocated(row: QueueRow) -> str:
    """Said where the column that would show it has no room, unless it is what is happening."""
    waits = row.line.worker is None and row.line.stage is not Stage.DECIDED
    return _NOBODY if waits and row.happening != _NOBODY else ""


def _whom(row: QueueRow) -> str:
    """A name stays on one line."""
    return "you" if row.worker == "You" else row.worker.replace(" ", wording.NBSP)


def _happening(row: QueueRow) -> str:
    who = _unallocated(row) if row.worker == "–" else _whom(row)
    return f"{row.happening} · {who}" if who else row.happening


def _child_and_happening(row: QueueRow) -> Cell:
    line = row.line
    parts = (
        Part(line.child, "body_bold"),
        Part(line.born, "small", "secondary"),
        Part(_happening(row), "secondary"),
    )
    return Stack(parts=parts, spoken=f"{line.child}, {line.born}. {_happening(row)}")


def _worry_and_checks(row: QueueRow) -> Cell:
    said = f"{row.source}: {row.line.worry}" if row.line.worry else row.source
    parts = (Part(said), *_chips(row), Part(states=_states(row)))
    return Stack(parts=parts, spoken=f"{said}. {_spoken_chips(row)}. {_spoken_checks(row)}")


def _everything(row: QueueRow) -> Cell:
    line, left = row.line, row.time_left
    said = f"{row.source}: {line.worry}" if line.worry else row.source
    clock = _clock(row)
    parts = (
        Part(f"{_whole_time(left.words)} · {left.below}".rstrip(" ·"), "body_bold", clock.token()),
        Part(line.child, "body_bold"), Part(line.born, "small", "secondary"), Part(said), *_chips(row),
        Part(states=_states(row)), Part(_happening(row), "secondary"),
    )  # fmt: skip
    spoken = f"{left.spoken}. {line.child}, {line.born}. {said}. {_spoken_chips(row)}. {_spoken_checks(row)}"
    return Stack(parts=parts, clock=clock, spoken=f"{spoken}. {_happening(row)}")
