"""How the columns of somebody's file are explained, once, by a person, and used again for the next one.

    preview = mapping.look(path)                    # headings, first rows, a suggestion
    mapping.check(chosen, preview, ...)             # sentences; some of them stop it
    mapping.save(chosen, path), mapping.load(path)  # a file that can be shared

`fields(about)` are the fields of ours a column can fill, `known_words("outcome" | "theme")` our codes in words.
`services.bring_in.bring_in(desk, path, mapping=chosen)` takes the file.
"""

from __future__ import annotations

from workstation.intake.mapping.checking import Remark, check, finder, stops
from workstation.intake.mapping.preview import Preview, look
from workstation.intake.mapping.shape import DateOrder, Mapping, MappingRefused, Source, load, new, save
from workstation.intake.mapping.suggesting import suggest
from workstation.intake.mapping.vocabulary import About, Field, Word, fields, find_word, known_words

__all__ = [
    "About",
    "DateOrder",
    "Field",
    "Mapping",
    "MappingRefused",
    "Preview",
    "Remark",
    "Source",
    "Word",
    "check",
    "fields",
    "find_word",
    "finder",
    "known_words",
    "load",
    "look",
    "new",
    "save",
    "stops",
    "suggest",
]
