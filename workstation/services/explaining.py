"""A person says what the columns of a file mean: guesses, what words can mean, a trial, what was said before."""

from __future__ import annotations

from datetime import date
from typing import Final

from workstation import paths
from workstation.domain.times import local
from workstation.guidebook.codes import codes
from workstation.intake.mapping import About, DateOrder, Mapping, Preview, known_words, suggest
from workstation.intake.mapping import days as written_days
from workstation.intake.mapping import trial as trying
from workstation.intake.mapping.checking import finder
from workstation.intake.mapping.remembered import Remembered, recall, remember
from workstation.intake.mapping.trial import Trial
from workstation.intake.mapping.vocabulary import Field
from workstation.intake.messages import Cell
from workstation.services.desk import Desk

__all__ = ["Remembered", "Trial", "before", "guess", "keep", "meaning", "meanings", "read_day", "trial"]

_SEX: Final = (("F", "Female"), ("M", "Male"), ("U", "Unborn, or not known"))
_YES_NO: Final = (("yes", "Yes"), ("no", "No"), ("not known", "Not known"))


def guess(preview: Preview, about: About) -> Mapping:
    """The likeliest mapping for this file, once a person has said what it is about."""
    suggested = preview.suggested
    if suggested.about == about:
        return suggested
    return suggest(preview.headings, preview.rows, suggested.name, about)


def meanings(field: Field) -> tuple[tuple[str, str], ...]:
    """Our codes for such a field, in words; empty for one that takes any words."""
    match field.kind:
        case "outcome" | "theme":
            return tuple((word.code, word.words) for word in known_words(field.kind))
        case "source" | "ethnicity":
            return tuple((code.code, code.plain) for code in codes(field.kind).all)
        case "sex":
            return _SEX
        case "yes or no":
            return _YES_NO
    return ()


def meaning(field: Field, text: str) -> str:
    """The code of ours that a word of a file is understood as; empty when it is not."""
    find = finder(field, codes)
    return find(text) if find else ""


def read_day(desk: Desk, text: str, order: DateOrder) -> date | None:
    """The day that a text of a file is read as."""
    return written_days.day(Cell("text", text), order, today=local(desk.now()).date()).on


def trial(desk: Desk, mapping: Mapping, preview: Preview) -> tuple[Trial, ...]:
    """The first rows as they would be kept. Nothing is."""
    return trying.trial(mapping, preview, today=local(desk.now()).date(), codes=codes)


def before(preview: Preview) -> Remembered | None:
    """What headings like these meant the last time on this computer. Run it beside the window."""
    return recall(preview.headings, paths.explained_columns())


def keep(mapping: Mapping) -> None:
    """Remember what the columns meant, without a value of any row. Run it beside the window."""
    remember(mapping, paths.explained_columns())
