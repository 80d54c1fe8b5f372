"""Answers that stand beside each other, in words: what is asked, what each says, what was said before (S10)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from ui.models.said_words import quoted
from workstation.domain import kinds, wording
from workstation.domain.contact import ContactFile, Said
from workstation.domain.ids import AuthorId, PersonId
from workstation.domain.kinds import Body, Question
from workstation.guidebook import disabilities
from workstation.guidebook.codes import codes
from workstation.services.desk import Desk
from workstation.services.settle import Several

VIEWS: Final = {
    "raises": "It raises worry", "no difference": "It makes no difference", "lowers": "It lowers worry",
    "not enough": "There is not enough on record to say", "none found": "None found",
}  # fmt: skip
_TITLES: Final = {
    "received": "How it reached us", "referrer": "The referrer", "asked": "What they answered",
    "themes": "What the worry is about", "clarity": "How clear it is", "rating": "How quickly it must be decided",
    "not named": "Why no child is named", "address": "Where they live",
    "confidential": "Whether the address is hidden",
    "match": "Whether this is the same person", "event": "Whether another contact is about the same event",
    "history": "What the history tells", "same issue": "Whether it is the same issue as before",
    "basis": "The lawful basis",
    "held": "Whether it is held open", "act now": "Whether somebody must act now", "allocated": "Who works on it",
    "handover": "Where it is between worker and manager", "warning": "The answer to a warning",
    "parked": "Whether it is put aside", "watch": "How long the family is watched",
    "earlier": "An event of the past",
    "claimed": "The level the referrer gave it", "referrer asked": "What we asked the referrer",
    "resubmission": "Which contact this one was before", "meeting": "What the meeting came to",
    "dispense": "Whether we go ahead without asking the parents", "strategy": "The strategy discussion",
    "full copy": "Whether somebody may have the address",
    "opinion": "A second opinion", "request": "What a manager asked for", "task": "A task that was left",
    "referrer told": "What the referrer was told", "handed over": "Who takes it on",
    "watch step": "A step of the watch", "tripwire": "What brought the family back",
    "passed": "Who was given the information",
}  # fmt: skip
_ABOUT_SOMEBODY: Final = {
    "person": "What we know of {}", "told": "Whether {} was told", "agrees": "Whether {} agrees",
    "declined": "What {} declined", "heard": "{}’s own words", "level": "The level of need of {}",
    "family told": "What {} was told of the decision", "safety review": "What keeps {} safe",
}  # fmt: skip
_LABELS: Final = {
    "name": "Name", "born": "Born", "sex": "Gender", "la_child_id": "Our No.", "nhs": "NHS No.",
    "upn": "School No.", "ethnicity": "Ethnicity", "disability": "Disability",
    "school": "School", "gp": "GP", "postcode": "Postcode",
    "where_now": "Where now", "title": "Title",
    "relationship": "Relationship", "known": "Known", "lives_there": "Lives there",
    "offending": "Known to have harmed or offended",
    "responsibility": "Parental responsibility", "safe_contact": "Safe contact", "safe_when": "Safe when",
    "do_not_use": "Do not use", "code_word": "Code word", "no_letters": "No letters",
    "lines": "Address", "since": "Since", "until": "Until", "role": "Role",
    "agency": "Agency", "phone": "Phone", "anonymous": "Anonymous", "confidential": "Address",
    "lawful": "Lawful reason", "raises_risk": "Raises the risk", "reason": "Reason",
    "source": "Source", "channel": "How", "words": "Their words", "reference": "Reference",
}  # fmt: skip
_CODED: Final = {"channel": "channels", "lawful": "lawful", "reason": "declines"}
"""Fields that hold a code of the guide, and the list it is from."""
_FREE: Final = ("text", "why", "because", "said", "danger", "found", "plan")
"""Fields that hold somebody's own sentences."""
_UNTIL_CHOSEN: Final = {
    "confidential": "Until you choose, the address stays hidden.",
    "act now": "Until a manager chooses, it stays marked ‘act now’.",
    "match": "Until you choose, it counts as ‘not sure’.",
    "event": "Until you choose, it counts as ‘not sure’.",
    "rating": "Until you choose, the quicker one counts.",
    "factor": "Until you choose, it counts as there.",
    "level": "Until you choose, the higher level counts.",
    "dispense": "Until a manager chooses, it counts as not approved.",
    "told": "Until you choose, nobody is told whom telling may put at risk.",
    "referrer asked": "Until you choose, it stays with us.",
}
_VOICES: Final = {
    "manager": "the manager", "police": "the police", "domestic abuse": "the domestic abuse service",
    "early help": "early help",
}  # fmt: skip
_TOLD: Final = {
    "yes": "Told", "no: risk": "Not told: it would put someone at risk", "no: not reached": "Not reached",
    "no: not needed": "Need not be told",
}  # fmt: skip


