"""Made-up contacts for the tests of the store: a guide with few words, and stories of any length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from workstation.domain import kinds
from workstation.domain.clocks import WorkingDays
from workstation.domain.contact import ContactFile
from workstation.domain.contact_numbers import counted_number
from workstation.domain.entries import Entry, chain, digest, encode
from workstation.domain.guide import Agency, Choice, Guide, Outcome, Prompt, Refusal, Theme
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId, PersonId, uuid_of
from workstation.domain.kinds import Body, Born, Name
from workstation.domain.line import Lines, lines_of
from workstation.domain.matrix import Matrix
from workstation.domain.times import FixedClock, hybrid, milliseconds
from workstation.domain.travel import Mark, link
from workstation.guidebook.decision_rules import decision_rules

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
AVA, BEN = AuthorId("w-ava"), AuthorId("w-ben")
BEGINNING = Mark()
GUIDE = Guide(
    edition="test-1", themes=(Theme("da", "Domestic abuse"), Theme("al", "Alcohol")),
    channels=(Choice("phone", "By phone"),), questions=(), reasons=(Prompt("why", "Why?"),),
    outcomes=(Outcome("O07", "No further action"),), declines=(Refusal("D01", "Does not see a need"),),
    bases=(), nudges=(), wording={}, rules=decision_rules(),
    matrix=Matrix(agencies=(Agency("health", "Health visitor"),)),
)  # fmt: skip


def lines(file: ContactFile) -> Lines:
    return lines_of(file, GUIDE, WorkingDays(), {})


def clock() -> FixedClock:
    return FixedClock(NOON)


def note(text: str = "Rang back.") -> Body:
    return kinds.NoteMade(text=text)


def agree(target: EntryId) -> Body:
    """What the other person says before words are erased."""
    return kinds.ErasureAgreed(target=target, authority="Court order 12", because="wrong child")


def numbered(entries: Iterable[Entry], after: Mark = BEGINNING) -> tuple[tuple[Entry, ...], Mark]:
    """These entries as a page of Central's that begins after this mark, and the mark behind it."""
    page = [replace(e, position=after.cursor + place) for place, e in enumerate(entries, start=1)]
    told = after.chain
    for entry in page:
        told = link(told, chain(entry))
    return tuple(page), Mark(after.cursor + len(page), told)


def child_of(contact: str) -> PersonId:
    return PersonId(f"{contact}-child")


def story(contact: str, serial: int = 1) -> tuple[Body, ...]:
    """Twelve things said about one contact."""
    child, mother = child_of(contact), PersonId(f"{contact}-mother")
    surname = ("Farrow", "Quell", "Tamsin-Ode", "Ferreday", "Okonjo-Vane")[serial % 5]
    return (
        kinds.Received(
            number=counted_number(2026, serial), channel="phone", source="6", words="Shouting.",
            reference=f"26/{serial:06d}",
        ),
        kinds.ReferrerNamed(name="PC Dunmore", role="officer", agency="Police", phone="0191 498 0123"),
        kinds.ChildNamed(
            person=child, name=Name(surname, f"Ellie{serial}"), born=Born(on=date(2019, 3, 1 + serial % 28)),
            sex="F", la_child_id=f"NB{serial:06d}", postcode="NB1 2AB", where_now="At home",
        ),
        kinds.AdultNamed(
            person=mother, name=Name(surname, "Dana"), relationship="mother", safe_contact="07700 900123",
            lives_there="yes",
        ),
        kinds.AddressRecorded(address=f"{contact}-a", people=(child,), lines="1 Sandle Row", postcode="NB1 2AB"),
        kinds.ThemesChosen(themes=("da", "al")),
        kinds.Rated(rating="amber", because="A young child was upstairs."),
        kinds.AgencyListed(agency="health", because="Under five."),
        kinds.AgencyAsked(agency="health", how="phone", who="J. Marl", question="When was she last seen?"),
        kinds.AgencyAnswered(agency="health", who="J. Marl", said="Seen last week and well.", means="Known."),
        kinds.ParentTold(person=mother, told="yes", words="She asked for help with the landlord."),
        kinds.ReasonsWritten(prompt="why", text="The neighbours heard shouting twice. " * 6),
    )  # fmt: skip


def ready(contact: str, bodies: tuple[Body, ...], device: str, start: int = 0) -> Iterator[Entry]:
    """Entries as another workstation would have made them (each contact its own device, for a whole chain)."""
    previous = b""
    for seq, body in enumerate(bodies, start=1):
        at = NOON + timedelta(minutes=start + seq)
        raw = encode(body)
        entry = Entry(
            id=EntryId(uuid_of(contact, device, str(seq))), contact=ContactId(contact),
            kind=type(body).__name__, author=AVA, device=DeviceId(device), seq=seq, previous=previous,
            happened=at, recorded=hybrid(milliseconds(at), seq), digest=digest(raw), body=raw,
        )  # fmt: skip
        previous = chain(entry)
        yield entry
