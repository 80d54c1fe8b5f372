"""The encrypted file: the only durable truth on a workstation, and the only package that knows its tables.

    with Store.open(path, key, clock=SystemClock(), create=True) as store:      # file.py
        store.register.follow(lines_of)                                         # once, after opening
        store.journal.append(contact, [NoteMade(text="...")], author)
        store.register.queue("mine", now=now, worker=author)

Reading order: `schema` (what is kept), `journal` (the only writer of entries; `record` holds its steps),
`register` (lists; `refold` makes its rows, `clusters` joins people), `drafts`, `people`, then `engine` (opening,
and every failure as a `StoreTrouble`), `lock`, `upgrade`, `verify`. `file` puts them together.

One thread owns a store. What `append` returned is on the disk, whatever happens next.
"""
