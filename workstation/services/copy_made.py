"""From an order to a copy: the case as the reader may know it, laid out, and what the record will say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from msgspec.structs import replace as put

from workstation.domain import copies, kinds, wording
from workstation.domain.contact import ContactFile, Said
from workstation.domain.entries import Entry, decode
from workstation.domain.fold import confidential_of, fold, hidden_words
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Body, Question
from workstation.domain.past import Past
from workstation.domain.people import may_read
from workstation.guidebook.signoff import names
from workstation.report import chronology
from workstation.report.case import Case
from workstation.report.parts import Copy, Summary
from workstation.report.recipients import Outside, Projection, Recipient, projected, quality
from workstation.report.redact import Redactor
from workstation.report.summary import may_hide, readable_across
from workstation.services import covering, find, hidden_around, outside, weigh
from workstation.services.copy_order import Order, Paper, agreement, check
from workstation.services.desk import Desk
from workstation.trouble import NotYours, PrintTrouble

NOT_PRINTED = "not printed"
"""Stands in a preview where the copy number will be."""
_UNSURE = (
    "[name?] stands where a word may be a name. Lintel cannot know a name that is an everyday word too, like "
    "Baker. Read the whole copy for those, and for what only one family could have told."
)
_STILL_READ = "A hidden word can still be read on this copy, in: {}."


@dataclass(frozen=True)
class Made:
    """A copy without its number: the file it is of, its pages, what will be recorded, copies like it."""

    file: ContactFile
    whole: Summary
    body: kinds.Printed
    same: tuple[copies.PaperCopy, ...]
    doubted: tuple[str, ...] = ()
    """On the copy that names nobody: the words that may be names."""


def made(desk: Desk, contact: ContactId, order: Order, paper: Paper | None, name: str = "") -> Made:
    """Fill an order. Nothing is recorded."""
    if not may_read(desk.worker):
        raise NotYours(f"{desk.worker.role} does not read contacts.")
    desk.may_open(contact)
    entries = desk.store.journal.of_contact(contact)
    everything = desk.with_record(fold(contact, entries))
    cover, file = covering.of(desk, everything), covering.seen(desk, everything)
    check(desk, file, order)
    case, hide = _case(desk, file, entries, order, covered=cover is not None)
    body = _printed(desk, file, order, "" if paper else str(order.recipient), name, hidden=case.hidden)
    same = copies.same_as(file, body)
    copy = replace(
        copy_of(desk, entries, body, len(same) + 1), facts_only=case.facts_only, criteria=case.criteria
    )
    projection = projected(case, order.recipient, hide, desk.council, _outside(desk, file, order))
    whole = _laid_out(desk, projection, order, paper, hide, copy, body)
    _must_not_be_readable(whole, Redactor(may_hide(hide, desk.council), desk.council, case.people))
    return Made(file, whole, body, same, projection.doubted())


def copy_of(desk: Desk, entries: Iterable[Entry], body: kinds.Printed, nth: int) -> Copy:
    """What the foot of every page says of this copy, the `nth` of its version, and of where the record is."""
    return Copy(
        number=body.copy_number or NOT_PRINTED, printed_at=desk.now(), printed_by=desk.worker.name,
        for_whom=body.for_whom, council=desk.council, marking=marking(desk),
        unsent=any(e.position is None for e in entries),
        alone=desk.link.state is None and not desk.settings.central, offline=_offline(desk), nth=nth,
    )  # fmt: skip


def _offline(desk: Desk) -> str:
    """How old what colleagues wrote is here, where this computer has a Central that does not answer."""
    state = desk.link.state
    if state is None and not desk.settings.central:
        return ""
    heard = (state.last_good if state else None) or (desk.lease.heard if desk.lease else None)
    if state is not None and state.reachable and (state.last_good or heard is None):
        return ""
    if heard is not None:
        return f"OFFLINE, AS OF {wording.moment(heard)}"
    return f"OFFLINE SINCE {wording.moment(state.since)}" if state is not None else ""


def _printed(
    desk: Desk, file: ContactFile, order: Order, recipient: str, name: str, *, hidden: bool
) -> kinds.Printed:
    """What the record will say of the copy, but for its number."""
    body = kinds.Printed(
        copy_number="", for_whom=order.for_whom.strip(), saw=file.head, hidden=hidden, recipient=recipient,
        paper=name or order.paper, shows=copies.shown_by(file), hid=hidden_around.addresses(desk, file),
        override=order.override.strip(), reader=order.reader if order.recipient is Recipient.FAMILY else None,
    )  # fmt: skip
    if order.full is None:
        return body
    return put(
        body, full_because=order.full.because.strip(), agreed_by=order.full.agreed_by,
        agreement=agreement(desk, file, order), must_not_see=copies.must_not_see(file),
    )  # fmt: skip


def _must_not_be_readable(whole: Summary, redactor: Redactor) -> None:
    """The last look: a word that is hidden in each part, and can be read where two parts meet, stops the copy."""
    across = readable_across(whole, redactor.clean)
    if across:
        raise PrintTrouble(
            f"Nothing was printed. {_STILL_READ.format(wording.listed(list(across)))}",
            "Part the words there, or write them otherwise. Then print again.",
        )


def _criteria(file: ContactFile) -> dict[str, str]:
    """What the criteria are called in the edition by which it was signed."""
    return names(file.signed.body.criteria_of) if file.signed else {}


def marking(desk: Desk) -> str:
    """What stands at the top of every page."""
    words = desk.settings.marking
    return f"{words} · PRACTICE, MADE-UP FAMILY" if desk.practice else words


def again(same: tuple[copies.PaperCopy, ...]) -> str:
    """That this very version was printed before, and for whom; empty for the first."""
    if not same:
        return ""
    last = same[-1].said
    more = f", and {wording.count(len(same) - 1, 'time')} before that" if len(same) > 1 else ""
    return (
        f"This version was printed before: {last.body.copy_number}, for {last.body.for_whom}, "
        f"{wording.moment(last.happened)}{more}. Nothing has changed since."
    )


def unsure(order: Order) -> str:
    """What only a reader can see on this copy."""
    return _UNSURE if order.recipient is Recipient.QUALITY else ""


def _case(
    desk: Desk, file: ContactFile, entries: tuple[Entry, ...], order: Order, *, covered: bool
) -> tuple[Case, tuple[str, ...]]:
    """The case as it is known here, and the words that may not be on the copy."""
    whole = find.past(desk, file.contact) if covered else find.all_around(desk, file)
    past = whole.without_strangers()
    # What is hidden of somebody who may be theirs is hidden here, too: nobody knows yet that it is not theirs.
    others = desk.store.journal.of_contacts(outside.hidden_with(desk, file.contact, whole))
    own, elsewhere = hidden_words(entries), _hidden(others.values())
    case = Case(
        file,
        desk.guide,
        past,
        desk.staff,
        weigh.thresholds_in(file),
        criteria=_criteria(file),
        facts_only=covered,
        named_before=_named(desk, past, others) if order.recipient is Recipient.QUALITY else (),
    )
    if order.full is not None:
        hide = tuple(word for word in elsewhere if word not in own)
        return replace(case, file=_with_addresses(file, entries), address_shown=True), hide
    words = tuple(dict.fromkeys((*own, *elsewhere)))
    hidden = file.hidden or bool(words)
    if hidden and file.referrer is not None and file.referrer.phone:
        words = (*words, file.referrer.phone)
    return replace(case, hidden=hidden), words


def _hidden(stories: Iterable[tuple[Entry, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for story in stories for word in hidden_words(story)))


def _named(desk: Desk, past: Past, others: Mapping[ContactId, tuple[Entry, ...]]) -> tuple[str, ...]:
    """Everybody whom other contacts of the family name, and those that may be of the family: none of them is on a
    copy that names nobody.
    """
    maybe = {c.other_contact for c in past.candidates} - set(others)
    stories = (*others.values(), *desk.store.journal.of_contacts(sorted(maybe)).values())
    said = (decode(e.kind, e.body) for story in stories for e in story if e.body is not None)
    found = dict.fromkeys(quality.named_in(body for body in said if body is not None))
    return tuple(name for name in found if name.strip())


def _with_addresses(file: ContactFile, entries: tuple[Entry, ...]) -> ContactFile:
    """The file with the words of its hidden addresses, for the one copy that may show them."""
    whole = {body.address: body for body in confidential_of(file.contact, entries)}
    standing: dict[Question, tuple[Said[Body], ...]] = dict(file.standing)
    for asked, said in file.standing.items():
        if asked[0] == "address" and asked[1] in whole:
            standing[asked] = (_put(said[-1], whole[asked[1]]),)
    return replace(file, standing=standing, unlike=frozenset())


def _put(said: Said[Body], body: Body) -> Said[Body]:
    return Said(body, said.entry, said.by, said.happened, said.recorded, said.edition, said.answers)


def _outside(desk: Desk, file: ContactFile, order: Order) -> Outside:
    """The words in which people outside are told, where one of them is the reader."""
    if order.recipient not in (Recipient.REFERRER, Recipient.FAMILY):
        return Outside(no_names=order.no_names)
    from workstation.services import afterwards  # noqa: PLC0415 - seldom printed

    if order.recipient is Recipient.REFERRER:
        return Outside(referrer_words=afterwards.referrer_text(desk, file))
    reader = order.reader
    if reader is None:
        return Outside()
    return Outside(family_words=afterwards.family_text(desk, file, reader), reader=reader)


def _laid_out(
    desk: Desk, projection: Projection, order: Order, paper: Paper | None, hide: tuple[str, ...], copy: Copy,
    body: kinds.Printed,
) -> Summary:  # fmt: skip
    case = projection.case
    if paper is not None:
        return paper(
            case.file, case.guide, case.past, case.staff, hide=hide, copy=copy, thresholds=case.thresholds
        )
    band = _band(desk, body) if order.full is not None else ""
    if order.paper == "chronology":
        sections = chronology.sections(case, order.filtered)
        return projection.paper(sections, copy, chronology.TITLE, band)
    return projection.paper(projection.sections(), copy, band=band)


def _band(desk: Desk, body: kinds.Printed) -> str:
    agreed = desk.person(body.agreed_by)
    who = wording.listed(list(body.must_not_see)) or "anybody but the reader"
    return (
        f"CONFIDENTIAL ADDRESS ON THIS COPY. Must not be seen by: {who}.\n"
        f"For {body.for_whom}. {agreed.name if agreed else ''} agreed."
    )
