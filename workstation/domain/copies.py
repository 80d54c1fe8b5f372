"""Copies that are out on paper: what became of each, and which should come back because the record changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from workstation.domain import conflicts, kinds, wording
from workstation.domain.contact import ContactFile, Said
from workstation.domain.ids import EntryId, PersonId
from workstation.domain.kinds import Body, Question, question

_FACTS: Final = frozenset(
    {"received", "referrer", "person", "address", "confidential", "outcome", "handover"}
)
"""Questions whose answers a reader acts on. A new answer to another one is news, not a correction."""
_OUTSIDE: Final = ("referrer", "family")
_LETTERS: Final = ("letter", "request")
_UNKNOWN: Final = (None, "", "not known", "not asked", "U", ())
_NOT_ON_PAPER: Final = frozenset({
    "safe_contact", "safe_when", "do_not_use", "code_word", "no_letters", "offending", "where_now", "people", "saw",
    "reading_seconds", "accepted", "criteria", "overrode", "decided_first", "hide_words", "confidential", "because",
})  # fmt: skip
"""What changes with the day, or does not stand on a copy."""
FLAGGED: Final = "An address, or more of its words, was hidden after it was printed"
SHOWN: Final = "It may show an address that is hidden now"
CORRECTED: Final = "{} was corrected after it was printed"
DECIDED: Final = "The decision changed after it was printed"
ERASED: Final = "Words were erased from the record after it was printed"
_CALLED: Final = {
    "received": "How it reached us", "referrer": "The referrer", "person": "Who somebody is",
    "address": "An address", "outcome": "The outcome",
}  # fmt: skip


class PaperCopy(Struct, frozen=True):
    """One copy: what was printed, what became of it, and why it should be got back (nothing: it may stay out)."""

    said: Said[kinds.Printed]
    outcome: str = "unknown"
    back: Said[kinds.Recalled] | None = None
    why: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """Its own number."""
        return self.said.body.copy_number

    @property
    def out(self) -> bool:
        """Whether it may lie somewhere: all but those that never came out and those that are back."""
        return self.outcome != "failed" and self.back is None

    @property
    def wanted(self) -> bool:
        """Whether somebody has to get it back."""
        return self.out and bool(self.why)


def copies(file: ContactFile, elsewhere: tuple[str, ...] = ()) -> tuple[PaperCopy, ...]:
    """Every copy of a contact, oldest first. `elsewhere` are addresses that other contacts of the family hide by
    now, and that stand in this one.
    """
    outcomes = {s.body.copy_number: s.body.outcome for s in file.log(kinds.PrintOutcome)}
    back = {s.body.copy_number: s for s in file.log(kinds.Recalled)}
    return tuple(
        PaperCopy(
            said, outcomes.get(said.body.copy_number, "unknown"), back.get(said.body.copy_number),
            tuple(dict.fromkeys(_why(said, file, elsewhere))),
        )
        for said in file.log(kinds.Printed)
    )  # fmt: skip


def wanted_back(file: ContactFile, elsewhere: tuple[str, ...] = ()) -> tuple[PaperCopy, ...]:
    """The copies that somebody has to get back."""
    return tuple(copy for copy in copies(file, elsewhere) if copy.wanted)


def same_as(file: ContactFile, body: kinds.Printed) -> tuple[PaperCopy, ...]:
    """The copies of the same version for the same kind of reader that came out, or may have. Outside this house,
    each reader is a kind of their own: what one parent holds is nothing to the other.
    """
    return tuple(
        copy
        for copy in copies(file)
        if copy.outcome != "failed"
        and _kind(copy.said.body) == _kind(body)
        and copy.said.body.saw == body.saw
        and _same_reader(copy.said.body, body)
    )


def _kind(body: kinds.Printed) -> tuple[str, str, bool]:
    return body.recipient, body.paper, body.hidden


def _same_reader(one: kinds.Printed, other: kinds.Printed) -> bool:
    if one.recipient not in _OUTSIDE and one.paper not in _LETTERS:
        return True
    if one.reader is not None and other.reader is not None:
        return one.reader == other.reader
    return one.for_whom.casefold().split() == other.for_whom.casefold().split()


def shown_by(file: ContactFile) -> tuple[EntryId, ...]:
    """What a copy made now rests on: the answers to the facts, the sign-off, what was erased so far."""
    found = [
        said.entry
        for asked, standing in file.standing.items()
        for said in standing
        if asked[0] in _FACTS and (asked[0] != "handover" or isinstance(said.body, kinds.SignedOff))
    ]
    return (*found, *(s.entry for s in file.log(kinds.Redacted)))


def hidden_addresses(file: ContactFile) -> tuple[str, ...]:
    """Which addresses are hidden now, by their identity alone."""
    return tuple(a.address for a in file.addresses if a.confidential)


def must_not_see(file: ContactFile) -> tuple[str, ...]:
    """Who must not see a hidden address, by name."""
    return tuple(wording.full_name(person.name) for person in outside(file))


def outside(file: ContactFile) -> tuple[kinds.AdultNamed | kinds.ChildNamed, ...]:
    """Everybody who is named and not recorded as living at each hidden address. That an adult `lives there` counts
    only where no other address could be meant. Where nobody is recorded at one (it came with a match), it is taken
    for the children's, and for no adult's.
    """
    hidden = [a for a in file.addresses if a.confidential and (a.people or a.until is None)]
    at = [set(a.people) for a in hidden if a.people]
    inside = set.intersection(*at) if at else set[PersonId]()
    adults = inside if len(at) == len(hidden) else set[PersonId]()
    if at and len(file.addresses) == 1:
        adults = adults | {a.person for a in file.adults if a.lives_there == "yes"}
    return (
        *(a for a in file.adults if a.known and a.person not in adults),
        *(c for c in file.children if at and c.person not in inside and (c.name.given or c.name.family)),
    )


# -- why it should come back ----------------------------------------------------------------------------------


def _why(said: Said[kinds.Printed], file: ContactFile, elsewhere: tuple[str, ...]) -> Iterator[str]:
    body = said.body
    if file.hidden and not body.hidden and not body.full_because and not body.shows:
        yield SHOWN
    if any(_is_news(s, said) for s in file.log(kinds.Redacted)):
        yield ERASED
    if not body.shows or body.recipient == "quality":
        return
    shown = frozenset(body.shows)
    if body.recipient not in _OUTSIDE and (
        _flagged_since(file, shown, body.hid) or not set(elsewhere) <= set(body.hid)
    ):
        yield FLAGGED
    yield from _corrected(file, shown, outside=body.recipient in _OUTSIDE)


def _is_news(redacted: Said[kinds.Redacted], printed: Said[kinds.Printed]) -> bool:
    if printed.body.shows:
        return redacted.entry not in printed.body.shows
    return redacted.recorded > printed.recorded


def _flagged_since(file: ContactFile, shown: frozenset[EntryId], hid: tuple[str, ...]) -> bool:
    """Whether an address is hidden that was not when the copy was made, or its words were written down again."""
    now = hidden_addresses(file)
    again = (s.entry for a in now for s in file.answers("address", a) if s.entry not in shown)
    return not set(now) <= set(hid) or any(again)


def _corrected(file: ContactFile, shown: frozenset[EntryId], *, outside: bool) -> Iterator[str]:
    story = {s.entry: s for s in file.story}
    then: dict[Question, list[Said[Body]]] = {}
    for entry in shown & story.keys():
        said = conflicts.plain(story[entry], story)
        if (asked := question(said.body)) is not None:
            then.setdefault(asked, []).append(said)
    for asked, before in then.items():
        now = [conflicts.plain(s, story).body for s in file.answers(*asked)]
        if not any(_changed(s.body, now) for s in before):
            continue
        if asked[0] == "handover":
            yield DECIDED
        elif asked[0] in _CALLED and not (outside and not isinstance(before[0].body, kinds.ChildNamed)):
            yield CORRECTED.format(_CALLED[asked[0]])


def _changed(old: Body, now: list[Body]) -> bool:
    """Whether something the copy says is said otherwise by any answer that stands; what was only added is not."""
    return any(type(new) is not type(old) or _differs(old, new) for new in now)


def _differs(old: Body, new: Body) -> bool:
    def known(value: Any) -> bool:  # noqa: ANN401 - the value of any field
        return value not in _UNKNOWN

    fields = [f for f in old.__struct_fields__ if f not in _NOT_ON_PAPER]
    return any(known(getattr(old, f)) and getattr(old, f) != getattr(new, f) for f in fields)
