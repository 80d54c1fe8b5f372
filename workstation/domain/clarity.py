"""How clear a referral is: twelve things a clear one tells us, each worked out from the record (R12, R13); and of
the police the least that a notification must say (R15). There is one list of what is open, wherever it stands.

Nobody ticks these, and no caller is shown a mark. What is missing becomes the questions that are sent back, and
nothing else does.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Final, Literal

from msgspec import Struct

from workstation.domain import kinds, signs, way_back, wording
from workstation.domain.clarity_book import AskedBack, Item
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide, source_group
from workstation.domain.minimum import minimum

State = Literal["met", "not met", "does not apply"]
ALWAYS: Final = ("worried", "wanted")
"""What every referrer is asked: what they are most worried will happen, and what they want us to do (R12)."""


class Finding(Struct, frozen=True):
    """One of the twelve: whether it was told, and what shows it (or what is known of it all the same)."""

    item: Item
    state: State
    shows: str = ""
    gaps: tuple[AskedBack, ...] = ()
    """The questions that would close it, with their words."""


class Clarity(Struct, frozen=True):
    """All twelve; of the police also what a notification must say and does not."""

    findings: tuple[Finding, ...]
    least: tuple[AskedBack, ...] = ()

    @property
    def told(self) -> tuple[Finding, ...]:
        """What they have told us."""
        return tuple(f for f in self.findings if f.state == "met")

    @property
    def missing(self) -> tuple[Finding, ...]:
        """What they have not told us."""
        return tuple(f for f in self.findings if f.state == "not met")

    @property
    def gaps(self) -> tuple[AskedBack, ...]:
        """Exactly the questions that are open, each once, the two that are always asked first."""
        found = {gap.id: gap for finding in self.missing for gap in finding.gaps}
        found |= {gap.id: gap for gap in self.least if gap.id not in found}
        return tuple(sorted(found.values(), key=lambda gap: gap.id not in ALWAYS))

    @property
    def words(self) -> str:
        """`Unclear: 5 questions open`, as a worker reads it wherever it stands; a caller never does."""
        if not self.gaps:
            return "Clear: no question open"
        left = wording.count(len(self.gaps), "question")
        few = len(self.missing) <= _A_FEW and len(self.least) <= _A_FEW
        return f"{'Partly clear' if few else 'Unclear'}: {left} open"

    def to_ask(self, file: ContactFile) -> tuple[str, ...]:
        """What they did not say when asked is not asked again, but for the two that decide what can happen."""
        said = {gap.id: file.asked(gap.id) for gap in self.gaps}
        silent = [name for name, a in said.items() if a is not None and a.state == "did not say"]
        return tuple(gap.id for gap in self.gaps if gap.id not in silent or gap.id in ALWAYS)


_A_FEW: Final = 3


def clarity(file: ContactFile, guide: Guide) -> Clarity:
    """What the referrer has told us, item by item."""
    least = minimum(file, guide)
    there = frozenset(item.id for item in least.items if item.state == "there")
    return Clarity(
        tuple(_finding(file, guide, item, there) for item in guide.clarity.items),
        tuple(AskedBack(gap.id, gap.words) for gap in least.gaps),
    )


def ask_words(guide: Guide, code: str) -> str:
    """The words of a question, be it the guide's or one of ours."""
    return guide.clarity.ask(code) or guide.ask(code).words


def told_us(file: ContactFile, code: str) -> bool:
    """Whether a question has an answer. *They did not say* is none."""
    answer = file.asked(code)
    return answer is not None and answer.state == "answered"


def to_clarify(file: ContactFile, guide: Guide) -> tuple[str, ...]:
    """Which of the questions that are always asked make this a contact to clarify (R12).

    One that nobody has put to the referrer, and one to which they did not say anything the first time. Once they
    were asked back, or when there is nobody to ask, *they did not say* is as much as there can be.
    """
    return tuple(
        q.id for q in guide.questions if q.required and not told_us(file, q.id) and not _all_there_is(file, q.id)
    )  # fmt: skip


def _all_there_is(file: ContactFile, code: str) -> bool:
    answer = file.asked(code)
    if answer is None or answer.state != "did not say":
        return False
    asked_back = any(code in s.body.items for s in file.log(kinds.ReferrerAsked))
    return asked_back or nobody_to_ask(file) or bool(way_back.tries(file))


