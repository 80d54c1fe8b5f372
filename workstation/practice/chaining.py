"""Acts become entries: chained on the computer of whoever wrote them, in the order of a hybrid clock."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from workstation.domain import kinds
from workstation.domain.contact import head_of
from workstation.domain.entries import Entry, chain, digest, encode
from workstation.domain.ids import AuthorId, ContactId, DeviceId
from workstation.domain.kinds import Body
from workstation.domain.times import hybrid
from workstation.practice import town
from workstation.practice.story import Act, moment

_NAMES_A_HEAD = (kinds.SentToManager, kinds.SentBack, kinds.SignedOff)
_B = TypeVar("_B", bound=kinds.SentToManager | kinds.SentBack | kinds.SignedOff)


class Chains:
    """The chains of all invented computers. Give it acts oldest first.

    A sending or signing body gets the head of the contact as it was at that moment (`saw`).
    """

    def __init__(self, seed: int, edition: str) -> None:
        self._seed = seed
        self._edition = edition
        self._devices: dict[AuthorId, DeviceId] = {}
        self._ends: dict[DeviceId, tuple[int, bytes]] = {}
        self._contacts: dict[ContactId, list[Entry]] = {}
        self._last = 0

    def entry(self, act: Act) -> Entry:
        """The entry of this act, at the end of its computer's chain."""
        device = self._device(act.author)
        seq, previous = self._ends.get(device, (0, b""))
        raw = encode(self._with_head(act))
        self._last = max(self._last + 1, hybrid(act.at))
        made = Entry(
            id=act.id, contact=act.contact, kind=type(act.body).__name__, author=act.author, device=device,
            seq=seq + 1, previous=previous, happened=moment(act.happened), recorded=self._last,
            answers=act.answers, edition=self._edition, digest=digest(raw), body=raw,
        )  # fmt: skip
        self._ends[device] = (made.seq, chain(made))
        self._contacts.setdefault(act.contact, []).append(made)
        return made

    def _device(self, author: AuthorId) -> DeviceId:
        if author not in self._devices:
            self._devices[author] = town.device_of(author, self._seed)
        return self._devices[author]

    def _with_head(self, act: Act) -> Body:
        body = act.body
        if isinstance(body, _NAMES_A_HEAD):
            return _seen(body, head_of(self._contacts.get(act.contact, ())))
        return body


def _seen(body: _B, head: str) -> _B:
    return msgspec.structs.replace(body, saw=head)