class VersionWords(NamedTuple):
    """One version: how it is offered, whose and when, what it says, and the words that go with it."""

    offer: str
    whose: str
    lead: str
    rest: str


def title(question: Question, file: ContactFile, desk: Desk) -> str:
    """What is asked, as a heading."""
    word, *more = question
    if word == "outcome":
        child = file.child(PersonId(more[0]))
        whom = f" for {child.name.given or 'this child'}" if child and len(file.children) > 1 else ""
        return f"What should happen{whom}"
    if word == "reasons":
        return next((p.short or p.words for p in desk.guide.reasons if p.id == more[0]), "Reasons")
    if word == "agency":
        return f"What {desk.guide.agency(more[0]).within} said"
    if word == "listed":
        return f"Why {desk.guide.agency(more[0]).within} is asked"
    if word == "factor":
        return f"{wording.sentence(more[1])}: {_called(PersonId(more[0]), file)}"
    if word == "voice":
        return f"What {_VOICES.get(more[0], more[0])} said at the meeting"
    if word in _ABOUT_SOMEBODY:
        return _ABOUT_SOMEBODY[word].format(_called(PersonId(more[0]), file))
    return _TITLES.get(word, "Part of the record")


def _called(person: PersonId, file: ContactFile) -> str:
    child, adult = file.child(person), file.adult(person)
    if child is not None:
        return child.name.given or "this child"
    return wording.polite_name(adult) if adult is not None else "this person"


def note(question: Question) -> str:
    """What holds until somebody has chosen."""
    if question[0] == "address":
        return "A hidden address stays hidden, whichever you choose."
    if question[0] == "outcome":
        return "Choosing an outcome here still needs every check and a manager."
    return _UNTIL_CHOSEN.get(question[0], "")


def was(several: Several, desk: Desk) -> str:
    """`Was: advice (09:50)`."""
    before = several.seen.was
    if before is None:
        return "Was: not decided" if several.question[0] == "outcome" else "Was: nothing recorded"
    lead, _rest = says(before, several.seen.clashes, desk)
    return f"Was: {lead} ({wording.near(before.happened, desk.now()).removeprefix('today').strip()})"


def versions(several: Several, desk: Desk) -> tuple[VersionWords, ...]:
    """All of them, the earliest first."""
    found = several.seen.versions
    twice = len({v.by for v in found}) < len(found)
    told = told_apart(several, desk)
    return tuple(_version(v, words, desk, twice=twice) for v, words in zip(found, told, strict=True))


def told_apart(several: Several, desk: Desk) -> list[tuple[str, str]]:
    """What each version says. Where the few words for all of them are the same, what differs is said as well."""
    found, clashes = several.seen.versions, several.seen.clashes
    told = [says(v, clashes, desk) for v in found]
    if len(set(told)) == len(told):
        return told
    return [
        (f"{lead} · {_fields(v.body, clashes, desk)}", rest)
        for v, (lead, rest) in zip(found, told, strict=True)
    ]


def _version(said: Said[Body], words: tuple[str, str], desk: Desk, *, twice: bool) -> VersionWords:
    mine = said.by == desk.worker.id
    name, at = short(said.by, desk), wording.near(said.happened, desk.now()).removeprefix("today").strip()
    offer = "Keep mine" if mine else f"Keep {owned(name)}"
    lead, rest = words
    return VersionWords(
        f"{offer} of {at}" if twice else offer, f"{'You' if mine else name}, {at}", lead, rest
    )


def short(author: AuthorId, desk: Desk) -> str:
    """`J. Patel`."""
    person = desk.person(author)
    return person.short if person else "Somebody"


