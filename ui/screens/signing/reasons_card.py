"""The worker's reasons as the manager reads them: shared words shaded, the contacts they name one press away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Signal

from ui.models.said_words import stopped
from ui.models.whose_reasons import reasons_of
from ui.screens.signing.marking import Fresh, marked
from ui.screens.signing.weighed import level_words
from ui.widgets.card import Card
from ui.widgets.chip import ChipMark
from ui.widgets.ink import Shaded
from ui.widgets.link_chips import LinkChips
from ui.widgets.words import Words
from workstation.domain import citing, kinds, shared_text, wording
from workstation.domain.contact import ContactFile
from workstation.domain.decision_rules import DecisionRules
from workstation.domain.gates.reasons_say import others_of, where_of
from workstation.domain.guide import Guide, Prompt
from workstation.domain.past import Past, PastContact
from workstation.domain.shared_text import HISTORY_WHY, SharedText
from workstation.services.desk import Desk
from workstation.services.find import OpenContact

_VIEWS = {
    "raises": "Raises worry", "no difference": "Makes no difference", "lowers": "Lowers worry",
    "not enough": "Not enough on record to say", "none found": "No earlier contacts found",
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """One answer: its title, its words, the places it stands for, and contacts that were linked to it."""

    title: str
    text: str
    places: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()


class ReasonsCard(Card):
    """Facts to read, never a judgement on whoever wrote them."""

    opened = Signal(str)
    """A contact that the reasons name was pressed."""

    def __init__(self, shown: OpenContact, desk: Desk, fresh: Fresh | None = None) -> None:
        super().__init__("Worker’s reasons")
        self._fresh = fresh or {}
        file, past = shown.seen, shown.past
        self.links: list[LinkChips] = []
        self._named: set[str] = set()
        texts = shared_text.written(shown.file)
        for said in (*reasons(file, desk), *levels(file), *outcomes(file, desk.guide)):
            self._put(said, past, tuple(_shared_in(said, past.shared, texts)))
        if past.shared is not None and past.shared.parts:
            self._tell_shared(past.shared, desk.guide.rules)
        if self._named:
            self.set_note(f"{wording.count(len(self._named), 'earlier contact')} linked")

    def _put(self, said: Said, past: Past, shaded: tuple[str, ...]) -> None:
        words = f"{said.title} {said.text}".strip()
        shaded = tuple(part for part in shaded if part in words)  # the rest stands round a hidden address
        line = Words(words, "body", wrap=True, strong=(said.title, *map(Shaded, shaded)))
        if shaded:
            line.setAccessibleDescription(f"Also in other decisions: {'; '.join(shaded)}")
        self.add(marked(self._fresh, line, *said.places))
        contacts = tuple(linked_in(said, past))
        if contacts:
            chips = LinkChips(said.title)
            chips.opened.connect(self.opened)
            self.add(chips)
            chips.show_contacts(contacts)
            self._named |= {one.contact for one in contacts}
            self.links.append(chips)

    def _tell_shared(self, shared: SharedText, rules: DecisionRules) -> None:
        chip = rules.say("W5", "title", words=shared.words, others=others_of(shared))
        self.set_action(ChipMark(chip, "warning", "copy"))
        where = rules.say("W5", "shaded", where=where_of(shared, rules))
        self.add(Words(where, "secondary", wrap=True))


def linked_in(said: Said, past: Past) -> Iterator[PastContact]:
    """The earlier contacts that an answer rests on: linked in step 3, or named in the words; each once."""
    before = [one for one in past.on_record if one.contact in said.linked]
    named = [one.contact for one in citing.cited(said.text, past.on_record)]
    yield from {one.key: one for one in (*before, *named)}.values()


def _shared_in(said: Said, shared: SharedText | None, texts: dict[str, str]) -> Iterator[str]:
    """The words of an answer that stand in other decisions too."""
    for place in said.places if shared is not None else ():
        for part in shared.of(place) if shared is not None else ():
            yield texts[place][part.start : part.end]


def levels(file: ContactFile) -> Iterator[Said]:
    """The level of each child, with why it is neither the one above nor the one below."""
    yield from (_said(title, text, ()) for title, text in level_words(file))


def reasons(file: ContactFile, desk: Desk) -> Iterator[Said]:
    """The answers to the prompts, in their order."""
    for prompt in desk.guide.reasons:
        if prompt.link:
            view = file.history_view
            why = f"{_VIEWS[view.body.view]}. {view.body.why}".strip() if view else ""
            yield _said(prompt.short, why, (HISTORY_WHY,), view.body.linked if view else ())
        elif prompt.each:
            yield from _each(prompt, file, desk)
        else:
            yield _said(prompt.short, reasons_of(file, desk, prompt.id), (f"reasons:{prompt.id}:",))


def _each(prompt: Prompt, file: ContactFile, desk: Desk) -> Iterator[Said]:
    """A prompt asked for each child; the same words for all of them stand once."""
    said = {c.person: reasons_of(file, desk, prompt.id, c.person) for c in file.children}
    places = {person: f"reasons:{prompt.id}:{person}" for person in said}
    if len(set(said.values())) == 1:
        yield _said(prompt.short, next(iter(said.values())), tuple(places.values()))
        return
    for child in file.children:
        title = f"{prompt.short}, {child.name.given or 'child'}"
        yield _said(title, said[child.person], (places[child.person],))


def _said(title: str, text: str, places: tuple[str, ...], linked: tuple[str, ...] = ()) -> Said:
    return Said(f"{title}.", text or "Not provided.", places, linked)


def outcomes(file: ContactFile, guide: Guide) -> Iterator[Said]:
    """What is recommended and for whom; children with the same recommendation stand together."""
    names = {c.person: c.name.given or "child" for c in file.children}
    together: dict[tuple[str, str], list[kinds.Recommended]] = {}
    for said in file.outcomes:
        body = said.body
        next_time = f"Next time: {body.next_time}" if body.next_time else ""
        more = " ".join(part for part in (_who_by(body), next_time) if part)
        together.setdefault((guide.outcome(body.outcome).words, more), []).append(body)
    for (what, more), bodies in together.items():
        whom = wording.listed([names[body.child] for body in bodies])
        places = tuple(f"next_time:{body.child}" for body in bodies)
        yield Said(f"{what} for {whom}.", more, places)


def _who_by(body: kinds.Recommended) -> str:
    """Who does what by when, as a sentence; empty when neither is said."""
    by = f"by {wording.day(body.by)}" if body.by else ""
    words = ", ".join(part for part in (body.who.rstrip("."), by) if part)
    return stopped(wording.sentence(words)) if words else ""
