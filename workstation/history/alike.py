"""How two names are alike, in words: for the few people who are shown, worked out from what was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from workstation.domain.person_line import PersonLine
from workstation.history.folding import key, undisguised
from workstation.history.levels import INITIAL, KIN, NEAR, OTHER, SAME, SOUND
from workstation.history.spelling import Speller, Spelt

_WORDS: Final = {
    KIN: "may be a form of the same name",
    SOUND: "sounds the same",
    NEAR: "nearly the same",
    INITIAL: "same first letter",
}


class Form(NamedTuple):
    """One way somebody on record is called: as written, and its words."""

    given: str
    family: str
    spelt: Spelt
    also: bool = False


class Names(NamedTuple):
    """What is said of the names: for and against, and whether everything is the same."""

    reasons: tuple[str, ...]
    against: tuple[str, ...]


def forms_of(lines: Sequence[PersonLine], speller: Speller) -> tuple[Form, ...]:
    """Every name on record, each once."""
    found: dict[tuple[str, str], Form] = {}
    for line in lines:
        if line.given or line.family:
            spelt = speller.parts(line.given, "", line.family)
            found.setdefault((line.given, line.family), Form(line.given, line.family, spelt))
        for other in line.also:
            found.setdefault((other, ""), Form(other, "", speller.box(other), also=True))
    return tuple(found.values())


def compared(spelt: Spelt, asked: tuple[str, str], forms: Iterable[Form], speller: Speller) -> Names:
    """The names of the enquiry (`asked`: first name and surname as written) beside those on record."""
    best: tuple[float, Names] | None = None
    for form in forms:
        far, names = _beside(spelt, asked, form, speller)
        if best is None or far < best[0]:
            best = far, Names(names.reasons, (*names.against, *_disguises(asked, form)))
    return best[1] if best else Names((), ())


def _disguises(asked: tuple[str, str], form: Form) -> Iterator[str]:
    """Words that look alike and are written in letters of two alphabets (`trust.md` B02)."""
    theirs = {key(word): word for word in f"{form.given} {form.family}".split()}
    for word in " ".join(asked).split():
        other = theirs.get(key(word), word)
        if (undisguised(word) == word) != (undisguised(other) == other):
            yield f"looks alike, but in letters of two alphabets: {word} / {other}"


def level(words: Sequence[str], others: Sequence[str], speller: Speller) -> int:
    """The best way any of these words is like any of those."""
    best = OTHER
    for one in words:
        for other in others:
            if one == other:
                return SAME
            best = min(best, speller.alike(one, other))
    return best


def _beside(spelt: Spelt, asked: tuple[str, str], form: Form, speller: Speller) -> tuple[float, Names]:
    """How far apart (less is nearer), and the words for it."""
    if _one_word(spelt) or (form.also and _one_word(form.spelt)):
        return _single(spelt, asked, form, speller)
    straight = (
        level(spelt.given, form.spelt.given, speller),
        level(spelt.family, form.spelt.family, speller),
    )
    if straight == (SAME, SAME):
        return 0.2 if form.also else 0, _worded(straight, asked, form, "", (OTHER, OTHER))
    moved = min(
        level(spelt.given, form.spelt.middle, speller), level(spelt.middle, form.spelt.given, speller)
    )
    middle = (moved, level(spelt.middle, form.spelt.middle, speller))
    turned = (level(spelt.family, form.spelt.given, speller), level(spelt.given, form.spelt.family, speller))
    if sum(turned) < sum(straight):
        words = "names are the other way round" if not spelt.loose else ""
        return sum(turned) + 0.5, _worded(turned, asked[::-1], form, words, middle)
    return sum(straight) + (0.2 if form.also else 0), _worded(straight, asked, form, "", middle)


def _one_word(spelt: Spelt) -> bool:
    return spelt.loose and len(spelt.given) == 1 and spelt.given == spelt.family


def _single(spelt: Spelt, asked: tuple[str, str], form: Form, speller: Speller) -> tuple[float, Names]:
    theirs = (*form.spelt.given, *form.spelt.middle, *form.spelt.family)
    ours = (*spelt.given, *spelt.middle, *spelt.family)
    found = level(ours, theirs, speller)
    whole = _whole(asked)
    if found == OTHER:
        return 8.0, Names((), (f"another name: {whole} / {_whole((form.given, form.family))}",))
    what = "also known as" if form.also else "part of the name"
    words = _WORDS.get(found, "")
    said = f"{what}: {_whole((form.given, form.family))}" if form.also else what
    return found + 3.0, Names((said if found == SAME else f"{said} ({words})",), ())


def _worded(
    levels: tuple[int, int], asked: tuple[str, str], form: Form, turned: str, middle: tuple[int, int]
) -> Names:
    """In words. `middle`: how like a first name is to a middle name, and how like the middle names are."""
    reasons = [turned] if turned else []
    against: list[str] = []
    if form.also:
        reasons.append(f"known by another name: {_whole((form.given, form.family))}")
    if levels == (SAME, SAME):
        return Names(("same name", *reasons), ())
    names = (
        ("first name", asked[0], form.given, form.spelt.given),
        ("surname", asked[1], form.family, form.spelt.family),
    )
    for found, (what, ours, theirs, words) in zip(levels, names, strict=True):
        if not ours or not words:
            continue
        both = f"{ours} / {theirs or _whole((form.given, form.family))}"
        if found == SAME:
            reasons.append(f"same {what}")
        elif what == "first name" and found == OTHER and middle[0] < OTHER:
            reasons.append(f"first name is a middle name: {both}")
        elif found == OTHER:
            against.append(f"another {what}: {both}")
            if what == "first name" and middle[1] in (SAME, SOUND, KIN, NEAR):
                reasons.append(
                    "same middle name" if middle[1] == SAME else f"middle name {_WORDS[middle[1]]}"
                )
        else:
            reasons.append(
                f"{what} {_WORDS[found]}: {both}" if found != INITIAL else f"{what}: {_WORDS[found]}"
            )
    return Names(tuple(reasons), tuple(against))


def _whole(name: tuple[str, str]) -> str:
    return " ".join(part for part in name if part)