def owned(name: str) -> str:
    """`J. Patel’s`."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def says(said: Said[Body], clashes: tuple[str, ...], desk: Desk) -> tuple[str, str]:
    """What a version says: the answer, and the words that go with it."""
    body = said.body
    if type(body) in _SAYS:
        return body_says(body, desk)
    if isinstance(body, kinds.AddressRecorded) and body.confidential:
        return "A hidden address", "Look at both in step 2 before you choose."
    return _fields(body, clashes, desk) or "Recorded", ""


def body_says(body: Body, desk: Desk) -> tuple[str, str]:
    """The same of one that stands alone. A hidden address stays hidden."""
    told = _SAYS.get(type(body))
    if told is not None:
        return told(body, desk)
    if isinstance(body, kinds.AddressRecorded) and body.confidential:
        return "A hidden address", ""
    words = [getattr(body, field, "") for field in _FREE]
    known = tuple(field for field in _LABELS if getattr(body, field, None) not in (None, "", ()))
    rest = "\n".join(word for word in words if isinstance(word, str) and word)
    lead = _fields(body, known, desk)
    return (lead, rest) if lead else (rest or "Recorded", "")


def _fields(body: Body, clashes: tuple[str, ...], desk: Desk) -> str:
    """`Born: 14 Mar 2017 · School: Tarn Lane Primary`."""
    fields = clashes if clashes != ("kind",) else ("name",)
    return " · ".join(
        f"{_LABELS.get(f, wording.sentence(f.replace('_', ' ')))}: {_value(_in_words(f, getattr(body, f), desk))}"
        for f in fields
        if hasattr(body, f)
    )


def _in_words(field: str, value: Any, desk: Desk) -> Any:  # noqa: ANN401 - the value of any field
    """A code as people say it; everything else as it is."""
    if field == "disability":
        return disabilities.typed(value)
    if not value or not isinstance(value, str):
        return value
    if field == "sex":
        return {"F": "Female", "M": "Male", "U": "Not known"}.get(value, value)
    if field in ("ethnicity", "source"):
        return codes(field).plain(value)
    return desk.guide.words(_CODED[field], value) if field in _CODED else value


def _value(value: Any) -> str:  # noqa: ANN401 - the value of any field
    if isinstance(value, kinds.Name):
        return wording.full_name(value)
    if isinstance(value, kinds.Born):
        return wording.day(value.on) if value.on else value.said or "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value not in ("", None) else "nothing"


def _outcome(body: Any, desk: Desk) -> tuple[str, str]:  # noqa: ANN401 - the body its kind says
    who = ", ".join(p for p in (body.who.rstrip("."), f"by {wording.day(body.by)}" if body.by else "") if p)
    parts = (who, f"Next time: {body.next_time}" if body.next_time else "")
    return desk.guide.words("outcomes", body.outcome), ". ".join(p for p in parts if p)


def _outcomes(decisions: tuple[kinds.Decision, ...], desk: Desk) -> str:
    return wording.listed(list(dict.fromkeys(desk.guide.words("outcomes", d.outcome) for d in decisions)))


def _signed(body: Any, desk: Desk) -> tuple[str, str]:  # noqa: ANN401
    outcomes = _outcomes(body.decisions, desk)
    return f"Signed off: {outcomes}" if outcomes else "Signed off", body.why


_SAYS: Final[dict[type[Body], Callable[[Any, Desk], tuple[str, str]]]] = {
    kinds.Recommended: _outcome,
    kinds.SignedOff: _signed,
    kinds.Allocated: lambda body, desk: (short(body.worker, desk), ""),
    kinds.Matched: lambda body, _desk: (
        {"same": "The same person", "different": "A different person"}.get(body.verdict, "Not sure"), ""
    ),
    kinds.EventMatched: lambda body, _desk: (
        {"same": "The same event", "different": "A different event"}.get(body.verdict, "Not sure"),
        "" if body.goes_on is None else f"Goes on in {'the other' if body.goes_on == body.other else 'this one'}.",
    ),
    kinds.ConfidentialityChanged: lambda body, _desk: ("Hide the address", body.because),
    kinds.AddressReleased: lambda body, _desk: ("Do not hide it any more", body.because),
    kinds.HistoryWeighed: lambda body, _desk: (VIEWS[body.view], body.why),
    kinds.SameIssue: lambda body, _desk: (
        {"yes": "The same issue", "no": "Another issue"}.get(body.answer, "Not known"), body.because
    ),
    kinds.Rated: lambda body, _desk: (wording.sentence(body.rating), body.because),
    kinds.ClarityJudged: lambda body, _desk: (wording.sentence(body.clarity), body.missing),
    kinds.ReferrerReplied: lambda body, _desk: ("They answered", body.words),
    kinds.ParentTold: lambda body, _desk: (_TOLD[body.told], " ".join(p for p in (body.words, body.because) if p)),
    kinds.ParentAgreed: lambda body, _desk: (
        {"yes": "Agrees", "no": "Does not agree"}.get(body.agrees, "Not asked"), body.to or body.because
    ),
    kinds.SupportDeclined: lambda body, desk: (desk.guide.words("declines", body.reason), body.words),
    kinds.DispenseAsked: lambda body, _desk: ("Asks a manager", body.because),
    kinds.SafetyReviewed: lambda body, _desk: (body.found, body.plan),
    kinds.BasisRecorded: lambda body, desk: (desk.guide.words("bases", body.basis), body.because),
    kinds.PersonRemoved: lambda body, _desk: ("Named here by mistake", body.because),
    kinds.Escalated: lambda body, _desk: ("Act now", body.danger),
    kinds.Lowered: lambda body, _desk: ("Lowered", body.because),
    kinds.SentToManager: lambda body, desk: (f"Sent to {short(body.to, desk)}", ""),
    kinds.SentBack: lambda body, _desk: ("Sent back", body.why),
    kinds.Reopened: lambda body, _desk: ("Opened again", body.because),
    kinds.ReferrerAsked: lambda body, _desk: (
        "Given back to them" if body.way == "return" else "Asked, and it stays with us", body.text
    ),
    kinds.LevelClaimed: lambda body, _desk: (
        "They did not say" if body.level == "not said" else f"Level {body.level}", body.words
    ),
    kinds.VoiceHeard: lambda body, _desk: (f"Level {body.level}" if body.level else "No level given", body.said),
    kinds.MeetingAgreed: lambda body, desk: (desk.guide.words("outcomes", body.together), body.why),
    kinds.DispenseDecided: lambda body, _desk: ("Approved" if body.approved else "Not approved", body.because),
    kinds.FullCopyDecided: lambda body, _desk: ("Agreed" if body.approved else "Did not agree", body.because),
    kinds.FactorAnswered: lambda body, _desk: (wording.sentence(body.answer), body.evidence),
    kinds.LevelJudged: lambda body, _desk: (f"Level {body.level}", body.because),
    kinds.OpinionGiven: lambda body, desk: (_outcomes(body.outcomes, desk) or "No outcome", body.why),
    kinds.InformationPassed: lambda body, desk: (
        short(body.to, desk) if body.to else body.whom or "Nobody", body.how
    ),
}  # fmt: skip


def did(said: Said[Body], file: ContactFile, desk: Desk) -> str:
    """What somebody did, in a few words and its time: `GP spoken to 10:52`."""
    body, at = said.body, wording.clock(said.happened)
    agency = getattr(body, "agency", "")
    person = getattr(body, "person", None)
    if isinstance(body, kinds.AgencyAnswered):
        return f"{desk.guide.agency(agency).words} spoken to {at}"
    if isinstance(body, kinds.AgencyAsked | kinds.AgencyTried):
        return f"{desk.guide.agency(agency).words} asked {at}"
    if isinstance(body, kinds.AgencyNotNeeded | kinds.AgencyListed):
        return f"{desk.guide.agency(agency).words} {_not_needed(body)}{at}"
    if isinstance(body, kinds.ParentTold | kinds.ParentAgreed | kinds.SupportDeclined | kinds.ParentLeft):
        return (
            f"{_called(body.person, file)} {'spoken to ' if isinstance(body, kinds.ParentTold) else ''}{at}"
        )
    if isinstance(body, kinds.NoteMade):
        return f"note {at}: {quoted(body.text)}"
    if isinstance(body, kinds.ChildNamed | kinds.AdultNamed) and person is not None:
        return f"{_called(person, file)} {at}"
    asked = kinds.question(body)
    return f"{_small(title(asked, file, desk), asked) if asked else 'noted'} {at}"


def _small(words: str, asked: Question) -> str:
    """In the middle of a sentence; what begins with a name keeps its capital."""
    if asked[0] == "act now":
        return "marked act now"
    return words if asked[0] == "heard" else words[:1].lower() + words[1:]


def _not_needed(body: kinds.AgencyNotNeeded | kinds.AgencyListed) -> str:
    if isinstance(body, kinds.AgencyListed):
        return ""
    return "not waited for " if body.tried else "not needed "
