"""Going without a parent's knowledge or agreement: whether a manager has to agree first, and whether one did.

Below the threshold of section 47 parents are told and asked. Leaving that out, or going on against their will, is a
manager's decision before the first check leaves (`domain.md` 2.3, gate G4). Protecting a child waits for nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import partial
from typing import Final, cast

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain import kinds, wording
from workstation.domain.conflicts import plain
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.ids import EntryId, PersonId
from workstation.domain.kinds import AdultNamed, Body
from workstation.domain.said import Said


class Leave(StrEnum):
    """How far asking a manager is."""

    NOT_ASKED = "not asked"
    WAITING = "waiting for a manager"
    AGREED = "a manager agreed"
    REFUSED = "a manager refused"


class Without(Struct, frozen=True):
    """What was asked of a manager, and what they said."""

    leave: Leave
    asked: Said[kinds.DispenseAsked] | None = None
    decided: Said[kinds.DispenseDecided] | None = None


_NOTHING_ASKED: Final = Without(Leave.NOT_ASKED)


def without_agreement(file: ContactFile) -> Without:
    """How far going without agreement is. An approval counts only when it answers what somebody else asked; of two
    decisions that did not know of each other, the refusal counts until a manager chooses.
    """
    standing = file.answers("dispense")
    if not standing:
        return _NOTHING_ASKED
    decided = [s for s in standing if isinstance(s.body, kinds.DispenseDecided)]
    last = cast("Said[kinds.DispenseDecided]", decided[-1]) if decided else None
    asked = _asked(file, decided[-1] if decided else standing[-1])
    if last is None:
        return Without(Leave.WAITING, asked)
    refused = next((s for s in decided if not _approves(s)), None)
    if refused is not None:
        return Without(Leave.REFUSED, asked, cast("Said[kinds.DispenseDecided]", refused))
    if any(_by_asker(file, s) for s in decided):
        return Without(Leave.WAITING, asked)
    return Without(Leave.AGREED, asked, last)


def holders(file: ContactFile) -> tuple[AdultNamed, ...]:
    """Adults who are named and have parental responsibility, or of whom nobody knows that they have not."""
    return tuple(a for a in file.adults if a.known and a.responsibility != "no")


def left_out(file: ContactFile) -> tuple[AdultNamed, ...]:
    """Those of them whom somebody decided not to tell, for whatever reason, or who do not want the checks."""
    return tuple(
        a for a in holders(file) if (said := file.told(a.person)) is not None and _leaves_out(said.body)
    )


def about(file: ContactFile, asked: Said[kinds.DispenseAsked]) -> frozenset[PersonId]:
    """Whom something that was asked of a manager is about: who it names. What names nobody (as the first versions
    wrote it) was about every adult who was known when it was written, and about nobody who came later.
    """
    if asked.body.people:
        return frozenset(asked.body.people)
    before = (s.body for s in file.log(kinds.AdultNamed) if s.recorded < asked.recorded)
    return frozenset(adult.person for adult in before if adult.known)


def agreed_without(file: ContactFile) -> frozenset[PersonId]:
    """Without whom a manager agreed to go on. A leave is for the parents it was asked about: what is said later
    about another parent neither widens it nor ends it.
    """
    agreed: frozenset[PersonId] = frozenset()
    for decision in _decisions(file):
        agreed = _after(file, agreed, decision)
    return agreed


def every_leave(file: ContactFile) -> tuple[Without, ...]:
    """What was asked last and what came of it, after each leave from before that holds for somebody still."""
    now, agreed = without_agreement(file), agreed_without(file)
    last = {s.entry for s in file.answers("dispense")}
    found = [
        Without(Leave.AGREED, asked, cast("Said[kinds.DispenseDecided]", decision))
        for decision in _decisions(file)
        if decision.entry not in last and _approves(decision) and not _by_asker(file, decision)
        for asked in _answered(file, decision)
        if about(file, asked) & agreed and asked != now.asked
    ]
    return (*found, now) if now.asked is not None else ()


def _decisions(file: ContactFile) -> list[Said[Body]]:
    """Every decision that what stands builds on, in its order. Of those that stand beside each other the refusal is
    read last, so that it counts.
    """
    standing = file.answers("dispense")
    if not standing:
        return []
    story = {s.entry: s for s in file.story}
    behind = {s.entry: plain(s, story) for one in standing for s in _behind(file, one)}
    last = {s.entry for s in standing}
    decided = [s for s in behind.values() if isinstance(s.body, kinds.DispenseDecided)]
    return sorted(
        decided, key=lambda s: (s.entry in last, s.entry in last and not _approves(s), s.recorded, s.entry)
    )


def _after(file: ContactFile, agreed: frozenset[PersonId], decision: Said[Body]) -> frozenset[PersonId]:
    """Without whom one may go on once this was decided as well."""
    people = frozenset(person for asked in _answered(file, decision) for person in about(file, asked))
    if _approves(decision) and not _by_asker(file, decision):
        return agreed | people
    return agreed - people


def not_agreed(file: ContactFile) -> tuple[AdultNamed, ...]:
    """Those who are left out, and without whom no manager has agreed to go on."""
    agreed = agreed_without(file)
    return tuple(a for a in left_out(file) if a.person not in agreed)


def asked_about(file: ContactFile) -> tuple[AdultNamed, ...]:
    """Whom it is about that waits for a manager, or that one has said last; of those who are left out."""
    without = without_agreement(file)
    said = without.decided if without.decided is not None and without.leave is not Leave.WAITING else None
    asks = _answered(file, cast("Said[Body]", said)) if said else _asks_standing(file)
    people = {person for asked in asks for person in about(file, asked)}
    return tuple(a for a in left_out(file) if a.person in people)


def protecting(file: ContactFile, guide: Guide) -> bool:
    """Whether a child is being protected now: marked `act now`, or with a strategy discussion asked for or
    recommended. That section 47 is the basis somebody chose is not enough.
    """
    protect = any(guide.outcome(o.body.outcome).protect for o in file.outcomes)
    return protect or file.act_now is not None or file.strategy_stands


def no_check_yet(file: ContactFile, guide: Guide) -> str:
    """Why no check may leave yet, in a sentence; empty when nothing of this kind stands in the way (G4)."""
    if protecting(file, guide):
        return ""
    leave, out = without_agreement(file).leave, not_agreed(file)
    say = partial(guide.rules.say, "G4")
    about_them, told = asked_about(file), _somebody_told(file)
    whom = [a for a in about_them if a in out]
    if leave is Leave.WAITING and (out or about_them or not told):
        return say("waiting", parents=_names(whom or out or about_them) or say("parents"))
    nobody_left = not out and not agreed_without(file) and not told
    if leave is Leave.REFUSED and (whom or nobody_left):
        return say("refused", parents=_names(whom) or say("parents"))
    return say("ask", parents=_names(out)) if out else ""


def _names(adults: Iterable[AdultNamed]) -> str:
    return wording.listed([wording.polite_name(a) for a in adults])


def early(file: ContactFile, guide: Guide) -> tuple[Said[kinds.AgencyAsked], ...]:
    """Checks that left while the record said that parents were left out, and before a manager had agreed."""
    story = sorted(
        (s for s in file.story if s.entry not in file.taken_back), key=lambda s: (s.recorded, s.entry)
    )
    so_far = _SoFar(frozenset(a.person for a in holders(file)), file, guide)
    return tuple(found for said in story if (found := so_far.take(said)) is not None)


class _SoFar:
    """The story as far as it has been read: who is left out, whether a manager agreed, whether it is urgent."""

    def __init__(self, holders_: frozenset[str], file: ContactFile, guide: Guide) -> None:
        self._holders, self._file, self._guide = holders_, file, guide
        self._story = {s.entry: s for s in file.story}
        self._out: set[PersonId] = set()
        self._agreed: frozenset[PersonId] = frozenset()
        self._told: set[PersonId] = set()
        self._asked: frozenset[PersonId] = frozenset()
        self._waits = self._refused = False
        self._danger: set[EntryId] = set()
        self._protected: dict[PersonId, bool] = {}

    def take(self, said: Said[Body]) -> Said[kinds.AgencyAsked] | None:
        """Read on; answers a check that left too early."""
        body = plain(said, self._story).body
        if isinstance(body, kinds.AgencyAsked):
            return cast("Said[kinds.AgencyAsked]", said) if self._early() else None
        if isinstance(body, kinds.ParentTold) and body.person in self._holders:
            (self._out.add if _leaves_out(body) else self._out.discard)(body.person)
            (self._told.add if body.told == "yes" else self._told.discard)(body.person)
        elif isinstance(body, kinds.DispenseAsked):
            self._waits, self._refused = True, False
            self._asked |= about(self._file, cast("Said[kinds.DispenseAsked]", replace(said, body=body)))
        elif isinstance(body, kinds.DispenseDecided):
            decision = replace(said, body=body)
            self._agreed = _after(self._file, self._agreed, decision)
            self._waits = body.approved and _by_asker(self._file, decision)
            self._refused = not body.approved
            self._asked = self._asked if self._waits else frozenset()
        else:
            self._protect(said, body)
        return None

    def _early(self) -> bool:
        """Whether a check that leaves now leaves too early: as `no_check_yet` says, at this point of the story."""
        refused = self._refused and not (self._agreed or self._told)
        waits = self._waits and (self._asked & self._out or not self._told)
        return bool(self._out - self._agreed or waits or refused) and not self._urgent()

    def _urgent(self) -> bool:
        return bool(self._danger) or any(self._protected.values())

    def _protect(self, said: Said[Body], body: Body) -> None:
        """A mark protects until a manager lowers it, a strategy discussion until then too, an outcome until it is
        another one, or it is decided anew.
        """
        if isinstance(body, kinds.Recommended):
            self._protected[body.child] = self._guide.outcome(body.outcome).protect
        elif isinstance(body, kinds.Reopened):
            self._protected.clear()
        elif isinstance(body, kinds.Escalated | kinds.StrategyRequested):
            self._danger.add(said.entry)
        elif isinstance(body, kinds.Lowered):
            asked = {s.entry for s in self._file.log(kinds.StrategyRequested)}
            self._danger -= asked | set(said.answers)


def afraid(file: ContactFile, guide: Guide) -> tuple[PersonId, ...]:
    """Who refused support out of fear of another person, and whose safety nobody has looked at yet (D07)."""
    return tuple(
        r.body.person
        for r in file.refusals
        if (found := guide.refusal(r.body.reason)) is not None
        and found.safety
        and file.safety_review(r.body.person) is None
    )


def no_letter(file: ContactFile, guide: Guide, person: PersonId) -> str:
    """Why nothing may be sent to somebody on paper (R33); empty when nothing forbids it."""
    adult = file.adult(person)
    say = partial(guide.rules.say, "R33")
    name = wording.sentence(wording.polite_name(adult)) if adult is not None else say("they")
    if adult is not None and adult.no_letters:
        return say("letters", name=name)
    return say("afraid", name=name) if person in afraid(file, guide) else ""


def no_copy_for(file: ContactFile, guide: Guide, reader: str) -> str:
    """Why a copy on paper may not go to whoever is named as its reader, when that is somebody of the family."""
    said = _plain(reader)
    for adult in (a for a in file.adults if a.known):
        family, given = adult.name.family, adult.name.given
        names = {wording.polite_name(adult), f"{given} {family}", f"{family} {given}"}
        if any(_plain(name) in said for name in names if name.strip()):
            return no_letter(file, guide, adult.person)
    return ""


def _plain(text: str) -> str:
    """Its words in small letters, a blank before and after each."""
    return f" {' '.join(''.join(c if c.isalnum() else ' ' for c in text.casefold()).split())} "


def _leaves_out(body: Body) -> bool:
    """That it is not needed is nobody's lawful reason: whoever says so goes on without them as well."""
    return isinstance(body, kinds.ParentTold) and (
        body.told in ("no: risk", "no: not needed") or body.objects
    )


