"""R8 and R (AB & CD) v Haringey [2013] EWHC 416 (Admin): a request says what is true of the contact, and no more.

Every state a contact can be in is walked through; whatever it is, no text claims an assessment that was not opened,
a section 47 enquiry, or that nothing was opened where something was.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.telling import DANA, ELLIE, JAYDEN, MENSAH, PATEL, Teller, police_contact
from workstation.domain import kinds
from workstation.domain.ids import PersonId
from workstation.domain.kinds import Decision
from workstation.domain.request import NOTHING_OPENED, SECTION_47, Sender, basis_words, request_text, status
from workstation.guidebook.guide import guide

GUIDE = guide()
SENDER = Sender("Rukhsana Shah", "Social worker", "Northbeck Council")
Tell = Callable[[Teller], object]


def _text(teller: Teller, agency: str = "gp", ask: str = "") -> str:
    return request_text(
        GUIDE.agency(agency), teller.file(), GUIDE, SENDER, clean=lambda words: words, ask=ask
    )


def _recommend(ellie: str, jayden: str) -> Tell:
    def tell(teller: Teller) -> None:
        for child, outcome in ((ELLIE, ellie), (JAYDEN, jayden)):
            teller.say(kinds.Recommended(child=child, outcome=outcome))

    return tell


def _sign(teller: Teller, ellie: str, jayden: str) -> kinds.SignedOff:
    decisions = (Decision(ELLIE, ellie), Decision(JAYDEN, jayden))
    return kinds.SignedOff(saw=teller.file().head, decisions=decisions, why="I agree.")


def _signed(ellie: str, jayden: str) -> Tell:
    def tell(teller: Teller) -> None:
        _recommend(ellie, jayden)(teller)
        teller.say(_sign(teller, ellie, jayden), by=MENSAH)

    return tell


def _reopened(teller: Teller) -> None:
    signed = teller.say(_sign(teller, "O02", "O02"), by=MENSAH)
    teller.say(kinds.Reopened(because="He is back."), by=MENSAH, answers=(signed.id,))


def _sent_back_after(teller: Teller) -> None:
    signed = teller.say(_sign(teller, "O02", "O07"), by=MENSAH)
    teller.say(kinds.SentBack(requests=(), why="Look again."), by=MENSAH, answers=(signed.id,))


def _undone(teller: Teller) -> None:
    signed = teller.say(_sign(teller, "O02", "O02"), by=MENSAH)
    teller.say(kinds.Withdrawn(because="undo"), by=MENSAH, answers=(signed.id,))


def _signed_apart(teller: Teller) -> None:
    teller.say(_sign(teller, "O02", "O02"), by=MENSAH)
    teller.say(_sign(teller, "O07", "O07"), by=PATEL)


def _signed_and_sent_back(teller: Teller) -> None:
    teller.say(_sign(teller, "O02", "O02"), by=MENSAH)
    teller.say(kinds.SentBack(requests=(), why="Look again."), by=PATEL)


def _changed_since(teller: Teller) -> None:
    _signed("O02", "O07")(teller)
    teller.say(kinds.ReasonsWritten(prompt="strengths", text="School know them."))


def _asked_then_closed(teller: Teller) -> None:
    teller.say(kinds.StrategyRequested(to="Police"))
    _signed("O07", "O07")(teller)


SCREENING = f"This is a screening enquiry. {NOTHING_OPENED}"
ASKED_FOR = f"A strategy discussion was asked for on 24 Nov 2026. {SECTION_47}"
AGAIN = "A decision was made on 24 Nov 2026, and this contact has been opened again since. Ask us how things stand."
STATES: dict[str, tuple[Tell, str]] = {
    "nothing decided": (lambda _: None, SCREENING),
    "no further action recommended": (_recommend("O07", "O07"), SCREENING),
    "assessment recommended, not signed": (_recommend("O02", "O02"), SCREENING),
    "sent to a manager": (lambda t: t.say(kinds.SentToManager(to=MENSAH, saw="")), SCREENING),
    "marked act now": (
        lambda t: t.say(kinds.Escalated(danger="Outside.")),
        f"A child may be in danger, and we are acting on it now. {SCREENING}",
    ),
    "strategy recommended": (
        _recommend("O01", "O07"),
        "A strategy discussion has been recommended. A manager has not decided on it yet. " + NOTHING_OPENED,
    ),
    "strategy asked for": (
        lambda t: t.say(kinds.StrategyRequested(to="Police")),
        ASKED_FOR,
    ),
    "strategy asked for, then closed": (
        _asked_then_closed,
        ASKED_FOR,
    ),
    "strategy signed": (
        _signed("O01", "O01"),
        ("A manager decided on 24 Nov 2026 to hold a strategy discussion about FARROW, Ellie and FARROW, Jayden. "
        "Whether a section 47 enquiry is opened is decided there."),
    ),
    "assessment signed": (
        _signed("O02", "O02"),
        "An assessment under section 17 was opened on 24 Nov 2026 for FARROW, Ellie and FARROW, Jayden.",
    ),
    "assessment signed for one child": (
        _signed("O02", "O07"),
        ("An assessment under section 17 was opened on 24 Nov 2026 for FARROW, Ellie. "
        "None was opened for FARROW, Jayden."),
    ),
    "assessment for one, strategy for the other": (
        _signed("O02", "O01"),
        ("An assessment under section 17 was opened on 24 Nov 2026 for FARROW, Ellie. A manager decided on "
        "24 Nov 2026 to hold a strategy discussion about FARROW, Jayden. Whether a section 47 enquiry is opened is "
        "decided there."),
    ),
    "assessment signed, changed since": (
        _changed_since,
        ("An assessment under section 17 was opened on 24 Nov 2026 for FARROW, Ellie. "
        "None was opened for FARROW, Jayden."),
    ),
    "early help signed": (
        _signed("O04", "O04"),
        "A manager made a decision on this contact on 24 Nov 2026. " + NOTHING_OPENED,
    ),
    "opened again": (
        _reopened,
        AGAIN,
    ),
    "sent back after it was signed": (
        _sent_back_after,
        AGAIN,
    ),
    "signed by mistake and taken back": (_undone, SCREENING),
    "signed twice, differently": (
        _signed_apart, "Two decisions stand at this moment. Ask us how things stand.",
    ),
    "signed and sent back at once": (
        _signed_and_sent_back, "Two decisions stand at this moment. Ask us how things stand.",
    ),
}  # fmt: skip
_CLAIM = re.compile(
    r"assessment (under section 17 )?(was|is|has been|under way)|enquiry (was|has been) opened", re.IGNORECASE
)


def _plain(words: str) -> str:
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("agency", ["gp", "police", "early_help", "dentist"])
def test_r8_haringey_each_state_is_told_truly_and_never_as_more(state: str, agency: str) -> None:
    tell, expected = STATES[state]
    teller = police_contact()
    tell(teller)
    text = _plain(_text(teller, agency))
    assert expected in text.replace("\n", " ")
    claims = _CLAIM.findall(text.replace(NOTHING_OPENED, ""))
    assert bool(claims) is ("An assessment under section 17 was opened" in expected)


@given(st.lists(st.sampled_from(sorted(STATES)), max_size=3), st.sampled_from(["public task", "protection"]))
def test_r8_haringey_an_assessment_is_claimed_only_where_one_was_signed(
    states: list[str], basis: str
) -> None:
    teller = police_contact()
    teller.say(kinds.BasisRecorded(basis=basis))
    for state in states:
        STATES[state][0](teller)
    file = teller.file()
    text = _plain(" ".join((*status(file, GUIDE, (ELLIE, JAYDEN)), basis_words(file, GUIDE))))
    signed = file.signed
    opened = signed is not None and any(d.outcome == "O02" for d in signed.body.decisions)
    assert ("An assessment under section 17 was opened" in text) <= opened
    assert "section 47 enquiry was opened" not in text
    ever = any(d.outcome in ("O01", "O02") for s in file.log(kinds.SignedOff) for d in s.body.decisions)
    taken_back = {a for s in file.log(kinds.Withdrawn) for a in s.answers}
    standing = [s for s in file.log(kinds.SignedOff) if s.entry not in taken_back]
    if NOTHING_OPENED in text:
        assert not (ever and standing) or (signed is not None and not opened)


def test_a_request_about_one_child_says_nothing_of_the_other() -> None:
    teller = police_contact()
    _signed("O02", "O07")(teller)
    teller.say(
        kinds.ChildNamed(
            person=PersonId("max"), name=kinds.Name("Farrow", "Max"), born=kinds.Born(on=date(2024, 1, 1))
        )
    )
    text = _text(teller, "health_visitor")
    assert "Max" in text
    assert "Ellie" not in text
    assert "assessment under section 17" not in text


@pytest.mark.parametrize(
    ("agency", "there", "not_there"),
    [
        ("school", ("FARROW, Ellie", "FARROW, Jayden"), ("Dana", "Stokes", "domestic abuse")),
        ("housing", ("FARROW, Dana", "STOKES, Liam"), ("Ellie", "Jayden", "domestic abuse")),
        ("police", ("FARROW, Ellie", "STOKES, Liam", "The worry: domestic abuse and alcohol"), ()),
        ("da_service", ("FARROW, Dana",), ("Ellie", "The worry")),
    ],
)
def test_r8_a_request_holds_only_what_this_agency_needs(
    agency: str, there: tuple[str, ...], not_there: tuple[str, ...]
) -> None:
    text = _text(police_contact(), agency)
    assert [word for word in there if word not in text] == []
    assert [word for word in not_there if word in text] == []
    assert "Shouting" not in text


def test_an_adult_service_is_told_only_of_the_adult_it_is_asked_about() -> None:
    teller = police_contact()
    teller.say(kinds.FactorAnswered(person=DANA, factor="alcohol", answer="yes", evidence="Seen drunk."))
    text = _text(teller, "drug_alcohol")
    assert "FARROW, Dana" in text
    assert "STOKES" not in text


def test_section_47_is_a_basis_only_while_a_child_may_be_in_danger() -> None:
    teller = police_contact()
    teller.say(kinds.BasisRecorded(basis="protection"))
    assert basis_words(teller.file(), GUIDE) == "Lawful basis for asking: public task."
    teller.say(kinds.Escalated(danger="He is outside."))
    assert "significant harm" in basis_words(teller.file(), GUIDE)


def test_what_the_worker_asks_besides_is_cleaned_and_stands_instead_of_the_usual_question() -> None:
    teller = police_contact()
    text = request_text(
        GUIDE.agency("housing"), teller.file(), GUIDE, SENDER,
        clean=lambda words: words.replace("Sample Street", "[hidden]"),
        ask="How did he know of Sample Street?",
    )  # fmt: skip
    assert "How did he know of [hidden]?" in text
    assert "Arrears" not in text


def test_the_whole_text_reads_as_a_letter() -> None:
    teller = police_contact()
    teller.say(kinds.BasisRecorded(basis="public task"))
    assert _plain(_text(teller, "school")) == (
        "Northbeck Council\n"
        "Request for information: School\n"
        "Our number: C26-18412-K\n"
        "\n"
        "About: FARROW, Ellie, Born 14 Mar 2017 (9y)\n"
        "About: FARROW, Jayden, Born 02 Nov 2021 (5y)\n"
        "\n"
        "How are they in school: attendance, how they look, what they say, who collects them, how their parents "
        "work with you? When were they last seen? Do you know brothers or sisters?\n"
        "\n"
        "This is a screening enquiry. No assessment and no section 47 enquiry has been opened from it.\n"
        "Lawful basis for asking: public task.\n"
        "\n"
        "When you reply, say who answers, when it was, and whether they saw or heard it themselves.\n"
        "Rukhsana Shah, Social worker\n"
    )
