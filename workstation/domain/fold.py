"""Folding: the entries of one contact become its contact file. Pure, total, and blind to order.

Which answers *stand* is decided by identity alone (who answers whom), never by time or place, so entries that
did not know each other may arrive in any order (law test: permutation). Order only sorts the story.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from workstation.domain import conflicts, kinds
from workstation.domain.contact import ContactFile, Said, Unread, head_of
from workstation.domain.entries import Entry, decode, in_order
from workstation.domain.ids import ContactId, EntryId
from workstation.domain.kinds import Body, Question, question
from workstation.domain.secret_addresses import secret_addresses


def fold(contact: ContactId, entries: Iterable[Entry]) -> ContactFile:
    """The contact file of these entries (all of one contact, in any order, each at most once)."""
    ordered = in_order(entries)
    bodies: dict[EntryId, Body] = {}
    unread: list[Unread] = []
    for entry in ordered:
        body = decode(entry.kind, entry.body) if entry.body is not None else None
        if body is None:
            unread.append(Unread(entry.id, entry.kind, entry.author, entry.happened, entry.body is None))
        else:
            bodies[entry.id] = body
    return fold_read(contact, ordered, bodies, tuple(unread))


def fold_read(
    contact: ContactId, ordered: list[Entry], bodies: dict[EntryId, Body], unread: tuple[Unread, ...] = ()
) -> ContactFile:
    """As `fold`, of entries in their order whose bodies were read already, or are just being made."""
    void = _own_sign_offs(ordered, bodies)
    answered = _answered(ordered, _without(bodies, void)) | void
    secret = secret_addresses(ordered, bodies, answered)
    said = {e.id: said_by(e, _told(bodies[e.id], secret)) for e in ordered if e.id in bodies}
    standing = _standing(answered, said)
    return ContactFile(
        contact=contact,
        story=tuple(said.values()),
        standing=standing,
        unread=unread,
        head=head_of(ordered),
        unlike=_unlike(standing, ordered, bodies, secret),
    )


def _unlike(
    standing: Mapping[Question, tuple[Said[Body], ...]],
    ordered: list[Entry],
    bodies: Mapping[EntryId, Body],
    secret: frozenset[str],
) -> frozenset[Question]:
    """Hidden addresses of which several answers stand that differ in words the file does not hold."""
    asked = [("address", a) for a in secret if len(standing.get(("address", a), ())) > 1]
    if not asked:
        return frozenset()
    whole = {e.id: said_by(e, bodies[e.id]) for e in ordered if e.id in bodies}
    return frozenset(q for q in asked if _whole(standing[q], whole).clashes)


def _whole(standing: tuple[Said[Body], ...], story: Mapping[EntryId, Said[Body]]) -> conflicts.Joined:
    """What these answers come to with all their words."""
    return conflicts.join([conflicts.plain(story[said.entry], story) for said in standing], story)


def confidential_of(contact: ContactId, entries: Iterable[Entry]) -> tuple[kinds.AddressRecorded, ...]:
    """The confidential addresses as they stand, with their words; all versions of one that is not agreed.

    For the few acts that may have them (services); never for the window.
    """
    ordered = in_order(entries)
    bodies = {e.id: b for e in ordered if e.body is not None and (b := decode(e.kind, e.body)) is not None}
    story = {e.id: said_by(e, bodies[e.id]) for e in ordered if e.id in bodies}
    secret = secret_addresses(ordered, bodies, _answered(ordered, bodies))
    found: list[Body] = []
    for asked, standing in fold(contact, ordered).standing.items():
        if asked[0] == "address" and asked[1] in secret:
            joined = _whole(standing, story)
            found += [v.body for v in joined.versions] if joined.clashes else [joined.said.body]
    return tuple(body for body in found if isinstance(body, kinds.AddressRecorded))


def said_by(entry: Entry, body: Body) -> Said[Body]:
    """What an entry with this body says."""
    return Said(body, entry.id, entry.author, entry.happened, entry.recorded, entry.edition, entry.answers)


def _kept(given: Body, bodies: Mapping[EntryId, Body]) -> Body | None:
    """The words that a settlement keeps, also when it keeps another settlement; None when they are not here."""
    found: Body | None = given
    for _ in range(len(bodies)):
        if not isinstance(found, kinds.Settled):
            return found
        found = bodies.get(found.keeps)
    return None


def _answered(entries: list[Entry], bodies: dict[EntryId, Body]) -> set[EntryId]:
    """Ids of entries that somebody answered. What was taken back answers nothing; an entry whose words we
    cannot read answers nothing either, so that nothing vanishes because a newer version spoke.
    """
    answering = [entry for entry in entries if entry.answers]
    withdrawn = {a for e in answering if isinstance(bodies.get(e.id), kinds.Withdrawn) for a in e.answers}
    answered = set(withdrawn)
    for entry in answering:
        body = bodies.get(entry.id)
        if body is None or entry.id in withdrawn:
            continue
        if _kept(body, bodies) is None:
            continue
        answered.update(entry.answers)
    return answered


def _own_sign_offs(entries: list[Entry], bodies: Mapping[EntryId, Body]) -> set[EntryId]:
    """Sign-offs of what their author had sent to a manager. The gates let nobody write one (`gates.signing`); with
    a program of their own somebody could. It stays in the story and decides nothing.
    """
    signed = [entry for entry in entries if entry.answers and type(bodies.get(entry.id)) is kinds.SignedOff]
    if not signed:
        return set()
    sent = {e.id: e.author for e in entries if type(bodies.get(e.id)) is kinds.SentToManager}
    return {entry.id for entry in signed if any(sent.get(a) == entry.author for a in entry.answers)}


def _without(bodies: dict[EntryId, Body], void: set[EntryId]) -> dict[EntryId, Body]:
    return {entry: body for entry, body in bodies.items() if entry not in void} if void else bodies


def _standing(
    answered: set[EntryId], said: dict[EntryId, Said[Body]]
) -> dict[Question, tuple[Said[Body], ...]]:
    standing: dict[Question, tuple[Said[Body], ...]] = {}
    bodies = {entry: found.body for entry, found in said.items()}
    for entry, found in said.items():
        if entry in answered:
            continue
        if isinstance(found.body, kinds.Settled):
            kept = _kept(found.body, bodies)
            if kept is None:
                continue
            # A settlement stands with the words it keeps, under the name of the person who settled.
            edition = said[found.body.keeps].edition
            found = replace(found, body=kept, edition=edition)  # noqa: PLW2901
        asked = question(found.body)
        if asked is not None:
            standing[asked] = (*standing.get(asked, ()), found)
    return standing


def _told(body: Body, secret: frozenset[str]) -> Body:
    """The same body without the words of a confidential address and, where there is one, without a child's
    postcode. An address that was released says so.
    """
    if isinstance(body, kinds.AddressRecorded):
        if body.address in secret:
            return replace(body, lines="", postcode="", hide_words=(), confidential=True)
        return replace(body, confidential=False) if body.confidential else body
    if secret and isinstance(body, kinds.ChildNamed) and body.postcode:
        return replace(body, postcode="")
    return body


def hidden_words(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Every word that would give a confidential address away: its lines and postcode, phones, school, GP and
    the words the worker added. Only printing and the hidden-address overlay may ask (services).
    """
    ordered = in_order(entries)
    bodies = {e.id: b for e in ordered if e.body is not None and (b := decode(e.kind, e.body)) is not None}
    secret = secret_addresses(ordered, bodies, _answered(ordered, bodies))
    if not secret:
        return ()
    found: dict[str, None] = {}
    for body in bodies.values():
        for word in _telling_words(body, secret):
            if word.strip():
                found.setdefault(word.strip())
    return tuple(found)


def _telling_words(body: Body, secret: frozenset[str]) -> tuple[str, ...]:
    if isinstance(body, kinds.AddressRecorded) and body.address in secret:
        parts = tuple(p for line in body.lines.splitlines() for p in (line, *line.split(",")))
        return (*parts, body.postcode, *body.hide_words)
    if isinstance(body, kinds.ChildNamed):
        return (body.school, body.gp, body.postcode)
    if isinstance(body, kinds.AdultNamed):
        return (body.safe_contact, body.do_not_use)
    return ()
