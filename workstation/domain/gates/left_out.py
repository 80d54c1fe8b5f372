"""What rests on a reason only, and what is not there (W3, W4, W6, W7, W8)."""

from __future__ import annotations

from collections.abc import Iterator

from workstation.domain import checks, kinds, wording
from workstation.domain.gates.gap import Gap
from workstation.domain.gates.seen import Seen, travels
from workstation.domain.shared_text import heard
from workstation.domain.shingles import texts_of


def parents_not_told(seen: Seen) -> Iterator[Gap]:
    """W3: parents who were not told, each with the reason."""
    for adult in seen.file.adults:
        told = seen.file.told(adult.person)
        because = getattr(told.body, "because", "") if told else ""
        if because.strip():
            name = wording.sentence(wording.polite_name(adult))
            title = seen.rules.say("W3", "title", adult=name)
            yield travels("W3", 5, f"adult:{adult.person}", title, seen.because("W3", because))


def agencies_not_heard(seen: Seen) -> Iterator[Gap]:
    """W4: agencies that did not reply or were not asked, each with the reason."""
    for line in checks.agency_lines(seen.file, seen.guide):
        said = seen.file.agency(line.agency.id)
        if said is not None and isinstance(said.body, kinds.AgencyNotNeeded):
            sentence = "title" if said.body.tried else "not_asked"
            title = seen.rules.say("W4", sentence, agency=line.agency.words)
            yield travels("W4", 4, f"agency:{line.agency.id}", title, seen.because("W4", said.body.because))


def nothing_recorded(seen: Seen) -> Iterator[Gap]:
    """W6: children of whom nobody's words in this contact speak. What is wanted of us says nothing about them."""
    file = seen.file
    wanted = file.asked("wanted")
    said = [frozenset(texts_of(text)) for text in heard(file) if wanted is None or text != wanted.answer]
    everyone = frozenset(seen.rules.children.words)
    spoken = frozenset().union(*said)
    for child in file.children:
        called = frozenset(texts_of(" ".join((child.name.given, *child.name.also))))
        alone = len(file.children) == 1 or not called
        if (spoken if alone else spoken & (called | everyone)) or _heard_themselves(seen, child):
            continue
        name = _name(seen, child)
        title, evidence = (seen.rules.say("W6", one, child=name) for one in ("title", "evidence"))
        yield travels("W6", 2, f"nothing:{child.person}", title, evidence)


def _heard_themselves(seen: Seen, child: kinds.ChildNamed) -> bool:
    words = seen.file.heard(child.person)
    return words is not None and bool(words.words.strip())


def not_heard(seen: Seen) -> Iterator[Gap]:
    """W7: children who are born and whose own words are missing."""
    for child in seen.file.children:
        if child.born.due is not None or _heard_themselves(seen, child):
            continue
        why = seen.file.heard(child.person)
        because = why.none_because.strip() if why is not None else ""
        evidence = seen.because("W7", because, "because") if because else _passed_on(seen, child)
        title = seen.rules.say("W7", "title", child=wording.sentence(_name(seen, child)))
        yield travels("W7", 2, f"heard:{child.person}", title, evidence)


def _passed_on(seen: Seen, child: kinds.ChildNamed) -> str:
    """What the referrer says that the children said, which is not the same as hearing this one; else that there is
    nothing.
    """
    said = seen.file.asked("child_said")
    words = said.answer.strip() if said is not None and said.state == "answered" else ""
    if not words:
        return seen.rules.say("W7", "evidence")
    return seen.rules.say("W7", "said_to_others", words=words.rstrip("."), child=_name(seen, child))


def _name(seen: Seen, child: kinds.ChildNamed) -> str:
    return wording.child_name(child, seen.file.children)


def essentials(seen: Seen) -> Iterator[Gap]:
    """W8: what a police notification must say and does not; what was asked for is still missing."""
    missing = checks.missing_essentials(seen.file, seen.guide)
    if not missing:
        return
    asked = tuple(q for q in missing if (a := seen.file.asked(q)) is not None and a.state == "asked")
    left = tuple(q for q in missing if q not in asked)
    parts = [seen.rules.say("W8", "missing", missing=_in_words(seen, left))] if left else []
    if asked:
        parts.append(seen.rules.say("W8", "asked", asked=_in_words(seen, asked)))
    yield travels("W8", 1, "essentials", seen.rules.say("W8", "title"), " ".join(parts))


def _in_words(seen: Seen, questions: tuple[str, ...]) -> str:
    return wording.listed([f"“{seen.guide.ask(question).words}”" for question in questions])
