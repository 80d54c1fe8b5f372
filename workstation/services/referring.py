"""The way back to whoever told us: asking for what is missing, giving back, answers, and the same thing sent again.

Nothing leaves this computer by itself: a worker sends the text, or reads it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, Literal

from msgspec import Struct

from workstation.domain import clarity, clocks, kinds, same_event, way_back, wording
from workstation.domain.changed import Changed
from workstation.domain.contact import RETURN, ContactFile, Stage
from workstation.domain.gates import may_not_return
from workstation.domain.guide import source_group
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Body
from workstation.domain.line import ContactLine, PairLine
from workstation.domain.people import may_recommend
from workstation.services import find, outside, record
from workstation.services.desk import Desk
from workstation.trouble import BadInput, NotYours, RuleTrouble

Way = Literal["clarify", "return"]
WATCH: Final = timedelta(days=90)
"""How long what was given back is watched for coming again (clock C10)."""


class StaysHere(RuleTrouble):
    """This cannot go back to whoever sent it."""

    advice = "You can still send them the questions, and keep it here while they answer."
    code = "LT-820"


class NothingToAsk(BadInput):
    """No question is chosen."""

    advice = "Choose at least one of the things they have not told you."
    code = "LT-821"


class Asking(Struct, frozen=True):
    """What is sent back: which questions (ids), how, to whom; for a return, why nothing points to harm."""

    items: tuple[str, ...]
    way: Way = "clarify"
    how: str = "email"
    to: str = ""
    no_harm: str = ""


# -- asking -------------------------------------------------------------------------------------------------------


def ready_text(desk: Desk, contact: ContactId, items: Sequence[str], way: Way = "clarify") -> str:
    """The questions as a plain text, to send or to read out. It has numbers, and no name or address of anybody."""
    file = desk.file(contact)
    due = clocks.reply_due(desk.now(), desk.days)
    text = _text(desk, _about(file), items, due, way)
    return outside.hidden_version(desk, contact, text)


def text_before(desk: Desk, items: Sequence[str]) -> str:
    """The same while they are still on the phone, and there is no contact yet."""
    due = clocks.reply_due(desk.now(), desk.days)
    return _text(desk, f"what you told us on {wording.day(desk.now())}", items, due, "clarify")


def ask(desk: Desk, contact: ContactId, asking: Asking) -> Changed:
    """Put on record that the referrer is asked exactly this, by the end of the next working day.

    Giving it back (`return`) recommends that for every child, for a manager to sign; `StaysHere` says why it may
    not be given back.
    """
    if not asking.items:
        raise NothingToAsk
    file = desk.file(contact)
    if file.stage is Stage.DECIDED:
        raise RuleTrouble("This contact is decided.", "Open it again first, or begin a new one.")
    bodies = [*_giving_back(desk, file, asking), _asked(desk, contact, asking)]
    return record.put(desk, contact, bodies, file=file)


def asked_on_call(desk: Desk, items: tuple[str, ...], how: str, to: str) -> kinds.ReferrerAsked:
    """The same for a contact that is being taken down."""
    due = clocks.reply_due(desk.now(), desk.days)
    return kinds.ReferrerAsked(
        way="clarify", items=items, due=due, text=text_before(desk, items), how=how, to=to
    )  # fmt: skip


def _asked(desk: Desk, contact: ContactId, asking: Asking) -> kinds.ReferrerAsked:
    return kinds.ReferrerAsked(
        way=asking.way, items=asking.items, due=clocks.reply_due(desk.now(), desk.days),
        text=ready_text(desk, contact, asking.items, asking.way), how=asking.how, to=asking.to,
        no_harm=asking.no_harm.strip() if asking.way == "return" else "",
    )  # fmt: skip


def _giving_back(desk: Desk, file: ContactFile, asking: Asking) -> list[Body]:
    if asking.way != "return":
        return []
    if not may_recommend(desk.worker):
        raise NotYours(f"{desk.worker.role} does not give a contact back.", "Ask a social worker to.")
    refused = may_not_return(file, desk.guide)
    if refused:
        raise StaysHere(refused)
    if not asking.no_harm.strip():
        raise BadInput("Say why nothing here points to harm.", "A manager reads it with your decision.")
    return [kinds.Recommended(child=child.person, outcome=RETURN) for child in file.children]


def _about(file: ContactFile) -> str:
    received = file.received
    kind = "notification" if source_group(file.source) == "police" else "contact"
    when = f" of {wording.day(file.received_at)}" if file.received_at else ""
    theirs = f", your reference {received.body.reference}" if received and received.body.reference else ""
    return f"your {kind}{when} (our number {file.number}{theirs})"


def _text(desk: Desk, about: str, items: Sequence[str], due: datetime, way: Way) -> str:
    one = len(items) == 1
    asked = "\n\n".join(
        f"{at}. {clarity.ask_words(desk.guide, item)}" for at, item in enumerate(items, start=1)
    )
    why = (
        "We cannot decide on it as it is, so we give it back to you. Send it again with your "
        if way == "return"
        else "To decide what should happen, we need your "
    )
    text = (
        f"This is about {about}.\n\n"
        f"{why}answer to {'this question' if one else f'these {len(items)} questions'}, in your own words. "
        "“Not known” is an answer.\n\n"
        f"{asked}\n\n"
        f"Answer by {wording.moment(due)}. "
        "If a child is in danger now, ring 999 first, and then ring us.\n\n"
        f"{desk.worker.name}, {desk.worker.role}\n{desk.council}".rstrip()
    )
    return text.replace(wording.NBSP, " ") + "\n"


# -- what came of it ----------------------------------------------------------------------------------------------


def replied(desk: Desk, contact: ContactId, words: str, *, how: str = "", who: str = "") -> Changed:
    """They answered. What was given back is open again, with the worker who had it."""
    if not words.strip():
        raise BadInput("What did they answer?", "Their own words, as far as you can.")
    file = desk.file(contact)
    if file.asked_back is None:
        raise RuleTrouble("Nobody is waiting for an answer here.", "Write it down as an answer in step 1.")
    return record.put(
        desk, contact, [kinds.ReferrerReplied(words=words.strip(), how=how, who=who)], file=file
    )


def tried(desk: Desk, contact: ContactId, how: str, result: str, *, whom: str = "") -> Changed:
    """Somebody tried to speak to the referrer: how, and what came of it."""
    if not result.strip():
        raise BadInput("What came of it?", "One line is enough.")
    name = whom or _named(desk.file(contact))
    return record.put(desk, contact, [kinds.ReferrerTried(how=how, whom=name, result=result.strip())])


def acknowledge(desk: Desk, contact: ContactId, how: str) -> Changed:
    """They were told that we have it (clock C4)."""
    return tried(desk, contact, how, way_back.REACHED[0])


def came_in_writing(
    desk: Desk, contact: ContactId, channel: str, words: str = "", reference: str = ""
) -> Changed:
    """What a professional had told us on the phone came in writing (clock C5): the same contact, once more."""
    if channel not in way_back.WRITTEN:
        raise BadInput("How did it come in writing?", "By secure email, by a form or by letter.")
    again = kinds.ReceivedAgain(channel=channel, words=words.strip(), reference=reference.strip())
    return record.put(desk, contact, [again])


def _named(file: ContactFile) -> str:
    return file.referrer.name if file.referrer and file.referrer.name else way_back.whom(file)


# -- the same thing sent again ------------------------------------------------------------------------------------


_LOOKED: Final = ("it looked as if it was sent in again",)


class SentBefore(Struct, frozen=True):
    """A contact that was given back, of which another one may be the second sending."""

    contact: ContactId
    number: str
    at: datetime
    child: str
    agency: str
    why: str
    linked: bool = False


def sent_before(desk: Desk, contact: ContactId) -> tuple[SentBefore, ...]:
    """Contacts given back within the watch that this one may be again: of the same child as people judged, or
    from the same agency about a child nobody named. One that is linked stands alone; one of which somebody said
    that it is another event is asked about no more.
    """
    file, line = desk.file(contact), find.line_of(desk, contact)
    if file.resubmitted is not None:
        there = desk.store.register.contact(file.resubmitted.original)
        return (_before(there, "linked", linked=True),) if there is not None and there.received_at else ()
    if line.received_at is None or file.given_back:
        return ()
    rows = desk.store.register
    waiting, _ = rows.queue("given back", now=desk.now(), sort="received", descending=True)
    others = _other_events(desk, contact)
    children = {p.contact for p in find.past(desk, contact, line, match=False).contacts if p.same_child}
    found = [
        (one, why)
        for one in waiting
        if one.contact not in others and (why := _why_again(line, one, children))
    ]
    return tuple(_before(one, why) for one, why in found)


def not_that_one(desk: Desk, contact: ContactId, original: ContactId) -> Changed:
    """This is another referral than the one that was given back: an answer about two contacts, as in step 3, where
    it can be changed.
    """
    if desk.file(original).received is None or contact == original:
        raise RuleTrouble("That is no earlier contact.")
    return record.put(
        desk, contact, [kinds.EventMatched(other=original, verdict="different", reasons=_LOOKED)]
    )


def _other_events(desk: Desk, contact: ContactId) -> frozenset[ContactId]:
    """Contacts of which people said, here or there, that they are about something else."""
    said: dict[ContactId, list[PairLine]] = {}
    for pair in desk.store.register.pairs_of([contact]):
        said.setdefault(pair.other if pair.contact == contact else pair.contact, []).append(pair)
    return frozenset(other for other, pairs in said.items() if same_event.verdict_of(pairs) == "different")


def _why_again(here: ContactLine, there: ContactLine, children: set[ContactId]) -> str:
    if there.contact == here.contact or here.received_at is None or there.received_at is None:
        return ""
    if not timedelta() <= here.received_at - there.received_at <= WATCH:
        return ""
    if there.contact in children:
        return "the same child"
    same = bool(here.agency) and here.agency.casefold() == there.agency.casefold()
    unnamed = "Unknown child" in (here.child, there.child) or here.child == there.child
    return f"also from {there.agency}" if same and unnamed else ""


def _before(line: ContactLine, why: str, *, linked: bool = False) -> SentBefore:
    at = line.received_at
    assert at is not None  # noqa: S101 - only what was received is offered
    return SentBefore(line.contact, line.number, at, line.child, line.agency, why, linked)


def link(desk: Desk, contact: ContactId, original: ContactId, because: str = "") -> Changed:
    """This contact is the one that was given back, sent in again: linked in both, and the work goes on here."""
    there = desk.file(original)
    if contact == original or there.received is None:
        raise RuleTrouble("That is no earlier contact.")
    if there.given_back is False and there.asked_back is None:
        raise RuleTrouble("That contact was not given back.", "Link it in the history instead (Ctrl+L).")
    if original in _other_events(desk, contact):
        raise RuleTrouble("Somebody said that these are two events.", "Change that answer in step 3 first.")
    here = desk.file(contact)
    done = record.put(desk, contact, [kinds.Resubmitted(original=original, because=because)], file=here)
    if there.asked_back is None:
        return done
    words = f"Sent in again as {here.number}."
    answer = kinds.ReferrerReplied(words=words, sent_again=contact)
    also = record.put(desk, original, [answer], file=there)
    return Changed(
        done.contacts | also.contacts, done.kinds | also.kinds, done.by, (*done.entries, *also.entries)
    )


def sent_again_as(desk: Desk, file: ContactFile) -> ContactLine | None:
    """In which contact this one was sent in again."""
    replied = file.replied
    again = replied.body.sent_again if replied is not None else None
    return desk.store.register.contact(again) if again is not None else None
