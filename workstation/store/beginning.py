"""The journal's part in a practice authority: it begins with years that nobody sent to Central."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from workstation.domain.entries import Entry, chain
from workstation.domain.ids import EntryId
from workstation.domain.travel import Mark, link
from workstation.store import places, rows
from workstation.store.pouring import Pouring
from workstation.store.record import number
from workstation.store.schema import entries

_e = entries.c


class Beginning(Pouring):
    """A journal that can begin with a story."""

    def begin_story(self, stream: str) -> Mark:
        """Number everything that waits in this stream as it lies here, as if it had been read from Central: the
        years before, with which a practice authority begins. The mark behind it.
        """
        with self._writing() as cx:
            before = places.mark(cx, stream)
            query = rows.chosen().where(_e.stream == stream, _e.position.is_(None)).order_by(_e.no)
            cursor, told = before.cursor, before.chain
            numbers: dict[EntryId, int] = {}
            for row in cx.execute(query):
                entry = rows.of_row(row)
                cursor, told = cursor + 1, link(told, chain(entry))
                numbers[entry.id] = cursor
            number(cx, numbers)
            places.keep_mark(cx, stream, Mark(cursor, told))
        return Mark(cursor, told)

    def bring_story(self, stream: str, ready: Iterable[Entry]) -> Mark:
        """Take over the years before, with which a practice authority begins, numbered in the order in which they
        come as if they had been read from Central. The mark behind them.
        """
        with self._writing() as cx:
            end = places.mark(cx, stream)

            def numbered() -> Iterator[Entry]:
                nonlocal end
                for entry in ready:
                    end = Mark(end.cursor + 1, link(end.chain, chain(entry)))
                    yield msgspec.structs.replace(entry, position=end.cursor)

            self._take(cx, numbered())
            places.keep_mark(cx, stream, end)
        return end
