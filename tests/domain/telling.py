"""Tells stories for tests: entries with a real chain, said in the order one writes them down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from workstation.domain import kinds
from workstation.domain.contact import ContactFile
from workstation.domain.entries import Entry, chain, digest, encode
from workstation.domain.fold import fold
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId, PersonId, uuid_of
from workstation.domain.kinds import Body, Factor
from workstation.domain.times import hybrid, milliseconds
from workstation.guidebook.guide import guide

CONTACT = ContactId(uuid_of("contact"))
ELLIE, JAYDEN = PersonId(uuid_of("Ellie")), PersonId(uuid_of("Jayden"))
DANA, LIAM, FATHER = (PersonId(uuid_of(name)) for name in ("Dana", "Liam", "Father"))
SHAH, MENSAH, PATEL = AuthorId("shah"), AuthorId("mensah"), AuthorId("patel")
MORNING = datetime(2026, 11, 24, 9, 18, tzinfo=UTC)


THERE: tuple[Factor, ...] = ("domestic abuse", "alcohol")
ASKED: tuple[Factor, ...] = ("drugs", "mental health")


@dataclass
class Teller:
    """One device that says things about one contact, a minute apart."""

    device: DeviceId = DeviceId(uuid_of("device"))  # noqa: RUF009 - a text, made once
    at: datetime = MORNING
    said: list[Entry] = field(default_factory=list)

    def say(
        self, body: Body, *, by: AuthorId = SHAH, answers: tuple[EntryId, ...] = (), kind: str = ""
    ) -> Entry:
        """Say this now; a minute passes."""
        return self.say_raw(kind or type(body).__name__, encode(body), by=by, answers=answers)

    def say_raw(
        self, kind: str, raw: bytes, *, by: AuthorId = SHAH, answers: tuple[EntryId, ...] = ()
    ) -> Entry:
        """Say these bytes as a kind, known or not."""
        previous = chain(self.said[-1]) if self.said else b""
        entry = Entry(
            id=EntryId(uuid_of(self.device, str(len(self.said)))),
            contact=CONTACT,
            kind=kind,
            author=by,
            device=self.device,
            seq=len(self.said) + 1,
            previous=previous,
            happened=self.at,
            recorded=hybrid(milliseconds(self.at)),
            answers=answers,
            edition="contact-2026-1",
            digest=digest(raw),
            body=raw,
        )
        self.said.append(entry)
        self.at += timedelta(minutes=1)
        return entry

    def file(self) -> ContactFile:
        """What it all says together."""
        return fold(CONTACT, self.said)


def police_contact(words: str = "Shouting. Both children up.") -> Teller:
    """Scenario 2 up to the point where the worker begins: two children, their mother, her partner."""
    teller = Teller()
    teller.say(kinds.Received(number="C26-18412-K", channel="notification", source="6", words=words))
    teller.say(kinds.ThemesChosen(themes=("da", "alcohol")))
    born = {ELLIE: datetime(2017, 3, 14, tzinfo=UTC).date(), JAYDEN: datetime(2021, 11, 2, tzinfo=UTC).date()}
    for person, given in ((ELLIE, "Ellie"), (JAYDEN, "Jayden")):
        teller.say(
            kinds.ChildNamed(
                person=person,
                name=kinds.Name("Farrow", given),
                born=kinds.Born(on=born[person]),
                where_now="home",
            )
        )
    teller.say(
        kinds.AdultNamed(
            person=DANA,
            name=kinds.Name("Farrow", "Dana"),
            title="Ms",
            relationship="mother",
            responsibility="yes",
        )
    )
    teller.say(
        kinds.AdultNamed(
            person=LIAM,
            name=kinds.Name("Stokes", "Liam"),
            title="Mr",
            relationship="partner",
            responsibility="no",
        )
    )
    return teller


def factors_of(person: PersonId) -> tuple[kinds.FactorAnswered, ...]:
    """Every factor of one adult answered: two are there, say the police; the GP is asked about the others."""
    there = tuple(
        kinds.FactorAnswered(person=person, factor=factor, answer="yes", source="received")
        for factor in THERE
    )
    asked = tuple(
        kinds.FactorAnswered(person=person, factor=factor, answer="not known", source="agency:gp")
        for factor in ASKED
    )
    return (*there, *asked)


def level_of(child: PersonId) -> kinds.LevelJudged:
    """A level with what it rests on, and why it is no other one."""
    because = f"{'Ellie' if child == ELLIE else 'Jayden'}: frightened, and nobody has a plan with them yet."
    return kinds.LevelJudged(
        child=child, level="3", thresholds="thresholds-2026-1", descriptors=("f3a",), because=because
    )


def settle_everything(teller: Teller) -> None:
    """Give every check its evidence, and every child an outcome."""
    for question, answer in (("worried", "He will be back."), ("wanted", "See the children.")):
        teller.say(kinds.Answered(question_id=question, answer=answer))
    for ask in guide().essentials("police"):
        teller.say(kinds.Answered(question_id=ask.id, answer="Said."))
    teller.say(kinds.HistoryWeighed(view="raises", why="Same each time.", none_matter=True))
    for agency in ("school", "health_visitor", "gp", "da_service", "drug_alcohol", "early_help"):
        teller.say(kinds.AgencyAnswered(agency=agency, who="Mrs Hale", said="Seen.", means="Known."))
    teller.say(kinds.ParentTold(person=DANA, told="yes", words="He just turned up."))
    teller.say(kinds.ParentAgreed(person=DANA, agrees="yes", to="assessment"))
    risk = kinds.ParentTold(
        person=LIAM, told="no: risk", lawful="other at risk", because="It would put her at risk."
    )
    teller.say(risk)
    teller.say(kinds.AdultNamed(person=FATHER, relationship="father of Ellie and Jayden", known=False))
    teller.say(kinds.ParentLeft(person=FATHER, because="She does not want to say. The assessment will ask."))
    for person in (DANA, LIAM, FATHER):
        for body in factors_of(person):
            teller.say(body)
    for child in (ELLIE, JAYDEN):
        own = "Awake and frightened." if child == ELLIE else "In the flat, and not heard yet."
        teller.say(kinds.ReasonsWritten(prompt="worry", child=child, text=own))
        teller.say(level_of(child))
        teller.say(kinds.Recommended(child=child, outcome="O02"))
    for prompt in ("strengths", "change_mind", "wanted"):
        teller.say(kinds.ReasonsWritten(prompt=prompt, text="Written."))
