"""A made-up contact in full, as entries: what tests of paper print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from workstation.domain import kinds
from workstation.domain.contact import ContactFile
from workstation.domain.entries import Entry, chain, digest, encode
from workstation.domain.fold import fold, hidden_words
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId, PersonId, uuid_of
from workstation.domain.kinds import Body, Born, Name
from workstation.domain.past import Fact, Past, PastContact, PastDecline
from workstation.domain.people import Role, Worker
from workstation.domain.times import hybrid, milliseconds
from workstation.guidebook.guide import guide
from workstation.guidebook.thresholds import CURRENT, thresholds
from workstation.report.parts import Copy, Summary
from workstation.report.summary import summary

CONTACT = ContactId("c-farrow")
RUKHSANA, BOLA, TOM = AuthorId("w-rukhsana"), AuthorId("w-bola"), AuthorId("w-tom")
ELLIE, JAYDEN = PersonId("p-ellie"), PersonId("p-jayden")
DANA, FATHER, LIAM = PersonId("p-dana"), PersonId("p-father"), PersonId("p-liam")
STAFF: Mapping[AuthorId, Worker] = {
    RUKHSANA: Worker(RUKHSANA, "Rukhsana Shah", Role.SOCIAL_WORKER),
    BOLA: Worker(BOLA, "Bola Mensah", Role.MANAGER),
    TOM: Worker(TOM, "Tom Ashdown", Role.CONTACT_OFFICER),
}
GUIDE = guide()
BOOKS = {CURRENT: thresholds()}
ARRIVED = datetime(2026, 11, 24, 9, 18, tzinfo=UTC)
ADDRESS = "Flat 2, 14 Quillet Row\nNorthbeck"
POSTCODE = "NB4 7QX"
SCHOOL, SURGERY, PHONE = "Tansy Hill Primary School", "Marlpit Surgery", "0191 498 0467"


def at(clock: str, day: int = 24) -> datetime:
    """A moment of November 2026 (English and UTC time agree in winter)."""
    hour, minute = clock.split(":")
    return datetime(2026, 11, day, int(hour), int(minute), tzinfo=UTC)


def on(year: int, month: int, day: int) -> datetime:
    """Ten o'clock on a day."""
    return datetime(year, month, day, 10, tzinfo=UTC)


def entries_of(
    said: Iterable[tuple[datetime, AuthorId, Body]], contact: ContactId = CONTACT, *, sent: bool = True
) -> tuple[Entry, ...]:
    """Entries as one workstation writes them: each answers what stood for the same question."""
    made: list[Entry] = []
    stood: dict[kinds.Question, EntryId] = {}
    previous = b""
    for seq, (happened, author, body) in enumerate(said, start=1):
        raw, asked = encode(body), kinds.question(body)
        entry = Entry(
            id=EntryId(uuid_of(contact, str(seq))), contact=contact, kind=type(body).__name__, author=author,
            device=DeviceId("d-test"), seq=seq, previous=previous, happened=happened,
            recorded=hybrid(milliseconds(happened), seq), edition=GUIDE.edition, digest=digest(raw), body=raw,
            answers=(stood[asked],) if asked in stood else (), position=seq if sent else None,
        )  # fmt: skip
        if asked is not None:
            stood[asked] = entry.id
        previous = chain(entry)
        made.append(entry)
    return tuple(made)


