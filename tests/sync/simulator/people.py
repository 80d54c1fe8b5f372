"""What people do at their computers, well or badly."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tests.sync.simulator import digests
from tests.sync.simulator.digests import chain, digest
from tests.sync.simulator.laws import before_save
from tests.sync.simulator.violation import Crash
from tests.sync.simulator.writing import (
    AGREED,
    BEGINNING,
    CONTACTS,
    ERASED,
    FROM_NEWER,
    NEWER_WORDS,
    PEOPLE,
    POISON,
    SAYINGS,
    key_of,
    sign,
    target_body,
    target_of,
)
from workstation.domain import kinds
from workstation.domain.entries import Entry, encode
from workstation.domain.ids import AuthorId, ContactId, EntryId
from workstation.domain.times import next_hybrid
from workstation.sync.central import CentralTrouble
from workstation.trouble import StoreTrouble

if TYPE_CHECKING:
    from tests.sync.simulator.world import Computer, World


def save(world: World, computer: Computer | None = None) -> None:
    """A person says something."""
    computer = computer or world.some()
    if computer is None:
        return
    contact = world.dice.choice(
        [c for c, stream in CONTACTS.items() if (computer.worker, stream) in world.ever]
    )
    if world.chance(0.08):
        kind, body = FROM_NEWER, world.dice.choice(NEWER_WORDS)
    else:
        kind, body = world.dice.choice(SAYINGS)
    known = [id_ for id_, entry in computer.journal.disk.entries.items() if entry.contact == contact]
    answers: tuple[EntryId, ...] = ()
    if known and world.chance(0.5):
        answers = tuple(dict.fromkeys(world.dice.choice(known[-6:]) for _ in range(2)))
    if len(answers) == 2 and world.chance(0.3):
        kind, body = "Settled", encode(kinds.Settled(keeps=answers[0]))
    write(world, computer, next_entry(world, computer, contact, kind, body, answers))


def next_entry(
    world: World,
    computer: Computer,
    contact: ContactId,
    kind: str,
    body: bytes,
    answers: tuple[EntryId, ...] = (),
) -> Entry:
    """The next entry of a computer, as `store.journal` makes it."""
    disk = computer.journal.disk
    seq, previous = computer.journal.tip(disk.device)
    at = BEGINNING + timedelta(minutes=world.now) + computer.clock
    salt = len(world.made).to_bytes(4, "big")
    return Entry(
        id=EntryId(f"e{len(world.made)}"), contact=contact, kind=kind, author=computer.worker,
        device=disk.device, seq=seq + 1, previous=previous, happened=at,
        recorded=next_hybrid(disk.last, at), answers=answers, digest=digest(body, salt), body=body,
        stream=CONTACTS[contact], salt=salt,
    )  # fmt: skip


def write(world: World, computer: Computer, entry: Entry, odd: str = "") -> None:
    """Save it, and say so if it is saved."""
    mark = chain(entry)
    entry = replace(entry, sig=b"?" if odd == "signature" else sign(key_of(entry.device), mark))
    digests.note(entry, mark)
    before_save(world, computer, entry, odd)
    world.made[entry.id], world.marks[entry.id] = entry, mark
    if odd:
        world.odd[entry.id, mark] = odd
    if entry.kind in world.agreements:
        world.agreements[entry.kind].setdefault(target_of(entry), set()).add(entry.author)
    named = (computer.name, entry.id, entry.kind, entry.stream, entry.device, entry.seq, odd)
    world.tell("{} saves {} ({}, {}, {} {}) {}", *named)
    journal = computer.journal
    fuse = journal.fuse
    if world.chance(world.weather.crash / 4):
        journal.fuse = world.dice.randint(0, 1)
    try:
        journal.append(entry)
        journal.fuse = fuse
    except Crash:
        world.restart(computer)
    except StoreTrouble:
        world.tell(f"  the disk of {computer.name} is full")
        journal.fuse = fuse
        return
    else:
        computer.told[entry.id] = mark
    if entry.id in journal.disk.entries or entry.id in computer.told:
        world.written.setdefault((entry.device, entry.seq), []).append(entry.id)


def poison(world: World) -> None:
    """A computer writes what it should not: words that cannot be kept, a wrong digest, another's name."""
    computer = world.some()
    if computer is None:
        return
    odd = world.dice.choice(("words", "long", "digest", "author", "signature", "number", "alone"))
    entry = next_entry(world, computer, ContactId("c1"), "NoteMade", POISON[odd == "long"])
    if odd == "alone" and world.made:
        body = target_body(world.dice.choice(list(world.made)))
        entry = replace(entry, kind=ERASED, body=body, digest=digest(body, entry.salt))
    elif odd not in ("words", "long"):
        body = SAYINGS[-2][1]
        entry = replace(entry, body=body, digest=digest(body, entry.salt))
    if odd == "digest":
        entry = replace(entry, digest=digest(b"other words", entry.salt))
    elif odd == "author":
        entry = replace(entry, author=next(who for who in PEOPLE if who != computer.worker))
    elif odd == "number":
        entry = replace(entry, seq=max(entry.seq - 1, 1))
    write(world, computer, entry, odd)


