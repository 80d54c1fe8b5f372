"""Several answers to one question, by people who did not know of each other: what joins by itself and what a
person has to choose (`ux.md` S10).

Fields that one of them changed are joined; lists are joined by item; the same value is the same value; notes and
reasons are both kept, in the order of their time. Whether an outcome, an owner, an identity, who may see an
address: a person chooses, and until then the safer value counts where one is safer. Nothing here depends on the
order in which entries came, nor on Central's numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import msgspec
from msgspec.structs import FieldInfo, replace

from workstation.domain import kinds
from workstation.domain.ids import EntryId
from workstation.domain.kinds import Body, Question
from workstation.domain.said import Said

_WORDS: Final[dict[type[Body], frozenset[str]]] = {
    kinds.ReferrerNamed: frozenset(),
    kinds.AdultNamed: frozenset({"do_not_use"}),
    kinds.Received: frozenset({"logged_late_because"}),
    kinds.Answered: frozenset({"answer"}),
    kinds.ClarityJudged: frozenset({"missing"}),
    kinds.Rated: frozenset({"because"}),
    kinds.ChildNotNamed: frozenset({"because"}),
    kinds.PersonRemoved: frozenset({"because"}),
    kinds.ConfidentialityChanged: frozenset({"because"}),
    kinds.AddressReleased: frozenset({"because"}),
    kinds.HistoryWeighed: frozenset({"why"}),
    kinds.SameIssue: frozenset({"because"}),
    kinds.AgencyListed: frozenset({"name", "because"}),
    kinds.AgencyAnswered: frozenset({"who", "said", "means"}),
    kinds.AgencyNotNeeded: frozenset({"because"}),
    kinds.ParentTold: frozenset({"words", "because", "how"}),
    kinds.ParentAgreed: frozenset({"to", "because", "how"}),
    kinds.SupportDeclined: frozenset(
        {"offered", "words", "who_else", "different", "how_asked", "offered_by", "effect", "next_step"}
    ),
    kinds.ParentLeft: frozenset({"because"}),
    kinds.ChildHeard: frozenset({"words", "heard_by", "none_because", "able"}),
    kinds.BasisRecorded: frozenset({"because"}),
    kinds.ReasonsWritten: frozenset({"text"}),
    kinds.Recommended: frozenset({"next_time"}),
    kinds.HeldOpen: frozenset({"because", "agreed_by"}),
    kinds.Escalated: frozenset({"danger", "told", "agreed"}),
    kinds.Lowered: frozenset({"because"}),
    kinds.WarningAnswered: frozenset({"words"}),
    kinds.SentBack: frozenset({"why"}),
    kinds.SignedOff: frozenset({"why"}),
    kinds.Reopened: frozenset({"because"}),
    kinds.Parked: frozenset({"waiting_for"}),
    kinds.StepDownWatched: frozenset({"service"}),
    kinds.LevelClaimed: frozenset({"words"}),
    kinds.ReferrerAsked: frozenset({"text", "how", "to", "no_harm"}),
    kinds.ReferrerReplied: frozenset({"words", "how", "who"}),
    kinds.Resubmitted: frozenset({"because"}),
    kinds.VoiceHeard: frozenset({"who", "said"}),
    kinds.MeetingAgreed: frozenset({"why"}),
    kinds.DispenseAsked: frozenset({"because", "risk_if_asked"}),
    kinds.DispenseDecided: frozenset({"because"}),
    kinds.FullCopyDecided: frozenset({"because"}),
    kinds.SafetyReviewed: frozenset({"found", "plan"}),
    kinds.FactorAnswered: frozenset({"evidence", "source", "in_spite"}),
    kinds.LevelJudged: frozenset({"because"}),
    kinds.OpinionAsked: frozenset({"about"}),
    kinds.OpinionGiven: frozenset({"why"}),
    kinds.RequestMet: frozenset({"words"}),
    kinds.TaskDone: frozenset({"words"}),
    kinds.StrategyRequested: frozenset({"to", "how", "worry"}),
    kinds.ReferrerTold: frozenset({"how", "text", "none_because"}),
    kinds.FamilyTold: frozenset({"how", "text", "none_because", "override"}),
    kinds.HandedOver: frozenset({"service", "to", "how"}),
    kinds.HandOverTaken: frozenset({"who", "how", "service"}),
    kinds.StepDownMoved: frozenset({"words"}),
    kinds.TripwireAnswered: frozenset({"words"}),
    kinds.InformationPassed: frozenset({"whom", "how"}),
}
"""Fields with words of a person's own: of two, both are kept, the earlier first."""


def _last(values: list[Any]) -> Any:  # noqa: ANN401 - the value of any field
    return values[-1]