def arriving() -> list[tuple[datetime, AuthorId, Body]]:
    """How the contact reached us, and who it is about."""
    told = (
        "Shouting heard at 22:40. Both adults had been drinking, reddening to Ms Farrow’s cheek, words of advice "
        "given, Mr Stokes left. Two children at the address, believed asleep."
    )
    return [
        (at("09:18"), TOM, kinds.Received(
            number="C26-18412-K", channel="notification", source="6", agency="Northbeck Police",
            reference="26/114207", words=told)),
        (at("09:19"), TOM, kinds.ReferrerNamed(
            name="PC D. Harrow", role="response officer", agency="Northbeck Police")),
        (at("09:20"), TOM, kinds.ChildNamed(
            person=ELLIE, name=Name("Farrow", "Ellie"), born=Born(on=date(2017, 3, 14)), sex="F",
            la_child_id="P-204417-H", nhs="9434765919", school=SCHOOL, gp=SURGERY, postcode=POSTCODE,
            where_now="at school")),
        (at("09:21"), TOM, kinds.ChildNamed(
            person=JAYDEN, name=Name("Farrow", "Jayden"), born=Born(on=date(2021, 11, 2)), sex="M",
            la_child_id="P-219960-R", postcode=POSTCODE, where_now="with his mother")),
        (at("09:22"), TOM, kinds.AdultNamed(
            person=DANA, name=Name("Farrow", "Dana"), title="Ms", relationship="mother", lives_there="yes",
            responsibility="yes", safe_contact=PHONE, safe_when="before 15:00")),
        (at("09:22"), TOM, kinds.AdultNamed(person=FATHER, relationship="father of Ellie and Jayden", known=False)),
        (at("09:23"), TOM, kinds.AdultNamed(
            person=LIAM, name=Name("Stokes", "Liam"), title="Mr", relationship="partner", responsibility="no",
            lives_there="no")),
        (at("09:23"), TOM, kinds.AddressRecorded(
            address="a-1", people=(ELLIE, JAYDEN, DANA), lines=ADDRESS, postcode=POSTCODE, confidential=True)),
        (at("09:24"), TOM, kinds.ThemesChosen(themes=("da", "alcohol"))),
        (at("09:24"), TOM, kinds.ClarityJudged(clarity="partly", missing="how he knew the address")),
        (at("09:25"), TOM, kinds.Rated(rating="amber", because="two young children upstairs")),
        (at("09:26"), TOM, kinds.Answered(question_id="children_seen", answer="Not woken or spoken to")),
        (at("09:26"), TOM, kinds.Answered(question_id="dash", answer="Medium")),
        (at("09:26"), TOM, kinds.Answered(question_id="worried", answer="That he comes back")),
        (at("09:26"), TOM, kinds.Answered(question_id="wanted", answer="A check on the children")),
        (at("09:26"), TOM, kinds.Answered(question_id="injuries", answer="Reddening to her cheek, no treatment")),
        (at("09:26"), TOM, kinds.Answered(question_id="who_there", answer="Both adults, two children")),
        (at("09:27"), TOM, kinds.Answered(question_id="private_address", answer="Yes, see address")),
        (at("09:27"), TOM, kinds.Answered(question_id="language", state="asked")),
        (at("09:27"), TOM, kinds.Answered(question_id="weapons", state="did not say")),
    ]  # fmt: skip


def checking() -> list[tuple[datetime, AuthorId, Body]]:
    """The four checks."""
    return [
        (at("09:30"), RUKHSANA, kinds.Allocated(worker=RUKHSANA)),
        (at("09:31"), RUKHSANA, kinds.HistoryWeighed(
            view="raises", linked=(ContactId("c-jun"), ContactId("c-jan"), ContactId("c-2025")),
            why="The January and June contacts were closed without speaking to Ms Farrow or to health. In June "
            "she said he had left.")),
        (at("09:33"), RUKHSANA, kinds.BasisRecorded(basis="public task", because="Three notifications in a year.")),
        (at("09:35"), RUKHSANA, kinds.AgencyAsked(agency="school", how="phone")),
        (at("09:44"), RUKHSANA, kinds.AgencyAnswered(
            agency="school", who="Safeguarding lead", said="Ellie in today, quiet. Said “I stayed under my covers”",
            means="Ellie was awake", first_hand="yes")),
        (at("09:58"), RUKHSANA, kinds.AgencyAsked(agency="gp", how="secure email")),
        (at("11:20"), RUKHSANA, kinds.AgencyAnswered(
            agency="da_service", who="S. Reed", said="Ms Farrow known; closed in August, no contact since",
            means="Can offer a same-day call")),
        (at("12:10"), RUKHSANA, kinds.AgencyAnswered(
            agency="health_visitor", who="K. Adeyemi", said="Jayden’s checks up to date; not seen partner",
            means="No new worry")),
        (at("12:12"), RUKHSANA, kinds.AgencyAnswered(
            agency="early_help", who="Duty desk", said="Offered July 2025, not taken up", means="Nothing open")),
        (at("12:40"), RUKHSANA, kinds.ParentTold(
            person=DANA, told="yes", words="Upset he found her. Will talk to the domestic abuse service today")),
        (at("12:41"), RUKHSANA, kinds.ParentAgreed(person=DANA, agrees="yes", to="an assessment")),
        (at("12:45"), RUKHSANA, kinds.ParentLeft(
            person=FATHER, because="Not known. Parental responsibility to be checked by assessment team")),
        (at("12:46"), RUKHSANA, kinds.ParentTold(
            person=LIAM, told="no: risk", lawful="other at risk",
            because="Would put Ms Farrow at risk. Agreed by B. Mensah")),
        (at("12:50"), RUKHSANA, kinds.ChildHeard(
            person=ELLIE, words="I stayed under my covers", heard_by="her school’s safeguarding lead")),
        (at("12:50"), RUKHSANA, kinds.ChildHeard(person=JAYDEN, none_because="Not spoken to yet")),
        (at("13:20"), RUKHSANA, kinds.AgencyNotNeeded(
            agency="gp", because="Not needed for this decision; the assessment will ask", tried=True)),
        (at("13:21"), RUKHSANA, kinds.AgencyNotNeeded(agency="drug_alcohol", because="Not known to them in June")),
    ]  # fmt: skip