def forge(world: World) -> None:
    """Somebody hands over an entry in another's name, sometimes under an identity that there is."""
    forger, victim = world.dice.choice(PEOPLE), world.dice.choice(world.computers)
    if world.office.away:
        return
    if world.now % 3 == 0 and forge_erasure(world, forger):
        return
    entry = next_entry(world, victim, ContactId("c1"), *world.dice.choice(SAYINGS))
    if world.made and world.chance(0.4):
        entry = replace(entry, id=world.dice.choice(list(world.made)))
    else:
        world.made[entry.id] = entry
    key = world.office.state.devices.get(entry.device)
    false = key is not None and entry.device in world.swapped
    entry = replace(entry, author=victim.worker, sig=b"forged")
    if false and key is not None:
        entry = replace(entry, sig=sign(key.key, chain(entry)))
    world.odd[entry.id, chain(entry)] = "forged"
    with contextlib.suppress(CentralTrouble):
        said = world.office.push(forger, "front-door", (entry,))
        world.tell(f"{forger} forges {entry.id} of {victim.name}: {said[0].verdict}")
    if victim.alive and victim not in world.busy and world.chance(0.5):
        world.exchange(victim)
        save(world, victim)


def forge_erasure(world: World, forger: AuthorId) -> bool:
    """Somebody hands over what two others would have to say to erase words. Whether there were words and two others
    (no dice: histories without it stay what they were).
    """
    said = {who: next((c for c in world.computers if c.worker == who != forger), None) for who in PEOPLE}
    victims = [computer for computer in said.values() if computer is not None]
    words = [e for e in world.office.state.rows["front-door"] if e.body and e.kind not in (AGREED, ERASED)]
    if len(victims) < 2 or not words:
        return False
    target = words[world.now % len(words)]
    for victim, kind in zip(victims, (AGREED, ERASED), strict=False):
        entry = next_entry(world, victim, target.contact, kind, target_body(target.id))
        entry = replace(entry, sig=b"forged")
        world.made[entry.id] = entry
        world.odd[entry.id, chain(entry)] = "forged"
        with contextlib.suppress(CentralTrouble):
            told = world.office.push(forger, "front-door", (entry,))
            world.tell(f"{forger} forges {entry.id} ({kind}) of {victim.name}: {told[0].verdict}")
    return True


def agree_erasure(world: World, computer: Computer | None = None) -> None:
    """Somebody agrees that the words of an entry go."""
    computer = computer or world.some()
    if computer is None:
        return
    disk = computer.journal.disk
    found = [entry for entry in disk.entries.values() if entry.kind not in (AGREED, ERASED)]
    if found:
        target = world.dice.choice(found)
        write(world, computer, next_entry(world, computer, target.contact, AGREED, target_body(target.id)))


def erase(world: World, computer: Computer | None = None) -> None:
    """Somebody else erases them."""
    computer = computer or world.some()
    if computer is None:
        return
    disk, mine = computer.journal.disk, computer.worker
    agreed = [
        e for e in disk.entries.values() if e.kind == AGREED and e.author != mine and e.id not in disk.doubts
    ]
    if agreed:
        chosen = world.dice.choice(agreed)
        body = target_body(target_of(chosen))
        write(world, computer, next_entry(world, computer, chosen.contact, ERASED, body))


def ask_again(world: World) -> None:
    """Somebody signs in, and what was refused is sent once more."""
    computer = world.some()
    if computer is not None:
        with contextlib.suppress(StoreTrouble):
            computer.journal.ask_again()
