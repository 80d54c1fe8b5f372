"""The copy for the team that takes the family on: what they need to keep the children safe, not how we worked."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import msgspec

from workstation.domain import kinds
from workstation.domain.answers import Judgement
from workstation.domain.kinds import Body
from workstation.domain.past import Past, PastContact
from workstation.report.case import Case
from workstation.report.recipients import case_file
from workstation.report.recipients.reduced import reduced
from workstation.report.redact import Redactor

_OURS: Final = (
    kinds.Printed, kinds.PrintOutcome, kinds.Recalled, kinds.AddressShown, kinds.NoteMade, kinds.DecidedFirst,
    kinds.OpinionAsked, kinds.OpinionGiven, kinds.Allocated, kinds.Parked, kinds.Resumed, kinds.ErasureAgreed,
    kinds.RequestMet, kinds.SentBack, kinds.FullCopyAsked, kinds.FullCopyDecided,
)  # fmt: skip
"""How the front door worked, and what colleagues thought before they agreed."""


def projected(case: Case, redactor: Redactor) -> Case:
    """The case file copy without the front door's own notes, and without names of other children of the house."""

    def change(body: Body) -> Body | None:
        return None if isinstance(body, _OURS) else body

    case = case_file.projected(case, redactor)
    return replace(case, file=reduced(case.file, change, redactor.clean), past=_of_these_children(case.past))


def _of_these_children(past: Past) -> Past:
    clashes = (
        msgspec.structs.replace(clash, different=_nameless(clash.different), same=())
        for clash in past.clashes
    )
    return msgspec.structs.replace(
        past, contacts=tuple(_without_others(c) for c in past.contacts),
        judged=tuple(j if j.verdict == "same" else _nameless(j) for j in past.judged), clashes=tuple(clashes),
    )  # fmt: skip


def _nameless(answer: Judgement) -> Judgement:
    """Somebody who is, or may be, another person: that it was asked, and not who they are."""
    return msgspec.structs.replace(answer, name="somebody on record", born="", reasons=(), against=())


def _without_others(contact: PastContact) -> PastContact:
    """An earlier contact about another person of the household: when, from whom and how it ended; no name."""
    if contact.same_child:
        return contact
    return msgspec.structs.replace(
        contact, children=(), adults=(), people=(), declines=(), detail="", about=""
    )