_STATES: Final = ("answered", "asked", "did not say", "not asked")
_FIRST_HAND: Final = ("no", "not known", "yes")
"""Two people's words together are as good as the weaker of them."""
_BY_RULE: Final[dict[tuple[type[Body], str], Callable[[list[Any]], Any]]] = {
    (kinds.Answered, "state"): lambda values: min(values, key=_STATES.index),
    (kinds.Answered, "chased"): max,
    (kinds.FullCopyDecided, "approved"): all,
    (kinds.HeldOpen, "until"): min,
    (kinds.Parked, "until"): min,
    (kinds.Parked, "where"): _last,
    (kinds.StepDownWatched, "until"): max,
    (kinds.SentToManager, "saw"): _last,
    (kinds.SentToManager, "tell_referrer"): _last,
    (kinds.SentBack, "saw"): _last,
    (kinds.SentBack, "reading_seconds"): max,
    (kinds.SignedOff, "saw"): _last,
    (kinds.SignedOff, "reading_seconds"): max,
    (kinds.SignedOff, "criteria_of"): _last,
    (kinds.AgencyNotNeeded, "tried"): any,
    (kinds.HistoryWeighed, "none_matter"): all,
    (kinds.Matched, "warned"): _last,
    (kinds.HistoryWeighed, "up_to"): min,
    (kinds.Matched, "other_contact"): _last,
    (kinds.InformationPassed, "case"): _last,
    (kinds.SignedOff, "criteria"): _last,
    (kinds.AgencyNotNeeded, "code"): _last,
    (kinds.AgencyAnswered, "first_hand"): lambda values: min(values, key=_FIRST_HAND.index),
    (kinds.FactorAnswered, "first_hand"): lambda values: min(values, key=_FIRST_HAND.index),
    (kinds.LevelJudged, "thresholds"): max,
    (kinds.ParentTold, "tries"): max,
    (kinds.SupportDeclined, "review"): min,
    (kinds.ReferrerAsked, "due"): min,
    (kinds.ReferrerReplied, "sent_again"): _last,
    (kinds.SentToManager, "outcomes"): _last,
    (kinds.StepDownMoved, "on"): max,
    # Who may see a hidden address goes by this: of what two people add at once only what both say.
    (kinds.AddressRecorded, "people"): lambda lists: tuple(
        p for p in lists[0] if all(p in one for one in lists)
    ),
}
"""Fields where two values need nobody: the day's work comes back at the sooner time, an answer beats none."""

_SAFER: Final[dict[tuple[type[Body], str], Callable[[list[Any]], Any]]] = {
    (kinds.AddressRecorded, "confidential"): any,
    (kinds.ConfidentialityChanged, "confidential"): any,
    (kinds.Rated, "rating"): lambda values: min(values, key=("red", "amber", "green").index),
    (kinds.Matched, "verdict"): lambda _values: "not sure",
    (kinds.EventMatched, "verdict"): lambda _values: "not sure",
    (kinds.FactorAnswered, "answer"): lambda values: min(values, key=("yes", "not known", "no").index),
    (kinds.LevelJudged, "level"): max,
    (kinds.AdultNamed, "offending"): lambda values: min(values, key=("yes", "not known", "no").index),
    (kinds.DispenseDecided, "approved"): all,
    (kinds.ParentTold, "objects"): any,
    (kinds.AdultNamed, "no_letters"): any,
    (kinds.SupportDeclined, "raises_risk"): lambda values: min(values, key=("yes", "not known", "no").index),
    (kinds.SupportDeclined, "reason"): lambda values: "D07" if "D07" in values else values[-1],
    (kinds.ParentTold, "told"): lambda values: "no: risk" if "no: risk" in values else values[-1],
    (kinds.AdultNamed, "safe_contact"): lambda _values: "",
    (kinds.AdultNamed, "safe_when"): lambda _values: "",
    (kinds.ReferrerAsked, "way"): lambda _values: "clarify",
}
"""What counts until a person has chosen, where one answer is safer than another: fear of somebody counts, nobody is
told whom telling may endanger, and of two safe numbers none is offered.
"""

_GIVES_WAY: Final[dict[type[Body], type[Body]]] = {
    kinds.AgencyNotNeeded: kinds.AgencyAnswered,
    kinds.ParentLeft: kinds.ParentTold,
    kinds.Parked: kinds.Resumed,
    kinds.ReferrerAsked: kinds.ReferrerReplied,
    kinds.DispenseAsked: kinds.DispenseDecided,
    kinds.OpinionAsked: kinds.OpinionGiven,
    kinds.HandedOver: kinds.HandOverTaken,
}
"""A reason for not asking gives way to the answer of those who were asked; being parked, to work going on."""

