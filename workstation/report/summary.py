"""A contact file as a summary: what stands on the page, in which order, and which words may not be there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from workstation.domain import kinds, wording
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.ids import AuthorId
from workstation.domain.past import Past
from workstation.domain.people import Worker
from workstation.domain.thresholds import Thresholds
from workstation.domain.times import local
from workstation.domain.unseen import visible
from workstation.report import after, checked, decided, met, told, trail, weighed
from workstation.report.case import NOT_PROVIDED, Case, stopped
from workstation.report.parts import Copy, Head, Paragraph, Run, Section, Summary, ours, rewritten
from workstation.report.redact import HIDDEN, MAYBE, Redactor
from workstation.report.squashed import squash
from workstation.report.visible import trimmed

_SEX = {"F": "Female", "M": "Male", "U": "Not known", "": NOT_PROVIDED}
_CONTEXT = 30
_PAGES = 2
"""A summary is read on one sheet, unless the record itself is long."""
_MARK = re.compile(f"{re.escape(HIDDEN)}|{re.escape(MAYBE)}")
_GAP = "   "


def summary(
    file: ContactFile,
    guide: Guide,
    past: Past,
    staff: Mapping[AuthorId, Worker],
    *,
    hide: tuple[str, ...],
    copy: Copy,
    thresholds: Mapping[str, Thresholds] | None = None,
) -> Summary:
    """The summary of one contact. `hide` are the words of confidential addresses (`fold.hidden_words`); they
    are left out of every text of the record, and `hidden_in` says where.
    """
    hidden = file.hidden or bool(hide)
    case = Case(
        file,
        guide,
        past,
        staff,
        thresholds or {},
        hidden=hidden,
        criteria=copy.criteria,
        facts_only=copy.facts_only,
    )
    return made(case, sections_of(case), hide, copy)


def sections_of(case: Case) -> tuple[Section, ...]:
    """Everything a summary says."""
    return (*story_of(case), trail.log(case))


def story_of(case: Case) -> tuple[Section, ...]:
    """The same without who did what."""
    facts = (
        told.told_us(case), checked.made(case), told.parents(case), told.children(case), checked.history(case),
    )  # fmt: skip
    if case.facts_only:  # for whoever decides before they see what was decided: the file is without it
        return (decided.hidden(), *facts, *met.voices(case))
    return (
        decided.decision(case), decided.why(case), *facts, weighed.weighed(case), *met.voices(case),
        decided.manager(case), decided.next_steps(case), *after.afterwards(case), trail.gaps(case),
    )  # fmt: skip


def made(
    case: Case,
    sections: tuple[Section, ...],
    hide: tuple[str, ...],
    copy: Copy,
    title: str = "Contact summary",
) -> Summary:
    """These sections under the head of the case, without hidden words: for every paper about a contact."""
    clean = Redactor(may_hide(hide, copy.council), copy.council, case.people).clean
    return finished(case, Top(head_of(case), title), sections, copy, clean)


@dataclass(frozen=True)
class Top:
    """What stands above the sections: the box, which paper it is, a black band, and notices if it has them."""

    head: Head
    title: str = "Contact summary"
    band: str = ""
    notices: bool = True


def finished(
    case: Case, top: Top, sections: tuple[Section, ...], copy: Copy, clean: Callable[[str], str]
) -> Summary:
    """A paper about a case, every word of the record cleaned once more; `hidden_in` says where words are hidden."""
    whole = Summary(
        copy=copy, head=top.head, notices=tuple(_notices(case)) if top.notices else (), sections=sections,
        version=case.file.head[:8], title=top.title, band=top.band, pages=_PAGES,
    )  # fmt: skip
    return _presentable(_without(whole, clean))


def presentable(whole: Summary, hide: tuple[str, ...], people: frozenset[str]) -> Summary:
    """The same without hidden words and with what is too long cut. `people` are called so (`called.people_of`)."""
    council = whole.copy.council
    return _presentable(_without(whole, Redactor(may_hide(hide, council), council, people).clean))


def may_hide(hide: tuple[str, ...], council: str) -> tuple[str, ...]:
    """Without what the head of every page says: the council's own town cannot be hidden and tells nothing."""
    told_anyway = squash(council)[0]
    return tuple(word for word in hide if squash(word)[0] not in told_anyway)


def _without(whole: Summary, rewrite: Callable[[str], str]) -> Summary:
    places: dict[str, None] = {}

    def clean(words: str, place: str) -> str:
        cleaned = rewrite(words)
        if HIDDEN in cleaned or MAYBE in cleaned:
            places.update(dict.fromkeys(f"{place}: {found}" for found in _around(cleaned)))
        return cleaned

    return replace(rewritten(whole, clean), hidden_in=tuple(places))


def _around(cleaned: str) -> Iterator[str]:
    """Each `[hidden]` and `[name?]` with the words beside it, for the worker to confirm."""
    flat = " ".join(visible(cleaned).split())
    marks = [(mark.start(), mark.end()) for mark in _MARK.finditer(flat)]
    shown = -1
    for start, end in marks:
        if start < shown:
            continue
        first, last = max(0, start - _CONTEXT), end + _CONTEXT
        last = max((e for s, e in marks if s < last < e), default=last)  # no mark is cut in two
        first = min((s for s, e in marks if s < first < e), default=first)
        yield f"{'…' if first else ''}{flat[first:last]}{'…' if last < len(flat) else ''}"
        shown = last


