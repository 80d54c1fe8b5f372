"""What only the owner of the database can do: change history. The laws say who must notice, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tests.sync.simulator.digests import chain, digest, link, skeleton
from tests.sync.simulator.writing import AGREED, ERASED, target_of
from workstation.domain.travel import Reason

if TYPE_CHECKING:
    from tests.sync.simulator.world import World


def rewrite(world: World) -> None:
    """Change what one entry says: with every chain after it, or only the row, as a careless owner would."""
    office, dice = world.office, world.dice
    state = office.state
    stream = dice.choice(list(state.rows))
    rows, digests = state.rows[stream], state.digests[stream]
    places = [at for at, e in enumerate(rows) if e.body is not None and e.kind not in (AGREED, ERASED)]
    if not places or office.open is not None:
        return
    at = dice.choice(places)
    before, row = digests[at], rows[at]
    if world.now % 3 == 0:
        _sign_anew(world, stream, at)
        return
    body = b'{"text":"Nothing was said."}'
    rows[at] = replace(row, body=body, kind="NoteMade", digest=digest(body, row.salt))
    world.odd[row.id, chain(rows[at])] = "rewritten"
    office.epoch += 1
    office.tampered = True
    if dice.random() < 0.3:
        world.tell(f"{row.id} at {at + 1} of {stream} is changed, and the chain is left as it was")
        office.altered.append((stream, at, row))
        return
    digests[at] = chain(rows[at])
    number = (row.device, row.seq)
    state.numbers[number] = (*state.numbers[number], digests[at])
    _chain_again(world, stream, at)
    world.tell(f"{row.id} at {at + 1} of {stream} is rewritten")
    for computer in world.computers:
        if computer.journal.mark(stream).cursor > at:
            computer.notice[stream] = (at + 1, before)


def _sign_anew(world: World, stream: str, at: int) -> None:
    """Put another signature under an entry: who has not read it yet cannot believe it, who wrote it does (no dice:
    histories without it stay what they were).
    """
    rows = world.office.state.rows[stream]
    rows[at] = replace(rows[at], sig=b"?")
    world.odd.setdefault((rows[at].id, chain(rows[at])), "signature")
    world.office.epoch += 1
    world.tell(f"{rows[at].id} at {at + 1} of {stream} has another signature now")


def slip_in(world: World) -> None:
    """Put something into a stream that Central had refused: an erasure to which nobody agreed."""
    office = world.office
    alone = [entry for entry, reason, _ in office.state.kept.values() if reason is Reason.ERASURE]
    alone = [e for e in alone if e.id not in office.state.where and not world.two_agreed(target_of(e))]
    alone = [entry for entry in alone if entry.device not in office.state.revoked]
    if alone and office.open is None:
        entry = world.dice.choice(alone)
        world.tell(f"the owner of the database puts {entry.id} into {entry.stream}")
        office.place(entry.stream, entry, chain(entry), entry.author, obey=False)
        office.committed()


def _chain_again(world: World, stream: str, first: int) -> None:
    digests, chains = world.office.state.digests[stream], world.office.state.chains[stream]
    for place in range(first, len(chains)):
        chains[place] = link(chains[place - 1] if place else b"", digests[place])


def mend(world: World) -> None:
    """Somebody puts back the rows that do not go with their chain: until then the stream cannot be read."""
    state = world.office.state
    for stream, at, row in world.office.altered:
        rows = state.rows[stream]
        if at < len(rows) and rows[at].id == row.id and chain(rows[at]) != state.digests[stream][at]:
            rows[at] = skeleton(row) if row.id in state.erased else row
    world.office.altered = []
