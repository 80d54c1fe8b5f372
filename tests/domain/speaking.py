"""Contacts of all kinds for whoever walks through the rules, and an edition whose sentences say which they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from tests.domain.telling import (
    CONTACT,
    DANA,
    ELLIE,
    FATHER,
    JAYDEN,
    MENSAH,
    MORNING,
    SHAH,
    Teller,
    police_contact,
    settle_everything,
)
from workstation.domain import gates, kinds, lawful
from workstation.domain.answers import Clash, Judgement, Twofold
from workstation.domain.clocks import WorkingDays
from workstation.domain.compared import nothing_on_record
from workstation.domain.contact import ContactFile
from workstation.domain.entries import Entry
from workstation.domain.fold import fold
from workstation.domain.gates.after import nobody_to_tell
from workstation.domain.guide import Guide
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.past import Candidate, Fact, Past, PastContact, PastDecline, PastFactor, PersonThen
from workstation.domain.people import Role, Worker
from workstation.domain.shared_text import SharedPart, SharedText
from workstation.guidebook.guide import guide
from workstation.practice import council

NOW: Final = MORNING + timedelta(hours=6)
DAYS: Final = WorkingDays()


def _marked() -> Guide:
    """The guide, with an edition whose sentences say which they are."""
    rules = guide().rules
    said = {
        name: replace(rule, says={one: f"⟦{name}.{one}⟧{words}" for one, words in rule.says.items()})
        for name, rule in rules.rules.items()
    }
    steps = {step: f"⟦step.{step}⟧{words}" for step, words in rules.steps.items()}
    return replace(guide(), rules=replace(rules, rules=said, steps=steps))


MARKED: Final = _marked()


_THEN: Final = PersonId("then")


def _before() -> tuple[PastContact, ...]:
    """Three contacts: one with a refusal, one with support, each with a factor of the mother."""
    return tuple(
        PastContact(
            contact=ContactId(f"before-{days}"),
            number=f"C26-{days:05}-A",
            at=MORNING - timedelta(days=days),
            source="6",
            outcomes=("O07",),
            decided_at=MORNING - timedelta(days=days),
            themes=("drugs", "alcohol"),
            declines=(PastDecline("D08", "No time."),) if days == 20 else (),
            agreed=days == 30,
            factors=(PastFactor(_THEN, "drugs"),),
            people=(PersonThen(_THEN, "FARROW, Dana", now=DANA),),
        )
        for days in (20, 30, 50)
    )


def _rich() -> Past:
    """A history in which every rule about it finds something."""
    judged = Judgement(
        person=ELLIE,
        other=JAYDEN,
        other_contact=ContactId("o"),
        contact=ContactId("o"),
        verdict="not sure",
        called="FARROW, Ellie",
        name="FARROW, Elly",
        by="M. Lyle",
        at=MORNING,
        reasons=("name", nothing_on_record("NHS number")),
        against=("another date of birth",),
        as_said=(ELLIE, JAYDEN),
    )
    bare = replace(judged, reasons=(), against=(), by="")
    return Past(
        contacts=_before(),
        candidates=(
            Candidate(
                person=ELLIE,
                other=JAYDEN,
                other_contact=ContactId("c"),
                name="MERRICK, Kayden",
                born="",
                reasons=(),
                strength="likely",
            ),
        ),
        facts=(
            Fact(rule="HR1", tone="danger", headline="Third police notification in 12 months."),
            Fact(rule="HR4", tone="warning", headline="Ms Farrow declined support once."),
            Fact(rule="HR6", tone="warning", headline="Stepped down to early help 06 Oct 2026."),
        ),
        judged=(judged, bare),
        clashes=(Clash(different=judged, same=(judged,)),),
        twofold=tuple(
            Twofold(
                other=ContactId(f"t{v}"),
                number="C26-18420-K",
                by="R. Shah",
                at=MORNING,
                when="09:31",
                verdict=v,
            )
            for v in ("", "not sure")
        ),
        shared=SharedText(
            (SharedPart("reasons:worry:" + ELLIE, 0, 20, 9, "x", (ContactId("a"),)),),
            {ContactId("a"): "C26-1", ContactId("b"): "", ContactId("c"): "C26-3"},
        ),
    )


_NO_ACTION: Final = "O07"
_CHILDREN: Final = (ELLIE, JAYDEN)


def _said(teller: Teller, *said: kinds.Body, by: AuthorId = SHAH) -> Teller:
    """Say these, each in place of what stood."""
    for body in said:
        stood = tuple(one.entry for one in teller.file().answers(*(kinds.question(body) or ("",))))
        teller.say(body, by=by, answers=stood)
    return teller


def _whole(*said: kinds.Body, outcome: str = "") -> Teller:
    """A whole contact, with this outcome, and with these said after it."""
    teller = police_contact()
    settle_everything(teller)
    chosen = (
        (kinds.Recommended(child=c, outcome=outcome, next_time="n/a") for c in _CHILDREN) if outcome else ()
    )
    return _said(teller, *chosen, *said)


def _asked(question: str, state: str = "answered", answer: str = "") -> kinds.Answered:
    return kinds.Answered(question_id=question, state=state, answer=answer)  # type: ignore[arg-type]


def _factor(answer: str, factor: str = "drugs", **more: str) -> kinds.FactorAnswered:
    return kinds.FactorAnswered(person=DANA, factor=factor, answer=answer, **more)  # type: ignore[arg-type]


def _told(told: str, **more: object) -> kinds.ParentTold:
    return kinds.ParentTold(person=DANA, told=told, **more)  # type: ignore[arg-type]


def _level(**more: object) -> kinds.LevelJudged:
    known = {"child": ELLIE, "level": "3", "thresholds": "thresholds-2026-1", "descriptors": ("f3a",)}
    return kinds.LevelJudged(**(known | more))  # type: ignore[arg-type]


_BABY: Final = kinds.ChildNamed(
    person=PersonId("baby"), name=kinds.Name("Farrow", ""), born=kinds.Born(due=date(2027, 3, 1))
)
_TAKEN_OUT: Final = kinds.ChildNamed(person=PersonId("tyler"), name=kinds.Name("Farrow", "Tyler"))
_DISPENSE: Final = kinds.DispenseAsked(because="He would hurt her.")
_NO_WORD: Final = kinds.AdultNamed(
    person=DANA, name=kinds.Name("Farrow", "Dana"), relationship="grandmother", responsibility="no"
)
_OF_ELLIE: Final = replace(_NO_WORD, relationship="mother of Ellie", responsibility="yes")
_UNKNOWN: Final = tuple(
    kinds.AdultNamed(person=PersonId(who), relationship=who, known=False) for who in ("mother", "father")
)
_NOT_KNOWN: Final = "not known"
_SAID: Final[tuple[tuple[kinds.Body, ...], ...]] = (
    (),
    (_asked("wanted", "did not say"), _asked("worried", "did not say")),
    (_asked("officer", "asked"), _asked("dash", "not asked"), _asked("action", "asked")),
    (_BABY,),
    (replace(_BABY, born=kinds.Born(due=date(2026, 9, 1))),),
    (
        kinds.ParentAgreed(person=DANA, agrees="no"),
        kinds.SupportDeclined(person=DANA, offered="early help", reason="D14", words="I thought again."),
    ),
    (
        kinds.AgencyNotNeeded(agency="gp", because="n/a", tried=True),
        kinds.AgencyNotNeeded(agency="school", because="n/a"),
    ),
    (kinds.AgencyAnswered(agency="gp", who="Dr Iqbal", said="Seen."),),
    (
        kinds.AgencyAsked(agency="housing", how="phone", chase_by=NOW + timedelta(hours=1)),
        kinds.AgencyAsked(agency="police", how="phone"),
    ),
    (_told("no: not reached"),),
    (
        _told("no: not reached", tries=2, how="Rang twice."),
        kinds.ParentAgreed(person=DANA, agrees="not asked"),
    ),
    (_told("no: risk"), kinds.AgencyAsked(agency="housing", how="phone")),
    (_told("no: not needed"),),
    (_told("no: risk", lawful="other at risk", because="He is there."), _DISPENSE),
    (_told("no: risk", lawful="other at risk", because="He is there."),),
    (kinds.ParentAgreed(person=DANA, agrees="no"),),
    (kinds.ParentAgreed(person=DANA, agrees="not asked"),),
    (kinds.ParentAgreed(person=DANA, agrees="not asked", because="She was at work."),),
    (kinds.SupportDeclined(person=DANA, offered="", reason="", words="No."),),
    (kinds.SupportDeclined(person=DANA, offered="early help", reason="D07", words="He would know."),),
    (kinds.BasisRecorded(basis="consent"), kinds.ParentAgreed(person=DANA, agrees="not asked")),
    (kinds.BasisRecorded(basis="consent"), _OF_ELLIE),
    (kinds.BasisRecorded(basis="consent"), _NO_WORD, kinds.ParentAgreed(person=DANA, agrees="yes")),
    (_NO_WORD, *_UNKNOWN),
    (_DISPENSE,),
    (kinds.SupportDeclined(person=ELLIE, offered="early help", reason="D07", words="He would know."),),
    (
        kinds.AdultNamed(
            person=DANA, name=kinds.Name("Farrow", "Dana"), relationship="mother", no_letters=True
        ),
    ),
    (kinds.Allocated(worker=AuthorId("own")),),
    (
        _TAKEN_OUT,
        kinds.Matched(
            person=PersonId("tyler"), other=PersonId("then"), other_contact=ContactId("c"), verdict="same"
        ),
        kinds.PersonRemoved(person=PersonId("tyler"), because="named by mistake"),
    ),
    (
        replace(_TAKEN_OUT, name=kinds.Name("Farrow", "Both")),
        kinds.PersonRemoved(person=PersonId("tyler"), because="named by mistake"),
    ),
    (kinds.BasisRecorded(basis="protection"),),
    (_factor("no"), _factor(_NOT_KNOWN, "alcohol")),
    (_factor(_NOT_KNOWN, source="agency:housing"), _factor(_NOT_KNOWN, "alcohol", evidence="She left.")),
    (_factor("no", source="received"),),
    (kinds.AgencyAnswered(agency="gp", who="Dr Iqbal", said="Seen.", means="Known."),),
    (_level(descriptors=()), _level(child=JAYDEN, level="1", thresholds="thresholds-2026-1")),
    (_level(because="The same."), _level(child=JAYDEN, because="The same.")),
    tuple(kinds.ReasonsWritten(prompt="worry", child=c, text="The same for both.") for c in _CHILDREN),
    (
        kinds.ReasonsWritten(prompt="wanted", text="n/a"),
        kinds.ReasonsWritten(prompt="strengths", text="As above."),
    ),
    (
        kinds.ReasonsWritten(prompt="wanted", text="See the children."),
        kinds.ReasonsWritten(prompt="worry", child=ELLIE, text="n/a"),
    ),
    (kinds.HistoryWeighed(view="raises", why="No previous concerns.", up_to=NOW),),
    (kinds.HistoryWeighed(view="raises", why="Third police notification in 12 months.", none_matter=True),),
    (kinds.HistoryWeighed(view="raises", why="tbc", none_matter=True),),
    (kinds.HistoryWeighed(view="none found"),),
    (kinds.HistoryWeighed(view="raises", why="Police were there.", linked=(ContactId("of another"),)),),
    (
        kinds.HistoryWeighed(view="raises", why="Police were there.", linked=(ContactId("before-20"),)),
        kinds.Matched(person=DANA, other=_THEN, other_contact=ContactId("before-30"), verdict="same"),
    ),
    (kinds.ParentLeft(person=FATHER, because="n/a"),),
    (kinds.SameIssue(of=ContactId("before-20"), answer="yes", because="He is back."),),
    (kinds.SameIssue(of=ContactId("before-20"), answer="yes"),),
    (kinds.ChildHeard(person=ELLIE, none_because="Asleep."), _asked("child_said", answer="He shouts")),
    (kinds.Escalated(danger="He is outside."),),
    (kinds.LevelClaimed(level="4"),),
    (
        kinds.Answered(question_id="private_address", answer="Yes, since May."),
        kinds.AddressRecorded(address="home", people=(ELLIE,), lines="5 Osier Way"),
    ),
    (kinds.StrategyRequested(to="police"),),
    (kinds.ReferrerAsked(way="return", items=("wanted",), due=NOW, no_harm="Only a form."),),
    (kinds.ReferrerNamed(anonymous=True),),
    (kinds.Challenged(by_whom="Jo Whittle", words="He will be back."),),
    (kinds.HandedOver(service="Early help", to="duty", how="phone"),),
    (kinds.InformationPassed(whom="", how="phone"),),
    (kinds.InformationPassed(whom="J. Patel", how="phone", children=(ELLIE,)),),
    (kinds.ChildNamed(person=ELLIE, name=kinds.Name("Farrow", "Ellie"), born=kinds.Born(age=17)),),
)


def _quiet_contact(*said: kinds.Body) -> Teller:
    """A school's form that says little, about a child of seventeen whom nobody may be named beside."""
    teller = Teller()
    teller.say(kinds.Received(number="C26-00001-A", channel="email", source="2A", words="Attendance."))
    return _said(teller, *said)


