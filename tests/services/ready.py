"""A contact that is ready to go to a manager, and one that is with them: for tests about what managers do."""

from __future__ import annotations

from datetime import date

from tests.services.conftest import MENSAH, SHAH
from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId, uuid_of
from workstation.domain.kinds import Body, Name
from workstation.domain.people import Worker
from workstation.services import decide, find, opening, receive, record, weigh
from workstation.services.desk import Desk
from workstation.services.receive import NewContact

KAYDEN, TYLER, JO, FATHER = (PersonId(uuid_of(name)) for name in ("Kayden", "Tyler", "Jo", "father"))
SECRET = "Zebras graze here"
"""Words that stand in every part of the worker's decision, so that a test can look for them anywhere."""


def child(person: PersonId = KAYDEN, given: str = "Kayden") -> kinds.ChildNamed:
    """A child of the family."""
    return kinds.ChildNamed(
        person=person,
        name=Name("Merrick", given),
        born=kinds.Born(on=date(2020, 5, 3)),
        where_now="at school",
    )


def mother() -> kinds.AdultNamed:
    """Their mother."""
    return kinds.AdultNamed(
        person=JO, name=Name("Merrick", "Jo"), title="Ms", relationship="mother", responsibility="yes"
    )


def ready(
    desk: Desk, outcome: str = "O07", *more: Body, children: tuple[Body, ...] = (child(),)
) -> ContactId:
    """A contact with everything answered, by whoever sits there."""
    new = NewContact(
        words="Ringing about Kayden.", source="2A", agency="Mill Lane Primary", said=(*children, mother())
    )
    (contact,) = receive.receive(desk, new).contacts
    file = desk.file(contact)
    said: list[Body] = [
        kinds.Answered(question_id="worried", answer="He goes hungry."),
        kinds.Answered(question_id="wanted", answer="See the children at home."),
        kinds.ThemesChosen(themes=("neglect",)),
        kinds.HistoryWeighed(view="no difference", why=SECRET, none_matter=True),
        kinds.ParentTold(person=JO, told="yes", words="I know."),
        kinds.ParentAgreed(person=JO, agrees="yes"),
        kinds.AdultNamed(person=FATHER, relationship="father", known=False),
        kinds.ParentLeft(person=FATHER, because="She does not want to say who he is."),
        kinds.BasisRecorded(basis="public task"),
        *(
            kinds.ReasonsWritten(prompt="worry", child=c.person, text=f"{SECRET}, {c.name.given}")
            for c in file.children
        ),
        *(kinds.ReasonsWritten(prompt=p, text=SECRET) for p in ("strengths", "change_mind", "wanted")),
        *more,
    ]
    record.say(desk, contact, *said)
    for factor in desk.guide.factors:
        weigh.answer_factor(desk, contact, factor_of(JO, factor.id, "no"))
        weigh.answer_factor(desk, contact, factor_of(FATHER, factor.id, "not known"))
    for one in file.children:
        weigh.judge_level(
            desk, contact, one.person, "2", descriptors=("p2a",), because=f"{SECRET}, {one.name.given}"
        )
        decide.recommend(desk, contact, one.person, outcome, next_time=SECRET)
    settle(desk, contact)
    return contact


def recommend_again(desk: Desk, contact: ContactId, outcome: str, why: str = SECRET) -> None:
    """A new recommendation with its reasons, of a contact that was opened again."""
    children = desk.file(contact).children
    each = (
        kinds.ReasonsWritten(prompt="worry", child=c.person, text=f"{why}, {c.name.given}") for c in children
    )
    others = (kinds.ReasonsWritten(prompt=p, text=why) for p in ("strengths", "change_mind", "wanted"))
    record.say(desk, contact, *each, *others)
    for one in children:
        decide.recommend(desk, contact, one.person, outcome, next_time=why)


def factor_of(person: PersonId, factor: str, answer: str) -> kinds.FactorAnswered:
    """What was said of a factor of one adult, and by whom."""
    return kinds.FactorAnswered(
        person=person, factor=factor, answer=answer, source="Mrs Hale", evidence="She says so.",  # type: ignore[arg-type]
    )  # fmt: skip


def settle(desk: Desk, contact: ContactId) -> None:
    """Answer every agency that is listed."""
    for gap in find.contact(desk, contact).blocks:
        kind, _, name = gap.place.partition(":")
        if kind == "agency":
            record.say(
                desk, contact, kinds.AgencyAnswered(agency=name, who="Mrs Hale", said="Known.", means="Calm.")
            )


def sent(desk: Desk, outcome: str = "O07", *more: Body, to: Worker = MENSAH) -> ContactId:
    """The same, sent by Rukhsana Shah; the manager sits there now."""
    opening.sit_down(desk, SHAH.id)
    contact = ready(desk, outcome, *more)
    decide.send_to_manager(desk, contact, to.id)
    opening.sit_down(desk, to.id)
    return contact
