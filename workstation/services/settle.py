"""Two answers to one question: look at them, and choose (`ux.md` S10). What is not chosen stays in the history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as fresh
from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from workstation.domain import conflicts, kinds
from workstation.domain.changed import Changed
from workstation.domain.conflicts import Joined
from workstation.domain.contact import ContactFile, Said
from workstation.domain.entries import Entry, decode
from workstation.domain.ids import AuthorId, ContactId, EntryId
from workstation.domain.kinds import Body, Question, question
from workstation.domain.people import may_recommend, may_sign
from workstation.domain.times import hybrid, milliseconds, of_hybrid
from workstation.services import covering, find, hidden_around, on_screen, past, record
from workstation.services.desk import Desk
from workstation.store.act import Act
from workstation.trouble import NotYours, RuleTrouble

_BESIDE: Final = (
    kinds.Allocated, kinds.Parked, kinds.Resumed, kinds.Printed, kinds.PrintOutcome, kinds.Recalled,
    kinds.AddressShown, kinds.Settled, kinds.FullCopyAsked, kinds.FullCopyDecided,
    kinds.Withdrawn, kinds.Redacted,
)  # fmt: skip
_AN_HOUR: Final = timedelta(hours=1)


class CameMeanwhile(RuleTrouble):
    """Somebody added something while you were choosing. Nothing was saved."""

    advice = "It is on the page now. Read it, then choose."
    code = "LT-310"


@dataclass(frozen=True, slots=True)
class Several:
    """One question with several answers, and what they come to; `seen` is the same to be read."""

    question: Question
    joined: Joined
    seen: Joined

    @property
    def entries(self) -> tuple[EntryId, ...]:
        """The answers, by entry."""
        return tuple(v.entry for v in self.joined.versions)


@dataclass(frozen=True, slots=True)
class Unsettled:
    """One contact that needs a person.

    `choose` are questions a person has to choose; `texts` reasons of several people, both kept; `joined` what
    else these people did since they parted, which joined by itself. `others` are the people besides whoever
    looks. `saw` names what is shown, for `settle`.
    """

    file: ContactFile
    choose: tuple[Several, ...]
    texts: tuple[Several, ...]
    joined: tuple[Said[Body], ...]
    others: tuple[AuthorId, ...]
    saw: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen between the answers to a question. `keeps` is None for *neither yet*."""

    several: Several
    keeps: EntryId | None
    topic: str = ""
    """What it is about, in words, for the note that it was left open."""


def look(desk: Desk, contact: ContactId) -> Unsettled:
    """What a contact with several answers shows. `DecideFirst` for whoever must not see them yet."""
    file = desk.file(contact)
    if covering.of(desk, file):
        raise covering.DecideFirst
    others = hidden_around.hiding(desk, file, past.of_contact(desk, find.line_of(desk, contact), match=False))
    clean, elsewhere = on_screen.cleaner(desk, file, others), hidden_around.elsewhere_hidden(desk, others)
    choose = tuple(_several(q, file.joined[q], clean, elsewhere) for q in file.conflicts)
    texts = tuple(
        _several(q, joined, clean, elsewhere)
        for q, joined in file.joined.items()
        if q[0] == "reasons" and q not in file.conflicts
    )
    versions = [v for s in (*choose, *texts) for v in s.joined.versions]
    people = tuple(dict.fromkeys(v.by for v in versions))
    return Unsettled(
        file=file,
        choose=choose,
        texts=texts,
        joined=_joined(
            on_screen.seen(file, clean), desk.store.journal.of_contact(contact), (*choose, *texts), people
        ),
        others=tuple(p for p in people if p != desk.worker.id),
        saw=_all_of(file),
    )


def _several(
    asked: Question, joined: Joined, clean: on_screen.Clean, elsewhere: hidden_around.Elsewhere
) -> Several:
    if clean is None:
        return Several(asked, joined, joined)

    def shown(said: Said[Body]) -> Said[Body]:
        return on_screen.cleaned(elsewhere.kept(said), clean)

    seen = fresh(
        joined,
        said=shown(joined.said),
        was=shown(joined.was) if joined.was else None,
        versions=tuple(map(shown, joined.versions)),
    )
    return Several(asked, joined, seen)


def _joined(
    file: ContactFile, entries: Sequence[Entry], shown: Sequence[Several], people: Sequence[AuthorId]
) -> tuple[Said[Body], ...]:
    """What these people said since they parted, but for what is on the page already."""
    if not shown:
        return ()
    since = _parted(entries, shown, people)
    on_page = {s.question for s in shown}
    return tuple(
        said
        for said in file.story
        if said.by in people
        and said.recorded >= since
        and not isinstance(said.body, _BESIDE)
        and question(said.body) not in on_page
    )