_RETURNED: Final = kinds.ReferrerAsked(way="return", items=("wanted",), due=NOW, no_harm="Only a form.")
_CHILD: Final = kinds.ChildNamed(
    person=ELLIE, name=kinds.Name("Farrow", "Ellie"), born=kinds.Born(age=17), where_now="school"
)
_TRIED: Final = kinds.ReferrerTried(how="phone", whom="Jo Whittle", result="no answer")
_RETURN: Final = kinds.Recommended(child=ELLIE, outcome="O08")
_SMALL: Final[tuple[tuple[kinds.Body, ...], ...]] = (
    (),
    (kinds.ChildNotNamed(because="n/a"),),
    (_CHILD, kinds.AdultNamed(person=DANA, name=kinds.Name("Farrow", "Dana"), relationship="mother")),
    (
        _CHILD,
        kinds.AdultNamed(person=DANA, name=kinds.Name("Farrow", "Dana"), relationship="mother"),
        _told("yes"),
    ),
    (_CHILD, kinds.SupportDeclined(person=ELLIE, offered="", reason="", words="No.")),
    (_CHILD, _DISPENSE),
    (_CHILD, _RETURN),
    (_CHILD, _RETURN, _TRIED),
    (_CHILD, _RETURN, _RETURNED),
    (_CHILD, _RETURN, _TRIED, _RETURNED),
    (_CHILD, _RETURN, _TRIED, _RETURNED, kinds.LevelClaimed(level="4")),
    (_CHILD, kinds.Recommended(child=ELLIE, outcome="O04")),
    (_CHILD, kinds.Recommended(child=ELLIE, outcome="O12")),
    (_CHILD, kinds.Recommended(child=ELLIE, outcome=_NO_ACTION)),
    (_CHILD, _BABY, _RETURN),
    (kinds.ReferrerNamed(anonymous=True),),
    (kinds.HistoryWeighed(view="raises", why="Third police notification in 12 months.", none_matter=True),),
    *(
        (_CHILD, sign)
        for sign in (
            kinds.Escalated(danger="Outside."),
            kinds.StrategyRequested(to="police"),
            kinds.LevelClaimed(level="4"),
            kinds.ThemesChosen(themes=("neglect",)),
            _level(level="4"),
            _factor("yes", "domestic abuse"),
            _told("no: risk"),
            kinds.SupportDeclined(person=DANA, offered="help", reason="D07"),
            _asked("injuries", answer="A bruise."),
            kinds.Recommended(child=ELLIE, outcome="O02"),
            kinds.NoteMade(text="x"),
            kinds.AddressRecorded(address="home", people=(ELLIE,), lines="1 Street", confidential=True),
            kinds.Received(
                number="C26-00001-A", channel="email", source="2A", words="He beat her. A bruise."
            ),
        )
    ),
)


