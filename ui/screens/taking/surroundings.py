"""What is known around a child while the caller talks, and helps to find them: family, address, phone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.kinds import Born
from workstation.history.matcher import Enquiry, Named

_OF_THE_FAMILY: Final = {
    "mother": "mother", "mum": "mother", "father": "father", "dad": "father", "grandparent": "grandparent",
    "grandmother": "grandparent", "grandfather": "grandparent", "nan": "grandparent", "parent": "parent",
}  # fmt: skip
"""Callers who are family: their name and phone are the child's family's. A teacher's are not."""
_MOST: Final = 8


class Beside(Struct, frozen=True):
    """Another child of the same contact."""

    name: str
    born: Born = Born()


class Around(Struct, frozen=True):
    """Everything in the fields that may help."""

    who: str = ""
    role: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    """Of a brother or sister, where this child has none."""


def with_the_rest(enquiry: Enquiry, around: Around, beside: Iterable[Beside]) -> Enquiry:
    """The enquiry with all of it."""
    role = _OF_THE_FAMILY.get(around.role.strip().lower(), "")
    others = [Named(role=role, name=around.who.strip())] if role and around.who.strip() else []
    others += [
        Named(role="sibling", name=name, born=child.born) for child in beside if (name := child.name.strip())
    ]
    return replace(
        enquiry,
        others=tuple(others[:_MOST]),
        phone=around.phone.strip() if role else "",
        address=" ".join(around.address.split()),
        postcode=enquiry.postcode or around.postcode.strip(),
    )
