"""Whether a mapping makes sense for a file, in sentences for the person who made it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from workstation.intake.annex_a import Codes
from workstation.intake.cells import NOTHING, hides, unlettered, yes_no
from workstation.intake.headings import bare
from workstation.intake.mapping import vocabulary as known
from workstation.intake.mapping.days import day
from workstation.intake.mapping.preview import Preview
from workstation.intake.mapping.shape import Mapping, Source
from workstation.intake.mapping.suggesting import order_of
from workstation.intake.mapping.vocabulary import Field
from workstation.intake.messages import Cell

_NAMES_SOMEBODY: Final = ("family", "given", "name", "la_child_id", "nhs", "upn", "person")
_SHOWN: Final = 5


class Remark(Struct, frozen=True):
    """A sentence about a mapping. `stops`: the file cannot be brought in before it is put right. `field` is what it
    is about, if it is about one.
    """

    words: str
    stops: bool = False
    field: str = ""


def check(mapping: Mapping, preview: Preview, *, today: date, codes: Codes) -> tuple[Remark, ...]:
    """What a person should know before the file is brought in; what stops it comes first."""
    found = [
        *_unknown(mapping),
        *_missing(mapping),
        *_both_ways(mapping),
        *_columns(mapping, preview),
        *_days(mapping, preview, today),
        *_values(mapping, preview, codes),
        *_left_over(mapping, preview),
    ]
    return tuple(sorted(found, key=lambda remark: not remark.stops))


def stops(mapping: Mapping) -> tuple[Remark, ...]:
    """What stops this mapping whatever the file."""
    return tuple(remark for remark in (*_unknown(mapping), *_missing(mapping)) if remark.stops)


def _unknown(mapping: Mapping) -> Iterator[Remark]:
    wanted = known.fields(mapping.about)
    seen: set[str] = set()
    for source in mapping.sources:
        field = wanted.get(source.field)
        if field is None:
            yield Remark(f"“{source.field}” is no field of a file about {_about(mapping)}.", stops=True)
        elif source.field in seen:
            yield Remark(f"{field.label} is explained twice.", stops=True, field=field.id)
        elif len(source.columns) > 1 and not field.many:
            yield Remark(f"{field.label} can come from one column only.", stops=True, field=field.id)
        elif not source.columns and not source.constant:
            yield Remark(f"{field.label} comes from nowhere: choose a column.", stops=True, field=field.id)
        seen.add(source.field)


def _about(mapping: Mapping) -> str:
    return "contacts" if mapping.about == "contact" else "people an agency knows"


def _missing(mapping: Mapping) -> Iterator[Remark]:
    filled = {source.field for source in mapping.sources}
    if not filled.intersection(_NAMES_SOMEBODY):
        yield Remark(
            "No column says who the child is: a name or a number is needed.", stops=True, field="family"
        )
    if mapping.about == "contact":
        if "on" not in filled:
            yield Remark("No column gives the date of the contact.", stops=True, field="on")
        if not mapping.system:
            yield Remark(
                "Say which system the file comes from: contact numbers are unique only within it.",
                stops=True,
                field="system",
            )
        if "reference" not in filled:
            yield Remark(
                "No column gives a number for each contact: a corrected file will then add to what is on record "
                "and not correct it.", field="reference",
            )  # fmt: skip
    elif "as_of" not in filled:
        yield Remark("No column says on which day the data was right.", field="as_of")
    if "born" not in filled and "due" not in filled:
        yield Remark("No column gives a date of birth: earlier contacts will be hard to find.", field="born")


def _both_ways(mapping: Mapping) -> Iterator[Remark]:
    """Two columns that say the same of somebody, or a part of what needs another part."""
    filled = {source.field for source in mapping.sources}
    for prefix in sorted({field.rpartition(".")[0] for field in filled}):
        dot = f"{prefix}." if prefix else ""
        if f"{dot}name" in filled and filled.intersection((f"{dot}family", f"{dot}given")):
            yield Remark(
                "A name comes whole and in parts. The parts are believed; the whole name is used where both are "
                "empty.",
                field=f"{dot}name",
            )  # fmt: skip
        if prefix and not filled.intersection((f"{dot}family", f"{dot}given", f"{dot}name")):
            told = next(field for field in sorted(filled) if field.startswith(dot))
            who = f"{prefix[:-1].title()} {prefix[-1]}"
            yield Remark(f"{who} has no name, so nothing is kept of them.", field=told)


def _columns(mapping: Mapping, preview: Preview) -> Iterator[Remark]:
    for column in mapping.columns:
        if column not in preview.headings:
            yield Remark(
                f"Column “{column}” is not in this file.", stops=True, field=_field_of(mapping, column)
            )
        elif known.is_never_taken(column):
            yield Remark(f"Column “{column}” holds e-mail addresses, which are not kept.", stops=True)


def _field_of(mapping: Mapping, column: str) -> str:
    return next((source.field for source in mapping.sources if column in source.columns), "")


def _days(mapping: Mapping, preview: Preview, today: date) -> Iterator[Remark]:
    wanted = known.fields(mapping.about)
    every: list[str] = []
    for source in mapping.sources:
        field = wanted.get(source.field)
        if field is None or field.kind != "day":
            continue
        values = [value for value in _standing(source, preview) if value.strip() and value not in NOTHING]
        every += values
        odd = [v for v in values if day(Cell("text", v), mapping.dates, today=today).note == "not understood"]
        if values and len(odd) == len(values):
            yield Remark(
                f"No value for {_low(field)} was understood as a day, for example “{odd[0]}”.", field=field.id
            )
        elif odd:
            yield Remark(
                f"Some values for {_low(field)} are no days, for example “{odd[0]}”.", field=field.id
            )
    if (
        every
        and order_of(every) != mapping.dates
        and any(order_of([value]) != mapping.dates for value in every)
    ):
        yield Remark(f"The days in this file look like they are written {order_of(every)}.", field="dates")


def _standing(source: Source, preview: Preview) -> list[str]:
    """What stands in the columns of a source, in the rows that were looked at."""
    places = [preview.headings.index(column) for column in source.columns if column in preview.headings]
    return [row[place] for row in preview.rows for place in places if place < len(row)]


def _low(field: Field) -> str:
    return field.label[0].lower() + field.label[1:]


def _values(mapping: Mapping, preview: Preview, codes: Codes) -> Iterator[Remark]:
    """Words that nobody explained, and explanations that are no codes of ours."""
    wanted = known.fields(mapping.about)
    for source in mapping.sources:
        field = wanted.get(source.field)
        find = finder(field, codes) if field else None
        if field is None or find is None:
            continue
        for said, code in source.words.items():
            if code and find(code) != code:
                yield Remark(
                    f"{field.label}: “{code}” (for “{said}”) is none of our codes.",
                    stops=True,
                    field=field.id,
                )
        values = [value for column in source.columns for value in preview.values.get(column, ())]
        odd = [
            value
            for value in dict.fromkeys(values)
            if value not in source.words and value not in NOTHING and not find(value)
        ]
        if field.id == "hidden":
            odd = [value for value in odd if hides(Cell("text", value)) == "perhaps"]
        if odd:
            shown = ", ".join(f"“{value}”" for value in odd[:_SHOWN])
            more = f" and {len(odd) - _SHOWN} more" if len(odd) > _SHOWN else ""
            mean = "means here. It is" if len(odd) == 1 else "mean here. They are"
            kept = "taken as yes: the address is hidden" if field.id == "hidden" else "kept as words"
            yield Remark(
                f"{field.label}: nobody said what {shown}{more} {mean} {kept}.",
                field=field.id,
            )


def finder(field: Field, codes: Codes) -> Callable[[str], str] | None:
    """How a value of this field is found among our codes; None for a field that has none."""
    match field.kind:
        case "outcome":
            return lambda text: known.find_word("outcome", text)
        case "theme":
            return lambda text: known.find_word("theme", text)
        case "source":
            return lambda text: codes("source").find(text) or ""
        case "ethnicity":
            return lambda text: codes("ethnicity").find(text) or ""
        case "sex":
            return sex
        case "yes or no":
            return lambda text: yes_no(Cell("text", text)) or ""
    return None


_SEXES: Final = {
    "m": "M", "male": "M", "boy": "M", "1": "M", "man": "M", "f": "F", "female": "F", "girl": "F", "2": "F",
    "woman": "F", "u": "U", "unborn": "U", "unknown": "U", "not known": "U", "not recorded": "U", "0": "U",
    "9": "U", "indeterminate": "U", "not stated": "U", "not specified": "U", "other": "U", "i": "U", "x": "U",
    "not stated recorded": "U", "neither": "U",
}  # fmt: skip


def sex(text: str) -> str:
    """M, F or U as files say it; empty for another word."""
    return _SEXES.get(bare(unlettered(text)), "")


def _left_over(mapping: Mapping, preview: Preview) -> Iterator[Remark]:
    decided = {*mapping.columns, *(left.column for left in mapping.left_out)}
    left = [heading for heading in preview.headings if heading and heading not in decided]
    if left:
        yield Remark(f"Not taken: {', '.join(left)}.", field="left over")