def _presentable(whole: Summary) -> Summary:
    """Cut only after hiding: half of a hidden word at the end of a cut text would still tell."""
    return rewritten(whole, lambda words, _: trimmed(visible(words)))


# -- the top of the page --------------------------------------------------------------------------------------


def head_of(case: Case) -> Head:
    """The child, the contact number, and lines about the children."""
    children = case.file.children
    name = wording.full_name(children[0].name) if children else "Unknown child"
    return Head(name, f"Contact {case.file.number or 'number not given yet'}", tuple(_lines(case)))


def _lines(case: Case) -> Iterator[str]:
    children = case.file.children
    if not children:
        yield f"No child is named: {stopped(case.file.not_named) or 'no reason is recorded.'}"
        return
    first = children[0]
    yield _GAP.join(
        (
            _born(case, first),
            _sex(case, first),
            f"NHS No. {_nhs(first)}".replace(" ", wording.NBSP),
            _our_number(first),
            *_also(first),
        )
    )
    for child in children[1:]:
        yield "Also in this contact: " + _GAP.join(
            (wording.full_name(child.name), _born(case, child), _our_number(child), *_also(child))
        )
    if not case.hidden and not case.address_shown:
        yield from _addresses(case)
        yield from _school_and_gp(case)


def _born(case: Case, child: kinds.ChildNamed) -> str:
    received = case.file.received_at
    if received is None:
        return f"Born {wording.day(child.born.on)}" if child.born.on else "Born: not known"
    return case.file.born_words(child, local(received).date())


def _sex(case: Case, child: kinds.ChildNamed) -> str:
    sex, of_record = case.file.sex(child)
    return f"Gender {_SEX[sex]}{' (from the record)' if of_record else ''}"


def _our_number(child: kinds.ChildNamed) -> str:
    return f"Our No. {child.la_child_id or NOT_PROVIDED}".replace(" ", wording.NBSP)


def _also(child: kinds.ChildNamed) -> Iterator[str]:
    if child.name.also:
        yield f"Also known as {wording.listed(child.name.also)}"


def _nhs(child: kinds.ChildNamed) -> str:
    digits = child.nhs.replace(" ", "")
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if len(digits) == 10 else child.nhs or NOT_PROVIDED


def _addresses(case: Case) -> Iterator[str]:
    for address in case.file.addresses:
        lines = ", ".join(part.strip() for part in address.lines.splitlines() if part.strip())
        place = ", ".join(part for part in (lines, address.postcode) if part)
        until = f" (until {wording.day(address.until)})" if address.until else ""
        yield f"Address {place or NOT_PROVIDED}{until}"
    if not case.file.addresses:
        postcodes = wording.listed(list(dict.fromkeys(c.postcode for c in case.file.children if c.postcode)))
        yield f"Address {NOT_PROVIDED}{f' (postcode {postcodes})' if postcodes else ''}"


def _school_and_gp(case: Case) -> Iterator[str]:
    """School and doctor: once when they are the same for all children."""
    schools = _of_each("School", {case.called(c): c.school for c in case.file.children})
    yield _GAP.join((schools, _of_each("GP", {case.called(c): c.gp for c in case.file.children})))


def _of_each(label: str, values: dict[str, str]) -> str:
    if len(set(values.values())) == 1:
        return f"{label} {next(iter(values.values())) or NOT_PROVIDED}"
    return f"{label} " + ", ".join(f"{value or NOT_PROVIDED} ({name})" for name, value in values.items())


def _notices(case: Case) -> Iterator[Paragraph]:
    """What must be seen before anything else."""
    danger = case.file.act_now
    if danger is not None:
        told_ = f" Told: {stopped(danger.body.told)}" if danger.body.told else " Nobody is recorded as told."
        agreed = f" Agreed: {stopped(danger.body.agreed)}" if danger.body.agreed else ""
        yield Paragraph(
            (
                Run(f"ACT NOW, since {wording.moment(danger.happened)}. ", strong=True, ours=True),
                Run(f"{stopped(danger.body.danger)}{told_}{agreed}", strong=True),
            )
        )
    if case.address_shown:
        yield Paragraph((Run("\n".join((*_addresses(case), *_school_and_gp(case))), strong=True),))
    if case.hidden:
        yield ours(
            "Address, phone, school and GP are hidden on this copy. Do not write them on it.", strong=True
        )


# -- what could still be put together ------------------------------------------------------------------------


def readable_across(whole: Summary, clean: Callable[[str], str]) -> tuple[str, ...]:
    """Where a hidden word could still be read across two parts of a page, each of which says too little alone."""
    said: dict[str, list[str]] = {}

    def collect(words: str, place: str) -> str:
        said.setdefault(place, []).append(words)
        return words

    rewritten(whole, collect)
    return tuple(place for place, words in said.items() if clean(joined := " ".join(words)) != joined)
