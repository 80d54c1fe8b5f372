"""A deterministic simulation of the exchange: one seed is one history.

A history has several computers, several people and a Central, all plain Python values without a disk or a line,
and goes through everything that can happen to them (`weather`). The exchange and the fold in it are the real ones
(`workstation.sync.exchange`, `workstation.domain.fold`). While it runs and after it, the laws of `laws` must hold:
they are the invariants I1-I22 of the sync notes, and they ask for survival, not only for agreement.

    world     the computers, and what happens next          office    Central: streams, rights, quarantine
    journal   the file of one computer (`Carried`)          line      the way between them, with its faults
    writing   how people there write entries                mutants   known mistakes that must be caught

`python -m tests.bench.simulate` runs many; `--story SEED` tells one.
"""
