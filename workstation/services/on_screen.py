"""What people wrote, as a screen shows it: what would give a hidden address away is left out there too.

It is kept word for word, and whoever has to know the address asks for it (`identify.show_address`): that is a
recorded, timed act, which reading it in the words of the police, or in a colleague's note, would go round
(`ux.md` A, rule 6). Fields in which somebody writes on what is there have the words as they are: saved again
without them, the record would have lost them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final, TypeAlias, TypeVar

from msgspec import Struct, structs

from workstation.domain.contact import ContactFile
from workstation.domain.gates import Gap, Todo
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Body
from workstation.domain.past import Past
from workstation.domain.said import Said
from workstation.services.desk import Desk
from workstation.services.secrets import confidential_of

Clean: TypeAlias = Callable[[str], str] | None
"""What takes hidden words out of a text; None where nothing is hidden."""
_B = TypeVar("_B", bound=Body)
_S = TypeVar("_S", bound=Struct)
PROSE: Final = frozenset({
    "able", "about", "agreed", "answer", "because", "danger", "detail", "differ_because", "different",
    "effect", "evidence", "found", "full_because", "headline", "how", "how_asked", "in_spite",
    "logged_late_because", "means", "missing", "next_step", "next_time", "no_harm", "none_because",
    "offered", "override", "plan", "question", "result", "risk_if_asked", "safe_when", "said", "text",
    "told", "waiting_for", "where", "where_now", "who_else", "why", "words", "worry",
})  # fmt: skip
"""Fields of entries in which people write what they like. Names, places and codes have fields of their own."""


def cleaner(desk: Desk, file: ContactFile, also: Sequence[ContactId] = ()) -> Clean:
    """What takes the hidden addresses of a contact, and of others, out of words; None where none is hidden."""
    lines = desk.store.register.these(also) if also else {}
    hiding = [contact for contact, line in lines.items() if line.hidden and contact != file.contact]
    if not file.hidden and not hiding:
        return None
    from workstation.report.called import people_of  # noqa: PLC0415 - a start hides nothing
    from workstation.report.redact import Redactor  # noqa: PLC0415 - as above
    from workstation.report.summary import may_hide  # noqa: PLC0415 - as above

    stories = desk.store.journal.of_contacts([file.contact, *hiding]).values()
    known = [address for story in stories for address in confidential_of(story)]
    parts = [
        p for a in known for line in (*a.lines.splitlines(), a.postcode) for p in (line, *line.split(","))
    ]
    parts += [word for a in known for word in a.hide_words]
    hide = may_hide(tuple(dict.fromkeys(part.strip() for part in parts if part.strip())), desk.council)
    return Redactor(hide, desk.council, people_of(file)).clean


def received_words(file: ContactFile, clean: Clean) -> str:
    """What came, without the lines and postcode of an address that is hidden here."""
    said = file.received.body.words if file.received else ""
    return clean(said) if clean is not None else said


def seen(file: ContactFile, clean: Clean) -> ContactFile:
    """The same contact as whoever only reads it sees it. Its head still names all of it."""
    if clean is None:
        return file
    once = {said.entry: cleaned(said, clean) for said in _everything(file)}
    return replace(
        file,
        story=tuple(once[said.entry] for said in file.story),
        standing={asked: tuple(once[said.entry] for said in all_) for asked, all_ in file.standing.items()},
    )


def past(known: Past, clean: Clean) -> Past:
    """The history without it, too: what they said when they declined is quoted from other contacts."""
    if clean is None:
        return known
    return structs.replace(
        known,
        contacts=tuple(_of(one, clean) for one in known.contacts),
        perhaps=tuple(_of(one, clean) for one in known.perhaps),
        facts=tuple(_of(fact, clean) for fact in known.facts),
    )


def told(gaps: tuple[Gap, ...], clean: Clean) -> tuple[Gap, ...]:
    """What is left to finish, which quotes the reasons that were given."""
    return gaps if clean is None else tuple(_of(gap, clean) for gap in gaps)


def tasks(todo: tuple[Todo, ...], clean: Clean) -> tuple[Todo, ...]:
    """What is left after the decision, which quotes who disagreed."""
    if clean is None:
        return todo
    return tuple(structs.replace(one, words=clean(one.words), short=clean(one.short)) for one in todo)


def _everything(file: ContactFile) -> Iterable[Said[Body]]:
    yield from file.story
    for standing in file.standing.values():
        yield from standing


def cleaned(said: Said[_B], clean: Callable[[str], str]) -> Said[_B]:
    """One entry without the hidden words in what somebody wrote freely."""
    return structs.replace(said, body=_of(said.body, clean))


def _of(body: _S, clean: Callable[[str], str]) -> _S:
    found = {name: _part(name, getattr(body, name), clean) for name in body.__struct_fields__}
    changed = {name: part for name, part in found.items() if part is not getattr(body, name)}
    return structs.replace(body, **changed) if changed else body


def _part(name: str, value: object, clean: Callable[[str], str]) -> object:
    if isinstance(value, str):
        told = clean(value) if name in PROSE and value else value
        return value if told == value else told
    if isinstance(value, Struct):
        return _of(value, clean)
    if isinstance(value, tuple):
        parts = tuple(_part(name, part, clean) for part in value)
        return value if all(a is b for a, b in zip(parts, value, strict=True)) else parts
    return value
