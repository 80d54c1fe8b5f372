"""What stops a contact that is not clear, and one that may not go back (B1, B2, G1, G2, G3, R12)."""

from __future__ import annotations

from functools import partial

from workstation.domain import checks, clarity, harm, way_back, wording
from workstation.domain.contact import RETURN, ContactFile
from workstation.domain.decision_rules import DecisionRules
from workstation.domain.gates.gap import Gap
from workstation.domain.guide import Guide
from workstation.domain.kinds import ChildNamed
from workstation.domain.past import Past


def concern(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """G1: received, source, worry, and where the child is."""
    rules = guide.rules
    gaps = [
        Gap("G1", 1, f"question:{q}", rules.say("G1", "question", question=guide.ask(q).words))
        for q in checks.unanswered(file, guide)
    ]
    if not file.themes:
        gaps.append(Gap("G1", 1, "themes", rules.say("G1", "themes")))
    gaps += [
        Gap("G1", 2, f"where:{child.person}", _where(file, child, rules))
        for child in file.children
        if not child.where_now.strip()
    ]
    return tuple(gaps)


def _where(file: ContactFile, child: ChildNamed, rules: DecisionRules) -> str:
    """An unborn child is where the mother is; of one who was expected long ago somebody has to say more."""
    name, due = wording.child_name(child, file.children), child.born.due
    if due is not None and not file.unborn(child):
        return rules.say("G1", "where_overdue", child=name, day=wording.day(due))
    return rules.say("G1", "where" if due is None else "where_unborn", child=name)


def children(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """B1: a child, or why nobody can be named yet. B5: before it is decided, a child all the same, with the
    little that is known: an outcome is for a child, and with none nobody could be given one.
    """
    if file.children:
        return ()
    if file.not_named:
        return (Gap("B5", 2, "children", guide.rules.say("B5", "no_child")),)
    return (Gap("B1", 2, "children", guide.rules.say("B1")),)


def matches(past: Past, guide: Guide) -> tuple[Gap, ...]:
    """B2 and G2: every possible match judged."""
    return tuple(
        Gap("B2", 3, f"match:{c.person}:{c.other}", guide.rules.say("B2", name=c.name))
        for c in past.candidates
    )


def clarify(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """R12: a contact of which the worry, or what is wanted, is not clear never closes. *They did not say* is enough
    only once they were asked back.
    """
    closing = next((o for s in file.outcomes if (o := guide.outcome(s.body.outcome)).closes), None)
    if closing is None or closing.id == RETURN:
        return ()
    say = partial(guide.rules.say, "R12", outcome=closing.words.lower())
    return tuple(
        Gap("R12", 1, f"question:{q}", say(question=guide.ask(q).words))
        for q in clarity.to_clarify(file, guide)
        if q not in checks.unanswered(file, guide)
    )


# -- giving back (G3) ---------------------------------------------------------------------------------------------


def returning(file: ContactFile) -> bool:
    """Whether this goes back to whoever sent it: nothing is decided, so little has to be complete."""
    if file.outcomes:
        return len(file.outcomes) == len(file.children) and all(
            o.body.outcome == RETURN for o in file.outcomes
        )
    back = file.asked_back
    return not file.children and back is not None and back.body.way == "return"


def giving_back(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """G3: no sign of harm, somebody spoke to them or tried, and they were told what is missing."""
    if not any(o.body.outcome == RETURN for o in file.outcomes) and not returning(file):
        return ()
    if not returning(file):
        return (Gap("G3", 6, f"outcome:{file.outcomes[0].body.child}", guide.rules.say("G3", "whole")),)
    back, refused = file.asked_back, may_not_return(file, guide)
    if refused:
        return (Gap("G3", 1, "way_back", refused),)
    if back is None or back.body.way != "return" or not back.body.no_harm.strip():
        return (Gap("G3", 1, "way_back", guide.rules.say("G3", "first")),)
    return ()


def may_not_return(file: ContactFile, guide: Guide) -> str:
    """Why this cannot go back to whoever sent it, in plain words; empty when it may (G3)."""
    rules, found = guide.rules, harm.harm(file, guide)
    if found:
        more = wording.count(len(found) - 1, "other sign")
        return rules.say("G3", "harm_more" if len(found) > 1 else "harm", sign=found[0].words, more=more)
    if clarity.nobody_to_ask(file):
        return rules.say("G3", "nobody")
    return "" if way_back.spoken_to(file) else rules.say("G3", "not_tried")


def returned(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """A manager sees every return, one by one, with why nothing points to harm and who was tried (G3)."""
    back = file.asked_back
    if not returning(file) or back is None:
        return ()
    tried, because = way_back.spoken_to(file), back.body.no_harm.strip()
    sentence = "evidence" if tried else "evidence_nobody"
    shown = guide.rules.say("G3", sentence, because=because, tried=tried)
    title = guide.rules.say("G3", "title", whom=way_back.whom(file))
    return (Gap("G3", 1, "returned", "", shown, title),)
