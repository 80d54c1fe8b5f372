"""Made-up families whose address must not be known, with marks that nobody else has, and who looks for the marks.

Every family has a street, a postcode, a phone, a school, a surgery, a nursery, a landlord, a workplace and a car.
They stand in their fields, and in every text that somebody can write, each time spelt in another way.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.util import find_spec

from tests.report import contacts
from tests.report.reading import letters
from workstation.domain import kinds
from workstation.domain.entries import Entry
from workstation.domain.fold import fold
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.kinds import Body, Name
from workstation.report.redact import HIDDEN

_STARTS = ("Zel", "Quor", "Vix", "Thry", "Obl", "Kwem", "Juz", "Yarv", "Druv", "Plix")
_MIDDLES = ("qua", "ndo", "bri", "fte", "gla", "hmu", "lpo", "rze", "stu", "wki")
_ENDS = ("rt", "mble", "nth", "sk", "ggan", "lf", "dge", "xley", "ffin", "wick")
_STREETS = ("Street", "Road", "Lane", "Avenue", "Close", "Crescent", "Gardens", "Terrace", "Court", "Row")
_AREAS = ("0113", "0114", "0115", "0116", "0117", "0118", "0121", "0131", "0141", "0151", "0161")
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SHORT = {"Street": "St", "Road": "Rd", "Lane": "Ln", "Avenue": "Ave", "Close": "Cl", "Crescent": "Cres",
          "Gardens": "Gdns", "Terrace": "Terr", "Court": "Ct"}  # fmt: skip
READS_DIGITS_IN_WORDS = find_spec("workstation.report.spoken") is not None


@dataclass(frozen=True)
class Family:
    """Its contact, who is in it, and its marks by what they are."""

    number: int
    contact: ContactId
    mother: PersonId
    entries: tuple[Entry, ...]
    marks: dict[str, str]
    strangers: dict[str, str]
    """People who are named in its texts and nowhere else: no copy that names nobody may have them."""

    def named(self, read: str) -> list[str]:
        """Which of the strangers, and of the family itself, can be read there by name."""
        plain = letters(read)
        own = {"family name": f"fam{_name(self.number, 9)}", "man": "stokes", "officer": "harrow"}
        return [who for who, name in (self.strangers | own).items() if letters(name) in plain]

    def leaks(self, read: str) -> list[str]:
        """What of the marks can be read there, however much of it is left."""
        parts = [letters(part) for part in read.split(HIDDEN)]
        return [
            what
            for what, mark in self.marks.items()
            if any(n in p for n in _needles(what, mark) for p in parts)
        ]


def _needles(what: str, mark: str) -> tuple[str, ...]:
    """The part of a mark that nobody else has."""
    if what == "phone":
        digits = re.sub(r"\D", "", mark)
        return digits[1:], "".join(_WORDS[int(d)] for d in digits[1:])
    if what in ("postcode", "car"):
        return (letters(mark),)
    return (letters(mark.split()[1] if what == "address" else mark.split(maxsplit=1)[0]),)


def _name(number: int, kind: int) -> str:
    """A word for the family and the kind of mark, of 100 × 10 × 10 × 10 that there are."""
    at = (number * 7919 + kind * 104729) % 1000
    tail = f"{_STARTS[number // 100 % 10]}{_MIDDLES[kind]}".lower()
    return (
        f"{_STARTS[at // 100]}{_MIDDLES[at // 10 % 10]}{tail}{_ENDS[number % 10]}{_ENDS[number // 10 % 10]}"
    )


def marks(number: int) -> dict[str, str]:
    """The marks of a family."""
    chance = random.Random(number)
    unit = "".join(chance.choice("ABDEFGHJLNPQRSTUWXYZ") for _ in range(2))
    phone = (
        f"{_AREAS[number % 11]} 496 0{number % 1000:03d}" if number % 2 else f"07700 900{number % 1000:03d}"
    )
    return {
        "address": f"{chance.randint(11, 299)} {_name(number, 0)} {chance.choice(_STREETS)}",
        "postcode": f"NB{number // 250 % 10}{number % 10} {number // 10 % 10}{unit}",
        "phone": phone,
        "school": f"{_name(number, 1)} Primary School",
        "surgery": f"{_name(number, 2)} Surgery",
        "nursery": f"{_name(number, 3)} Nursery",
        "landlord": f"{_name(number, 4)} Homes",
        "workplace": f"{_name(number, 5)} Bakery",
        "car": f"NB{number % 90 + 10} {unit}{chance.choice('XYZ')}",
    }


def strangers(number: int) -> dict[str, str]:
    """A neighbour, somebody known by another name, the head of the school."""
    return {"neighbour": _name(number, 6), "nickname": _name(number, 7), "head": _name(number, 8)}


SPEAKING: tuple[str, ...] = (
    "The neighbour, Mr {}, rang.", "mrs {} next door heard it.", "{} said so.", "He is known as ‘{}’.",
    "Spoke to {} about it.", "spoke to {}, who agreed.", "The head, {}, will ring back.", "{}’s boy saw it.",
    "They call him “{}” there.", "Dr. {} and PC {} came.", "auntie {} took them.", "Ask for {} (term time).",
    "(see {})", "MET {} TODAY", "To: {}@school.example", "J. {} signed it.", "{}-{} came too.",
)  # fmt: skip
"""How people are named who are recorded nowhere."""
BARE: tuple[str, ...] = (
    "{} again.", "She stays round {}.", "The {} flats.", "{} is where she sleeps.", "Walked by {} twice.",
    "Same place as before ({}).", "{}’s corner shop.", "Sleeps at {}, most nights.",
)  # fmt: skip
"""How a street is told by its name alone."""
_LETTERS: tuple[Callable[[str], str], ...] = (str, str.lower, str.upper, str.title, "\u00ad".join)


# -- how people write them --------------------------------------------------------------------------------


def _nfd(words: str) -> str:
    return unicodedata.normalize("NFD", words)


def _wide(words: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in words)


def _short(words: str) -> str:
    return " ".join(_SHORT.get(word, word) for word in words.split())


def _in_words(words: str) -> str:
    """`0113 496` as `oh one one three four nine six`; elsewhere as it is."""
    if not READS_DIGITS_IN_WORDS or len(re.sub(r"\D", "", words)) < 10:
        return words
    return " ".join(_WORDS[int(c)] for c in words if c.isdigit())


def _abroad(words: str) -> str:
    digits = re.sub(r"\D", "", words)
    return f"+44 (0){digits[1:4]} {digits[4:]}" if len(digits) == 11 else words


def _without_nought(words: str) -> str:
    digits = re.sub(r"\D", "", words)
    return f"0044 {digits[1:4]} {digits[4:7]}-{digits[7:]}" if len(digits) == 11 else words


def _grouped(words: str) -> str:
    digits = re.sub(r"\D", "", words)
    return f"{digits[:3]}-{digits[3:7]}.{digits[7:]}" if len(digits) == 11 else words


WAYS: tuple[Callable[[str], str], ...] = (
    str, str.upper, str.lower, str.title, _nfd, _wide, _short, _in_words, _abroad, _grouped, _without_nought,
    lambda w: w.replace(" ", ""), lambda w: w.replace(" ", "  "), lambda w: w.replace(" ", "\u00a0"),
    lambda w: w.replace(" ", "\n"), lambda w: w.replace(" ", "-"), lambda w: w.replace(" ", ", "),
    lambda w: w.replace(" ", " / "), "\u200b".join, ".".join, lambda w: f"({w})", lambda w: f"“{w}”",
    lambda w: f"{_short(w)}.", lambda w: f"{w}’s",
)  # fmt: skip
"""Upper case, without accents apart, in full-width letters, abbreviated, digits said, spaces gone or many …"""


# -- the story ------------------------------------------------------------------------------------------


def family(number: int) -> Family:
    """One family, always the same for a number."""
    chance, speak = random.Random(number * 31 + 7), random.Random(number * 37 + 11)
    bare = random.Random(number * 41 + 13)
    mark, others = marks(number), strangers(number)

    def text(start: str) -> str:
        some = chance.sample(sorted(mark), 5)
        told = ". She is near ".join(chance.choice(WAYS)(mark[what]) for what in some)
        heard = speak.choice(SPEAKING).replace(
            "{}", speak.choice(_LETTERS)(others[speak.choice(sorted(others))])
        )
        street = bare.choice(BARE).replace("{}", bare.choice((str, str.lower, str.upper))(_name(number, 0)))
        return f"{start} He was seen at {told}. Nothing more was said. {heard} {street}"

    contact = ContactId(f"canary-{number:04d}")
    child, mother, man = (PersonId(f"{who}-{number}") for who in ("child", "mother", "man"))
    entries = contacts.entries_of(_story(number, mark, text, (child, mother, man)), contact, sent=False)
    return Family(number, contact, mother, entries, mark, others)


def earlier(number: int) -> tuple[Entry, ...]:
    """An older contact of the same child: the address was no secret then, and its texts tell it."""
    mark = marks(number)
    chance = random.Random(number * 17 + 3)
    when = datetime(2026, 5, 4, 10, tzinfo=contacts.ARRIVED.tzinfo)

    def text(start: str) -> str:
        return f"{start} at {', then '.join(chance.choice(WAYS)(mark[what]) for what in sorted(mark))}."

    child, mother = PersonId(f"old-child-{number}"), PersonId(f"old-mother-{number}")
    said: list[Body] = [
        kinds.Received(number=f"C26-1{number:04d}-A", channel="phone", source="1A", words=text("A quarrel")),
        *_people(number, child, mother),
        kinds.AddressRecorded(
            address="a-old", people=(child, mother), lines=mark["address"], postcode=mark["postcode"]
        ),
        kinds.AgencyAnswered(agency="school", who="Head", said=text("Seen"), means=text("Lives")),
        kinds.SupportDeclined(person=mother, offered="early help", reason="D01", words=text("Managing")),
    ]  # fmt: skip
    return contacts.entries_of(
        [(when + timedelta(minutes=n), contacts.TOM, body) for n, body in enumerate(said)],
        ContactId(f"canary-{number:04d}-before"),
        sent=False,
    )


def _people(
    number: int, child: PersonId, mother: PersonId, *, school: str = "", gp: str = "", postcode: str = "",
    where_now: str = "",
) -> tuple[Body, ...]:  # fmt: skip
    surname, born = f"Fam{_name(number, 9).lower()}", date(2015, 1, 1) + timedelta(days=number)
    return (
        kinds.ChildNamed(
            person=child, name=Name(surname, "Ellie"), born=kinds.Born(on=born),
            sex="F", la_child_id=f"P-{number:06d}", school=school, gp=gp, postcode=postcode, where_now=where_now,
        ),
        kinds.AdultNamed(
            person=mother, name=Name(surname, "Dana"), title="Ms", relationship="mother", responsibility="yes",
            safe_contact=marks(number)["phone"] if where_now else "",
        ),
    )  # fmt: skip


def _story(
    number: int, mark: dict[str, str], text: Callable[[str], str], who: tuple[PersonId, PersonId, PersonId]
) -> list[tuple[datetime, AuthorId, Body]]:
    child, mother, man = who
    address = kinds.AddressRecorded(
        address="a", people=(child, mother), lines=f"{mark['address']}\nNorthbeck", postcode=mark["postcode"],
        confidential=True, hide_words=tuple(mark[w] for w in ("nursery", "landlord", "workplace", "car")),
    )  # fmt: skip
    said: list[Body] = [
        kinds.Received(number=f"C26-2{number:04d}-K", channel="notification", source="6", agency="Northbeck Police",
                       reference=f"26/{number:06d}", words=text("Shouting was heard.")),
        kinds.ReferrerNamed(name="PC D. Harrow", role=text("Officer."), agency="Northbeck Police"),
        *_people(number, child, mother, school=mark["school"], gp=mark["surgery"], postcode=mark["postcode"],
                 where_now=text("At home.")),
        kinds.AdultNamed(
            person=man, name=Name("Stokes", "Liam"), relationship=text("Partner."), responsibility="no"
        ),
        address,
        kinds.ThemesChosen(themes=("da", "housing")),
        kinds.ClarityJudged(clarity="partly", missing=text("How he knew.")),
        kinds.Rated(rating="amber", because=text("Two children upstairs.")),
        *(kinds.Answered(question_id=asked, answer=text("They said.")) for asked in _QUESTIONS),
        kinds.Escalated(danger=text("He is outside."), told=text("Police."), agreed=text("Stay.")),
        kinds.Allocated(worker=contacts.RUKHSANA),
        kinds.HistoryWeighed(view="raises", why=text("The same each time.")),
        kinds.BasisRecorded(basis="public task", because=text("Three times.")),
        kinds.AgencyAsked(agency="gp", how=text("Phone.")),
        kinds.AgencyAnswered(agency="school", who=text("Head."), said=text("In today."), means=text("Awake.")),
        kinds.AgencyNotNeeded(agency="gp", because=text("Not now."), tried=True),
        kinds.ParentTold(person=mother, told="yes", words=text("Upset.")),
        kinds.ParentAgreed(person=mother, agrees="yes", to=text("A talk.")),
        kinds.ParentTold(person=man, told="no: risk", lawful="other at risk", because=text("He would look.")),
        kinds.ChildHeard(person=child, words=text("I hid."), heard_by=text("Mrs Hale.")),
        kinds.SupportDeclined(person=mother, offered="early help", reason="D01", words=text("Managing.")),
        kinds.FactorAnswered(
            person=mother, factor="alcohol", answer="no", source="received", evidence=text("None.")
        ),
        kinds.NoteMade(text=text("Noted.")),
        *(kinds.ReasonsWritten(prompt=p, text=text("Because."), child=child if p == "worry" else None)
          for p in ("worry", "strengths", "change_mind", "wanted")),
        kinds.LevelJudged(child=child, level="4", thresholds="thresholds-2026-1", descriptors=("f4a",),
                          because=text("Not level 3.")),
        kinds.Recommended(child=child, outcome="O02", by=date(2026, 11, 27), who=text("Assessment team.")),
    ]  # fmt: skip
    timed = [
        (contacts.ARRIVED + timedelta(minutes=n), contacts.RUKHSANA, body) for n, body in enumerate(said)
    ]
    head = fold(ContactId("c"), contacts.entries_of(timed, ContactId("c"))).head
    ends: list[Body] = [
        kinds.SentToManager(to=contacts.BOLA, saw=head),
        kinds.SignedOff(saw=head, decisions=(kinds.Decision(child, "O02"),), why=text("Agreed.")),
        kinds.HandedOver(service="Assessment team 2", to=text("Mr Ode."), how=text("Phone.")),
    ]  # fmt: skip
    later = timed[-1][0] + timedelta(minutes=5)
    return timed + [(later + timedelta(minutes=n), contacts.BOLA, body) for n, body in enumerate(ends)]


_QUESTIONS = ("worried", "wanted", "injuries", "who_there", "private_address", "children_seen", "language")


def families(numbers: Iterable[int]) -> Iterator[Family]:
    """These families."""
    return (family(number) for number in numbers)
