"""The guide: what a contact check asks, as values. One edition never changes (`resources/guide`)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from msgspec import Struct

from workstation.domain.clarity_book import ClarityBook
from workstation.domain.decision_rules import NO_RULES, DecisionRules
from workstation.domain.matrix import Agency, Choice, Matrix

__all__ = [
    "Agency",
    "Ask",
    "Choice",
    "FactorAsk",
    "Guide",
    "Nudge",
    "Outcome",
    "Prompt",
    "Refusal",
    "Theme",
    "source_group",
    "source_letter",
]


class Theme(Choice, frozen=True):
    """What a worry can be about; `lane` is its line in the history strip, `like` other words people type."""

    lane: str = ""
    like: tuple[str, ...] = ()


class Ask(Choice, frozen=True):
    """A question for whoever contacts us. `of` limits it to source groups; `clear` counts towards clarity."""

    of: tuple[str, ...] = ()
    clear: bool = False
    required: bool = False
    essential: bool = False
    """Belongs to the least a police notification must say (`domain.md` 2.7)."""
    held: str = ""
    """Where the record itself holds the answer (see `minimum`): then it is asked only when it is not there."""
    only: tuple[str, ...] = ()
    """Kinds of worry for which it is essential; empty for any."""
    told_by: Literal["", "themes", "substances", "hidden"] = ""
    """Where else the record may tell it, so that nobody is warned that it is missing (W8)."""
    quiet: bool = False
    """There is a place for the answer, but nobody is told that it was not asked."""
    caution: str = ""
    evidence: Literal["", "told", "seen"] = ""
    """Whether the answer can be evidence for a factor, and whether it is what they saw or heard themselves."""


class Prompt(Choice, frozen=True):
    """A prompt of the reasons. `each` is asked for every child; `link` is answered by step 3."""

    short: str = ""
    each: bool = False
    link: bool = False


class Outcome(Choice, frozen=True):
    """What can happen for a child (codes O01-O12, `domain.md` 4b)."""

    short: str = ""
    main: bool = False
    closes: bool = False
    stepdown: bool = False
    agreement: bool = False
    """Gate G6: agreement recorded, or a decline record."""
    assessment: bool = False
    """Signed, it opens an assessment: only then may a request say that one was opened."""
    protect: bool = False
    """Never gated (requirement R31)."""
    weighed: Literal["", "must", "shown"] = ""
    """Gate G5: whether factors and level have to be answered before it is recommended, are put to the manager where
    they are not, or are not asked for."""
    elsewhere: bool = False
    """Nothing is decided here: whoever has the child, or the other contact, decides."""
    handover: str = ""
    """The service that takes it on; empty when nobody does."""


class Refusal(Choice, frozen=True):
    """Why support is refused. `often` are shown first; `safety` opens a safety review."""

    often: bool = False
    safety: bool = False


class FactorAsk(Choice, frozen=True):
    """A factor that is answered for every adult (requirement R19).

    `said` names it in a sentence. Earlier contacts with one of `themes`, and earlier assessments with one of
    `codes` (factor codes of the Department for Education), recorded it. `agencies` can be asked when not known.
    """

    said: str = ""
    themes: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


class Nudge(Choice, frozen=True):
    """A short text to test one's thinking. Never required."""

    text: str = ""


