"""What makes a referral clear, as values: its items, their questions, and the signs that are looked for."""

from __future__ import annotations

from msgspec import Struct


class AskedBack(Struct, frozen=True, forbid_unknown_fields=True):
    """A question to the referrer. Without words it is a question of the guide."""

    id: str
    words: str = ""
    missing: str = ""
    """What is not told, where that is less than the whole item: `whether the parents know`."""
    police: str = ""
    """The question of the guide that asks the police the same: of them it is asked once, in those words."""


class Item(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing a clear referral tells us. `words` end the sentence *They have not told us ...*."""

    id: str
    words: str
    asks: tuple[AskedBack, ...] = ()
    notof: tuple[str, ...] = ()
    """Source groups of which it is not asked."""


class Signs(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell something wherever they stand."""

    when: tuple[str, ...] = ()
    first_hand: tuple[str, ...] = ()


class HarmSigns(Struct, frozen=True, forbid_unknown_fields=True):
    """What points to harm: themes, factors, levels, answers that are not *no*, and words."""

    themes: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class ClarityBook(Struct, frozen=True, forbid_unknown_fields=True):
    """One edition of all of it."""

    edition: str = ""
    items: tuple[Item, ...] = ()
    signs: Signs = Signs()
    harm: HarmSigns = HarmSigns()

    def ask(self, code: str) -> str:
        """The words of a question of ours; empty for one of the guide."""
        return next((a.words for item in self.items for a in item.asks if a.id == code), "")
