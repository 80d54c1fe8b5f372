"""The triage meeting: today's police notifications, one family at a time, and what four voices say (`ux.md` S14).

One person types; every voice has a name. It works without the server like everything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workstation.domain import kinds, meeting
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.fold import hidden_words
from workstation.domain.guide import source_group
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Body, Dissent, Voice
from workstation.domain.line import ContactLine
from workstation.domain.past import Past
from workstation.domain.people import may_record
from workstation.domain.times import local
from workstation.report.called import people_of
from workstation.report.redact import Redactor
from workstation.services import find, outside, record
from workstation.services.desk import Desk
from workstation.trouble import BadInput, NotYours, RuleTrouble

_MOST: Final = 500


class NothingSaidYet(RuleTrouble):
    """Nobody has spoken about this family yet."""

    advice = "Write down what at least one of them said, then what you came to together."
    code = "LT-833"


@dataclass(frozen=True)
class OneFamily:
    """One notification as the meeting sees it: addresses and phones are hidden, also inside its words."""

    contact: ContactId
    file: ContactFile
    line: ContactLine
    past: Past
    said: meeting.Meeting
    words: str
    """The notification, with what would give an address or a phone away as `[hidden]`."""
    by_name: dict[str, str]
    """Names of the people who typed, by id."""


def today(desk: Desk) -> tuple[ContactId, ...]:
    """The notifications to go through: not decided, and not spoken about before today. A danger comes first, then
    what came first.

    Whatever the last meeting did not come to stays on the list: nothing is lost with the day.
    """
    _may_sit_in(desk)
    lines, _ = desk.store.register.queue("everyone", now=desk.now(), sort="received", limit=_MOST)
    day = local(desk.now()).date()
    found = [line for line in lines if source_group(line.source) == "police"]
    waiting = [line for line in found if _is_on(desk.file(line.contact), day)]
    return tuple(line.contact for line in sorted(waiting, key=lambda line: line.act_now_since is None))


def _is_on(file: ContactFile, day: object) -> bool:
    """Whether it is for this meeting: one that was agreed today stays on the page."""
    said = file.meeting
    return file.stage is not Stage.DECIDED and (said is None or local(said.happened).date() == day)


def family(desk: Desk, contact: ContactId) -> OneFamily:
    """One family, as it may be seen by a room full of people."""
    _may_sit_in(desk)
    shown = find.contact(desk, contact)
    file = shown.file
    words = file.received.body.words if file.received else ""
    said = meeting.meeting(file)
    ids = {heard.typed_by for heard in said.voices} | ({said.agreed.typed_by} if said.agreed else set())
    names = {str(id_): person.name if (person := desk.person(id_)) else "Somebody" for id_ in ids}
    return OneFamily(
        contact, file, shown.line, shown.past, said, _without_places(desk, file, shown.past, words), names
    )


def _without_places(desk: Desk, file: ContactFile, past: Past, words: str) -> str:
    """Nobody in the room needs to read where they live: every address and phone of the contact is left out."""
    # The town behind the comma gives nobody away, and is also what the force is called.
    known = [
        part for a in file.addresses for part in (*a.lines.splitlines(), a.lines.split(",")[0], a.postcode)
    ]
    known += [word for adult in file.adults for word in (adult.safe_contact, adult.do_not_use)]
    known += [child.postcode for child in file.children]
    others = outside.hidden_with(desk, file.contact, past)
    stories = desk.store.journal.of_contacts([file.contact, *others]).values()
    secret = [word for story in stories for word in hidden_words(story)]
    hide = (*secret, *(word.strip() for word in known if word.strip()))
    return Redactor(hide, people=people_of(file)).clean_places(words)


def say(
    desk: Desk,
    contact: ContactId,
    voice: Voice,
    *,
    who: str,
    said: str,
    level: str = "",
    seen: ContactFile | None = None,
) -> Changed:
    """Put down what one voice said, under the name of whoever spoke.

    `BadInput` when nobody knows who spoke: a voice without a name is nobody's.
    """
    return record.put(desk, contact, [_heard(voice, who, said, level)], seen=seen)


def _heard(voice: Voice, who: str, said: str, level: str) -> kinds.VoiceHeard:
    if not who.strip():
        raise BadInput(f"Who speaks for {_called(voice)}?", "Write their name above what they said.")
    if level and level not in meeting.LEVELS:
        raise BadInput("That is no level of need.", "Choose 1, 2, 3 or 4, or none.")
    return kinds.VoiceHeard(voice=voice, who=who.strip(), said=said.strip(), level=level)


@dataclass(frozen=True)
class Spoken:
    """What was typed for one voice."""

    voice: Voice
    who: str
    said: str
    level: str = ""


def agree(
    desk: Desk,
    contact: ContactId,
    spoken: tuple[Spoken, ...],
    together: str,
    why: str,
    disagreed: tuple[Dissent, ...] = (),
    *,
    seen: ContactFile | None = None,
) -> Changed:
    """Put down everything of one family in one go: the voices, what they came to together, and who did not agree.

    With nothing in `together` the voices alone are put down. `NothingSaidYet` when they came to something and
    nobody had spoken, now or before; `BadInput` without a reason, or for a dissent without words.
    """
    bodies: list[Body] = [_heard(one.voice, one.who, one.said, one.level) for one in spoken]
    if together:
        _complete(together, why, disagreed)
        if not bodies and not meeting.meeting(desk.file(contact)).voices:
            raise NothingSaidYet
        bodies.append(kinds.MeetingAgreed(together=together, why=why.strip(), disagreed=disagreed))
    return record.put(desk, contact, bodies, seen=seen)


def _complete(together: str, why: str, disagreed: tuple[Dissent, ...]) -> None:
    if together not in meeting.TOGETHER:
        raise BadInput("A meeting cannot come to that.", "Choose one of those on the page.")
    if not why.strip():
        raise BadInput("Why did you decide that together?", "A few words, for whoever decides in the end.")
    silent = next((one for one in disagreed if not one.words.strip()), None)
    if silent is not None:
        raise BadInput(
            f"What did {_called(silent.voice)} say against it?", "Their words, or take the tick out."
        )


def _called(voice: Voice) -> str:
    """`the police`, `domestic abuse`, `early help`, `the manager`."""
    return {"police": "the police", "manager": "the manager"}.get(voice, str(voice))


def _may_sit_in(desk: Desk) -> None:
    if not may_record(desk.worker):
        raise NotYours(f"{desk.worker.role} does not take part in the triage meeting.")
