"""Lintel without a window: the trade, what keeps it, finds it, prints it, and the verbs a worker uses.

Reading order: `domain` (what a contact is), `store` (the encrypted file), `history` (finding earlier
involvement), `intake` (files in), `report` (paper out), `access` (keys and people), `services` (one
function per thing a worker does; the only door for the window). Nothing here knows Qt.

Three nouns and one verb hold it together: an *entry* is an immutable sentence about one contact; the
*journal* keeps entries and never changes them; a *contact file* is what the entries *fold* into. Lists
and searches read the *register*, which can be thrown away and refolded at any time.
"""