def nobody_to_ask(file: ContactFile) -> bool:
    """Whether whoever told us gave neither a name nor a way to reach them."""
    referrer = file.referrer
    return referrer is not None and referrer.anonymous and not referrer.phone


# -- one of the twelve -------------------------------------------------------------------------------------------


def _finding(file: ContactFile, guide: Guide, item: Item, there: AbstractSet[str] = frozenset()) -> Finding:
    if source_group(file.source) in item.notof:
        return Finding(item, "does not apply", "Not asked of those who are not professionals.")
    special = _SPECIAL.get(item.id)
    applies, shows = special(file, guide) if special is not None else (True, "")
    if not applies:
        return Finding(item, "does not apply", shows)
    gaps = tuple(
        AskedBack(name, ask_words(guide, name), ask.missing or item.words)
        for ask in item.asks
        for name in [_asked_of(file, ask)]
        if not (told_us(file, ask.id) or told_us(file, name) or name in there)
    )
    if not gaps:
        return Finding(item, "met", shows or _answers(file, item))
    if shows and item.id not in _ONLY_ANSWERS:
        return Finding(item, "met", shows)
    return Finding(item, "not met", _not_said(file, item), gaps)


def _asked_of(file: ContactFile, ask: AskedBack) -> str:
    """Which question asks this of whoever told us."""
    return ask.police if ask.police and source_group(file.source) == "police" else ask.id


_ONLY_ANSWERS: Final = ("worry", "agreement")
"""Met by what they answered and nothing else."""


def _answers(file: ContactFile, item: Item) -> str:
    names = [name for ask in item.asks for name in dict.fromkeys((ask.id, _asked_of(file, ask)))]
    said = [a.answer.strip() for name in names if (a := file.asked(name)) is not None]
    return " · ".join(part for part in said if part) or "Told on the call."


def _not_said(file: ContactFile, item: Item) -> str:
    names = {_asked_of(file, ask) for ask in item.asks}
    states = {a.state for name in names if (a := file.asked(name)) is not None}
    if "did not say" in states:
        return "They did not say."
    return "Asked, no answer yet." if "asked" in states else ""


def _identity(file: ContactFile, _guide: Guide) -> tuple[bool, str]:
    names = [wording.full_name(c.name) for c in file.children if c.name.family and c.name.given]
    born = all(c.born.on or c.born.due or c.born.age is not None for c in file.children)
    whole = bool(file.children) and len(names) == len(file.children) and born
    return True, wording.listed(names) if whole else ""


def _address(file: ContactFile, _guide: Guide) -> tuple[bool, str]:
    """The words of an address are shown nowhere here: a hidden one has none in the file."""
    if file.hidden:
        return True, "Recorded, and kept hidden."
    known = any(a.lines.strip() for a in file.addresses)
    return True, "Recorded in step 2." if known else ""


def _household(file: ContactFile, _guide: Guide) -> tuple[bool, str]:
    there = [wording.full_name(a.name) for a in file.adults if a.known and a.lives_there == "yes"]
    return True, wording.listed(there)


def _responsibility(file: ContactFile, _guide: Guide) -> tuple[bool, str]:
    names = [wording.full_name(a.name) for a in file.adults if a.known and a.responsibility == "yes"]
    return True, wording.listed(names)


def _dates(file: ContactFile, guide: Guide) -> tuple[bool, str]:
    texts = signs.told(file)
    return True, signs.first_with(texts, guide.clarity.signs.when) or signs.first_day(texts)


def _first_hand(file: ContactFile, guide: Guide) -> tuple[bool, str]:
    return True, signs.first_with(signs.told(file), guide.clarity.signs.first_hand)


def _child_voice(file: ContactFile, _guide: Guide) -> tuple[bool, str]:
    """Their words, or the reason why there are none. An unborn child has none to say."""
    if file.children and all(file.unborn(c) for c in file.children):
        return False, "Not born yet."
    heard = [h for c in file.children if (h := file.heard(c.person)) is not None]
    return True, next((h.words or h.none_because for h in heard if h.words or h.none_because), "")


_SPECIAL: Final[dict[str, Callable[[ContactFile, Guide], tuple[bool, str]]]] = {
    "identity": _identity,
    "address": _address,
    "household": _household,
    "responsibility": _responsibility,
    "dates": _dates,
    "first_hand": _first_hand,
    "child_voice": _child_voice,
}
"""What shows an item besides answers: whether it applies at all, and the words of what shows it."""
