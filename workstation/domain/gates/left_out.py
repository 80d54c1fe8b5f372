"""What rests on a reason only, and what is not there (W3, W4, W6, W7, W8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from workstation.domain import checks, kinds, wording
from workstation.domain.gates.gap import Gap
from workstation.domain.gates.seen import Seen, travels
from workstation.domain.notification import keeps_private
from workstation.domain.second_hand import passed_on, passed_on_of, too_small
from workstation.domain.shared_text import heard
from workstation.domain.shingles import texts_of


def parents_not_told(seen: Seen) -> Iterator[Gap]:
    """W3: parents, and young people who answer for themselves, who were not told: each with the reason, or with
    what was tried.
    """
    young = {line.child.person: checks.as_adult(line.child) for line in checks.young_lines(seen.file)}
    for adult in (*young.values(), *seen.file.adults):
        told = seen.file.told(adult.person)
        because = getattr(told.body, "because", "") if told else ""
        place = f"{'young' if adult.person in young else 'adult'}:{adult.person}"
        name = wording.sentence(wording.polite_name(adult))
        if because.strip():
            title = seen.rules.say("W3", "title", adult=name)
            yield travels("W3", 5, place, title, seen.because("W3", because))
        elif told is not None and isinstance(told.body, kinds.ParentTold) and told.body.told == _NOT_REACHED:
            title = seen.rules.say("W3", "not_reached_title", adult=name)
            tries = wording.count(told.body.tries, "try", "tries")
            tried = seen.rules.say(
                "W3", "not_reached", tries=wording.sentence(tries), how=told.body.how.strip()
            )
            yield travels("W3", 5, place, title, tried)


_NOT_REACHED: Final = "no: not reached"


def agencies_not_heard(seen: Seen) -> Iterator[Gap]:
    """W4: agencies that did not reply, each with the reason to go ahead. That one need not be asked is settled by
    its reason, unless the reason says nothing.
    """
    for line in checks.agency_lines(seen.file, seen.guide):
        said = seen.file.agency(line.agency.id)
        if said is None or not isinstance(said.body, kinds.AgencyNotNeeded):
            continue
        if said.body.tried or seen.empty(said.body.because):
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
        alone = len(file.children) == 1 or not wording.has_first_name(child)
        if (spoken if alone else spoken & (called | everyone)) or _heard_themselves(seen, child):
            continue
        name = _name(seen, child)
        title, evidence = (seen.rules.say("W6", one, child=name) for one in ("title", "evidence"))
        yield travels("W6", 2, f"nothing:{child.person}", title, evidence)


def taken_out(seen: Seen) -> Iterator[Gap]:
    """W6: children who were taken out, although the words as received name them or they were said to be on record:
    nobody decides on them, and no history of theirs is seen. One who was only named twice is still here.
    """
    file = seen.file
    words = frozenset(texts_of(file.received.body.words)) if file.received else frozenset()
    here = {_plain(child) for child in file.children}
    gone = {s.body.person: s.body for s in file.standing_of(kinds.PersonRemoved)}
    named = {s.body.person: s.body for s in file.log(kinds.ChildNamed) if s.body.person in gone}
    for person, child in named.items():
        known = any(m.body.person == person and m.body.verdict != "different" for m in file.matches)
        spoken = bool(frozenset(texts_of(child.name.given)) & words)
        if _plain(child) in here or not (known or spoken):
            continue
        why = seen.rules.say("W6", "taken_known" if known else "taken_named", because=gone[person].because)
        title = seen.rules.say("W6", "taken_title", child=wording.sentence(wording.child_name(child)))
        yield travels("W6", 2, "children", title, why)


def _plain(child: kinds.ChildNamed) -> str:
    return f"{child.name.family} {child.name.given}".strip().casefold()


def _heard_themselves(seen: Seen, child: kinds.ChildNamed) -> bool:
    words = seen.file.heard(child.person)
    return words is not None and bool(words.words.strip())


def not_heard(seen: Seen) -> Iterator[Gap]:
    """W7: children who are old enough to say or show something, and whose own words are missing. Who has the child
    already, or asks in another contact, hears them there.
    """
    for child in seen.file.children:
        if too_small(seen.file, seen.guide, child) or _heard_themselves(seen, child):
            continue
        if passed_on_of(seen.file, seen.guide, child):
            continue
        if (said := seen.file.outcome(child.person)) and seen.guide.outcome(said.body.outcome).elsewhere:
            continue
        why = seen.file.heard(child.person)
        because = why.none_because.strip() if why is not None else ""
        evidence = seen.because("W7", because, "because") if because else _passed_on(seen, child)
        title = seen.rules.say("W7", "title", child=wording.sentence(_name(seen, child)))
        yield travels("W7", 2, f"heard:{child.person}", title, evidence)


def _passed_on(seen: Seen, child: kinds.ChildNamed) -> str:
    """What the referrer says that one of the children said, which is not the same as hearing this one; else that
    there is nothing.
    """
    words = passed_on(seen.file, seen.guide)
    if not words:
        return seen.rules.say("W7", "evidence")
    return seen.rules.say("W7", "said_to_others", words=words.rstrip("."), child=_name(seen, child))


def _name(seen: Seen, child: kinds.ChildNamed) -> str:
    return wording.child_name(child, seen.file.children)


def essentials(seen: Seen) -> Iterator[Gap]:
    """W8: what a police notification must say and does not; what was asked for is still missing. What matters for
    another kind of worry only, and what the record tells in another place, is no gap here.
    """
    missing = tuple(q for q in checks.missing_essentials(seen.file, seen.guide) if _matters(seen, q))
    if not missing:
        return
    asked = tuple(q for q in missing if (a := seen.file.asked(q)) is not None and a.state == "asked")
    left = tuple(q for q in missing if q not in asked)
    parts = [seen.rules.say("W8", "missing", missing=_in_words(seen, left))] if left else []
    if asked:
        parts.append(seen.rules.say("W8", "asked", asked=_in_words(seen, asked)))
    yield travels("W8", 1, "essentials", seen.rules.say("W8", "title"), " ".join(parts))


def kept_private(seen: Seen) -> Iterator[Gap]:
    """W8: they said that an address has to be kept private, and one stands here that everybody sees. The answer is
    not repeated: it may name the place.
    """
    said = seen.file.asked(_PRIVATE)
    told = said is not None and said.state == "answered" and keeps_private(said.answer)
    in_sight = any(a.lines.strip() or a.postcode.strip() for a in seen.file.addresses if not a.confidential)
    if told and in_sight and not seen.file.hidden:
        title, evidence = (seen.rules.say("W8", one) for one in ("private_title", "private"))
        yield travels("W8", 2, "address", title, evidence)


_PRIVATE: Final = "private_address"


def _matters(seen: Seen, question: str) -> bool:
    ask, themes = seen.guide.ask(question), seen.file.themes
    if ask.only and themes and not set(ask.only).intersection(themes):
        return False
    return not (ask.told_by and _TOLD_BY[ask.told_by](seen))


def _substances(seen: Seen) -> bool:
    """Whether drink and drugs are answered: by the kind of worry, or as factors of anybody."""
    of = ("alcohol", "drugs")
    return not set(of).isdisjoint(seen.file.themes) or any(s.body.factor in of for s in seen.file.factors)


_TOLD_BY: Final[dict[str, Callable[[Seen], bool]]] = {
    "themes": lambda seen: bool(seen.file.themes),
    "substances": _substances,
    "hidden": lambda seen: bool(seen.file.hidden),
}
"""Where else the record tells what a notification left out (`Ask.told_by`)."""


def _in_words(seen: Seen, questions: tuple[str, ...]) -> str:
    """The first few in full, the others counted."""
    most = seen.rules.limits.shown
    words = [f"“{seen.guide.ask(question).words}”" for question in questions[:most]]
    more = len(questions) - most
    return wording.listed([*words, *([seen.rules.say("W8", "more", more=more)] if more > 0 else [])])
