"""Which addresses of a contact are hidden. Anybody who works here may hide one; to end that is an act of managers.

A program of somebody's own may write any entry but those of managers, which Central takes from nobody else
(`ACTS_OF_MANAGERS`). So no other entry ends a secret: no new version of the address, no settlement, nor taking
back what somebody else hid. Every computer works that out for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from workstation.domain.entries import Entry
from workstation.domain.ids import EntryId
from workstation.domain.kinds import AddressRecorded, AddressReleased, Body, ConfidentialityChanged, Withdrawn

Bodies = Mapping[EntryId, Body]
_ABOUT: Final = frozenset({ConfidentialityChanged, AddressRecorded, AddressReleased})


def secret_addresses(
    entries: Sequence[Entry], bodies: Bodies, answered: AbstractSet[EntryId]
) -> frozenset[str]:
    """The hidden ones: whoever hid an address and did not take that back themselves hides it, until a manager has
    released it. `answered` are the entries that do not stand any more.
    """
    about = {id_: body for id_, body in bodies.items() if type(body) in _ABOUT}
    if not any(_hides(body) for body in about.values()):
        return frozenset()
    answers = [e for e in entries if e.answers and e.id in bodies]
    undone, back = _undone(entries, answers, bodies), _taken_back(answers, bodies)
    releases = {
        id_: body for id_, body in about.items() if isinstance(body, AddressReleased) and id_ not in back
    }
    released = {body.address for body in releases.values()}
    hidden = _hidden(about, undone.union(a for e in answers if e.id in releases for a in e.answers))
    return frozenset(
        address
        for address, versions in _versions(about).items()
        if address in hidden or (address not in released and _was_hidden(versions, undone, answered))
    )


def _hides(body: Body) -> bool:
    return isinstance(body, ConfidentialityChanged | AddressRecorded) and body.confidential


def _undone(entries: Iterable[Entry], answers: Iterable[Entry], bodies: Bodies) -> set[EntryId]:
    """What its own author took back."""
    authors = {e.id: e.author for e in entries}
    own = (e for e in answers if isinstance(bodies[e.id], Withdrawn))
    return {a for e in own for a in e.answers if authors.get(a) == e.author}


def _taken_back(answers: Iterable[Entry], bodies: Bodies) -> set[EntryId]:
    """What anybody took back: a release that was released nothing."""
    return {a for e in answers if isinstance(bodies[e.id], Withdrawn) for a in e.answers}


def _hidden(about: Bodies, ended: AbstractSet[EntryId]) -> set[str]:
    """Addresses that somebody hid, which no manager who knew of that released (`ended`)."""
    said = [(id_, b) for id_, b in about.items() if isinstance(b, ConfidentialityChanged) and b.confidential]
    return {body.address for id_, body in said if id_ not in ended}


def _versions(about: Bodies) -> dict[str, dict[EntryId, bool]]:
    """Every version of each address, and whether it was hidden as it was recorded."""
    found: dict[str, dict[EntryId, bool]] = {}
    for id_, body in about.items():
        if isinstance(body, AddressRecorded):
            found.setdefault(body.address, {})[id_] = body.confidential
    return found


def _was_hidden(
    versions: Mapping[EntryId, bool], undone: AbstractSet[EntryId], answered: AbstractSet[EntryId]
) -> bool:
    """Whether it was recorded as hidden; what was taken back counts too where nothing else is left of it."""
    hiding = {id_ for id_, hidden in versions.items() if hidden}
    return bool(hiding - undone) or (bool(hiding) and versions.keys() <= answered)