def weighing() -> list[tuple[datetime, AuthorId, Body]]:
    """Factors of each adult and the level of each child."""
    gp = "agency:gp"
    said: list[Body] = [
        kinds.FactorAnswered(
            person=DANA, factor="domestic abuse", answer="yes", source="agency:da_service", first_hand="yes"),
        kinds.FactorAnswered(person=DANA, factor="alcohol", answer="yes", source="received"),
        kinds.FactorAnswered(
            person=DANA, factor="drugs", answer="no", source=f"told:{DANA}", evidence="Asked: never"),
        kinds.FactorAnswered(person=DANA, factor="mental health", answer="not known", source=gp),
        kinds.FactorAnswered(person=LIAM, factor="domestic abuse", answer="yes", source="received"),
        kinds.FactorAnswered(
            person=LIAM, factor="alcohol", answer="no", source="PC D. Harrow", evidence="Not drunk when stopped.",
            first_hand="yes", in_spite="He had not been drinking this time."),
        kinds.FactorAnswered(person=LIAM, factor="drugs", answer="not known", source=gp),
        kinds.FactorAnswered(person=LIAM, factor="mental health", answer="not known", source=gp),
        *(
            kinds.FactorAnswered(
                person=FATHER, factor=factor.id, answer="not known", evidence="Nobody has named him")  # type: ignore[arg-type]
            for factor in GUIDE.factors
        ),
        kinds.LevelJudged(
            child=ELLIE, level="4", thresholds="thresholds-2026-1", descriptors=("f4a",),
            because="Not level 3: it goes on at an address that was meant to be safe."),
        kinds.LevelJudged(
            child=JAYDEN, level="4", thresholds="thresholds-2026-1", descriptors=("f4a", "p4a"),
            because="Not level 3: he was there, and nobody has seen him."),
    ]  # fmt: skip
    return [(at("13:25"), RUKHSANA, body) for body in said]


def deciding() -> list[tuple[datetime, AuthorId, Body]]:
    """Reasons, outcome, sign-off."""
    worry = (
        "Third domestic abuse notification this year with the same partner and alcohol each time. He was at an "
        "address that is meant to be confidential. Ms Farrow had a mark on her face and did not give an account."
    )
    return [
        (at("13:30"), RUKHSANA, kinds.ReasonsWritten(prompt="worry", text=worry, child=ELLIE)),
        (at("13:31"), RUKHSANA, kinds.ReasonsWritten(
            prompt="worry", text="In the flat that night, and nobody has seen him since.", child=JAYDEN)),
        (at("13:35"), RUKHSANA, kinds.ReasonsWritten(
            prompt="strengths",
            text="School describe Ellie as settled with friends; both children up to date with GP.")),
        (at("13:38"), RUKHSANA, kinds.ReasonsWritten(
            prompt="change_mind",
            text="If Ms Farrow tells us how he came to be there and there is a safety plan with the DA service.")),
        (at("13:40"), RUKHSANA, kinds.ReasonsWritten(
            prompt="wanted", text="Police asked us to check on the children: an assessment will see both.")),
        (at("13:50"), RUKHSANA, kinds.Recommended(
            child=ELLIE, outcome="O02", by=date(2026, 11, 27), who="Assessment team 2")),
        (at("13:50"), RUKHSANA, kinds.Recommended(
            child=JAYDEN, outcome="O02", by=date(2026, 11, 27), who="Assessment team 2")),
    ]  # fmt: skip