def _parted(entries: Sequence[Entry], shown: Sequence[Several], people: Sequence[AuthorId]) -> int:
    """From which moment they did not know of each other.

    Who wrote first but reached Central later was on their own meanwhile: so the first entry of which that can be
    said. Where whoever wrote first came back first, nothing shows it: then since what both had last, an hour before
    the first of these answers at most.
    """
    versions = [v for s in shown for v in s.joined.versions]
    place = {e.id: e.position for e in entries}
    alone = [
        e.recorded
        for e in entries
        if e.author in people and any(_crossed(e, v, place[v.entry]) for v in versions)
    ]
    known = [s.joined.was.recorded + 1 for s in shown if s.joined.was is not None]
    first = of_hybrid(min(v.recorded for v in versions))
    return min(alone) if alone else max(*known, hybrid(milliseconds(first - _AN_HOUR)), 0)


def _crossed(entry: Entry, version: Said[Body], place: int | None) -> bool:
    """Whether time and Central's numbers put these two, of two people, in opposite orders."""
    if entry.author == version.by or entry.position == place:
        return False
    after = entry.position is None or (place is not None and entry.position > place)
    return (entry.recorded < version.recorded) == after


def settle(
    desk: Desk, contact: ContactId, choices: Sequence[Choice], texts: Sequence[Body] = (), *, saw: str
) -> Changed:
    """Save what was chosen, all in one. `texts` are reasons of several people as they shall stand.

    `CameMeanwhile`, and nothing saved, when anything was added since `saw`; `NotYours` for a choice that only
    another role can make.
    """
    record.must_record(desk)
    file = desk.file(contact)
    if _all_of(file) != saw:
        raise CameMeanwhile
    for choice in choices:
        _must_be_mine(desk, choice)
    acts = [_act(desk, file, choice) for choice in choices]
    for body in texts:
        asked = question(body)
        standing = file.answers(*asked) if asked else ()
        acts.append(Act(body, answers=tuple(s.entry for s in standing)))
    made = (
        desk.store.journal.append(contact, acts, desk.worker.id, edition=desk.guide.edition) if acts else ()
    )
    return record.changed(desk, made)


def _all_of(file: ContactFile) -> str:
    """Names everything that was said about a contact; unlike the head, the acts beside it too."""
    return f"{file.head}/{len(file.story)}/{max((s.entry for s in file.story), default='')}"


def _must_be_mine(desk: Desk, choice: Choice) -> None:
    if choice.keeps is None:
        return
    several = choice.several
    if conflicts.for_a_manager(several.question) and not may_sign(desk.worker):
        raise NotYours("Only a manager can choose this.")
    if several.question[0] == "outcome" and not may_recommend(desk.worker):
        raise NotYours(f"{desk.worker.role} does not recommend an outcome.", "Ask a social worker to.")
    kept = next((v.body for v in several.joined.versions if v.entry == choice.keeps), None)
    if isinstance(kept, kinds.AddressReleased) and not may_sign(desk.worker):
        raise NotYours("Only a manager can stop hiding an address.")


def _act(desk: Desk, file: ContactFile, choice: Choice) -> Act:
    several = choice.several
    if choice.keeps is None:
        return Act(kinds.NoteMade(text=f"Left open: {choice.topic}."))
    kept = next((v.body for v in several.joined.versions if v.entry == choice.keeps), None)
    if isinstance(kept, kinds.AddressReleased):
        # Said again: a settlement, which anybody may write, ends no secret (`domain.secret_addresses`).
        return Act(kept, answers=several.entries)
    joined = _with_addresses(desk, file, several) if several.question[0] == "address" else several.joined
    return Act(conflicts.resolved(joined, choice.keeps), answers=several.entries)


def _with_addresses(desk: Desk, file: ContactFile, several: Several) -> Joined:
    """The same with the words of the addresses, which the contact file does not hold."""
    raw = {
        e.id: body
        for e in desk.store.journal.of_contact(file.contact)
        if e.body is not None and (body := decode(e.kind, e.body)) is not None
    }
    story = {s.entry: replace(s, body=raw[s.entry]) for s in file.story}
    standing = [conflicts.plain(story[entry], story) for entry in several.entries]
    return conflicts.join(standing, story)
