"""Everything a person can say about a contact: one frozen body per kind, and the kinds' stable names.

A kind's name is a word we own and never rename; fields are only ever added, with a default. Old readers keep
what they do not know (`Entry.body` keeps the exact bytes).

`question(body)` says which question a body answers. Entries of the same question that nobody answered *stand*
together: one is the answer, two are a conflict shown to a person. A body with no question is a note in the log.
"""

from __future__ import annotations

from workstation.domain.kinds.arriving import (
    Answered,
    ClarityJudged,
    Rated,
    Received,
    ReferrerNamed,
    ThemesChosen,
)
from workstation.domain.kinds.checking import (
    AgencyAnswered,
    AgencyAsked,
    AgencyListed,
    AgencyNotNeeded,
    AgencyTried,
    BasisRecorded,
    ChildHeard,
    EventMatched,
    HistoryWeighed,
    Matched,
    ParentAgreed,
    ParentLeft,
    ParentTold,
    ReasonsWritten,
    SupportDeclined,
)
from workstation.domain.kinds.deciding import (
    Allocated,
    Decision,
    Escalated,
    HeldOpen,
    Lowered,
    NoteMade,
    Parked,
    Recommended,
    Reopened,
    Request,
    Resumed,
    SentBack,
    SentToManager,
    SignedOff,
    StepDownWatched,
    WarningAnswered,
)
from workstation.domain.kinds.record import (
    EarlierTaken,
    ErasureAgreed,
    Printed,
    Redacted,
    Settled,
    Withdrawn,
)
from workstation.domain.kinds.shape import Body, Born, Name, Question, YesNo
from workstation.domain.kinds.who import (
    AddressRecorded,
    AddressShown,
    AdultNamed,
    ChildNamed,
    ChildNotNamed,
    ConfidentialityChanged,
    PersonRemoved,
)

__all__ = [
    "KINDS",
    "AddressRecorded",
    "AddressShown",
    "AdultNamed",
    "AgencyAnswered",
    "AgencyAsked",
    "AgencyListed",
    "AgencyNotNeeded",
    "AgencyTried",
    "Allocated",
    "Answered",
    "BasisRecorded",
    "Body",
    "Born",
    "ChildHeard",
    "ChildNamed",
    "ChildNotNamed",
    "ClarityJudged",
    "ConfidentialityChanged",
    "Decision",
    "EarlierTaken",
    "ErasureAgreed",
    "Escalated",
    "EventMatched",
    "HeldOpen",
    "HistoryWeighed",
    "Lowered",
    "Matched",
    "Name",
    "NoteMade",
    "ParentAgreed",
    "ParentLeft",
    "ParentTold",
    "Parked",
    "PersonRemoved",
    "Printed",
    "Question",
    "Rated",
    "ReasonsWritten",
    "Received",
    "Recommended",
    "Redacted",
    "ReferrerNamed",
    "Reopened",
    "Request",
    "Resumed",
    "SentBack",
    "SentToManager",
    "Settled",
    "SignedOff",
    "StepDownWatched",
    "SupportDeclined",
    "ThemesChosen",
    "WarningAnswered",
    "Withdrawn",
    "YesNo",
    "question",
]

KINDS: dict[str, type[Body]] = {
    kind.__name__: kind
    for kind in (
        Received, ReferrerNamed, Answered, ThemesChosen, ClarityJudged, Rated,
        ChildNamed, ChildNotNamed, AdultNamed, PersonRemoved, AddressRecorded, ConfidentialityChanged,
        AddressShown, Matched, EventMatched, HistoryWeighed, AgencyListed, AgencyAsked, AgencyAnswered, AgencyTried,
        AgencyNotNeeded, ParentTold, ParentAgreed, SupportDeclined, ParentLeft, ChildHeard, BasisRecorded,
        ReasonsWritten, Recommended, HeldOpen, Escalated, Lowered, WarningAnswered, SentToManager, SentBack,
        SignedOff, Reopened, Allocated, Parked, Resumed, NoteMade, StepDownWatched, Settled,
        ErasureAgreed, Redacted, Withdrawn, Printed, EarlierTaken,
    )
}  # fmt: skip

# Which field (if any) tells apart the questions that bodies of one kind answer. Kinds that share the first
# word answer the same question: signing off answers what sending asked.
_QUESTIONS: dict[type[Body], tuple[str, tuple[str, ...]]] = {
    Received: ("received", ()),
    ReferrerNamed: ("referrer", ()),
    Answered: ("asked", ("question_id",)),
    ThemesChosen: ("themes", ()),
    ClarityJudged: ("clarity", ()),
    Rated: ("rating", ()),
    ChildNamed: ("person", ("person",)),
    AdultNamed: ("person", ("person",)),
    PersonRemoved: ("person", ("person",)),
    ChildNotNamed: ("not named", ()),
    AddressRecorded: ("address", ("address",)),
    ConfidentialityChanged: ("confidential", ("address",)),
    Matched: ("match", ("person", "other")),
    EventMatched: ("event", ("other",)),
    HistoryWeighed: ("history", ()),
    AgencyListed: ("listed", ("agency",)),
    AgencyAnswered: ("agency", ("agency",)),
    AgencyNotNeeded: ("agency", ("agency",)),
    ParentTold: ("told", ("person",)),
    ParentAgreed: ("agrees", ("person",)),
    SupportDeclined: ("declined", ("person",)),
    ParentLeft: ("told", ("person",)),
    ChildHeard: ("heard", ("person",)),
    BasisRecorded: ("basis", ()),
    ReasonsWritten: ("reasons", ("prompt", "child")),
    Recommended: ("outcome", ("child",)),
    HeldOpen: ("held", ()),
    Escalated: ("act now", ()),
    Lowered: ("act now", ()),
    WarningAnswered: ("warning", ("warning",)),
    SentToManager: ("handover", ()),
    SentBack: ("handover", ()),
    SignedOff: ("handover", ()),
    Reopened: ("handover", ()),
    Allocated: ("allocated", ()),
    Parked: ("parked", ()),
    Resumed: ("parked", ()),
    StepDownWatched: ("watch", ()),
    EarlierTaken: ("earlier", ("key",)),
}


def question(body: Body) -> Question | None:
    """Which question this body answers, or None when it is a line in the log that nothing replaces. A row of the
    past answers one when its source says which event it is: then a newer file may correct it.
    """
    found = _QUESTIONS.get(type(body))
    if found is None or (isinstance(body, EarlierTaken) and not body.key):
        return None
    word, fields = found
    return (word, *(str(getattr(body, name)) for name in fields)) if fields else (word,)
