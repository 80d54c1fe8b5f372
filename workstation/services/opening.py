"""Opening the day: the practice authority or the real store, and who sits down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from workstation import paths
from workstation.access.practice import PRACTICE_KEY
from workstation.domain.ids import AuthorId
from workstation.domain.people import Worker
from workstation.domain.times import Clock, SystemClock
from workstation.guidebook.calendar import working_days
from workstation.guidebook.guide import guide
from workstation.history.simple import SimpleMatcher
from workstation.services.desk import Desk
from workstation.settings import Settings, read_settings
from workstation.store.file import Store

Progress = Callable[[str, float], None]
"""Called with what is being done, in words, and how much of it is done (0 to 1)."""
