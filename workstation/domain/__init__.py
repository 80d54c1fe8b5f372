"""The trade in plain Python: no files, no clock but the one given, no window, no SQL.

Reading order: `ids`, `times`, `kinds` (everything a person can say), `entries` (an entry and its chain), `wire`,
`contact` (what the entries say together), `fold` (how), then what is worked out from a contact file: `guide`,
`checks`, `gates`, `clocks`, `past`, `line`, `queue`; and `wording`, how values are written for people.
"""