def contacts() -> Iterator[ContactFile]:
    for said in _SAID:
        for outcome in ("", _NO_ACTION, "O04", "O12", "O01", "O03", "O11"):
            teller = _whole(*said, outcome=outcome)
            yield teller.file()
            file = teller.file()
            decisions = tuple(kinds.Decision(c.person, outcome or "O02") for c in file.children)
            teller.say(kinds.SignedOff(saw=file.head, decisions=decisions, why="Agree."), by=MENSAH)
            yield _said(
                teller,
                *(
                    b
                    for b in said
                    if isinstance(b, kinds.Challenged | kinds.HandedOver | kinds.InformationPassed)
                ),
            ).file()
    for said in _SMALL:
        yield _quiet_contact(*said).file()
    begun = police_contact()
    settle_everything(begun)
    for upto in range(1, len(begun.said)):
        yield fold(CONTACT, begun.said[:upto])
    refused = _whole(_told("no: risk", lawful="other at risk", because="He is there."), _DISPENSE)
    asked = refused.file().answers("dispense")[-1].entry
    refused.say(kinds.DispenseDecided(approved=False, because="Tell her."), by=MENSAH, answers=(asked,))
    yield refused.file()
    two = _whole(outcome="O04")
    stood = two.file().answers("outcome", ELLIE)[-1].entry
    two.say(kinds.Recommended(child=ELLIE, outcome="O02"), answers=())
    assert stood
    yield two.file()
    sent = _whole()
    sent.say(kinds.SentToManager(to=MENSAH, saw=""), by=AuthorId("sender"))
    opinion = AuthorId("opinion")
    sent.say(kinds.OpinionGiven(of=opinion, outcomes=(), why="I would look again."), by=opinion)
    yield sent.file()
    yield _opened_again()


