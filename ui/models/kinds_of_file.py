"""What kinds of files can be brought in, what a file was recognised as, and what a person may say instead."""

from __future__ import annotations

from typing import Final, Literal

from workstation.domain import wording
from workstation.intake.mapping import Preview

Kind = Literal["Annex A", "census", "looked after", "agency list", "contacts"]
KINDS: Final[tuple[tuple[Kind, str], ...]] = (
    ("Annex A", "Annex A: Ofsted’s lists of contacts, referrals, assessments and plans (Excel)"),
    ("census", "Children in need census (XML, or its tables as CSV or Excel)"),
    ("looked after", "Children looked after return, SSDA903 (its tables as CSV or Excel)"),
    ("agency list", "A list of people an agency knows (Excel or CSV)"),
    ("contacts", "Contacts from a case system (Excel or CSV)"),
)
_SHOWN: Final = 6
_CALLED: Final[dict[Kind, str]] = {
    "Annex A": "Ofsted’s Annex A", "census": "the children in need census",
    "looked after": "the return on children looked after (SSDA903)",
    "agency list": "a list of people an agency knows", "contacts": "a table that needs its columns explained",
}  # fmt: skip


def kind_of(preview: Preview) -> Kind:
    """What a file was recognised as; a table nobody knows is most likely an extract of contacts."""
    if preview.known_as:
        return preview.known_as
    return "contacts" if preview.suggested.about == "contact" else "agency list"


def recognised(preview: Preview) -> str:
    """What it was recognised as, in a sentence, before anything is read."""
    rows = f"about {wording.count(preview.about_rows, 'row')}" if preview.about_rows else ""
    if not preview.known_as:
        found = wording.count(sum(map(bool, preview.headings)), "column")
        told = ", ".join(part for part in (found, rows) if part)
        return f"This is a table Lintel does not know: {told}. You say what its columns mean."
    sheets = f"{len(preview.sheets)} sheets" if len(preview.sheets) > 1 else ""
    if preview.kind == "census":
        rows = f"about {wording.count(preview.about_rows, 'child', 'children')}" if preview.about_rows else ""
    told = ", ".join(part for part in (sheets, rows) if part)
    return f"This is {_CALLED[preview.known_as]}{f': {told}' if told else ''}."


def leaves(preview: Preview, kind: Kind) -> str:
    """Which columns would not be taken as it is, and the way on; empty when there are none."""
    if not preview.unknown or preview.known_as != kind:
        return ""
    names = ", ".join(f"“{heading}”" for heading in preview.unknown[:_SHOWN])
    more = f" and {len(preview.unknown) - _SHOWN} more" if len(preview.unknown) > _SHOWN else ""
    one = len(preview.unknown) == 1
    what, them = ("Column", "it") if one else ("Columns", "them")
    said = f"{what} nobody knows, not taken: {names}{more}."
    return f"{said} To take {them}, press This is not right, and say what the columns mean."


def cannot(preview: Preview, kind: Kind) -> str:
    """Why a file cannot be read as this kind; empty when it can."""
    if preview.known_as == kind:
        return ""
    if preview.kind == "census":
        return "This file is a census in XML. It has no columns that could be read in another way."
    if kind == "Annex A":
        return (
            "No sheet of this file has the headings of one of the lists 1 to 11. If somebody changed the headings, "
            "choose contacts and say what the columns mean."
        )
    if kind == "census":
        return (
            "A census is an XML file, or tables whose headings are its elements (LAchildID, CINreferralDate)."
        )
    if kind == "looked after":
        return "No table in this file has the headings of that return (CHILD, DECOM, RNE, LS; or CHILD, MIS_START)."
    if not any(preview.headings):
        return "No headings were found in this file, so nobody can say what its columns mean."
    return ""


def needs_columns(preview: Preview, kind: Kind) -> bool:
    """Whether somebody has to say what the columns mean before a file of this kind can be read."""
    return kind in ("agency list", "contacts") and preview.known_as != kind
