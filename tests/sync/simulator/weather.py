"""How bad a history is. Each has its own mixture: some quiet but for one fault, some with everything at once."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

_EVERY_DAY: Final = {"save": 44, "exchange": 36, "back_up": 8}
_FAULTS: Final = {
    "restore": 4, "outage": 4, "read_only": 2, "settle": 6, "deliver_late": 4, "admin": 4,
    "clone": 3, "take_image": 4, "roll_back": 3, "destroy": 2, "install": 3, "disk_full": 2,
    "regrant": 4, "revoke": 1, "ask_again": 3, "jump": 5, "poison": 4, "forge": 3,
    "agree_erasure": 5, "erase": 6, "rewrite": 1, "swap_key": 1, "slip_in": 1,
}  # fmt: skip
"""What may happen besides work, and how often where it happens at all."""
_THEMES: Final[tuple[tuple[str, ...], ...]] = (
    (), (), ("agree_erasure", "erase", "restore", "destroy", "admin", "ask_again", "forge"),
    ("forge", "install", "rewrite"), ("clone", "roll_back", "take_image"),
)  # fmt: skip
"""What is three times as often in some histories, because it makes trouble together."""


@dataclass(frozen=True)
class Weather:
    """The mixture of one history: its steps in order, and the chances of what goes wrong within one."""

    steps: list[str]
    crash: float
    lost_question: float
    lost_answer: float
    late_question: float
    slow: float
    meanwhile: float
    page: int
    batch: int
    pages: int
    computers: int


def forecast(dice: random.Random) -> Weather:
    """Draw a mixture."""
    share = dice.choice((0.2, 0.5, 0.9))
    weights = dict(_EVERY_DAY)
    weights |= {name: weight for name, weight in _FAULTS.items() if dice.random() < share}
    weights |= {name: 3 * _FAULTS[name] for name in dice.choice(_THEMES)}
    rough = dice.choice((0.0, 0.05, 0.15))
    return Weather(
        steps=dice.choices(list(weights), list(weights.values()), k=dice.randint(130, 180)),
        crash=dice.choice((0.0, 0.05, 0.2)),
        lost_question=rough / 2, lost_answer=rough, late_question=0.5,
        slow=dice.choice((0.0, 0.0, 0.1)), meanwhile=dice.choice((0.0, 0.05, 0.15)),
        page=dice.choice((2, 5, 500)), batch=dice.choice((1, 3, 500)), pages=dice.choice((3, 40, 40)),
        computers=dice.randint(2, 4),
    )  # fmt: skip


def fair(*, page: int = 2, batch: int = 3, computers: int = 2) -> Weather:
    """Nothing happens by itself: for a story that is told step by step."""
    return Weather(
        steps=[], crash=0.0, lost_question=0.0, lost_answer=0.0, late_question=0.0, slow=0.0, meanwhile=0.0,
        page=page, batch=batch, pages=40, computers=computers,
    )  # fmt: skip
