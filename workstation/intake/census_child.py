"""Who a child of the census is: numbers, birth, sex, and what is said of the whole child."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, cast

from workstation.domain import identifiers
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import Born, ChildNamed, Name
from workstation.intake import acts
from workstation.intake.annex_a import Codes
from workstation.intake.census_map import Part, census_map
from workstation.intake.census_reading import Reading, chosen, leaves
from workstation.intake.mapping.values import quoted
from workstation.intake.messages import ChildRead, Element

_SEX_NOW: Final = {"M": "M", "F": "F", "U": "U"}
_SEX_BEFORE: Final = {"1": "M", "2": "F", "0": "U", "9": "U"}
_LONGEST: Final = 100


class ChildReading(Reading):
    """The reading of one child; once `named` was asked, what its events need to know of it."""

    def __init__(self, read: ChildRead, today: date, codes: Codes) -> None:
        super().__init__(today)
        self.id = ""
        self.born: date | None = None
        self.due: date | None = None
        self.died: date | None = None
        self.ethnicity = ""
        self.contact = ContactId("")
        self._read = read
        self._codes = codes

    def named(self) -> ChildNamed | None:
        """The child, without a name; None when there is neither the council's number nor a UPN."""
        self.marks = [f"the XML of this child is broken: {fault}" for fault in self._read.faults]
        said = self.group(self._read.child, "ChildIdentifiers", census_map().child.identifiers)
        more = self.group(self._read.child, "ChildCharacteristics", census_map().child.characteristics)
        known = {"childidentifiers", "childcharacteristics", "cindetails"}
        self.strangers(self._read.child, known, "Child")
        self.id = said.get("lachildid", "")
        upn = self._upn(said)
        if not self.id and not upn:
            return None
        if not self.id:
            self.mark("LAchildID is missing, the child is known by the UPN")
        elif fault := identifiers.la_child_id_fault(self.id):
            self.mark(f"LAchildID {fault}, kept as written")
        self.contact = acts.earlier_record(self.id[:_LONGEST] or f"UPN {upn}")
        self.born = self.day("PersonBirthDate", said.get("personbirthdate", ""))
        self.due = self.day("ExpectedPersonBirthDate", said.get("expectedpersonbirthdate", ""))
        self.died = self.day("PersonDeathDate", said.get("persondeathdate", ""))
        self._characteristics(more)
        self._check_child()
        return ChildNamed(
            person=PersonId(self.contact),
            name=Name(),
            born=Born(on=self.born, due=self.due),
            sex=cast('Literal["F", "M", "U", ""]', self._sex(said)),
            la_child_id=self.id[:_LONGEST],
            upn=upn,
        )

    def _upn(self, said: dict[str, str]) -> str:
        upn, former, unknown = (said.get(name, "") for name in ("upn", "formerupn", "upnunknown"))
        if upn and (fault := identifiers.upn_fault(upn)):
            self.mark(f"UPN {upn[:40]} {fault}, kept as written")
        if former:
            fault = identifiers.upn_fault(former)
            self.common.append(f"former UPN: {former}")
            if fault:
                self.mark(f"FormerUPN {former[:40]} {fault}, kept as written")
        if unknown:
            self.common.append(f"no UPN because: {unknown}")
            if not identifiers.is_unknown_upn(unknown):
                self.mark(f"UPNunknown {quoted(unknown)} is not a known code, kept as text")
            if upn:
                self.mark("it has a UPN and a reason for having none")
        return upn[:_LONGEST] if identifiers.upn_fault(upn) else identifiers.upn(upn)

    def _sex(self, said: dict[str, str]) -> str:
        now, before = said.get("sex", ""), said.get("gendercurrent", "")
        if identity := said.get("genderidentity", ""):
            self.common.append(f"gender identity: {identity}")
        text = now or before
        name = "Sex" if now else "GenderCurrent"
        found = _SEX_NOW.get(text.upper()) or _SEX_BEFORE.get(text)
        if not text:
            self.mark("sex is missing")
        elif found is None:
            self.mark(f"{name} {quoted(text)} is not a known code, kept as text")
            self.common.append(f"sex: {text}")
        elif now and text in _SEX_BEFORE:
            self.mark(f"Sex is written {text}, as in a census before 2025")
        if text == "9":
            self.common.append("gender: neither male nor female")
        return found or ""

    def _characteristics(self, more: dict[str, str]) -> None:
        text = more.get("ethnicity", "")
        self.ethnicity = self._codes("ethnicity").find(text) or "" if text else ""
        if text and not self.ethnicity:
            self.mark(f"Ethnicity {quoted(text)} is not a known code, kept as text")
            self.common.append(f"ethnicity: {text}")
        elif not text:
            self.mark("ethnicity is missing")
        found = [
            leaf.text for leaf in leaves(self._read.child) if leaf.name.lower() == "disability" and leaf.text
        ]
        for code in dict.fromkeys(found):
            if self._codes("disability").find(code) is None:
                self.mark(f"Disability {quoted(code)} is not a known code, kept as text")
        if len(set(found)) != len(found):
            self.mark("a disability stands twice")
        if "NONE" in found and len(set(found)) > 1:
            self.mark("it has no disability and a disability")
        if plain := [
            self._codes("disability").plain(code) for code in dict.fromkeys(found) if code != "NONE"
        ]:
            self.common.append(f"disability: {', '.join(plain)}")

    def _check_child(self) -> None:
        if self.born and self.due:
            self.mark("it has a date of birth and an expected one")
        if not self.born and not self.due:
            self.mark("date of birth is missing")
        if self.born and self.born > self.today:
            self.mark("date of birth is in the future")
        if self.born and self.died and self.died < self.born:
            self.mark("died before birth")

    def source_of(self, inside: list[Element], part: Part) -> str:
        """The code of who told us; empty when there is none."""
        text = next((leaf.text for leaf in chosen(inside, part.source)), "")
        if not part.source:
            return ""
        found = self._codes("source").find(text) if text else None
        if not text:
            self.mark(f"{part.source} is missing")
        elif found is None:
            self.mark(f"{part.source} {quoted(text)} is not a known code, kept as text")
        return found or ""