class Guide(Struct, frozen=True, dict=True, forbid_unknown_fields=True):
    """One edition of the guide, with the check matrix in force. `earlier` are other editions of the matrix."""

    edition: str
    themes: tuple[Theme, ...]
    channels: tuple[Choice, ...]
    questions: tuple[Ask, ...]
    reasons: tuple[Prompt, ...]
    outcomes: tuple[Outcome, ...]
    declines: tuple[Refusal, ...]
    bases: tuple[Choice, ...]
    nudges: tuple[Nudge, ...]
    wording: dict[str, str]
    clarity: ClarityBook = ClarityBook()
    """What makes a referral clear, from its own edition (`guidebook.clarity`)."""
    rules: DecisionRules = NO_RULES
    """The rules of a decision, from an edition of their own."""
    factors: tuple[FactorAsk, ...] = ()
    lawful: tuple[Choice, ...] = ()
    """The four reasons for which a parent may lawfully not be told."""
    ways: tuple[Choice, ...] = ()
    """How somebody may be spoken to, or offered something."""
    matrix: Matrix = Matrix()
    earlier: tuple[Matrix, ...] = ()

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """The agencies of the matrix in force."""
        return self.matrix.agencies

    def matrix_of(self, edition: str) -> Matrix:
        """The matrix that an answer of this edition goes by: of those this computer has, else the one in force."""
        return next((one for one in self.earlier if one.edition == edition), self.matrix)

    def theme(self, code: str) -> Theme:
        """The theme with this code; an unknown code (another edition) stands for itself."""
        return self._by_id.get(("themes", code)) or Theme(code, code, lane="Other")  # type: ignore[return-value]

    def outcome(self, code: str) -> Outcome:
        """The outcome with this code."""
        return self._by_id.get(("outcomes", code)) or Outcome(code, code, short=code)  # type: ignore[return-value]

    def agency(self, code: str, name: str = "") -> Agency:
        """The agency with this code, also of an earlier edition; one that a person added stands for itself."""
        known = (found for one in (self.matrix, *self.earlier) if (found := one.agency(code)) is not None)
        return next(known, None) or Agency(code, name or code)

    def ask(self, code: str) -> Ask:
        """The question with this code; one that only makes a referral clear has its words there."""
        own = self.clarity.ask(code) or code
        return self._by_id.get(("questions", code)) or Ask(code, own)  # type: ignore[return-value]

    def factor(self, code: str) -> FactorAsk:
        """The factor with this code."""
        return self._by_id.get(("factors", code)) or FactorAsk(code, code, said=code)  # type: ignore[return-value]

    def refusal(self, code: str) -> Refusal | None:
        """The reason for refusing with this code; None for what is no reason, such as not having been reached."""
        return self._by_id.get(("declines", code))  # type: ignore[return-value]

    def words(self, kind: str, code: str) -> str:
        """The words for a code of a list: `channels`, `declines`, `bases`, `outcomes`, `lawful`, `ways`, ..."""
        found = self._by_id.get((kind, code))
        return found.words if found else code

    def questions_for(self, source_group: str) -> tuple[Ask, ...]:
        """The questions to ask this kind of source, in order; without those that have a field of their own."""
        return tuple(q for q in self.questions if (not q.of or source_group in q.of) and not q.held)

    def essentials(self, source_group: str) -> tuple[Ask, ...]:
        """The least that this kind of source must say, in order."""
        return tuple(q for q in self.questions if q.essential and (not q.of or source_group in q.of))

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], Choice]:
        named: dict[str, Iterable[Choice]] = {
            "themes": self.themes, "channels": self.channels, "questions": self.questions,
            "reasons": self.reasons, "outcomes": self.outcomes, "declines": self.declines,
            "bases": self.bases, "nudges": self.nudges,
            "lawful": self.lawful, "ways": self.ways, "factors": self.factors,
        }  # fmt: skip
        return {(kind, choice.id): choice for kind, choices in named.items() for choice in choices}


_GROUPS = {"6": "police", "2A": "school", "2B": "school", "4": "la", "9": "public", "10": "other", "8": "other",
           "7": "other"}  # fmt: skip


def source_group(source: str) -> str:
    """Which group a DfE source code belongs to: public, school, health, la, police or other."""
    if source in _GROUPS:
        return _GROUPS[source]
    return {"1": "public", "3": "health", "5": "la"}.get(source[:1], "other")


def source_letter(source: str) -> str:
    """The letter on the history strip: P police, S school, H health, L local authority, F family or public."""
    letters = {"police": "P", "school": "S", "health": "H", "la": "L", "public": "F"}
    return letters.get(source_group(source), "O")
