"""What the worker's words say, or leave out (W5, W9, W10, F1). Never how long they are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from workstation.domain import kinds, shared_text, wording
from workstation.domain.decision_rules import DecisionRules
from workstation.domain.gates.gap import Gap
from workstation.domain.gates.seen import Seen, travels
from workstation.domain.said_nothing import says_no_history
from workstation.domain.shared_text import HISTORY_WHY
from workstation.domain.shingles import texts_of

_QUOTED: Final = 10
WANTED: Final = "wanted"
"""The question what the referrer wants us to do, and the prompt that answers it."""


def shared_with_others(seen: Seen) -> Iterator[Gap]:
    """W5: runs of words that stand in other decisions too."""
    shared = seen.past.shared
    if shared is None or not shared.parts:
        return
    longest = max(shared.parts, key=lambda part: part.words)
    texts = shared_text.written(seen.file)
    said = _first_words(texts.get(longest.place, "")[longest.start : longest.end])
    title = seen.rules.say("W5", "title", words=shared.words, others=others_of(shared))
    evidence = seen.rules.say("W5", "evidence", said=said, where=where_of(shared, seen.rules))
    yield travels("W5", 6, "shared", title, evidence)


def _first_words(text: str) -> str:
    """The beginning of a passage that stands whole in the reasons."""
    words = text.split()
    return " ".join(words[:_QUOTED]) + ("…" if len(words) > _QUOTED else "")


def others_of(shared: shared_text.SharedText) -> str:
    """`1 other decision`, `6 other decisions`."""
    return wording.count(shared.others, "other decision")


def where_of(shared: shared_text.SharedText, rules: DecisionRules) -> str:
    """`C26-17760-K, C26-17902-P and 4 more`."""
    named = list(shared.numbers.values())[: rules.limits.shared_named]
    numbers = [number or rules.say("W5", "unnumbered") for number in named]
    more = shared.others - len(numbers)
    return wording.listed([*numbers, *([rules.say("W5", "more", more=more)] if more else [])])


def no_history(seen: Seen) -> Iterator[Gap]:
    """W9: the reasons say that there is no history, and the record holds contacts, or such as may be theirs."""
    at = seen.file.received_at
    before = [
        c
        for c in seen.past.on_record
        if c.contact != seen.file.contact and c.counts and (at is None or c.at <= at)
    ]
    if not before:
        return
    for place, text in shared_text.written(seen.file).items():
        said = says_no_history(text, seen.rules.no_history)
        if said:
            last = max(before, key=lambda past: past.at)
            told = wording.count(len(before), "earlier contact")
            evidence = seen.rules.say("W9", "evidence", contacts=told, last=wording.day(last.at))
            title = seen.rules.say("W9", "title", said=" ".join(said.split()))
            yield travels("W9", 3 if place == HISTORY_WHY else 6, "no_history", title, evidence)
            return


def not_answered(seen: Seen) -> Iterator[Gap]:
    """W10: the referrer said what they want, and the answer says nothing, or only the same again."""
    asked = seen.file.asked(WANTED)
    wanted = asked.answer.strip() if asked is not None and asked.state == "answered" else ""
    said = seen.file.reason(WANTED).strip()
    if not wanted or not said:
        return
    if seen.empty(said):
        evidence = seen.rules.say("W10", "empty", wanted=wanted, said=said)
    elif frozenset(texts_of(said)) <= frozenset(texts_of(wanted)):
        evidence = seen.rules.say("W10", "repeated", wanted=wanted)
    else:
        return
    yield travels("W10", 6, f"reasons:{WANTED}:", seen.rules.say("W10", "title"), evidence)


def fillers(seen: Seen) -> Iterator[Gap]:
    """F1: a reason that had to be given, and words that give none. W3, W4, W7 and W10 say it in their own place."""
    for step, place, what, text in _required(seen):
        if seen.empty(text):
            title = seen.rules.say("F1", "title", what=what)
            yield travels("F1", step, place, title, seen.rules.say("F1", "evidence", said=text.strip()))


def _required(seen: Seen) -> Iterator[tuple[int, str, str, str]]:
    """Reasons that had to be given: step, place, what it is, and the words."""
    file, say = seen.file, partial(seen.rules.say, "F1")
    if file.not_named:
        yield 2, "children", say("no_child"), file.not_named
    view = file.history_view
    if view is not None and view.body.view != "none found":
        yield 3, HISTORY_WHY, say("history"), view.body.why
    for adult in file.adults:
        left = file.told(adult.person)
        if left is not None and isinstance(left.body, kinds.ParentLeft) and not adult.known:
            name = wording.polite_name(adult)
            yield 5, f"left:{adult.person}", say("left", adult=name), left.body.because
    yield from _reasons(seen)
    for said in file.outcomes:
        child = file.child(said.body.child)
        if child is not None:
            what = say("next_time", child=wording.child_name(child, file.children))
            yield 6, f"next_time:{said.body.child}", what, said.body.next_time


def _reasons(seen: Seen) -> Iterator[tuple[int, str, str, str]]:
    for prompt in seen.guide.reasons:
        # What was wanted has a rule of its own; where nothing was asked for, any answer will do.
        if prompt.link or prompt.id == WANTED:
            continue
        for child in seen.file.children if prompt.each else (None,):
            text = seen.file.reason(prompt.id, child.person if child else None)
            place = f"reasons:{prompt.id}:{child.person if child else ''}"
            each = child is not None and len(seen.file.children) > 1
            name = wording.child_name(child, seen.file.children) if child is not None else ""
            what = seen.rules.say("F1", "prompt_each" if each else "prompt", prompt=prompt.words, child=name)
            yield 6, place, what, text
