"""What stops a decision that is not made, not explained or not safe (B3, B5, B8, S10)."""

from __future__ import annotations

from workstation.domain import checks, wording
from workstation.domain.contact import ContactFile
from workstation.domain.gates.gap import UNSETTLED, Gap
from workstation.domain.guide import Guide
from workstation.domain.past import DUPLICATE, Past
from workstation.domain.shingles import all_shingles, covered, texts_of


def history(file: ContactFile, past: Past, guide: Guide) -> tuple[Gap, ...]:
    """B3 and G5: what the history tells, with a why of the worker's own, and a link when something is flagged."""
    view, rules = file.history_view, guide.rules
    missing = view is None or (view.body.view != "none found" and not view.body.why.strip())
    if view is None or missing:
        return (Gap("B3", 3, "history.view", rules.say("B3")),)
    if checks.none_was_found_before(file, past):
        return (Gap("B3", 3, "history.view", rules.say("B3", "more_now")),)
    if checks.has_grown(file, past):
        return (Gap("B3", 3, "history.view", rules.say("B3", "grown")),)
    if checks.more_came(file, past):
        return (Gap("B3", 3, "history.view", rules.say("B3", "more_since")),)
    if checks.links_are_gone(file, past):
        return (Gap("B3", 3, "history.view", rules.say("B3", "not_theirs")),)
    if past.flagged and not (view.body.linked or view.body.none_matter):
        return (Gap("B3", 3, "history.link", rules.say("B3", "link")),)
    if copied(view.body.why, past):
        names = wording.child_names(file.children) or guide.rules.say("B3", "nobody")
        return (Gap("B3", 3, "history.view", rules.say("B3", "copied", children=names)),)
    return ()


def copied(why: str, past: Past) -> bool:
    """Whether every word of a why stands in a sentence of the history rules: listed, and not weighed (R18)."""
    words = texts_of(why)
    told = all_shingles((text for fact in past.facts for text in (fact.headline, fact.detail)), _RUN)
    return len(words) >= _RUN and all(covered(words, told, _RUN))


_RUN = 3


def decision(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """B5: an outcome for each child and words for each prompt."""
    gaps = [
        Gap("B5", 6, f"reasons:{prompt}:{child}", _nothing_written(file, guide, prompt, child))
        for prompt, child in checks.missing_reasons(file, guide)
    ]
    gaps += [
        Gap("B5", 6, f"outcome:{c.person}", _choose(file, guide, c.person))
        for c in file.children
        if file.outcome(c.person) is None
    ]
    gaps += [
        Gap("B5", 6, f"next_time:{o.body.child}", _next_time(file, guide, o.body.child))
        for o in file.outcomes
        if o.body.outcome == "O07" and not o.body.next_time.strip()
    ]
    return tuple(gaps)


def _nothing_written(file: ContactFile, guide: Guide, prompt: str, child: str) -> str:
    words, name = guide.words("reasons", prompt), _name(file, child)
    if name:
        return guide.rules.say("B5", "reasons_each", prompt=words, child=name)
    return guide.rules.say("B5", "reasons", prompt=words)


def _choose(file: ContactFile, guide: Guide, child: str) -> str:
    name = _name(file, child)
    return guide.rules.say("B5", "each", child=name) if name else guide.rules.say("B5")


def _next_time(file: ContactFile, guide: Guide, child: str) -> str:
    name = _name(file, child)
    return guide.rules.say("B5", "next_time_each", child=name) if name else guide.rules.say("B5", "next_time")


def _name(file: ContactFile, person: str) -> str:
    """Which child is meant, where there are several."""
    child = next((c for c in file.children if c.person == person), None)
    if child is None or len(file.children) < 2:
        return ""
    return wording.child_name(child, file.children)


def duplicate(file: ContactFile, past: Past, guide: Guide) -> tuple[Gap, ...]:
    """B5: that it is the same as another contact names which: else it would close with nothing asked of it."""
    same = next((o for o in file.outcomes if o.body.outcome == DUPLICATE), None)
    view = file.history_view
    named = view is not None and any(c.contact in view.body.linked for c in past.on_record)
    if same is None or named or any(t.verdict == "same" for t in past.twofold):
        return ()
    words = guide.rules.say("B5", "same_as", outcome=guide.outcome(same.body.outcome).words)
    return (Gap("B5", 3, "history.link", words),)


def danger(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """B8: an open act now closes only after a manager lowered it."""
    closing = any(guide.outcome(o.body.outcome).closes for o in file.outcomes)
    if file.act_now is None or not closing:
        return ()
    return (Gap("B8", 6, "act_now", guide.rules.say("B8")),)


def unsettled(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """Nothing goes to a manager while a person still has to choose between two answers."""
    if not any(question[0] != "handover" for question in file.conflicts):
        return ()
    return (Gap("S10", 6, UNSETTLED, guide.rules.say("S10")),)
