"""What an act changed: the one message that screens listen to."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from workstation.domain.ids import ContactId


class Changed(Struct, frozen=True):
    """Contacts that have new entries, the kinds of those entries, and who brought them."""

    contacts: frozenset[ContactId]
    kinds: frozenset[str]
    by: Literal["me", "central", "import"] = "me"
    entries: tuple[str, ...] = ()
    """Ids of the new entries, oldest first, so that an act can be undone or pointed at."""
