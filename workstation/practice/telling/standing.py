"""What stood when a made-up contact was sent: the warnings, by the rules themselves, and the outcomes.

Of contacts of more than a year ago only those warnings are told that can be read off at once, so that making the
town does not take twice as long.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from workstation.domain import gates, kinds
from workstation.domain.contact import ContactFile
from workstation.domain.entries import Entry, in_order
from workstation.domain.fold import fold_read
from workstation.domain.ids import AuthorId, DeviceId
from workstation.domain.kinds import Body, Decision
from workstation.domain.past import Fact, Past, PastContact, PastDecline
from workstation.domain.times import hybrid
from workstation.guidebook.guide import guide
from workstation.practice.days import DAY
from workstation.practice.families import Earlier
from workstation.practice.story import Act, moment

_YEAR: Final = 365 * DAY


def sent(acts: Iterable[Act], to: AuthorId, warned: tuple[str, ...] | None = None) -> kinds.SentToManager:
    """The contact as it goes to a manager."""
    said = [act.body for act in acts]
    outcomes = {body.child: body.outcome for body in said if isinstance(body, kinds.Recommended)}
    decisions = tuple(Decision(child, outcome) for child, outcome in outcomes.items())
    stood = tuple(_at_once(said)) if warned is None else warned
    return kinds.SentToManager(to=to, saw="", warned=stood, outcomes=decisions)


def warned(acts: list[Act], earlier: Iterable[Earlier], now: int) -> tuple[str, ...]:
    """The warnings that stand for a contact as it is told so far."""
    if now - acts[0].at > _YEAR:
        return tuple(_at_once([act.body for act in acts]))
    past = _past([one for one in earlier if one.contact != acts[0].contact], acts[0].at)
    return tuple(gates.key_of(gap) for gap in gates.warnings(_file(acts), guide(), past))


def _file(acts: list[Act]) -> ContactFile:
    """The contact file of these acts; who chained them, and to what, does not matter to a rule."""
    edition = guide().edition
    entries = in_order(_entry(act, seq, edition) for seq, act in enumerate(acts, start=1))
    return fold_read(acts[0].contact, entries, {act.id: act.body for act in acts})


def _entry(act: Act, seq: int, edition: str) -> Entry:
    return Entry(
        id=act.id, contact=act.contact, kind=type(act.body).__name__, author=act.author, device=DeviceId(""),
        seq=seq, previous=b"", happened=moment(act.happened), recorded=hybrid(act.at), answers=act.answers,
        edition=edition, digest=b"", body=b"",
    )  # fmt: skip


def _past(earlier: list[Earlier], at: int) -> Past:
    """What the record would say of the same family: its contacts, and a step-down in the year before."""
    contacts = tuple(
        PastContact(
            contact=one.contact, at=moment(one.at), decided_at=moment(one.at), themes=(one.theme,),
            outcomes=(one.outcome,), declines=(PastDecline("D16"),) if one.declined else (),
        )
        for one in reversed(earlier)
    )  # fmt: skip
    back = [one for one in earlier if at - one.at < _YEAR and guide().outcome(one.outcome).stepdown]
    facts = (Fact(rule="HR6", tone="warning", headline="Stepped down."),) if back else ()
    return Past(contacts=contacts, facts=facts)


def _at_once(said: list[Body]) -> Iterable[str]:
    heard = {body.person for body in said if isinstance(body, kinds.ChildHeard) and body.words}
    for body in said:
        if isinstance(body, kinds.AgencyNotNeeded) and body.tried:
            yield f"W4:agency:{body.agency}"
        elif isinstance(body, kinds.ParentTold) and (body.because or body.told == "no: not reached"):
            yield f"W3:adult:{body.person}"
        elif isinstance(body, kinds.ChildNamed) and body.born.due is None and body.person not in heard:
            yield f"W7:heard:{body.person}"