def signing() -> list[tuple[datetime, AuthorId, Body]]:
    """Sending to the manager, who signs what they read."""
    before = fold(CONTACT, entries_of([*arriving(), *checking(), *weighing(), *deciding()]))
    why = (
        "Agree. Add: assessment team to see the children before Friday and to ask housing how the address became "
        "known. I accept the GP gap."
    )
    accepted = (
        kinds.Request("W4:agency:gp", "Assessment team will ask the GP."),
        kinds.Request(f"W3:adult:{LIAM}", "Right: he must not be told."),
    )
    decisions = (kinds.Decision(ELLIE, "O02"), kinds.Decision(JAYDEN, "O02"))
    return [
        (at("13:52"), RUKHSANA, kinds.SentToManager(to=BOLA, saw=before.head)),
        (at("14:05"), BOLA, kinds.SignedOff(
            saw=before.head, decisions=decisions, why=why, accepted=accepted, reading_seconds=372)),
    ]  # fmt: skip


def whole(*more: Body, sent: bool = True) -> tuple[Entry, ...]:
    """All entries of the contact, and whatever else is said at the end."""
    said = [*arriving(), *checking(), *weighing(), *deciding(), *signing()]
    said += [(at("14:06") + timedelta(minutes=n), RUKHSANA, body) for n, body in enumerate(more)]
    return entries_of(said, sent=sent)


def past() -> Past:
    """Five earlier contacts of this family."""
    rows = (
        ("c-sep", on(2026, 9, 2), "7", "Housing", "Emergency move", ("O06",), "", ()),
        ("c-jun", on(2026, 6, 9), "6", "Police", "Assault alleged, alcohol", ("O06",), "declined",
         (PastDecline("D01", "partner has left", "Ms Farrow"),)),
        ("c-jan", on(2026, 1, 17), "6", "Police", "Verbal, alcohol", ("O07",), "not spoken", ()),
        ("c-2025", on(2025, 7, 3), "2A", "School", "Tired, hungry, late", ("O12",), "declined",
         (PastDecline("D01", "managing fine", "Ms Farrow"),)),
        ("c-2024", on(2024, 2, 12), "3A", "Health visitor", "Missed appointments", ("O06",),
         "spoken", ()),
    )  # fmt: skip
    contacts = tuple(
        PastContact(contact=ContactId(c), at=when, source=source, agency=agency, about=about, outcomes=outcomes,
                    parents=parents, declines=declines)  # type: ignore[arg-type]
        for c, when, source, agency, about, outcomes, parents, declines in rows
    )  # fmt: skip
    facts = (
        Fact(rule="HR1", tone="danger", headline="Third police notification in 12 months."),
        Fact(rule="HR4", tone="warning", headline="Ms Farrow declined support twice."),
    )
    return Past(contacts=contacts, facts=facts, searched=("this computer", "list of 2024"))


def copy(**other: object) -> Copy:
    """One copy for the case file."""
    plain: dict[str, object] = {
        "number": "K7QM3-4471-PA", "printed_at": at("14:12"), "printed_by": "Rukhsana Shah",
        "for_whom": "case file", "council": "Northbeck Council",
    }  # fmt: skip
    return Copy(**(plain | other))  # type: ignore[arg-type]


def summed(
    entries: tuple[Entry, ...],
    *,
    known: Past | None = None,
    hide: tuple[str, ...] | None = None,
    **of_copy: object,
) -> Summary:
    """The summary of these entries, hiding what the journal says must be hidden."""
    file: ContactFile = fold(entries[0].contact, entries)
    words = hidden_words(entries) if hide is None else hide
    return summary(file, GUIDE, known or past(), STAFF, hide=words, copy=copy(**of_copy), thresholds=BOOKS)


def told(words: str, **more: object) -> tuple[Entry, ...]:
    """A contact of one child in which only these words were said."""
    return entries_of(
        [
            (
                at("09:18"),
                TOM,
                kinds.Received(number="C26-18412-K", channel="phone", source="6", words=words),
            ),
            (at("09:20"), TOM, kinds.ChildNamed(person=ELLIE, name=Name("Farrow", "Ellie"), **more)),  # type: ignore[arg-type]
        ]
    )