_SAFER_KIND: Final[dict[type[Body], type[Body]]] = {
    kinds.PersonRemoved: kinds.ChildNamed,
    kinds.Lowered: kinds.Escalated,
    kinds.AddressReleased: kinds.ConfidentialityChanged,
}
"""Kinds that wait for a person, and which of the two counts until then."""

_RECORDS: Final = (
    kinds.Received, kinds.ReferrerNamed, kinds.ChildNamed, kinds.AdultNamed, kinds.AddressRecorded,
)  # fmt: skip
"""Facts in several fields. Choosing between two keeps, of the other, what was joined; a judgement is kept whole."""

_NOTHING: Final[frozenset[Any]] = frozenset({"", None, "not known", "not asked", "U", ()})
"""What gives way to anything that is known."""

_CHOSEN: Final = frozenset({
    (kinds.SignedOff, "decisions"), (kinds.SignedOff, "criteria"), (kinds.OpinionGiven, "outcomes"),
    (kinds.SentToManager, "outcomes"), (kinds.AddressRecorded, "people"),
})  # fmt: skip
"""Lists that are one decision: not joined by item."""

_FOR_MANAGERS: Final = frozenset({"handover", "act now", "dispense"})


@dataclass(frozen=True, slots=True)
class Joined:
    """What several standing answers come to.

    `said` is what counts now: joined where the rules join, under the name and the time of the last who said it.
    `clashes` are the fields (or `kind`) that a person has to choose; with none nobody is asked. `was` is what
    stood before they parted. `versions` are all of them, the earliest first.
    """

    said: Said[Body]
    clashes: tuple[str, ...]
    was: Said[Body] | None
    versions: tuple[Said[Body], ...]


def join(standing: Sequence[Said[Body]], story: Mapping[EntryId, Said[Body]]) -> Joined:
    """What these answers to one question come to. `story` is everything said about the contact, by entry."""
    versions = sorted(standing, key=_time)
    before = _before(versions, story)
    was = before[-1] if before else None
    heard = _heard(versions)
    rows = [v for v in heard if isinstance(v.body, kinds.EarlierTaken)]
    if rows:  # two files that were brought in apart: the newer data counts, and nobody has to choose
        return Joined(max(rows, key=_newer), (), was, tuple(versions))
    if len({type(v.body) for v in heard}) > 1:
        return Joined(_until_chosen(heard), ("kind",), was, tuple(versions))
    body, clashes = _fields(heard, [b.body for b in before])
    return Joined(replace(heard[-1], body=body), clashes, was, tuple(versions))


def resolved(joined: Joined, keeps: EntryId) -> Body:
    """What to say so that one version holds: that it is kept, or, for facts in several fields, the joined facts
    with that version's answer where two differed.
    """
    kept = next(v for v in joined.versions if v.entry == keeps)
    told = joined.said.body
    if not isinstance(kept.body, _RECORDS) or type(told) is not type(kept.body) or "kind" in joined.clashes:
        return kinds.Settled(keeps=keeps)
    whole = replace(told, **{name: getattr(kept.body, name) for name in joined.clashes})
    return kinds.Settled(keeps=keeps) if whole == kept.body else whole


def for_a_manager(question: Question) -> bool:
    """Whether only a manager can choose between answers to this question."""
    return question[0] in _FOR_MANAGERS


def named(versions: Sequence[Said[Body]], name: Callable[[Said[Body]], str]) -> str:
    """Reasons of several people, one after the other, each under its name: `R. Shah, 24 Nov 10:47: ...`."""
    texts = {v.entry: v.body.text.strip() for v in versions if isinstance(v.body, kinds.ReasonsWritten)}
    kept = [v for v in versions if texts.get(v.entry) and not _held_elsewhere(v.entry, texts)]
    if len(kept) == 1:
        return texts[kept[0].entry]
    return "\n\n".join(f"{name(v)}: {texts[v.entry]}" for v in kept)


def _held_elsewhere(entry: EntryId, texts: Mapping[EntryId, str]) -> bool:
    """Whether another text holds this one; of two that are the same, the first one stays."""
    mine = texts[entry]
    return any(
        mine in other and (mine != other or _place(entry, texts) > _place(one, texts))
        for one, other in texts.items()
        if one != entry
    )


def _place(entry: EntryId, texts: Mapping[EntryId, str]) -> int:
    return list(texts).index(entry)


def _time(said: Said[Body]) -> tuple[int, str]:
    return said.recorded, said.entry


def _newer(said: Said[Body]) -> tuple[date, int, str]:
    as_of = said.body.as_of if isinstance(said.body, kinds.EarlierTaken) else None
    return (as_of or date.min, *_time(said))


def _heard(versions: Sequence[Said[Body]]) -> list[Said[Body]]:
    """Those that do not give way to another."""
    present = {type(v.body) for v in versions}
    return [v for v in versions if _GIVES_WAY.get(type(v.body)) not in present]


