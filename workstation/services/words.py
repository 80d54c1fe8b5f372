"""Half-typed words: kept within a second of typing, on this computer only, and never sent anywhere."""

from __future__ import annotations

from workstation.domain.ids import ContactId
from workstation.services.desk import Desk


def keep(desk: Desk, key: str, contact: ContactId | None, text: str) -> None:
    """Keep what is being typed under a key such as `contact/<id>/history.why`. Empty words drop it."""
    if text.strip():
        desk.store.drafts.put(key, contact, text, desk.now(), worker=desk.worker.id)
    else:
        desk.store.drafts.drop(key, worker=desk.worker.id)


def kept(desk: Desk, key: str) -> str:
    """What was being typed under this key; empty when nothing was."""
    found = desk.store.drafts.get(key, worker=desk.worker.id)
    return found.text if found else ""


def kept_under(desk: Desk, prefix: str) -> dict[str, str]:
    """Everything this worker was typing under keys that begin so."""
    drafts = desk.store.drafts.of_worker(desk.worker.id)
    return {d.key: d.text for d in drafts if d.key.startswith(prefix)}