def _opened_again() -> ContactFile:
    """Early help was agreed to and decided; it was opened again, and is recommended once more."""
    teller = _whole(kinds.ParentAgreed(person=DANA, agrees="yes"), outcome="O04")
    file = teller.file()
    decisions = tuple(kinds.Decision(c, "O04") for c in _CHILDREN)
    signed = teller.say(kinds.SignedOff(saw=file.head, decisions=decisions, why="Agree."), by=MENSAH)
    teller.say(kinds.Reopened(because="More came."), answers=(signed.id,))
    return _said(teller, *(kinds.Recommended(child=c, outcome="O04") for c in _CHILDREN)).file()


def _workers() -> Iterator[Worker]:
    for author in ("nobody", SHAH, MENSAH, "sender", "own", "opinion"):
        for role in (Role.MANAGER, Role.SOCIAL_WORKER):
            yield Worker(AuthorId(author), "Somebody", role)


def texts(file: ContactFile, marked: Guide) -> Iterator[str]:
    """Everything that rules show of this contact, in any of the places where they show it."""
    rich = _rich()
    closed = tuple(replace(c, at=MORNING - timedelta(days=400)) for c in rich.contacts)
    agreed = replace(rich, contacts=_before()[1:])
    since = tuple(replace(c, at=NOW + timedelta(days=1)) for c in rich.contacts)
    later = (replace(rich, contacts=since),) if file.opened_again else ()
    for past in (Past(), rich, replace(rich, candidates=(), contacts=closed), agreed, *later):
        gaps = [
            *gates.blocks(file, marked, past),
            *gates.blocks(file, marked, past, NOW),
            *gates.for_manager(file, marked, past),
        ]
        yield from (text for gap in gaps for text in (gap.words, gap.title, gap.evidence))
        yield from (
            text for todo in gates.still_to_do(file, marked, past, DAYS) for text in (todo.words, todo.short)
        )
    yield gates.may_not_return(file, marked)
    yield nobody_to_tell(file, marked)
    stops = [gates.may_not_ask(file, marked), *(gates.may_not_sign(file, w, marked) for w in _workers())]
    yield from (gap.words for gap in stops if gap is not None)
    people = (*(a.person for a in file.adults), *(c.person for c in file.children))
    yield from (lawful.no_letter(file, marked, person) for person in people)


def practice() -> list[ContactFile]:
    """Contacts as the practice authority has them: its lessons and its vignettes among them."""
    told: dict[ContactId, list[Entry]] = {}
    for entry in council.generate(7, NOW, contacts=150):
        told.setdefault(entry.contact, []).append(entry)
    return [fold(contact, entries) for contact, entries in told.items()]
