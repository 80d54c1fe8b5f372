"""What a child of the children in need census says: who it is, and the dated events of their story.

Each element that is an event of its own is a row of the report, named by its path. Impossible days, unknown codes
and elements nobody knows are marked and kept; nothing is refused but a child without any number.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, Literal, cast

from msgspec import Struct

from workstation.domain import identifiers
from workstation.domain.ids import ContactId, PersonId, uuid_of
from workstation.domain.kinds import Body, Born, ChildNamed, EarlierTaken, Name, YesNo
from workstation.intake import acts, cells
from workstation.intake.annex_a import Codes
from workstation.intake.census_map import Detail, Part, census_map, parts
from workstation.intake.mapping.vocabulary import find_word
from workstation.intake.mapping.values import quoted
from workstation.intake.messages import Cell, ChildRead, Element

_SEX_NOW: Final = {"M": "M", "F": "F", "U": "U"}
_SEX_BEFORE: Final = {"1": "M", "2": "F", "0": "U", "9": "U"}
_WEEKS: Final = 40 * 7


class CensusRow(Struct, kw_only=True):
    """One element that says something of its own: its name and path, what it says, or why it is refused."""

    element: str
    path: str
    contact: ContactId = ContactId("")
    body: Body | None = None
    on: date | None = None
    marks: tuple[str, ...] = ()
    refused: str = ""
    child: str = ""
    what: str = ""


class Census(Struct, frozen=True):
    """What a census says of itself."""

    year: str = ""
    collection: str = ""
    as_of: date | None = None


def header(element: Element, today: date) -> Census:
    """Which census it is and the day on which it was right."""
    said = {leaf.name.lower(): leaf.text for leaf in _leaves(element)}
    day = cells.day(Cell("text", said.get("referencedate", "")), today=today).on
    return Census(said.get("year", ""), said.get("collection", ""), day)


def rows(read: ChildRead, census: Census, *, today: date, codes: Codes, file: str) -> Iterator[CensusRow]:
    """The rows of one child: the child, then every event in the order of the file."""
    yield from _Reading(read, census, today, codes, file).rows()


class _Reading:
    """The reading of one child."""

    def __init__(self, read: ChildRead, census: Census, today: date, codes: Codes, file: str) -> None:
        self._read = read
        self._census = census
        self._today = today
        self._codes = codes
        self._file = file
        self._id = ""
        self._born: date | None = None
        self._due: date | None = None
        self._died: date | None = None
        self._common: list[str] = []
        self._marks: list[str] = []
        self._ethnicity = ""
        self._contact = ContactId("")

    def rows(self) -> Iterator[CensusRow]:
        """The child first: the events need their dates."""
        path = f"Child {self._read.number}"
        named = self._child()
        if named is None:
            yield CensusRow(
                element="Child", path=path, marks=tuple(self._marks), what="child",
                refused="it has neither the council's number of the child nor a UPN",
            )  # fmt: skip
            return
        yield self._row("Child", path, named, "child")
        if self._died:
            yield from self._event_row("Child", f"{path} PersonDeathDate", "death", self._died, [], _Extra())
        counts: dict[str, int] = {}
        for episode in self._all(self._read.child, "CINdetails"):
            counts["CINdetails"] = counts.get("CINdetails", 0) + 1
            yield from self._episode(episode, f"{path} CINdetails {counts['CINdetails']}")

    # -- who it is ----------------------------------------------------------------------------------------------

    def _child(self) -> ChildNamed | None:
        self._marks = [f"the XML of this child is broken: {fault}" for fault in self._read.faults]
        said = self._known_leaves(self._read.child, "ChildIdentifiers", census_map().child.identifiers)
        more = self._known_leaves(self._read.child, "ChildCharacteristics", census_map().child.characteristics)
        known = {"childidentifiers", "childcharacteristics", "cindetails"}
        self._strangers(self._read.child, known, "Child")
        self._id = said.get("lachildid", "")
        upn = self._upn(said)
        if not self._id and not upn:
            return None
        if not self._id:
            self._mark("LAchildID is missing, the child is known by the UPN")
        elif fault := identifiers.la_child_id_fault(self._id):
            self._mark(f"LAchildID {fault}, kept as written")
        self._contact = acts.earlier_record(self._id[:100] or f"UPN {upn}")
        self._born, self._due = self._day(said, "PersonBirthDate"), self._day(said, "ExpectedPersonBirthDate")
        self._died = self._day(said, "PersonDeathDate")
        self._characteristics(more)
        self._check_child()
        return ChildNamed(
            person=PersonId(self._contact),
            name=Name(),
            born=Born(on=self._born, due=self._due),
            sex=cast('Literal["F", "M", "U", ""]', self._sex(said)),
            la_child_id=self._id[:100],
            upn=upn,
        )

    def _upn(self, said: dict[str, str]) -> str:
        upn, former, unknown = (said.get(name, "") for name in ("upn", "formerupn", "upnunknown"))
        if upn and (fault := identifiers.upn_fault(upn)):
            self._mark(f"UPN {upn[:40]} {fault}, kept as written")
        if former:
            fault = identifiers.upn_fault(former)
            self._common.append(f"former UPN: {former}")
            if fault:
                self._mark(f"FormerUPN {former[:40]} {fault}, kept as written")
        if unknown:
            self._common.append(f"no UPN because: {unknown}")
            if not identifiers.is_unknown_upn(unknown):
                self._mark(f"UPNunknown {quoted(unknown)} is not a known code, kept as text")
            if upn:
                self._mark("it has a UPN and a reason for having none")
        return upn[:100] if identifiers.upn_fault(upn) else identifiers.upn(upn)

    def _sex(self, said: dict[str, str]) -> str:
        now, before = said.get("sex", ""), said.get("gendercurrent", "")
        if identity := said.get("genderidentity", ""):
            self._common.append(f"gender identity: {identity}")
        text = now or before
        name = "Sex" if now else "GenderCurrent"
        found = _SEX_NOW.get(text.upper()) or _SEX_BEFORE.get(text)
        if not text:
            self._mark("sex is missing")
        elif found is None:
            self._mark(f"{name} {quoted(text)} is not a known code, kept as text")
            self._common.append(f"sex: {text}")
        elif now and text in _SEX_BEFORE:
            self._mark(f"Sex is written {text}, as in a census before 2025")
        if text == "9":
            self._common.append("gender: neither male nor female")
        return found or ""

    def _characteristics(self, more: dict[str, str]) -> None:
        text = more.get("ethnicity", "")
        self._ethnicity = self._codes("ethnicity").find(text) or "" if text else ""
        if text and not self._ethnicity:
            self._mark(f"Ethnicity {quoted(text)} is not a known code, kept as text")
            self._common.append(f"ethnicity: {text}")
        elif not text:
            self._mark("ethnicity is missing")
        found = [leaf.text for leaf in _leaves(self._read.child) if leaf.name.lower() == "disability" and leaf.text]
        for code in dict.fromkeys(found):
            if self._codes("disability").find(code) is None:
                self._mark(f"Disability {quoted(code)} is not a known code, kept as text")
        if len(set(found)) != len(found):
            self._mark("a disability stands twice")
        if "NONE" in found and len(set(found)) > 1:
            self._mark("it has no disability and a disability")
        if plain := [self._codes("disability").plain(code) for code in dict.fromkeys(found) if code != "NONE"]:
            self._common.append(f"disability: {', '.join(plain)}")

    def _check_child(self) -> None:
        if self._born and self._due:
            self._mark("it has a date of birth and an expected one")
        if not self._born and not self._due:
            self._mark("date of birth is missing")
        if self._born and self._born > self._today:
            self._mark("date of birth is in the future")
        if self._born and self._died and self._died < self._born:
            self._mark("died before birth")

    # -- what happened ------------------------------------------------------------------------------------------

    def _episode(self, episode: Element, path: str) -> Iterator[CensusRow]:
        referral = parts()["cindetails"]
        own = [one for one in episode.inside if not one.inside and one.name.lower() not in parts()]
        nested = [one for one in episode.inside if one.inside or one.name.lower() in parts()]
        began = self._day_in(own, referral.on)
        busy = any(one.name.lower() in parts() for one in nested)
        yield from self._part(episode, own, referral, path, began, busy=busy)
        counts: dict[str, int] = {}
        for one in nested:
            counts[one.name] = counts.get(one.name, 0) + 1
            part = parts().get(one.name.lower())
            inner = f"{path} {one.name} {counts[one.name]}"
            if part is not None:
                yield from self._part(one, list(one.inside), part, inner, began)
            else:
                yield from self._stranger(one, inner)

    def _part(
        self, element: Element, inside: list[Element], part: Part, path: str, began: date | None, *, busy: bool = False
    ) -> Iterator[CensusRow]:
        self._marks = []
        self._loose(element)
        on, ended = self._day_in(inside, part.on), self._day_in(inside, part.ended)
        source = self._coded_source(inside, part)
        nfa = self._nfa(inside, part, busy=busy)
        details, themes = self._details(inside, part)
        self._dates(part, on, ended, began)
        if part.element == "CINdetails":
            details += self._common
        extra = _Extra(ended=ended, source=source, nfa=nfa, themes=themes)
        also = [(self._day_of(leaf), one) for one in part.also for leaf in _found(inside, one.element, one.inside)]
        yield from self._event_row(part.element, path, part.event, on, details, extra)
        for count, (day, one) in enumerate(also, start=1):
            if day is not None:
                self._marks = []
                self._dates(part, day, None, began)
                yield from self._event_row(part.element, f"{path} {one.element} {count}", one.event, day, [], _Extra())

    def _coded_source(self, inside: list[Element], part: Part) -> str:
        text = next((leaf.text for leaf in _found(inside, part.source)), "")
        if not part.source:
            return ""
        found = self._codes("source").find(text) if text else None
        if not text:
            self._mark(f"{part.source} is missing")
        elif found is None:
            self._mark(f"{part.source} {quoted(text)} is not a known code, kept as text")
        return found or ""

    def _nfa(self, inside: list[Element], part: Part, *, busy: bool) -> YesNo:
        if not part.nfa:
            return "not known"
        text = next((leaf.text for leaf in _found(inside, part.nfa)), "")
        said = cells.yes_no(Cell("text", text)) if text else None
        if not text:
            self._mark(f"{part.nfa} is missing")
        elif said is None:
            self._mark(f"{part.nfa} {quoted(text)} is neither true nor false, kept as text")
        if said == "yes" and busy:
            self._mark("it is marked no further action, and yet something was done")
        return said or "not known"

    def _details(self, inside: list[Element], part: Part) -> tuple[list[str], tuple[str, ...]]:
        """What else the element says, in plain words, and the themes its factors speak of."""
        said: list[str] = []
        themes: dict[str, None] = {}
        text = next((leaf.text for leaf in _found(inside, part.source)), "") if part.source else ""
        if text and self._codes("source").find(text) is None:
            said.append(f"source: {text}")
        for detail in part.details:
            words = [w for leaf in _found(inside, detail.element, detail.inside) if (w := self._word(detail, leaf))]
            if words:
                said.append(f"{detail.label}: {', '.join(dict.fromkeys(words))}")
            if detail.set == "factor":
                found = (find_word("theme", leaf.text) for leaf in _found(inside, detail.element, detail.inside))
                themes.update(dict.fromkeys(theme for theme in found if theme))
        said += self._others(inside, part)
        return said, tuple(themes)

    def _word(self, detail: Detail, leaf: Element) -> str:
        if detail.kind == "day":
            day = self._day_of(leaf)
            return f"{day:%d/%m/}{day.year}" if day else leaf.text
        if detail.kind == "yes or no":
            return cells.yes_no(Cell("text", leaf.text)) or leaf.text
        if detail.kind == "code" and leaf.text:
            code = self._codes(detail.set).find(leaf.text)
            if code is None:
                self._mark(f"{detail.element} {quoted(leaf.text)} is not a known code, kept as text")
                return leaf.text
            return f"{self._codes(detail.set).plain(code)} ({code})"
        return leaf.text

    def _others(self, inside: list[Element], part: Part) -> list[str]:
        """Elements that are new or misspelt: kept as words."""
        known = {name.lower() for name in (part.on, part.ended, part.source, part.nfa) if name}
        for one in (*part.details, *part.also):
            known |= {one.element.lower(), one.inside.lower()}
        said = []
        for one in inside:
            if one.name.lower() in known:
                said += self._inner_strangers(one, known)
                continue
            text = _in_words(one)
            self._mark(f"{one.name} is not an element we know, kept as text")
            said += [f"{one.name}: {text}"] if text else []
        return said

    def _inner_strangers(self, holder: Element, known: set[str]) -> list[str]:
        self._loose(holder)
        strange = [one for one in holder.inside if one.name.lower() not in known]
        for one in strange:
            self._mark(f"{one.name} is not an element we know, kept as text")
        return [f"{one.name}: {_in_words(one)}" for one in strange]

    def _stranger(self, element: Element, path: str) -> Iterator[CensusRow]:
        """An element with others inside that no year we know of has: its first day is taken for its own."""
        self._marks = [f"{element.name} is not an element we know, kept as text"]
        days = [(leaf, day) for leaf in _leaves(element) if (day := self._quiet_day(leaf.text))]
        on = next((day for leaf, day in days if "start" in leaf.name.lower()), days[0][1] if days else None)
        words = [f"{leaf.name}: {leaf.text}" for leaf in _leaves(element) if leaf.text]
        yield from self._event_row(element.name, path, element.name, on, words, _Extra())

    def _dates(self, part: Part, on: date | None, ended: date | None, began: date | None) -> None:
        if on is None:
            self._mark(f"{part.on} is missing")
            return
        if self._born and on < self._born and (self._born - on).days > _WEEKS:
            self._mark(f"more than 40 weeks before birth: {part.after}")
        if self._died and on > self._died:
            self._mark(f"after the child died: {part.after}")
        if ended and ended < on:
            self._mark("it ended before it began")
        if began and on < began:
            self._mark("before the referral")
        for day in (on, ended):
            if day and day > self._today:
                self._mark(f"{day:%d/%m/}{day.year} is in the future")
            elif day and self._census.as_of and day > self._census.as_of:
                self._mark(f"{day:%d/%m/}{day.year} is after the census was made")

    # -- rows ---------------------------------------------------------------------------------------------------

    def _event_row(
        self, element: str, path: str, event: str, on: date | None, details: list[str], extra: _Extra
    ) -> Iterator[CensusRow]:
        body = EarlierTaken(
            event=event,
            key=uuid_of("census", self._contact, event, str(on), "" if on else path.partition(" CINdetails")[2]),
            la_child_id=self._id[:100],
            on=on,
            ended=extra.ended,
            ethnicity=self._ethnicity if event == "referral" else "",
            source=extra.source,
            nfa=extra.nfa,
            themes=extra.themes,
            detail="; ".join(dict.fromkeys(details)),
            as_of=self._census.as_of,
            marks=tuple(self._marks),
            from_file=self._file,
            row=path,
        )
        what = f"{event} on {on:%d/%m/}{on.year}" if on else event
        yield self._row(element, path, body, what, on)

    def _row(self, element: str, path: str, body: Body, what: str, on: date | None = None) -> CensusRow:
        return CensusRow(
            element=element, path=path, contact=self._contact, body=body, on=on, marks=tuple(self._marks),
            child=self._id, what=what,
        )  # fmt: skip

    # -- small things -------------------------------------------------------------------------------------------

    def _mark(self, words: str) -> None:
        if words not in self._marks:
            self._marks.append(words)

    def _all(self, element: Element, name: str) -> list[Element]:
        return [one for one in element.inside if one.name.lower() == name.lower()]

    def _known_leaves(self, child: Element, group: str, known: tuple[str, ...]) -> dict[str, str]:
        """The texts of a group by their names in lower case; what is not known in it is kept as words."""
        said: dict[str, str] = {}
        names = {name.lower() for name in known}
        for holder in self._all(child, group):
            self._loose(holder)
            for one in holder.inside:
                if one.name.lower() in said and said[one.name.lower()] != one.text:
                    self._mark(f"{one.name} stands twice and they differ; the first was read")
                said.setdefault(one.name.lower(), one.text)
            self._strangers(holder, names, group)
        return said

    def _strangers(self, holder: Element, known: set[str], where: str) -> None:
        for one in holder.inside:
            if one.name.lower() not in known:
                self._mark(f"{one.name} in {where} is not an element we know, kept as text")
                self._common.append(f"{one.name}: {_in_words(one)}")

    def _loose(self, holder: Element) -> None:
        """Words that stand between elements."""
        if holder.inside and holder.text:
            self._mark(f"loose words stand in {holder.name}: {quoted(holder.text)}")

    def _day(self, said: dict[str, str], name: str) -> date | None:
        return self._understood(name, said.get(name.lower(), ""))

    def _day_in(self, inside: list[Element], name: str) -> date | None:
        return next((self._day_of(leaf) for leaf in _found(inside, name)), None) if name else None

    def _day_of(self, leaf: Element) -> date | None:
        return self._understood(leaf.name, leaf.text)

    def _understood(self, name: str, text: str) -> date | None:
        if not text:
            return None
        found = cells.day(Cell("text", text), today=self._today)
        if found.on is None:
            self._mark(f"{name} {quoted(text)} was not understood as a day")
        return found.on

    def _quiet_day(self, text: str) -> date | None:
        return cells.day(Cell("text", text), today=self._today).on if text else None


class _Extra(Struct, frozen=True):
    """What only some events have."""

    ended: date | None = None
    source: str = ""
    nfa: YesNo = "not known"
    themes: tuple[str, ...] = ()


def _found(inside: list[Element], name: str, within: str = "") -> list[Element]:
    """The elements of this name, inside another where they may be."""
    wanted, holder = name.lower(), within.lower()
    found = [one for one in inside if one.name.lower() == wanted]
    for one in inside:
        if holder and one.name.lower() == holder:
            found += [leaf for leaf in one.inside if leaf.name.lower() == wanted]
    return found


def _leaves(element: Element) -> Iterator[Element]:
    if not element.inside:
        yield element
    for one in element.inside:
        yield from _leaves(one)


def _in_words(element: Element) -> str:
    if not element.inside:
        return element.text
    return ", ".join(f"{leaf.name} {leaf.text}" for leaf in _leaves(element) if leaf.text)
