"""What stops a contact that is not clear, and one that may not go back (B1, B2, G1, G2, G3, R12)."""

from __future__ import annotations

from workstation.domain import checks, clarity, harm, way_back, wording
from workstation.domain.contact import RETURN, ContactFile
from workstation.domain.gates.gap import Gap
from workstation.domain.guide import Guide
from workstation.domain.past import Past


def concern(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """G1: received, source, worry, and where the child is."""
    gaps = [
        Gap(
            "G1",
            1,
            f"question:{q}",
            f"“{guide.ask(q).words}” Write their answer, or choose “They did not say”.",
        )
        for q in checks.unanswered(file, guide)
    ]
    if not file.themes:
        gaps.append(Gap("G1", 1, "themes", "Say what kind of worry this is."))
    gaps += [
        Gap(
            "G1",
            2,
            f"where:{c.person}",
            f"Where is {c.name.given or 'the child'} now? “Not known” is an answer.",
        )
        for c in file.children
        if not c.where_now.strip()
    ]
    return tuple(gaps)


def children(file: ContactFile) -> tuple[Gap, ...]:
    """B1: a child, or why nobody can be named yet."""
    if file.children or file.not_named:
        return ()
    return (Gap("B1", 2, "children", "Who is this about? Add a child, or say why you cannot name one yet."),)


def matches(past: Past) -> tuple[Gap, ...]:
    """B2 and G2: every possible match judged."""
    return tuple(
        Gap("B2", 3, f"match:{c.person}:{c.other}", f"Answer whether this is {c.name}. “Not sure” is fine.")
        for c in past.candidates
    )


def clarify(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """R12: a contact of which the worry, or what is wanted, is not clear never closes. *They did not say* is enough
    only once they were asked back.
    """
    closing = next((o for s in file.outcomes if (o := guide.outcome(s.body.outcome)).closes), None)
    if closing is None or closing.id == RETURN:
        return ()
    return tuple(
        Gap(
            "R12", 1, f"question:{q}",
            f"They did not say: “{guide.ask(q).words}” Ask them back before this ends as {closing.words.lower()}.",
        )
        for q in clarity.to_clarify(file, guide)
        if q not in checks.unanswered(file, guide)
    )  # fmt: skip


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
        words = "Returning is for the whole contact. Choose it for every child, or for none."
        return (Gap("G3", 6, f"outcome:{file.outcomes[0].body.child}", words),)
    back, refused = file.asked_back, may_not_return(file, guide)
    if refused:
        return (Gap("G3", 1, "way_back", refused),)
    if back is None or back.body.way != "return" or not back.body.no_harm.strip():
        words = "Send them the questions first, and say why nothing here points to harm."
        return (Gap("G3", 1, "way_back", words),)
    return ()


def may_not_return(file: ContactFile, guide: Guide) -> str:
    """Why this cannot go back to whoever sent it, in plain words; empty when it may (G3)."""
    found = harm.harm(file, guide)
    if found:
        more = f", and {wording.count(len(found) - 1, 'other sign')}" if len(found) > 1 else ""
        return f"This stays with us: something points to harm. {found[0].words}{more}."
    if clarity.nobody_to_ask(file):
        return "They did not give a name, so there is nobody to give it back to."
    if not way_back.spoken_to(file):
        return "Nobody has tried to speak to them yet. Ring them first, and write down what came of it."
    return ""


def returned(file: ContactFile) -> tuple[Gap, ...]:
    """A manager sees every return, one by one, with why nothing points to harm and who was tried (G3)."""
    back = file.asked_back
    if not returning(file) or back is None:
        return ()
    tried = way_back.spoken_to(file)
    shown = f"“{back.body.no_harm.strip()}” Spoken to, or tried: {tried or 'nobody'}."
    return (Gap("G3", 1, "returned", "", shown, f"Goes back to {way_back.whom(file)}, not decided"),)