def _somebody_told(file: ContactFile) -> bool:
    return any(
        (said := file.told(a.person)) is not None
        and isinstance(said.body, kinds.ParentTold)
        and said.body.told == "yes"
        for a in holders(file)
    )


def _approves(said: Said[Body]) -> bool:
    return isinstance(said.body, kinds.DispenseDecided) and said.body.approved


def _by_asker(file: ContactFile, decision: Said[Body]) -> bool:
    """Whether a decision answers nothing that was asked, or its writer asked for it."""
    asked = _asked(file, decision)
    return asked is None or asked.by == decision.by


def _asked(file: ContactFile, said: Said[Body]) -> Said[kinds.DispenseAsked] | None:
    """The newest request that something builds on, or that it is."""
    asks = [s for s in _behind(file, said) if isinstance(s.body, kinds.DispenseAsked)]
    newest = max(asks, key=lambda s: (s.recorded, s.entry), default=None)
    return cast("Said[kinds.DispenseAsked] | None", newest)


def _asks_standing(file: ContactFile) -> tuple[Said[kinds.DispenseAsked], ...]:
    """What waits for a manager: of two who asked without knowing of each other, both."""
    standing = file.answers("dispense")
    asks = [cast("Said[kinds.DispenseAsked]", s) for s in standing if isinstance(s.body, kinds.DispenseAsked)]
    return tuple(asks) or tuple(a for s in standing if (a := _asked(file, s)) is not None)


def _answered(file: ContactFile, decision: Said[Body]) -> tuple[Said[kinds.DispenseAsked], ...]:
    """What a decision says yes or no to: all that was asked when it was made."""
    direct = [s for s in file.log(kinds.DispenseAsked) if s.entry in decision.answers]
    newest = _asked(file, decision)
    return tuple(direct) or ((newest,) if newest is not None else ())


def _behind(file: ContactFile, said: Said[Body]) -> Iterator[Said[Body]]:
    story = {s.entry: s for s in file.story}
    left: list[EntryId] = [said.entry]
    seen: set[EntryId] = set()
    while left:
        entry = left.pop()
        if entry not in seen and entry in story:
            seen.add(entry)
            yield story[entry]
            left += story[entry].answers
