"""People of the register as human beings: whoever was judged to be the same is one, with every line about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from workstation.domain.ids import ContactId, PersonId
from workstation.domain.person_line import PersonLine
from workstation.store.look import Readable

if TYPE_CHECKING:
    import sqlalchemy as sa

_MOST_VALUES: Final = 500
"""SQLite takes a limited number of values in one statement."""
_person = msgspec.json.Decoder(PersonLine)


class _Event(msgspec.Struct):
    event: str = ""


_event = msgspec.json.Decoder(_Event)


class Seen(NamedTuple):
    """How often somebody was seen: contacts, events from before Lintel, and when last (Unix milliseconds)."""

    contacts: int
    events: int
    last: int | None


class Humans:
    """Clusters of the register, for whoever compares."""

    def __init__(self, look: Readable, engine: Callable[[], sa.Engine]) -> None:
        self._look, self._engine = look, engine

    def together(self) -> AbstractContextManager[None]:
        """Whatever this thread reads meanwhile is of one moment, and read in one transaction."""
        return self._look.together()

    def after(self, cluster: str, most: int) -> list[tuple[str, list[PersonLine]]]:
        """The next human beings in the order of their clusters, with about so many lines; empty at the end."""
        query = "SELECT cluster, line FROM person_rows WHERE cluster > ? ORDER BY cluster LIMIT ?"
        rows = self._look.rows(query, [cluster, most])
        found = [
            (name, [_person.decode(line) for _, line in of])
            for name, of in groupby(rows, key=lambda row: row[0])
        ]
        if len(rows) < most:
            return found
        return found[:-1] or self.after(cluster, most * 10)  # the last may have been cut off

    def few(self, most: int) -> bool:
        """Whether there are no more lines than this."""
        return self._look.value("SELECT 1 FROM person_rows LIMIT 1 OFFSET ?", [most]) is None

    def of(self, clusters: Iterable[str]) -> dict[str, list[PersonLine]]:
        """Every line about these."""
        query = (
            "SELECT cluster, line FROM person_rows WHERE cluster IN ({}) ORDER BY cluster, contact, person"
        )
        found: dict[str, list[PersonLine]] = {}
        for cluster, line in self._each(query, clusters):
            found.setdefault(cluster, []).append(_person.decode(line))
        return found

    def named_in(self, contacts: Iterable[ContactId]) -> dict[ContactId, list[tuple[str, PersonLine]]]:
        """Everybody named in these contacts, each with their cluster."""
        query = (
            "SELECT contact, cluster, line FROM person_rows WHERE contact IN ({}) ORDER BY contact, person"
        )
        found: dict[ContactId, list[tuple[str, PersonLine]]] = {}
        for contact, cluster, line in self._each(query, contacts):
            found.setdefault(ContactId(contact), []).append((cluster, _person.decode(line)))
        return found

    def clusters_in(self, contacts: Iterable[ContactId]) -> set[str]:
        """Who is named in these contacts."""
        query = "SELECT cluster FROM person_rows WHERE contact IN ({})"
        return {cluster for (cluster,) in self._each(query, contacts)}

    def clusters_of(self, people: Iterable[PersonId]) -> dict[PersonId, str]:
        """Which human being each of these is."""
        query = "SELECT person, cluster FROM person_rows WHERE person IN ({})"
        return {PersonId(person): cluster for person, cluster in self._each(query, people)}

    def seen(self, clusters: Iterable[str]) -> dict[str, Seen]:
        """How often each of these was seen, and when last."""
        query = """SELECT DISTINCT p.cluster, r.contact, r.place, r.at, r.line FROM person_rows AS p
            JOIN past_rows AS r ON r.contact = p.contact WHERE p.cluster IN ({})"""
        found: dict[str, Seen] = {}
        for cluster, _, _, at, line in self._each(query, clusters):
            before = found.get(cluster, Seen(0, 0, None))
            if _event.decode(line).event:
                found[cluster] = before._replace(events=before.events + 1)
            else:
                found[cluster] = Seen(before.contacts + 1, before.events, max(at, before.last or at))
        return found

    def contacts_of(self, clusters: Iterable[str]) -> dict[str, list[ContactId]]:
        """The contacts in which each of these is named, the newest first."""
        query = """SELECT p.cluster, p.contact, max(r.at) FROM person_rows AS p
            LEFT JOIN past_rows AS r ON r.contact = p.contact WHERE p.cluster IN ({})
            GROUP BY p.cluster, p.contact ORDER BY 3 DESC, 2"""
        found: dict[str, list[ContactId]] = {}
        for cluster, contact, _ in self._each(query, clusters):
            found.setdefault(cluster, []).append(ContactId(contact))
        return found

    def judged(self, person: PersonId) -> dict[str, str]:
        """What people said of this person beside others: the verdict for each cluster."""
        query = """SELECT r.cluster, m.verdict FROM match_rows AS m JOIN person_rows AS r ON r.person = m.other
            WHERE m.person = ?
            UNION SELECT r.cluster, m.verdict FROM match_rows AS m JOIN person_rows AS r ON r.person = m.person
            WHERE m.other = ?"""
        return dict(self._look.rows(query, [person, person]))

    # -- what changed ------------------------------------------------------------------------------------------

    def moved_since(self, number: int) -> tuple[int, list[ContactId]] | None:
        """Contacts whose people changed after this number, and the number up to now; None when nobody followed, or
        everything was made anew: then read everybody.
        """
        with self._look.steady() as ask:
            if not list(ask("SELECT 1 FROM meta WHERE key = 'people followed'", ())):
                return None
            rows = list(ask("SELECT no, contact FROM moved_people WHERE no > ? ORDER BY no", [number]))
        return max((no for no, _ in rows), default=number), [ContactId(contact) for _, contact in rows]

    def follow(self) -> int:
        """From now on note whose people change; the number up to now."""
        from workstation.store.engine import run, writing  # noqa: PLC0415 - a start writes nothing

        if self._look.value("SELECT 1 FROM meta WHERE key = 'people followed'") is None:
            with writing(self._engine()) as cx:
                run(cx, "INSERT OR REPLACE INTO meta (key, value) VALUES ('people followed', 'yes')")
        return self._look.value("SELECT seq FROM sqlite_sequence WHERE name = 'moved_people'") or 0

    # -- the index that is kept --------------------------------------------------------------------------------

    def kept_header(self) -> str | None:
        """What was said of the kept index; None when none is kept."""
        found: str | None = self._look.value("SELECT value FROM meta WHERE key = 'people index'")
        return found

    def kept_parts(self) -> list[bytes]:
        """The bytes of the kept index."""
        return [part for (part,) in self._look.rows("SELECT bytes FROM match_parts ORDER BY part")]

    def keep_part(self, number: int, part: bytes) -> None:
        """Write one part of an index; it is not the kept one until `keep_header`. Part 0 begins anew."""
        from workstation.store.engine import run, writing  # noqa: PLC0415 - a start writes nothing

        with writing(self._engine()) as cx:
            if number == 0:
                run(cx, "DELETE FROM meta WHERE key = 'people index'")
                run(cx, "DELETE FROM match_parts")
            run(cx, "INSERT INTO match_parts (part, bytes) VALUES (?, ?)", [number, part])

    def keep_header(self, header: str, until: int) -> None:
        """The parts written are whole: from now on they are the index, and changes up to `until` are in it. Not so
        if the register was made anew meanwhile.
        """
        from workstation.store.engine import run, writing  # noqa: PLC0415 - a start writes nothing

        with writing(self._engine()) as cx:
            if not run(cx, "SELECT 1 FROM meta WHERE key = 'people followed'"):
                run(cx, "DELETE FROM match_parts")
                return
            run(cx, "INSERT OR REPLACE INTO meta (key, value) VALUES ('people index', ?)", [header])
            run(cx, "DELETE FROM moved_people WHERE no <= ?", [until])

    def _each(self, query: str, values: Iterable[str]) -> list[Any]:
        rest, found = iter(values), list[Any]()
        first = list(islice(rest, _MOST_VALUES))
        if not first:
            return found
        with self._look.steady() as ask:
            while first:
                found += ask(query.format(", ".join("?" * len(first))), first)
                first = list(islice(rest, _MOST_VALUES))
        return found
