"""The copy for the case file: everything, without what gives a hidden address away."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import msgspec

from workstation.domain import kinds
from workstation.domain.kinds import Body
from workstation.report.case import Case
from workstation.report.recipients.reduced import reduced, worded
from workstation.report.redact import HIDDEN, Redactor

_PLACES: Final[dict[type[Body], tuple[str, ...]]] = {
    kinds.ChildNamed: ("school", "gp", "postcode", "upn"),
    kinds.AdultNamed: ("safe_contact", "safe_when", "do_not_use"),
    kinds.AddressRecorded: ("lines", "postcode"),
    kinds.ReferrerNamed: ("phone",),
}


def projected(case: Case, redactor: Redactor) -> Case:
    """The case without phone, school, GP and address where one is hidden, and without their words anywhere."""

    def change(body: Body) -> Body:
        body = without_code_word(body)
        return worded(without_places(body) if case.hidden else body, redactor.clean)

    return replace(
        case, file=reduced(case.file, change, redactor.clean), past=worded(case.past, redactor.clean)
    )


def without_code_word(body: Body) -> Body:
    """What tells two people that it is safe to speak stands on no paper."""
    if isinstance(body, kinds.AdultNamed) and body.code_word:
        return msgspec.structs.replace(body, code_word="")
    return body


def without_places(body: Body) -> Body:
    """The same body without the words that say where somebody is, or how to reach them; that something is recorded
    there stays known.
    """
    names = _PLACES.get(type(body), ())
    hidden = {name: HIDDEN for name in names if getattr(body, name)}
    if isinstance(body, kinds.AddressRecorded) and body.hide_words:
        hidden["hide_words"] = ()  # type: ignore[assignment]
    return msgspec.structs.replace(body, **hidden) if hidden else body
