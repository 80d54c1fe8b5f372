"""What a person has said so far about the columns of a file: a value that the screen changes step by step.

Guesses are marked as such until somebody touches them. `mapping` is what would be used now.
"""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field, replace
from typing import Final

from workstation.intake.mapping import DateOrder, LeftOut, Mapping, Preview, Source
from workstation.intake.mapping.vocabulary import About, Field, fields, is_never_taken

REASONS: Final = (
    "nobody here needs it",
    "another column says the same",
    "it is about the system, not the child",
    "it must not be kept here",
)
"""Why a column is left out. Values in a picker are `out:` and the reason."""
EMAIL: Final = "e-mail addresses are not kept"
_OUT: Final = "out:"


@dataclass(frozen=True)
class Draft:
    """For each heading where it goes: a field's id, `out:` and a reason, or nothing yet."""

    preview: Preview
    about: About
    system: str = ""
    dates: DateOrder = "day first"
    sheet: str = ""
    name: str = ""
    goes: AnyMapping[str, str] = field(default_factory=dict)
    guessed: frozenset[str] = frozenset()
    """Headings whose place was guessed and not touched since."""
    constants: AnyMapping[str, str] = field(default_factory=dict)
    """What is the same in every row, by field."""
    words: AnyMapping[str, AnyMapping[str, str]] = field(default_factory=dict)
    """By field: what a person said that a value means."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the file, in its order; columns without one cannot be used."""
        return tuple(heading for heading in self.preview.headings if heading)

    @property
    def fields(self) -> dict[str, Field]:
        """Every field of ours that such a file may fill."""
        return fields(self.about)

    def field_of(self, heading: str) -> Field | None:
        """The field a column goes to; None for one that is left out or not decided."""
        return self.fields.get(self.goes.get(heading, ""))

    def why_out(self, heading: str) -> str:
        """Why a column is left out; empty for one that is not."""
        goes = self.goes.get(heading, "")
        return goes.removeprefix(_OUT) if goes.startswith(_OUT) else ""

    @property
    def undecided(self) -> tuple[str, ...]:
        """Headings nobody has said anything about."""
        return tuple(heading for heading in self.headings if not self.goes.get(heading))

    def with_column(self, heading: str, goes: str) -> Draft:
        """A person said where a column goes."""
        return replace(self, goes={**self.goes, heading: goes}, guessed=self.guessed - {heading})

    def with_word(self, field: str, said: str, code: str | None) -> Draft:
        """A person said what a value means: a code, nothing (empty), or that it is kept as words (None)."""
        mine = {word: meant for word, meant in self.words.get(field, {}).items() if word != said}
        if code is not None:
            mine[said] = code
        return replace(self, words={**self.words, field: mine})

    def with_constant(self, field: str, text: str) -> Draft:
        """A person said what is the same in every row."""
        return replace(self, constants={**self.constants, field: text})

    def mapping(self) -> Mapping:
        """What would be used now."""
        columns: dict[str, list[str]] = {}
        for heading in self.headings:
            if self.field_of(heading):
                columns.setdefault(self.goes[heading], []).append(heading)
        wanted = [name for name in self.fields if name in columns or self.constants.get(name, "").strip()]
        return Mapping(
            lintel_mapping=1,
            name=self.name or self.system,
            about=self.about,
            system=self.system.strip(),
            dates=self.dates,
            sheet=self.sheet,
            sources=tuple(self._source(name, columns.get(name, [])) for name in wanted),
            left_out=tuple(
                LeftOut(heading, why) for heading in self.headings if (why := self.why_out(heading))
            ),
        )

    def _source(self, name: str, columns: list[str]) -> Source:
        constant = self.constants.get(name, "").strip()
        words = dict(self.words.get(name, {})) if columns else {}
        return Source(field=name, columns=tuple(columns), constant=constant, words=words)


def out(reason: str) -> str:
    """The value of a picker for leaving a column out because."""
    return f"{_OUT}{reason}"


def draft_of(mapping: Mapping, preview: Preview, *, guessed: bool) -> Draft:
    """What a mapping says of this file. `guessed`: nobody has looked at it yet."""
    goes = {column: source.field for source in mapping.sources for column in source.columns}
    goes |= {left.column: out(left.because) for left in mapping.left_out}
    here = {heading: goes[heading] for heading in preview.headings if heading in goes}
    here |= {heading: out(EMAIL) for heading in preview.headings if heading and is_never_taken(heading)}
    return Draft(
        preview=preview,
        about=mapping.about,
        system=mapping.system,
        dates=mapping.dates,
        sheet=mapping.sheet,
        name=mapping.name,
        goes=here,
        guessed=frozenset(goes).intersection(preview.headings) if guessed else frozenset(),
        constants={source.field: source.constant for source in mapping.sources if source.constant},
        words={source.field: dict(source.words) for source in mapping.sources if source.words},
    )
