"""Copies by recipient. Each is a projection of the case: what that recipient may not know is not in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from workstation.domain.ids import PersonId
from workstation.report.case import Case
from workstation.report.parts import Copy, Head, Section, Summary
from workstation.report.recipients import case_file, family, quality, receiving_team, referrer
from workstation.report.redact import Redactor
from workstation.report.summary import Top, finished, head_of, may_hide, sections_of, story_of


class Recipient(StrEnum):
    """Who a copy is made for."""

    CASE_FILE = "case file"
    RECEIVING_TEAM = "receiving team"
    REFERRER = "referrer"
    FAMILY = "family"
    QUALITY = "quality"


WHOLE = (Recipient.CASE_FILE, Recipient.RECEIVING_TEAM)
"""Who may be given a copy with the address on it."""
OF_THE_PAST = (*WHOLE, Recipient.QUALITY)
"""Who may be given a chronology."""


@dataclass(frozen=True)
class Outside:
    """What only the services know: the words in which people outside are told, and who of the family reads."""

    referrer_words: str = ""
    family_words: str = ""
    reader: PersonId | None = None
    no_names: tuple[str, ...] = ()
    """Words that somebody has read on the copy that names nobody, and that are no names."""


@dataclass(frozen=True)
class Projection:
    """A case as one recipient may know it, and what cleans whatever is written from it."""

    recipient: Recipient
    case: Case
    clean: Callable[[str], str]
    outside: Outside

    def doubted(self) -> tuple[str, ...]:
        """The words in whose place `[name?]` stands."""
        return self.clean.doubted() if isinstance(self.clean, quality.Cleaner) else ()

    def head(self) -> Head:
        """The box at the top of every page."""
        if self.recipient is Recipient.REFERRER:
            return referrer.head(self.case)
        if self.recipient is Recipient.FAMILY:
            return family.head(self.case, self.outside.reader)
        return quality.head(self.case) if self.recipient is Recipient.QUALITY else head_of(self.case)

    def sections(self) -> tuple[Section, ...]:
        """What stands on the pages of a summary."""
        if self.recipient is Recipient.REFERRER:
            return referrer.sections(self.case, self.outside.referrer_words)
        if self.recipient is Recipient.FAMILY:
            return family.sections(self.case, self.outside.family_words, self.outside.reader)
        if self.recipient is Recipient.RECEIVING_TEAM:
            return story_of(self.case)
        return sections_of(self.case)

    def paper(
        self, sections: tuple[Section, ...], copy: Copy, title: str = "Contact summary", band: str = ""
    ) -> Summary:
        """These sections as a copy for this recipient."""
        outside = self.recipient in (Recipient.REFERRER, Recipient.FAMILY)
        return finished(
            self.case, Top(self.head(), title, band, notices=not outside), sections, copy, self.clean
        )


def projected(
    case: Case, recipient: Recipient, hide: tuple[str, ...], council: str = "", outside: Outside | None = None
) -> Projection:
    """The case as this recipient may know it. `hide` are the words of hidden addresses, phones and places, but for
    what the council is called.
    """
    outside = outside or Outside()
    redactor = Redactor(may_hide(hide, council), council, case.people)
    clean: Callable[[str], str] = redactor.clean
    if recipient is Recipient.REFERRER:
        case = referrer.projected(case, redactor)
    elif recipient is Recipient.FAMILY:
        case = family.projected(case, redactor, outside.reader)
    elif recipient is Recipient.RECEIVING_TEAM:
        case = receiving_team.projected(case, redactor)
    elif recipient is Recipient.QUALITY:
        clean = _nobody_known(case, hide, council, outside.no_names)
        case = quality.projected(case, clean)
    else:
        case = case_file.projected(case, redactor)
    words = replace(
        outside, referrer_words=clean(outside.referrer_words), family_words=clean(outside.family_words)
    )
    return Projection(recipient, case, clean, words)


def _nobody_known(
    case: Case, hide: tuple[str, ...], council: str, no_names: tuple[str, ...]
) -> quality.Cleaner:
    places = may_hide((*hide, *quality.places_of(case)), council)
    return quality.cleaned(case, Redactor(places, council, case.people), council, no_names)
