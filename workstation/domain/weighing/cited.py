"""Who says so: what somebody said in this contact, taken as evidence by a link to it and never copied.

A source is a word that points at what was said (`agency:school`, `told:<person>`, `received`) or plain words for
somebody who stands nowhere else in the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from workstation.domain import kinds, wording
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide, source_group
from workstation.domain.ids import PersonId
from workstation.domain.kinds import YesNo
from workstation.domain.past import Past

_VOICES = {
    "manager": "Manager",
    "police": "Police",
    "domestic abuse": "Domestic abuse",
    "early help": "Early help",
}
_GROUPS = {
    "police": "police",
    "school": "school",
    "health": "health",
    "la": "the council",
    "public": "the caller",
}


class Source(Struct, frozen=True):
    """Something on record that can be evidence. `words` are as they stand there now."""

    link: str
    who: str
    words: str
    at: datetime | None = None
    first_hand: YesNo = "not known"


def sources(file: ContactFile, guide: Guide) -> tuple[Source, ...]:
    """Everything that was said to us in this contact: who told us first, then agencies, family, the meeting."""
    return tuple(
        s
        for s in (*_arrived(file, guide), *_agencies(file, guide), *_family(file), *_meeting(file))
        if s.words
    )


def cited(file: ContactFile, guide: Guide, past: Past, source: str) -> tuple[Source, ...]:
    """What a source points at; of words that are no link, the words. Two people's sources are parted by a line."""
    known = {s.link: s for s in sources(file, guide)}
    found = []
    for link in filter(None, (part.strip() for part in source.split("\n"))):
        earlier = _earlier(past, link) if link.startswith("history:") else None
        found.append(known.get(link) or earlier or Source(link, _unknown(link, file, guide), ""))
    return tuple(found)


def asked_of(source: str) -> tuple[str, ...]:
    """The agencies a source points at."""
    links = (part.strip() for part in source.split("\n"))
    return tuple(link.removeprefix("agency:") for link in links if link.startswith("agency:"))


def _unknown(link: str, file: ContactFile, guide: Guide) -> str:
    """Plain words stand for themselves; a link to what is not there (yet) by the name of what it points at."""
    kind, _, code = link.partition(":")
    if kind == "agency":
        return guide.agency(code).words
    if kind == "told" and (adult := file.adult(PersonId(code))) is not None:
        return wording.sentence(wording.polite_name(adult))
    return "An earlier contact" if kind == "history" else link


def _arrived(file: ContactFile, guide: Guide) -> Iterator[Source]:
    received = file.received
    if received is None:
        return
    group = _GROUPS.get(source_group(received.body.source), "the referrer")
    who = (file.referrer.agency if file.referrer else "") or received.body.agency or group
    yield Source("received", wording.sentence(who), received.body.words, received.happened)
    for question in guide.questions:
        said = file.last("asked", question.id)
        body = said.body if said else None
        if said and isinstance(body, kinds.Answered) and question.evidence and body.state == "answered":
            asked, first = f"{wording.sentence(who)}, asked", _first_hand(question.evidence)
            yield Source(f"asked:{question.id}", asked, body.answer, said.happened, first)


def _first_hand(evidence: str) -> YesNo:
    return "yes" if evidence == "seen" else "not known"


def _agencies(file: ContactFile, guide: Guide) -> Iterator[Source]:
    answered = [said for said in file.every("agency", kinds.AgencyAnswered) if said.body.said.strip()]
    for said in sorted(answered, key=lambda s: (s.recorded, s.entry)):
        body = said.body
        who = f"{guide.agency(body.agency).words}{', ' + body.who if body.who else ''}"
        yield Source(f"agency:{body.agency}", who, body.said, said.happened, body.first_hand)


def _family(file: ContactFile) -> Iterator[Source]:
    for adult in file.adults:
        said = file.told(adult.person)
        if said is not None and isinstance(said.body, kinds.ParentTold):
            who = wording.sentence(wording.polite_name(adult))
            yield Source(f"told:{adult.person}", who, said.body.words, said.happened, "yes")
    for child in file.children:
        heard = file.last("heard", child.person)
        if heard is not None and isinstance(heard.body, kinds.ChildHeard):
            who = child.name.given or "The child"
            yield Source(f"heard:{child.person}", who, heard.body.words, heard.happened, "yes")


def _meeting(file: ContactFile) -> Iterator[Source]:
    for said in file.every("voice", kinds.VoiceHeard):
        who = f"{_VOICES[said.body.voice]}, at the meeting"
        yield Source(f"voice:{said.body.voice}", who, said.body.said, said.happened)


def _earlier(past: Past, link: str) -> Source | None:
    wanted = link.removeprefix("history:")
    found = next((c for c in past.contacts if c.contact == wanted), None)
    if found is None:
        return None
    number = f", {found.number}" if found.number else ""
    return Source(link, f"Earlier contact {wording.day(found.at)}{number}", found.about, found.at)
