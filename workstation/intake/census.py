"""What a child of the children in need census says: who it is, and the dated events of their story.

Each element that is an event of its own is a row of the report, named by its path. Impossible days, unknown codes
and elements nobody knows are marked and kept; nothing is refused but a child without any number.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from workstation.domain.ids import ContactId, uuid_of
from workstation.domain.kinds import Body, EarlierTaken, YesNo
from workstation.intake import cells
from workstation.intake.annex_a import Codes
from workstation.intake.census_child import ChildReading
from workstation.intake.census_map import Detail, Part, parts
from workstation.intake.census_reading import chosen, in_words, leaves, of_name
from workstation.intake.mapping.values import quoted
from workstation.intake.mapping.vocabulary import find_word
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

    @property
    def words(self) -> str:
        """Which census it is, in words."""
        year = f" {self.year}" if self.year else ""
        right = f", right on {self.as_of:%d/%m/}{self.as_of.year}" if self.as_of else ""
        return f"the children in need census{year}{right}"


def header(element: Element, today: date) -> Census:
    """Which census it is and the day on which it was right."""
    said = {leaf.name.lower(): leaf.text for leaf in leaves(element)}
    day = cells.day(Cell("text", said.get("referencedate", "")), today=today).on
    return Census(said.get("year", ""), said.get("collection", ""), day)


def rows(read: ChildRead, census: Census, *, today: date, codes: Codes, file: str) -> Iterator[CensusRow]:
    """The rows of one child: the child, then every event in the order of the file."""
    yield from EventReading(read, census, today, codes, file).rows()


class EventReading(ChildReading):
    """The reading of one child."""

    def __init__(self, read: ChildRead, census: Census, today: date, codes: Codes, file: str) -> None:
        super().__init__(read, today, codes)
        self._census = census
        self._file = file
        self.only_filled = False
        """Whether a referral is only there when something of it stands there, as in a table of one of its parts."""

    def rows(self) -> Iterator[CensusRow]:
        """The child first: the events need their dates."""
        path = f"Child {self._read.number}"
        named = self.named()
        if named is None:
            yield CensusRow(
                element="Child", path=path, marks=tuple(self.marks), what="child",
                refused="it has neither the council's number of the child nor a UPN",
            )  # fmt: skip
            return
        yield self.row("Child", path, named, "child")
        if self.died:
            yield from self.event_row("Child", f"{path} PersonDeathDate", "death", self.died, [], Extra())
        counts: dict[str, int] = {}
        for episode in of_name(self._read.child, "CINdetails"):
            counts["CINdetails"] = counts.get("CINdetails", 0) + 1
            yield from self.episode(episode, f"{path} CINdetails {counts['CINdetails']}")

    # -- what happened ------------------------------------------------------------------------------------------

    def episode(self, episode: Element, path: str) -> Iterator[CensusRow]:
        """A referral and what came of it."""
        referral = parts()["cindetails"]
        own = [one for one in episode.inside if not one.inside and one.name.lower() not in parts()]
        nested = [one for one in episode.inside if one.inside or one.name.lower() in parts()]
        began = self.day_in(own, referral.on)
        if own or not self.only_filled:
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
        self,
        element: Element,
        inside: list[Element],
        part: Part,
        path: str,
        began: date | None,
        *,
        busy: bool = False,
    ) -> Iterator[CensusRow]:
        self.marks = []
        self.loose(element)
        on, ended = self.day_in(inside, part.on), self.day_in(inside, part.ended)
        source = self.source_of(inside, part)
        nfa = self._nfa(inside, part, busy=busy)
        details, themes = self._details(inside, part)
        self.marks += _day_marks(self, self._census, part, on, ended, began)
        if part.element == "CINdetails":
            details += self.common
        extra = Extra(
            ended=ended, source=source, nfa=nfa, themes=themes, factors=_factors(inside, part, self._codes)
        )
        also = [
            (self.day_of(leaf), one) for one in part.also for leaf in chosen(inside, one.element, one.inside)
        ]
        yield from self.event_row(part.element, path, part.event, on, details, extra)
        for count, (day, one) in enumerate(also, start=1):
            if day is not None:
                self.marks = []
                self.marks += _day_marks(self, self._census, part, day, None, began)
                yield from self.event_row(
                    part.element, f"{path} {one.element} {count}", one.event, day, [], Extra()
                )

    def _nfa(self, inside: list[Element], part: Part, *, busy: bool) -> YesNo:
        if not part.nfa:
            return "not known"
        text = next((leaf.text for leaf in chosen(inside, part.nfa)), "")
        said = cells.yes_no(Cell("text", text)) if text else None
        if not text:
            self.mark(f"{part.nfa} is missing")
        elif said is None:
            self.mark(f"{part.nfa} {quoted(text)} is neither true nor false, kept as text")
        if said == "yes" and busy:
            self.mark("it is marked no further action, and yet something was done")
        return said or "not known"

    def _details(self, inside: list[Element], part: Part) -> tuple[list[str], tuple[str, ...]]:
        """What else the element says, in plain words, and the themes its factors speak of."""
        said: list[str] = []
        themes: dict[str, None] = {}
        text = next((leaf.text for leaf in chosen(inside, part.source)), "") if part.source else ""
        if text and self._codes("source").find(text) is None:
            said.append(f"source: {text}")
        for detail in part.details:
            words = [
                w for leaf in chosen(inside, detail.element, detail.inside) if (w := self._word(detail, leaf))
            ]
            if words:
                said.append(f"{detail.label}: {', '.join(dict.fromkeys(words))}")
            if detail.set == "factor":
                factors = (leaf.text for leaf in chosen(inside, detail.element, detail.inside))
                themes.update(dict.fromkeys(theme for text in factors if (theme := find_word("theme", text))))
        said += self._others(inside, part)
        return said, tuple(themes)

    def _word(self, detail: Detail, leaf: Element) -> str:
        if detail.kind == "day":
            day = self.day_of(leaf)
            return f"{day:%d/%m/}{day.year}" if day else leaf.text
        if detail.kind == "yes or no":
            return cells.yes_no(Cell("text", leaf.text)) or leaf.text
        if detail.kind == "code" and leaf.text:
            code = self._codes(detail.set).find(leaf.text)
            if code is None:
                self.mark(f"{detail.element} {quoted(leaf.text)} is not a known code, kept as text")
                return leaf.text
            return f"{self._codes(detail.set).plain(code)} ({code})"
        return leaf.text

    def _others(self, inside: list[Element], part: Part) -> list[str]:
        """Elements that are new or misspelt: kept as words."""
        known = {name.lower() for name in (part.on, part.ended, part.source, part.nfa) if name}
        known |= {name.lower() for one in part.details for name in (one.element, one.inside)}
        known |= {name.lower() for one in part.also for name in (one.element, one.inside)}
        said = []
        for one in inside:
            if one.name.lower() in known:
                said += self._inner_strangers(one, known)
                continue
            text = in_words(one)
            self.mark(f"{one.name} is not an element we know, kept as text")
            said += [f"{one.name}: {text}"] if text else []
        return said

    def _inner_strangers(self, holder: Element, known: set[str]) -> list[str]:
        self.loose(holder)
        strange = [one for one in holder.inside if one.name.lower() not in known]
        for one in strange:
            self.mark(f"{one.name} is not an element we know, kept as text")
        return [f"{one.name}: {in_words(one)}" for one in strange]

    def _stranger(self, element: Element, path: str) -> Iterator[CensusRow]:
        """An element with others inside that no year we know of has: its first day is taken for its own."""
        self.marks = [f"{element.name} is not an element we know, kept as text"]
        days = [(leaf, day) for leaf in leaves(element) if (day := self.quiet_day(leaf.text))]
        on = next((day for leaf, day in days if "start" in leaf.name.lower()), days[0][1] if days else None)
        words = [f"{leaf.name}: {leaf.text}" for leaf in leaves(element) if leaf.text]
        yield from self.event_row(element.name, path, element.name, on, words, Extra())

    # -- rows ---------------------------------------------------------------------------------------------------

    def event_row(
        self, element: str, path: str, event: str, on: date | None, details: list[str], extra: Extra
    ) -> Iterator[CensusRow]:
        """An event as a row."""
        body = EarlierTaken(
            event=event,
            key=uuid_of(
                "census", self.contact, event, str(on), "" if on else path.partition(" CINdetails")[2]
            ),
            la_child_id=self.id[:100],
            on=on,
            ended=extra.ended,
            ethnicity=self.ethnicity if event == "referral" else "",
            source=extra.source,
            nfa=extra.nfa,
            themes=extra.themes,
            factors=extra.factors,
            detail="; ".join(dict.fromkeys(details)),
            as_of=self._census.as_of,
            marks=tuple(self.marks),
            from_file=self._file,
            row=path,
        )
        what = f"{event} on {on:%d/%m/}{on.year}" if on else event
        yield self.row(element, path, body, what, on)

    def row(self, element: str, path: str, body: Body, what: str, on: date | None = None) -> CensusRow:
        """What an element says, with the marks so far."""
        return CensusRow(
            element=element, path=path, contact=self.contact, body=body, on=on, marks=tuple(self.marks),
            child=self.id, what=what,
        )  # fmt: skip


def _factors(inside: list[Element], part: Part, codes: Codes) -> tuple[str, ...]:
    """The factor codes of an assessment that are known, each once."""
    told = [d for d in part.details if d.set == "factor"]
    texts = [leaf.text for d in told for leaf in chosen(inside, d.element, d.inside) if leaf.text]
    found = (codes("factor").find(text) for text in texts)
    return tuple(dict.fromkeys(code for code in found if code))


class Extra(Struct, frozen=True):
    """What only some events have."""

    ended: date | None = None
    source: str = ""
    nfa: YesNo = "not known"
    themes: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()


def _day_marks(
    child: ChildReading, census: Census, part: Part, on: date | None, ended: date | None, began: date | None
) -> list[str]:
    """What is odd about the days of an event. `began` is the day of its referral."""
    if on is None:
        return [f"{part.on} is missing"]
    marks: list[str] = []
    if child.born and on < child.born and (child.born - on).days > _WEEKS:
        marks.append(f"more than 40 weeks before birth: {part.after}")
    if child.died and on > child.died:
        marks.append(f"after the child died: {part.after}")
    if ended and ended < on:
        marks.append("it ended before it began")
    if began and on < began:
        marks.append("before the referral")
    for day in (on, ended):
        if day and day > child.today:
            marks.append(f"{day:%d/%m/}{day.year} is in the future")
        elif day and census.as_of and day > census.as_of:
            marks.append(f"{day:%d/%m/}{day.year} is after the census was made")
    return marks
