"""Half-typed words: kept within a second of typing, on this computer only, and never sent anywhere."""

from __future__ import annotations

from workstation.domain.ids import ContactId
from workstation.services.desk import Desk


def keep(desk: Desk, key: str, contact: ContactId | None, text: str) -> None:
    """Keep what is being typed under a key such as `contact/<id>/history`. Empty words drop it."""
    if text.strip():
        desk.store.drafts.put(key, contact, text, desk.worker.id, desk.now())
    else:
        desk.store.drafts.drop(key, desk.worker.id)


def kept(desk: Desk, key: str) -> str:
    """What was being typed under this key; empty when nothing was."""
    found = desk.store.drafts.get(key, desk.worker.id)
    return found or ""


def kept_of(desk: Desk, prefix: str) -> dict[str, str]:
    """Everything this worker was typing under keys that begin so."""
    return desk.store.drafts.of_worker(desk.worker.id, prefix)
