"""Text that a decision shares with other decisions (W5): which words, and with which contacts.

It says that words are the same, never what that means. Words that are quoted from the contact's own record, and the
words of the guide, are nobody's copy: they do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from workstation.domain import kinds
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.ids import ContactId
from workstation.domain.shingles import Shingle, all_shingles, covered, runs, words_of

HISTORY_WHY = "history.why"
"""The place of why the history tells what it tells."""


class SharedPart(Struct, frozen=True):
    """A run of words in one text, from which letter to before which, and the contacts that have it too."""

    place: str
    start: int
    end: int
    words: int
    plain: str
    """Its words in small letters, without punctuation."""
    contacts: tuple[ContactId, ...]


class SharedText(Struct, frozen=True):
    """What a decision shares with others."""

    parts: tuple[SharedPart, ...]
    numbers: dict[ContactId, str]
    """Each of the other contacts with its number, those that share most first."""
    more: int = 0
    """Contacts that share words too and were not looked at one by one."""

    @property
    def words(self) -> int:
        """How many words are shared, over all texts. What is written for each child counts once."""
        return sum({part.plain: part.words for part in self.parts}.values())

    @property
    def others(self) -> int:
        """How many other decisions have some of them."""
        return len(self.numbers) + self.more

    def of(self, place: str) -> tuple[SharedPart, ...]:
        """The shared parts of one text, in order."""
        return tuple(part for part in self.parts if part.place == place)


def written(file: ContactFile) -> dict[str, str]:
    """The reasons of a contact by their place: each prompt, why the history tells what it tells, next time."""
    found = {
        f"reasons:{body.prompt}:{body.child or ''}": body.text
        for said in file.standing.values()
        for body in (one.body for one in said)
        if isinstance(body, kinds.ReasonsWritten) and body.text.strip()
    }
    view = file.history_view
    if view is not None and view.body.why.strip():
        found[HISTORY_WHY] = view.body.why
    for said_ in file.outcomes:
        if said_.body.next_time.strip():
            found[f"next_time:{said_.body.child}"] = said_.body.next_time
    return found


def not_counted(file: ContactFile, guide: Guide) -> Iterable[str]:
    """What may be repeated: what others said in this contact, and the words of the guide."""
    yield from heard(file)
    yield from (
        choice.words for choices in (guide.questions, guide.reasons, guide.outcomes) for choice in choices
    )
    yield from (f"{nudge.words} {nudge.text}" for nudge in guide.nudges)
    yield from guide.wording.values()


def heard(file: ContactFile) -> Iterable[str]:
    """Everybody's words in a contact but the worker's reasons: referrer, agencies, parents, children, notes."""
    for body in _standing(file):
        for name in _HEARD.get(type(body), ()):
            if (text := str(getattr(body, name))).strip():
                yield text


def _standing(file: ContactFile) -> Iterable[kinds.Body]:
    yield from (one.body for said in file.standing.values() for one in said)
    yield from (one.body for one in file.story if type(one.body) in _LOGGED)


_HEARD: dict[type[kinds.Body], tuple[str, ...]] = {
    kinds.Received: ("words",),
    kinds.ReceivedAgain: ("words",),
    kinds.Answered: ("answer",),
    kinds.ReferrerReplied: ("words",),
    kinds.LevelClaimed: ("words",),
    kinds.ReferrerTried: ("result",),
    kinds.AgencyAnswered: ("said", "means"),
    kinds.AgencyTried: ("result",),
    kinds.ParentTold: ("words",),
    kinds.SupportDeclined: ("words", "effect"),
    kinds.ChildHeard: ("words",),
    kinds.VoiceHeard: ("said",),
    kinds.NoteMade: ("text",),
    kinds.FactorAnswered: ("evidence",),
    kinds.Escalated: ("danger",),
}
_LOGGED = (kinds.ReceivedAgain, kinds.NoteMade, kinds.ReferrerTried, kinds.AgencyTried)


def shared(
    texts: Mapping[str, str],
    others: Mapping[ContactId, Sequence[str]],
    may_repeat: Iterable[str],
    least: int,
) -> tuple[SharedPart, ...]:
    """Runs of at least `least` words of `texts` that stand in `others` too and are not what may be repeated."""
    known = {contact: all_shingles(said) for contact, said in others.items()}
    may, mine = all_shingles(may_repeat), all_shingles(texts.values())
    both = {contact: has & mine - may for contact, has in known.items()}
    if not any(both.values()):
        return ()
    return tuple(part for place, text in texts.items() for part in _parts(place, text, both, least))


def _parts(
    place: str, text: str, known: Mapping[ContactId, frozenset[Shingle]], least: int
) -> Iterable[SharedPart]:
    """Each other contact has a whole run of it: a few words of one and a few of another make no passage."""
    words = words_of(text)
    plain = [word.text for word in words]
    has = {contact: runs(covered(plain, both), least) for contact, both in known.items() if both}
    marks = [False] * len(words)
    for start, end in (run for found in has.values() for run in found):
        marks[start:end] = [True] * (end - start)
    for start, end in runs(marks, least):
        contacts = tuple(
            contact for contact, found in has.items() if any(start <= at < end for at, _ in found)
        )
        said = " ".join(plain[start:end])
        yield SharedPart(place, words[start].start, words[end - 1].end, end - start, said, contacts)
