"""A colleague's contact about Ellie Farrow, taken down when nobody knew: for tests of who is who."""

from __future__ import annotations

from datetime import date

from workstation.domain import kinds
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.kinds import Body, Born, Name
from workstation.services import find, receive
from workstation.services.desk import Desk

ELLIE, JADEN = PersonId("ellie of the colleague"), PersonId("jaden of the colleague")
COLLEAGUE = AuthorId("jaya.patel")
BORN, BROTHER_BORN = date(2017, 3, 14), date(2021, 11, 2)


def farrow(desk: Desk) -> ContactId:
    """The contact about Ellie that this worker has."""
    rows = desk.in_store(find.queue, desk).rows
    return next(row.contact for row in rows if row.line.child.startswith("FARROW"))


def by_a_colleague(desk: Desk, *more: Body) -> ContactId:
    """Ellie once more; and Jaden, whose name is not quite her brother's."""
    said = (
        kinds.ChildNamed(person=ELLIE, name=Name("Farrow", "Ellie"), born=Born(on=BORN)),
        kinds.ChildNamed(person=JADEN, name=Name("Farrow", "Jaden"), born=Born(on=BROTHER_BORN)),
        *more,
    )
    mine, desk.worker = desk.worker, desk.staff[COLLEAGUE]
    new = receive.NewContact(
        words="Shouting again. The neighbours heard it through two walls, twice in one evening.",
        source="6",
        agency="Police",
        said=said,
    )
    (contact,) = desk.in_store(receive.receive, desk, new).contacts
    desk.worker = mine
    return contact