def _until_chosen(versions: Sequence[Said[Body]]) -> Said[Body]:
    """Of different kinds the safer one: a person stays in the picture, a danger stays marked; else the last."""
    unsafe = {kind for kind, safer in _SAFER_KIND.items() if any(_as_safe(v, safer) for v in versions)}
    return [v for v in versions if type(v.body) not in unsafe][-1]


def _as_safe(said: Said[Body], safer: type[Body]) -> bool:
    return isinstance(said.body, safer | kinds.AdultNamed if safer is kinds.ChildNamed else safer)


def _before(versions: Sequence[Said[Body]], story: Mapping[EntryId, Said[Body]]) -> list[Said[Body]]:
    """What all of them had before they parted: of everything each of them builds on, the newest in common."""
    shared = set.intersection(*[_behind(v.answers, story) for v in versions]) if versions else set()
    older = {a for entry in shared for a in _behind(story[entry].answers, story)}
    return sorted((plain(story[entry], story) for entry in shared - older), key=_time)


def _behind(answers: Sequence[EntryId], story: Mapping[EntryId, Said[Body]]) -> set[EntryId]:
    found: set[EntryId] = set()
    left = list(answers)
    while left:
        entry = left.pop()
        if entry not in found and entry in story:
            found.add(entry)
            left += story[entry].answers
    return found


def plain(said: Said[Body], story: Mapping[EntryId, Said[Body]]) -> Said[Body]:
    """A settlement counts as the words that it keeps."""
    seen = {said.entry}
    body = said.body
    while isinstance(body, kinds.Settled) and body.keeps in story and body.keeps not in seen:
        seen.add(body.keeps)
        body = story[body.keeps].body
    return replace(said, body=body)


def _fields(versions: Sequence[Said[Body]], before: Sequence[Body]) -> tuple[Body, tuple[str, ...]]:
    """Field by field: what stands, and which fields clash."""
    kind = type(versions[-1].body)
    old = [body for body in before if type(body) is kind]
    values: dict[str, Any] = {}
    clashes: list[str] = []
    for field in msgspec.structs.fields(kind):
        said = [getattr(v.body, field.encode_name) for v in versions]
        values[field.encode_name], clash = _field(kind, field, said, old)
        if clash:
            clashes.append(field.encode_name)
    if clashes and kind not in _RECORDS:
        return _judgement(versions, clashes), tuple(clashes)
    return kind(**values), tuple(clashes)


def _judgement(versions: Sequence[Said[Body]], clashes: Sequence[str]) -> Body:
    """A judgement stays whole: the last one, but for what is safer."""
    kind = type(versions[-1].body)
    for name in clashes:
        safer = _SAFER.get((kind, name))
        if safer is not None:
            value = safer([getattr(v.body, name) for v in versions])
            whole = [v.body for v in versions if getattr(v.body, name) == value]
            return whole[-1] if whole else replace(versions[-1].body, **{name: value})
    return versions[-1].body


def _field(kind: type[Body], field: FieldInfo, said: list[Any], before: Sequence[Body]) -> tuple[Any, bool]:
    """The value of one field, and whether a person has to choose it."""
    name = field.encode_name
    if all(value == said[0] for value in said):
        return said[0], False
    old = _once([getattr(body, name) for body in before]) if before else [field.default]
    if isinstance(said[-1], tuple) and (kind, name) not in _CHOSEN:
        return _items(said, old[0] if before and len(old) == 1 else ()), False
    # Where they had parted before, and were settled differently, neither is what they had in common.
    new = _once(said) if len(old) > 1 else _once([v for v in said if v != old[0]])
    known = [v for v in new if v not in _NOTHING] or new
    if len(known) <= 1:
        return (known or said)[-1], False
    if name in _WORDS.get(kind, ()):
        return _both(known), False
    rule = _BY_RULE.get((kind, name))
    if rule is not None:
        return rule(known), False
    safer = _SAFER.get((kind, name), _last)
    return safer(known), True


def _once(values: Sequence[Any]) -> list[Any]:
    found: list[Any] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found


def _both(texts: Sequence[str]) -> str:
    """All of them, each in a paragraph of its own; what another one holds already stands once."""
    told = {text.strip(): text for text in reversed(texts)}
    held = {bare for bare in told if any(bare in other and bare != other for other in told)}
    return "\n\n".join(_once([told[text.strip()] for text in texts if text.strip() not in held]))


def _items(lists: Sequence[tuple[Any, ...]], old: tuple[Any, ...]) -> tuple[Any, ...]:
    """Everything that somebody added; without what somebody took away and nobody put in."""
    gone = {item for item in old if any(item not in items for items in lists)}
    return tuple(_once([item for items in (old, *lists) for item in items if item not in gone]))
